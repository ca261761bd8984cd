"""A diff as Markdown for a pull request: the first rows of each table, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.editions.diff import Diff
from analysis.editions.diff_formats.words import (
    MOST,
    came_and_went,
    causes_line,
    cells,
    headline,
    papers_line,
    same_line,
    sections,
    verdict_text,
)
from analysis.looks.markdown import plain
from analysis.looks.tables import number, table, text

CODE = "`{}`".format
CLAIMS = (text("Claim", format=plain), text("Change"), text("Cause"))
FIGURES = (
    text("Figure", format=CODE),
    number("Old"),
    number("New"),
    number("Change"),
    number("Relative"),
    text("Cause"),
)
MOVED = (text("Figure", format=CODE), number("Value"), text("Cause"))
PAPERS = (text(""), text("Paper", format=CODE), text("Title", format=plain), text("Cause"))


def to_markdown(found: Diff) -> str:
    """The diff as headings and tables."""
    parts = [f"**{headline(found)}**\n"]
    parts += [f"Causes: {said}\n"] if (said := causes_line(found)) else []
    if found.verdicts:
        rows = [(v.title, verdict_text(v), v.cause) for v in found.verdicts]
        parts += ["### Changed verdicts\n", table(CLAIMS, rows)]
    for title, changes in sections(found):
        figures = [
            (name, old, new, f"{absolute} {mark}".strip(), relative, cause)
            for mark, name, old, new, absolute, relative, cause in cells(changes[:MOST])
        ]
        parts += [f"### {title}\n", table(FIGURES, figures), *_more(changes)]
    for title, moved in came_and_went(found):
        parts += [f"### {title}\n", table(MOVED, [(m.id, m.text, m.cause) for m in moved[:MOST]]), *_more(moved)]
    if found.papers:
        parts.append("### Papers behind the deciding figures\n")
    for p in found.papers:
        papers = [
            (sign, m.id, m.text, m.cause) for sign, moved in (("entered", p.entered), ("left", p.left)) for m in moved
        ]
        parts += [f"{plain(p.title)}: {papers_line(p)}\n", table(PAPERS, papers[:MOST]), *_more(papers)]
    return "\n".join([*parts, f"{same_line(found)}.", *(f"\nNote: {remark}." for remark in found.remarks)]) + "\n"


def _more(rows: Sequence[Any]) -> list[str]:
    return [f"… and {len(rows) - MOST:,} more, in `--format json`.\n"] if len(rows) > MOST else []
