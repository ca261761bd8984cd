"""Verbs on what comes in: `fetch`, `ingest`, `resolve`."""

from __future__ import annotations

import sys
from contextlib import nullcontext

import click

from analysis.cli import loaded, names
from analysis.cli.parsing import OneOf, verb
from analysis.core import terminal
from analysis.core.errors import FactCheckError
from analysis.core.progress import counted, finish_line, shown, silent

ANSWER = ("affiliation", "countries", "institutions", "ror", "method", "headquarters")


@verb("fetch", "download the raw files of a cohort from its source", "factcheck fetch elm-2026")
@click.argument("cohort", shell_complete=names.cohorts, help="a cohort of config.yaml")
@click.option("--raw", metavar="DIR", type=click.Path(file_okay=False), help="folder to put them in (default: raw/)")
def fetch(cohort: str, raw: str | None) -> None:
    from pathlib import Path

    from analysis.core import paths
    from analysis.intake import fetch
    from analysis.settings import config

    settings = config.load()
    wanted = settings.stanzas[loaded.known_cohort(cohort, settings, "factcheck fetch")]
    with shown() as progress:
        for file, changed in fetch.fetch(wanted, Path(raw) if raw else paths.ROOT / "raw", progress):
            finish_line(progress)
            print(f"{file}: {'downloaded' if changed else 'unchanged'}")


@verb(
    "ingest",
    "turn raw files into the facts under data/",
    "factcheck ingest elm-2025 --raw ../raw",
)
@click.argument(
    "cohorts",
    metavar="[COHORT]...",
    nargs=-1,
    shell_complete=names.cohorts,
    help="cohorts of config.yaml, or 'reference' for the registries (default: everything)",
)
@click.option(
    "--raw",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="folder of the raw files (default: ../shared/data, or raw/ where that is not there)",
)
def ingest(cohorts: tuple[str, ...], raw: str | None) -> None:
    from pathlib import Path

    from analysis.attribution.reading import is_one_name, names_something
    from analysis.core import paths
    from analysis.core.files import one_writer
    from analysis.facts import describe, store
    from analysis.intake import ingest, peer_table, registries
    from analysis.settings import config

    settings = config.load()
    folder = Path(raw) if raw else paths.raw_folder()
    wanted = [c if c == "reference" else loaded.known_cohort(c, settings, "factcheck ingest") for c in cohorts]
    with one_writer("ingest"), shown() as progress:
        for name in wanted or ["reference", *settings.stanzas]:
            if not wanted and name in settings.stanzas and (lacks := ingest.to_fetch(settings.stanzas[name], folder)):
                finish_line(progress)
                state = "awaited" if name in settings.awaited else "left as it is"
                print(f"{name}: {state}, as {lacks[0]} is not here; `factcheck fetch {name}` brings it")
                continue
            if name == "reference":
                progress("reading the registries")
                changed = [registries.write_reference(folder), peer_table.write_peers(settings, folder)] != [
                    False,
                    False,
                ]
            else:
                cohort = settings.stanzas[name]
                changed = store.write(
                    ingest.ingest_cohort(name, cohort, settings, folder, names_something, is_one_name, progress)
                )
            finish_line(progress)
            print(f"{name}: {'written' if changed else 'unchanged'}")
            describe.write(config.load())  # after each, so that an interruption leaves descriptions of what is there


@verb("resolve", "find the countries of affiliations", r"printf 'affiliation\nNYU Shanghai\n' | factcheck resolve -")
@click.argument(
    "file",
    required=False,
    type=click.Path(),
    help="CSV with a column 'affiliation'; - is standard input",
)
@click.option(
    "--policy",
    type=OneOf(["stated-location", "headquarters"]),
    default="stated-location",
    show_default=True,
    help="which policy the column 'countries' follows",
)
@click.option("--explain", metavar="STRING", help="explain the decision on one string instead")
def resolve(file: str | None, policy: str, explain: str | None) -> None:
    if explain is not None:
        from analysis.attribution import resolve

        print(resolve.explain(explain))
        return
    if not file:
        raise FactCheckError(
            "no file is given",
            where="factcheck resolve",
            mend="name a CSV with a column 'affiliation', - for standard input, or use --explain 'STRING'",
        )
    terminal.write_data()
    try:
        _resolve_table(file, policy)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FactCheckError(f"cannot be read ({error.strerror})", where=file, mend="check the name") from None


def _resolve_table(file: str, policy: str) -> None:
    """Write the answer to each row of a file, or of standard input, as soon as the row is read."""
    import csv

    from analysis.attribution.resolve import resolve
    from analysis.core import csv_table, multivalued

    csv.field_size_limit(sys.maxsize)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    # csv leaves a lone carriage return without quotes
    quoting = csv.writer(sys.stdout, lineterminator="\n", quoting=csv.QUOTE_ALL)
    live = nullcontext(silent) if sys.stdout.isatty() else shown()  # answers on a terminal are progress enough
    with nullcontext(sys.stdin.buffer) if file == "-" else open(file, "rb") as stream, live as progress:
        rows = csv_table.rows_in(stream, ["affiliation"], file)
        writer.writerow(ANSWER)
        progress("resolving affiliations")
        for row in counted(rows, progress):
            text = row["affiliation"] or ""
            decision = resolve(text)
            sets = (decision.under(policy), decision.institutions, decision.ror)
            answer = [*map(multivalued.join, sets), decision.method, multivalued.join(decision.headquarters)]
            (quoting if "\r" in text else writer).writerow([text, *answer])
