"""Verbs on what comes in: `fetch`, `ingest`, `resolve`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import islice
from typing import TYPE_CHECKING

import click

from analysis.cli import loaded, names
from analysis.cli.parsing import OneOf, formats, verb
from analysis.core import terminal
from analysis.core.errors import FactCheckError
from analysis.core.progress import PlainLines, counted, finish_line, shown, silent

if TYPE_CHECKING:
    from analysis.attribution.answer import Answer

AT_ONCE = 50_000  # rows of a file that are read before they are answered
ANSWER = ("affiliation", "countries", "institutions", "ror", "method", "headquarters")


RAW = click.option(
    "--raw",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="folder of the raw files (default: ../shared/data, or raw/ where that is not there)",
)


@verb("fetch", "download the raw files of a cohort from its sources", "factcheck fetch elm-2026")
@click.argument("cohort", shell_complete=names.cohorts, help="a cohort of config.yaml")
@RAW
@click.option(
    "--within",
    metavar="MINUTES",
    type=click.FloatRange(0, 1440, min_open=True),
    help="give up after this time (default: `fetch.within-minutes` of config.yaml, or 30)",
)
@formats("text", "json", help="json: one line with cohort, status (new, unchanged, not-published) and files")
def fetch(cohort: str, raw: str | None, within: float | None, format: str) -> None:
    import json
    from pathlib import Path

    from analysis.core import paths
    from analysis.intake import fetch
    from analysis.settings import config

    settings = config.load()
    name = loaded.known_cohort(cohort, settings, "factcheck fetch")
    folder, files = Path(raw) if raw else paths.raw_folder(), []
    with shown() as line:
        progress = PlainLines(sys.stdout) if line is silent and format == "text" else line
        for file in fetch.fetch(name, settings, folder, fetch.manner(settings, within), progress):
            files.append(file)
            finish_line(progress)
            if format == "text":
                print(f"{file.path}: {file.status.replace('-', ' ')}", flush=True)
    if format == "json":
        there = [str(file.path.absolute()) for file in files if file.status != "not-published"]
        print(json.dumps({"cohort": name, "status": fetch.overall(files), "files": there}))


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
@RAW
@click.option(
    "--accept",
    metavar="NAME",
    multiple=True,
    shell_complete=names.guards,
    help="take on purpose what the guard objects to under this name; may be given several times",
)
def ingest(cohorts: tuple[str, ...], raw: str | None, accept: tuple[str, ...]) -> None:
    from pathlib import Path

    from analysis.attribution.reading import is_one_name, names_something
    from analysis.core import paths
    from analysis.core.files import one_writer
    from analysis.facts import describe, store
    from analysis.intake import drift, ingest, peer_table, registries
    from analysis.settings import config

    settings = config.load()
    folder = Path(raw) if raw else paths.raw_folder()
    wanted = [c if c == "reference" else loaded.known_cohort(c, settings, "factcheck ingest") for c in cohorts]
    accepted = [drift.known_guard(name, settings) for name in accept]
    wanted = list(dict.fromkeys(wanted or ["reference", *settings.stanzas]))
    with one_writer("ingest"), shown() as progress:
        lacking = {} if cohorts else {name: ingest.to_fetch(c, folder) for name, c in settings.stanzas.items()}
        skipped = {name: files[0] for name, files in lacking.items() if files}
        for name, file in skipped.items():
            state = "awaited" if name in settings.awaited else "left as it is"
            print(f"{name}: {state}, as {file} is not here; `factcheck fetch {name}` brings it")
        if "reference" in wanted:
            progress("reading the registries")
            changed = [registries.write_reference(folder), peer_table.write_peers(settings, folder)]
            finish_line(progress)
            print(f"reference: {'written' if any(changed) else 'unchanged'}")
            describe.write(config.load())
        fresh = []
        guard = drift.Guard(settings, accepted)
        for name in (name for name in wanted if name not in ("reference", *skipped)):
            cohort = settings.stanzas[name]
            made, seen = ingest.ingest_cohort(name, cohort, settings, folder, names_something, is_one_name, progress)
            progress(f"{name}: held to the limits of drift")
            fresh.append(guard.judged(made, seen))
        finish_line(progress)
        guard.stop()  # before anything is written
        written = []
        for snapshot in fresh:
            if store.write(snapshot):
                written.append(snapshot.cohort)
            print(f"{snapshot.cohort}: {'written' if snapshot.cohort in written else 'unchanged'}")
            describe.write(config.load())  # after each, so that an interruption leaves descriptions of what is there
    for line in guard.remarks(written):
        print(f"note: {line}", file=sys.stderr)


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
    """Write the answer to each row: of standard input as soon as it is read, of a file many at once."""
    import csv

    from analysis.core import csv_table

    csv.field_size_limit(sys.maxsize)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    # csv leaves a lone carriage return without quotes
    quoting = csv.writer(sys.stdout, lineterminator="\n", quoting=csv.QUOTE_ALL)
    live = nullcontext(silent) if sys.stdout.isatty() else shown()  # answers on a terminal are progress enough
    with nullcontext(sys.stdin.buffer) if file == "-" else open(file, "rb") as stream, live as progress:
        rows = csv_table.rows_in(stream, ["affiliation"], file)
        writer.writerow(ANSWER)
        progress("resolving affiliations")
        texts = (row["affiliation"] or "" for row in rows)
        for text, given in counted(_answered(texts, 1 if file == "-" else AT_ONCE), progress):
            countries = given.headquarters if policy == "headquarters" else given.stated
            answer = [countries, given.institutions, given.ror, given.method, given.headquarters]
            (quoting if "\r" in text else writer).writerow([text, *answer])


def _answered(texts: Iterable[str], at_once: int) -> Iterator[tuple[str, Answer]]:
    """Each text with its answer, in order; so many are read ahead."""
    from analysis.attribution.many import answers

    known: dict[str, Answer] = {}
    ahead = iter(texts)
    while block := list(islice(ahead, at_once)):
        if len(known) > 2 * AT_ONCE:
            known.clear()
        new = [text for text in dict.fromkeys(block) if text not in known]
        known.update(zip(new, answers([(text, "", "", "") for text in new]), strict=True))
        yield from ((text, known[text]) for text in block)
