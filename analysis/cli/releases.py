"""Verbs on states of all numbers: `release`, `verify`, `redact`, `diff`."""

from __future__ import annotations

import os
import sys

import click

from analysis.cli import names
from analysis.cli.parsing import engines, formats, verb
from analysis.core.progress import finish_line, shown

EDITION = "a release, a folder, a figures.json, a git revision, or 'work': what the tree computes now"


@verb(
    "release",
    "write releases/VERSION: figures, verdicts, papers, site and provenance of the committed state",
    "factcheck release 2026.1",
)
@click.argument("version", help="year and number, such as 2026.1; later than the newest release")
@engines("who renders the release's own site")
def release(version: str, engine: str) -> None:
    from analysis.publish import release

    with shown() as progress:
        folder = release.release(version, engine, progress)
    print(f"{folder}: written; commit it with `git add releases/{version} && git commit`")


@verb("verify", "compute releases again and compare every file of them", "factcheck verify 2026.1")
@click.argument("version", required=False, shell_complete=names.releases, help="a release (default: all)")
def verify(version: str | None) -> int:
    from analysis.editions import release_names
    from analysis.publish import verify

    wanted = [version] if version else release_names.versions()
    failed = False
    with shown() as progress:
        for release in wanted:
            found = verify.verify(release, progress)
            finish_line(progress)
            print("\n".join(found.lines()))
            failed |= bool(found.problems)
    if not wanted:
        print("there is no release yet")
    return int(failed)


@verb(
    "redact",
    "replace published content of a release by a mark, and let the release say so",
    'factcheck redact 2026.1 places.csv --kind "names of persons" --why "they should not have been published"'
    " --date 2026-07-31",
)
@click.argument("version", shell_complete=names.releases, help="the release")
@click.argument(
    "places",
    type=click.Path(),
    help="CSV with the columns file,line,column; a file of the site as site.tar.gz/audit.csv; no column: the line's"
    " text; no line: the whole file",
)
@click.option("--kind", required=True, metavar="TEXT", help="what kind of content it is, never the content")
@click.option("--why", required=True, metavar="TEXT", help="why it is taken out")
@click.option("--date", required=True, metavar="DAY", help="the day, such as 2026-07-31")
def redact(version: str, places: str, kind: str, why: str, date: str) -> None:
    from pathlib import Path

    from analysis.publish.redact import redact, row_for

    said = redact(version, Path(places), kind, why, date)
    print(f"releases/{version}: redacted; add this row to CORRECTIONS.md and commit both\n{row_for(version, said)}")


@verb(
    "diff",
    "say which figures, verdicts and papers differ between two editions, by how much, and why",
    "factcheck diff 2026.1 work --format md",
)
@click.argument("old", shell_complete=names.editions, help=EDITION)
@click.argument("new", shell_complete=names.editions, help=EDITION)
@formats("text", "json", "md", "html", help="md: for a pull request; html: a page of its own")
@click.option("--all", "every", is_flag=True, help="all rows, where the text would show the first of a long list")
@click.option("--exit-code", is_flag=True, help="exit with 1 if anything changed beyond the tolerances of config.yaml")
@click.option(
    "--no-causes",
    is_flag=True,
    help="do not compute again with one input exchanged at a time to find each cause",
)
def diff(old: str, new: str, format: str, every: bool, exit_code: bool, no_causes: bool) -> int:
    from analysis.editions import causes, diff_formats
    from analysis.editions.diff import diff
    from analysis.editions.lookup import edition_of
    from analysis.settings import config

    with shown() as progress:
        before, after = edition_of(old, progress), edition_of(new, progress)
        found = diff(before, after, config.load().tolerances)
        if not no_causes:
            found = causes.explain(found, before, after, progress)
    if format == "text":
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        text = diff_formats.to_text(found, colour, None if every else diff_formats.MOST)
    else:
        write = {"json": diff_formats.to_json, "md": diff_formats.to_markdown, "html": diff_formats.to_html}[format]
        text = write(found)
    print(text, end="")
    return int(exit_code and found.changed)
