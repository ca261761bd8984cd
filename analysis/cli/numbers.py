"""Verbs that print numbers: `figures`, `papers`, `claims`."""

from __future__ import annotations

import sys

import click

from analysis.cli import loaded, names
from analysis.cli.parsing import formats, verb
from analysis.core.errors import FactCheckError, did_you_mean
from analysis.core.progress import shown


@verb(
    "figures",
    "compute and print figures",
    "factcheck figures --cohort elm-2024 --format csv > figures.csv",
)
@formats("table", "json", "csv", help="table: for people; json, csv: for programs")
@click.option(
    "--cohort",
    metavar="C",
    shell_complete=names.cohorts,
    help="only figures of this cohort; 'gold' for the measured accuracy of attribution",
)
@click.option(
    "--definition",
    metavar="D",
    shell_complete=names.definitions,
    help="only figures of this definition, e.g. profile+headquarters; 'headline' for the headline one",
)
@click.option("--search", metavar="WORDS", help="only figures whose id or label holds all these words")
@click.option("--explain", metavar="ID", help="say what stands behind one figure: definition, function, files, papers")
def figures(format: str, cohort: str | None, definition: str | None, search: str | None, explain: str | None) -> None:
    from analysis.claims import explain as explaining
    from analysis.figures.figure import to_json
    from analysis.looks.numbers import as_text, between
    from analysis.settings.definitions import parse

    with shown() as progress:
        settings, computed = loaded.figures(progress)
    if explain:
        if explain not in computed:
            raise FactCheckError(
                f"there is no figure {explain!r}{did_you_mean(explain, computed.ids())}",
                where="--explain",
                mend="name one that `factcheck figures --search WORDS` lists",
            )
        for about, text in explaining.explained(computed.peek(explain), settings):
            print(f"{about:12} {text}")
        return
    if cohort and cohort not in {f.cohort for f in computed}:
        loaded.known_cohort(cohort, settings, "--cohort")
    wanted = [f for f in computed if not cohort or f.cohort == cohort]
    if search:
        wanted = explaining.search(wanted, search)
    if definition:
        texts = {n: parse(definition, settings, c).text(settings, c) or "headline" for n, c in settings.cohorts.items()}
        # what is no cohort of config.yaml has the headline one only
        wanted = [f for f in wanted if f.definition == texts.get(f.cohort, definition)]
        if not wanted:
            raise FactCheckError(
                f"no figure has the definition {definition!r}",
                where="--definition",
                mend="add it under `also` in config.yaml",
            )
    if format == "json":
        print(to_json(wanted, loaded.release_name(settings, computed)), end="")
    elif format == "csv":
        from analysis.figures.figure_table import to_table

        to_table(wanted).to_csv(sys.stdout, index=False, lineterminator="\n")
    else:
        for f in wanted:
            print(f"{f.id:64} {as_text(f, f.value):>14}  {between(f, f.interval):>22}  {f.label}")
    loaded.say_awaited(settings)


@verb(
    "papers",
    "list the papers behind a figure",
    "factcheck papers --cohort elm-2024 --countries FR,DE --format csv",
)
@click.option("--cohort", required=True, metavar="C", shell_complete=names.cohorts, help="a cohort of config.yaml")
@click.option(
    "--countries",
    metavar="FR,DE",
    help="papers with an institution in each of these: country codes, each for itself, or groups of config.yaml",
)
@click.option("--term", metavar="T", shell_complete=names.terms, help="papers that name this model family")
@click.option(
    "--definition",
    metavar="D",
    shell_complete=names.definitions,
    help="choices joined by +, e.g. paper or profile+headquarters+body (default: the headline definition)",
)
@formats("csv", help="for programs")
def papers(cohort: str, countries: str | None, term: str | None, definition: str | None, format: str) -> None:
    from analysis.claims.papers import papers

    with shown() as progress:
        settings, book = loaded.workbook(progress)
    if loaded.known_cohort(cohort, settings, "--cohort") in settings.awaited:
        mend = f"run `factcheck fetch {cohort}` and `factcheck ingest {cohort}`"
        raise FactCheckError(
            f"the cohort {cohort!r} is awaited: data/ has no facts of it yet", where="--cohort", mend=mend
        )
    words = [word.strip() for word in (countries or "").split(",") if word.strip()]
    codes = [word if word in settings.groups else word.upper() for word in words]
    papers(book, cohort, codes, term, definition).to_csv(sys.stdout, index=False, lineterminator="\n")


@verb("claims", "print the verdicts", "factcheck claims --format json")
@formats("table", "json", help="table: for people; json: for programs")
def claims(format: str) -> None:
    from analysis.claims import judge
    from analysis.editions import data_files
    from analysis.looks.numbers import as_text

    with shown() as progress:
        settings, computed = loaded.figures(progress)
    verdicts = judge.verdicts(settings, computed)
    if format == "json":
        print(data_files.claims_json(settings, verdicts, loaded.release_name(settings, computed)), end="")
        return
    for v in verdicts:
        claim, value = settings.claims[v.claim], as_text(v.decisive, v.decisive.value)
        name, firm = settings.verdicts.scale[v.verdict].name, "robust" if v.robust else "fragile"
        print(f"{name:32} words {v.case.words:5} {firm:8} {value:>12}  {v.asserted.words:34} {claim.title}")
