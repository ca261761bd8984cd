"""The `factcheck` command: verbs only, no arithmetic.

Results go to standard output, progress and errors to standard error. Exit codes: 0 good, 1 a check failed, 2 wrong use or bad input.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from contextlib import nullcontext
from pathlib import Path

from analysis import __version__
from analysis.core import paths, terminal
from analysis.core.errors import FactCheckError
from analysis.editions import release_names

EXAMPLES = {
    "ingest": "factcheck ingest neurips-2025 --raw ../shared/data",
    "resolve": "echo 'affiliation\nNYU Shanghai' | factcheck resolve -",
    "figures": "factcheck figures --cohort neurips-2024 --format csv > figures.csv",
    "papers": "factcheck papers --cohort neurips-2024 --countries US,CN --format csv",
    "claims": "factcheck claims --format json",
    "build": "factcheck build --engine fallback",
    "check": "factcheck check",
    "fetch": "factcheck fetch neurips-2026",
    "release": "factcheck release 2026.1",
    "verify": "factcheck verify 2026.1",
    "diff": "factcheck diff 2026.1 work --format md",
    "redact": 'factcheck redact 2026.1 places.csv --kind "names of persons" --why "they should not have been published" --date 2026-07-31',
}


def main(argv: list[str] | None = None) -> int:
    """Run one verb; gives the exit code."""
    return terminal.told(lambda: _run(make_parser().parse_args(argv)))


def _run(args: argparse.Namespace) -> int | None:
    if _gives_data(args):
        terminal.write_data()
    return args.run(args)


def make_parser() -> argparse.ArgumentParser:
    """All verbs with their arguments."""
    parser = argparse.ArgumentParser(
        prog="factcheck", description="Recompute, check and publish a fact-check whose every number comes from data."
    )
    parser.add_argument("--version", action="version", version=f"factcheck {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)

    def verb(name: str, run, summary: str) -> argparse.ArgumentParser:
        sub = verbs.add_parser(
            name,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            epilog=f"example: {EXAMPLES[name]}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(run=run)
        return sub

    ingest = verb("ingest", _ingest, "turn raw files into the facts under data/")
    ingest.add_argument(
        "cohorts",
        nargs="*",
        metavar="COHORT",
        help="cohorts of config.yaml, or 'reference' for the registries (default: everything)",
    )
    ingest.add_argument(
        "--raw",
        type=Path,
        metavar="DIR",
        help="folder of the raw files (default: ../shared/data, or raw/ where that is not there)",
    )

    resolve = verb("resolve", _resolve, "find the countries of affiliations")
    resolve.add_argument("file", nargs="?", metavar="FILE", help="CSV with a column 'affiliation'; - is standard input")
    resolve.add_argument(
        "--policy",
        choices=("stated-location", "headquarters"),
        default="stated-location",
        help="which policy the column 'countries' follows (default: %(default)s)",
    )
    resolve.add_argument("--explain", metavar="STRING", help="explain the decision on one string instead")

    show = verb("figures", _figures, "compute and print figures")
    show.add_argument("--format", choices=("table", "json", "csv"), default="table")
    show.add_argument(
        "--cohort", metavar="C", help="only figures of this cohort; 'gold' for the measured accuracy of attribution"
    )
    show.add_argument(
        "--definition",
        metavar="D",
        help="only figures of this definition, e.g. profile+headquarters; 'headline' for the headline one",
    )

    papers = verb("papers", _papers, "list the papers behind a figure")
    papers.add_argument("--cohort", required=True, metavar="C")
    papers.add_argument("--countries", metavar="US,CN", help="papers with an institution in each of these countries")
    papers.add_argument("--term", metavar="T", help="papers that name this model family")
    papers.add_argument(
        "--definition",
        metavar="D",
        help="choices joined by +, e.g. paper or profile+headquarters+body (default: the headline definition)",
    )
    papers.add_argument("--format", choices=("csv",), default="csv")

    verdict = verb("claims", _claims, "print the verdicts")
    verdict.add_argument("--format", choices=("table", "json"), default="table")

    build = verb("build", _build, "compute everything and render the site into _site/")
    build.add_argument(
        "--engine",
        choices=("auto", "quarto", "fallback"),
        default="auto",
        help="auto: Quarto where it works, else the built-in fallback",
    )

    check = verb("check", _check, "look for mistakes in config and report")
    check.add_argument(
        "--notes",
        action="store_true",
        help="list notes one by one: overrides that nothing uses or that the registry now covers",
    )

    release = verb(
        "release",
        _release,
        "write releases/VERSION: figures, verdicts, papers, site and provenance of the committed state",
    )
    release.add_argument(
        "version", metavar="VERSION", help="year and number, such as 2026.1; later than the newest release"
    )
    release.add_argument(
        "--engine", choices=("auto", "quarto", "fallback"), default="auto", help="renders the release's own site"
    )

    verify = verb("verify", _verify, "compute releases again and compare every file of them")
    verify.add_argument("version", nargs="?", metavar="VERSION", help="a release (default: all)")

    redact = verb("redact", _redact, "replace published content of a release by a mark, and let the release say so")
    redact.add_argument("version", metavar="VERSION", help="the release")
    redact.add_argument(
        "places",
        metavar="PLACES",
        type=Path,
        help="CSV with the columns file,line,column; a file of the site as site.tar.gz/audit.csv; no column: the line's text; no line: the whole file",
    )
    redact.add_argument("--kind", required=True, metavar="TEXT", help="what kind of content it is, never the content")
    redact.add_argument("--why", required=True, metavar="TEXT", help="why it is taken out")
    redact.add_argument("--date", required=True, metavar="DAY", help="the day, such as 2026-07-31")

    diff = verb(
        "diff", _diff, "say which figures, verdicts and papers differ between two editions, by how much, and why"
    )
    for which in ("old", "new"):
        diff.add_argument(
            which,
            metavar=which.upper(),
            help="a release, a folder, a figures.json, a git revision, or 'work': what the tree computes now",
        )
    diff.add_argument(
        "--format",
        choices=("text", "json", "md", "html"),
        default="text",
        help="md: for a pull request; html: a page of its own",
    )
    diff.add_argument("--all", action="store_true", help="all rows, where the text would show the first of a long list")
    diff.add_argument(
        "--exit-code", action="store_true", help="exit with 1 if anything changed beyond the tolerances of config.yaml"
    )
    diff.add_argument(
        "--no-causes",
        action="store_true",
        help="do not compute again with one input exchanged at a time to find each cause",
    )

    fetch = verb("fetch", _fetch, "download the raw files of a cohort from its source")
    fetch.add_argument("cohort", metavar="COHORT")
    fetch.add_argument("--raw", type=Path, metavar="DIR", help="folder to put them in (default: raw/)")
    return parser


def _gives_data(args: argparse.Namespace) -> bool:
    """Whether the verb prints what a program reads rather than text."""
    return getattr(args, "format", "text") not in ("text", "table") or (args.run is _resolve and args.explain is None)


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(terminal.paint(text, 2), file=sys.stderr, flush=True)


def _known_cohort(name: str, settings) -> str:
    from analysis.core.errors import did_you_mean

    if name not in settings.cohorts:
        raise FactCheckError(
            f"there is no cohort {name!r}{did_you_mean(name, settings.cohorts)}",
            mend=f"choose from {', '.join(settings.cohorts)}",
        )
    return name


def _ingest(args: argparse.Namespace) -> None:
    from analysis.attribution.reading import is_one_name, names_something
    from analysis.core.files import one_writer
    from analysis.facts import describe, store
    from analysis.intake import ingest, peer_table, registries
    from analysis.settings import config

    settings = config.load()
    raw = args.raw or paths.raw_folder()
    wanted = [c if c == "reference" else _known_cohort(c, settings) for c in args.cohorts] or [
        "reference",
        *settings.cohorts,
    ]
    with one_writer("ingest"):
        for name in wanted:
            if name == "reference":
                changed = [registries.write_reference(raw), peer_table.write_peers(raw)] != [False, False]
            else:
                changed = store.write(
                    ingest.ingest_cohort(
                        name, settings.cohorts[name], settings, raw, names_something, is_one_name, _progress
                    )
                )
            print(f"{name}: {'written' if changed else 'unchanged'}")
            describe.write(settings)  # after each, so that an interruption leaves descriptions of what is there


def _resolve(args: argparse.Namespace) -> None:
    from analysis.attribution.resolve import explain, resolve
    from analysis.core import csv_table, multivalued

    if args.explain is not None:
        print(explain(args.explain))
        return
    if not args.file:
        raise FactCheckError(
            "no file is given",
            where="factcheck resolve",
            mend="name a CSV with a column 'affiliation', - for standard input, or use --explain 'STRING'",
        )
    csv.field_size_limit(sys.maxsize)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    quoting = csv.writer(
        sys.stdout, lineterminator="\n", quoting=csv.QUOTE_ALL
    )  # csv leaves a lone carriage return without quotes
    try:
        with nullcontext(sys.stdin.buffer) if args.file == "-" else open(args.file, "rb") as stream:
            rows = csv_table.rows_in(stream, ["affiliation"], args.file)
            writer.writerow(["affiliation", "countries", "institutions", "ror", "method", "headquarters"])
            for row in rows:
                text = row["affiliation"] or ""
                decision = resolve(text)
                answer = [
                    multivalued.join(decision.under(args.policy)),
                    multivalued.join(decision.institutions),
                    multivalued.join(decision.ror),
                    decision.method,
                    multivalued.join(decision.headquarters),
                ]
                (quoting if "\r" in text else writer).writerow([text, *answer])
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FactCheckError(f"cannot be read ({error.strerror})", where=args.file, mend="check the name") from None


def _workbook():
    from analysis.counting import workbook
    from analysis.settings import config

    settings = config.load()
    return settings, workbook.Workbook(settings, _progress)


def _release_name(settings, computed) -> str:
    """What the state that was just computed is called beside the releases; one whose claims cannot be judged is no release."""
    from analysis.claims import judge
    from analysis.editions import edition, release_history

    releases = release_history.past()
    try:
        verdicts = judge.verdicts(settings, computed) if releases else []
    except FactCheckError:
        verdicts = []
    return release_history.name_of(edition.computed(computed, verdicts, settings, {}), releases)


def _figures(args: argparse.Namespace) -> None:
    from analysis.figures.figure import to_json, to_table
    from analysis.looks.numbers import as_text, between
    from analysis.settings.definitions import parse
    from analysis.topics import catalogue

    settings, book = _workbook()
    if args.cohort and args.cohort != "gold":
        _known_cohort(args.cohort, settings)
    computed = catalogue.compute(book)
    wanted = list(computed)
    if args.cohort:
        wanted = [f for f in wanted if f.cohort == args.cohort]
    if args.definition:
        texts = {
            name: parse(args.definition, settings, cohort).text(settings, cohort) or "headline"
            for name, cohort in settings.cohorts.items()
        }
        wanted = [
            f for f in wanted if f.definition == texts.get(f.cohort, args.definition)
        ]  # what is no cohort of config.yaml has the headline one only
        if not wanted:
            raise FactCheckError(
                f"no figure has the definition {args.definition!r}",
                where="--definition",
                mend="add it under `also` in config.yaml",
            )
    if args.format == "json":
        print(to_json(wanted, _release_name(settings, computed)), end="")
    elif args.format == "csv":
        to_table(wanted).to_csv(sys.stdout, index=False, lineterminator="\n")
    else:
        for f in wanted:
            print(f"{f.id:64} {as_text(f, f.value):>14}  {between(f, f.interval):>22}  {f.label}")


def _papers(args: argparse.Namespace) -> None:
    from analysis.claims.papers import papers

    settings, book = _workbook()
    _known_cohort(args.cohort, settings)
    countries = [c.strip().upper() for c in args.countries.split(",") if c.strip()] if args.countries else []
    papers(book, args.cohort, countries, args.term, args.definition).to_csv(
        sys.stdout, index=False, lineterminator="\n"
    )


def _claims(args: argparse.Namespace) -> None:
    from analysis.claims import judge
    from analysis.editions import data_files
    from analysis.looks.numbers import as_text
    from analysis.topics import catalogue

    settings, book = _workbook()
    computed = catalogue.compute(book)
    verdicts = judge.verdicts(settings, computed)
    if args.format == "json":
        print(data_files.claims_json(settings, verdicts, _release_name(settings, computed)), end="")
        return
    for v in verdicts:
        print(
            f"{settings.verdicts.scale[v.verdict].name:26} {as_text(v.decisive, v.decisive.value):>14}  {settings.claims[v.claim].asserted:34} {settings.claims[v.claim].title}"
        )


def _build(args: argparse.Namespace) -> None:
    from analysis.publish.build import build

    site, done = build(args.engine, _progress)
    print(
        f"{site / 'index.html'}\n{site / 'fact-check.pdf'}" if done else f"{site}: nothing changed since the last build"
    )


def _check(args: argparse.Namespace) -> int:
    from analysis.editions.diff_formats import many
    from analysis.publish.check import look, overrides, summary

    _, book = _workbook()
    found = look(book)
    idle = overrides(book)
    for problem in found.problems:
        print(problem)
    remarks = [*found.notes, *(idle if args.notes else summary(idle))]
    for remark in remarks:
        print(f"note: {remark}")
    counted = ((found.problems, "problem"), ([*found.notes, *idle], "note"))
    print(", ".join(many(len(said), noun) if said else f"no {noun}s" for said, noun in counted), file=sys.stderr)
    return 1 if found.problems else 0


def _release(args: argparse.Namespace) -> int:
    from analysis.core.errors import CheckFailed
    from analysis.publish.release import release

    try:
        folder = release(args.version, args.engine, _progress)
    except CheckFailed as failed:
        print("\n".join(failed.problems))
        print(f"{terminal.paint('error', 31)}: {failed}", file=sys.stderr)
        return 1
    print(f"{folder}: written; commit it with `git add releases/{args.version} && git commit`")
    return 0


def _verify(args: argparse.Namespace) -> int:
    from analysis.publish.verify import verify

    wanted = [args.version] if args.version else release_names.versions()
    failed = False
    for version in wanted:
        found = verify(version, _progress)
        print("\n".join(found.lines()))
        failed |= bool(found.problems)
    if not wanted:
        print("there is no release yet")
    return int(failed)


def _redact(args: argparse.Namespace) -> None:
    from analysis.publish.redact import redact, row_for

    said = redact(args.version, args.places, args.kind, args.why, args.date)
    print(
        f"releases/{args.version}: redacted; add this row to CORRECTIONS.md and commit both\n{row_for(args.version, said)}"
    )


def _diff(args: argparse.Namespace) -> int:
    from analysis.editions import causes, diff_formats
    from analysis.editions.diff import diff
    from analysis.editions.lookup import edition_of
    from analysis.settings import config

    old, new = edition_of(args.old, _progress), edition_of(args.new, _progress)
    found = diff(old, new, config.load().tolerances)
    if not args.no_causes:
        found = causes.explain(found, old, new, _progress)
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    write = {"json": diff_formats.to_json, "md": diff_formats.to_markdown, "html": diff_formats.to_html}.get(
        args.format, lambda d: diff_formats.to_text(d, colour, None if args.all else diff_formats.MOST)
    )
    print(write(found), end="")
    return int(args.exit_code and found.changed)


def _fetch(args: argparse.Namespace) -> None:
    from analysis.intake.fetch import fetch
    from analysis.settings import config

    settings = config.load()
    for file, changed in fetch(
        settings.cohorts[_known_cohort(args.cohort, settings)], args.raw or paths.ROOT / "raw", _progress
    ):
        print(f"{file}: {'downloaded' if changed else 'unchanged'}")


if __name__ == "__main__":
    sys.exit(main())
