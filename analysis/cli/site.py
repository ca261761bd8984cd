"""Verbs on the report: `build`, `preview`, `check`."""

from __future__ import annotations

import sys

import click

from analysis.cli import loaded
from analysis.cli.parsing import engines, verb
from analysis.core.progress import shown


@verb("build", "compute everything and render the site into _site/", "factcheck build --engine fallback")
@engines("who renders; auto: Quarto where it works, else the built-in fallback")
def build(engine: str) -> None:
    from analysis.publish import build
    from analysis.settings import config

    with shown() as progress:
        site, done = build.build(engine, progress)
    loaded.say_awaited(config.load())
    if done:
        print(f"{site / 'index.html'}\n{site / 'fact-check.pdf'}")
    else:
        print(f"{site}: nothing changed since the last build")


@verb(
    "preview",
    "serve the site on this machine while you write; what depends on a change is made again, and the browser reloads",
    "factcheck preview --port 4300",
)
@engines("who renders; with Quarto its own preview serves")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=4242,
    show_default=True,
    help="where on 127.0.0.1; 0 takes a free one",
)
def preview(engine: str, port: int) -> None:
    from analysis.publish.preview import preview

    with shown() as progress:
        preview(engine, port, lambda line: print(line, flush=True), progress)


@verb("check", "look for mistakes in config and report", "factcheck check")
@click.option("--notes", is_flag=True, help="list notes one by one: overrides that nothing in the data uses")
def check(notes: bool) -> int:
    from analysis.editions.diff_formats import many
    from analysis.publish import contents
    from analysis.publish.check import look, overrides, summary
    from analysis.settings import config

    with shown() as progress:
        computed = contents.compute(progress)
        progress("checking config and report")
        found = look(computed)
        progress("checking the overrides")
        idle = overrides(computed.book)
    for problem in found.problems:
        print(problem)
    for remark in [*found.notes, *(idle if notes else summary(idle))]:
        print(f"note: {remark}")
    loaded.say_awaited(config.load())
    counted = ((found.problems, "problem"), ([*found.notes, *idle], "note"))
    print(", ".join(many(len(said), noun) if said else f"no {noun}s" for said, noun in counted), file=sys.stderr)
    return 1 if found.problems else 0
