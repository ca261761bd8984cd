"""A diff as a page of its own, in the report's colours, with a box that filters the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.editions.diff import Diff
from analysis.editions.diff_formats.words import (
    came_and_went,
    causes_line,
    cells,
    headline,
    papers_line,
    same_line,
    sections,
    verdict_text,
)
from analysis.looks import templates
from analysis.looks.tables import Column, number, text

CLAIMS = (text("Claim"), text("Change"), text("Cause"))
FIGURES = (text("Figure"), number("Old"), number("New"), number("Change"), number("Relative"), text("Cause"))
MOVED = (text("Figure"), number("Value"), text("Cause"))
PAPERS = (text(""), text("Paper"), text("Title"), text("Cause"))


class Section(NamedTuple):
    """A table of the page under its title, with a sentence between them where `words` has one."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    words: str = ""


def to_html(found: Diff) -> str:
    """The whole page, which needs no other file."""
    return templates.page(
        "editions/diff_formats/page.html.jinja",
        title=headline(found),
        causes=causes_line(found),
        sections=list(_sections(found)),
        same=same_line(found),
        remarks=found.remarks,
    )


def _sections(found: Diff) -> Iterator[Section]:
    if found.verdicts:
        yield Section("Changed verdicts", CLAIMS, [(v.title, verdict_text(v), v.cause) for v in found.verdicts])
    for title, changes in sections(found):
        yield Section(title, FIGURES, [(f"{mark} {name}".strip(), *rest) for mark, name, *rest in cells(changes)])
    for title, moved in came_and_went(found):
        yield Section(title, MOVED, [(m.id, m.text, m.cause) for m in moved])
    for p in found.papers:
        both = (("entered", p.entered), ("left", p.left))
        rows = [(sign, m.id, m.text, m.cause) for sign, moved in both for m in moved]
        yield Section(f"Papers: {p.title}", PAPERS, rows, papers_line(p))
