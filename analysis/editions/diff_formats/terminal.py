"""A diff as text for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.editions.diff import Change, Diff
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

BOLD, YELLOW = 1, 33


def to_text(found: Diff, colour: bool = False, most: int | None = MOST) -> str:
    """The diff in lines; in colour where the terminal wants it, with at most so many rows of each list."""

    def paint(text: str, code: int = BOLD) -> str:
        return f"\033[{code}m{text}\033[0m" if colour else text

    lines = [paint(headline(found))]
    lines += [f"causes: {said}"] if (said := causes_line(found)) else []
    if found.verdicts:
        lines += ["", paint("Changed verdicts")]
        lines += [f"  {v.id}: {verdict_text(v)}{_because(v.cause)}  ({v.title})" for v in found.verdicts]
    for title, changes in sections(found):
        lines += ["", paint(f"{title}: {len(changes):,}")]
        rows = _figures(changes[:most], parts=changes is found.parts_only)
        lines += [paint(row, YELLOW) if c.significant else row for row, c in zip(rows, changes[:most], strict=True)]
        lines += _rest(changes, most)
    for title, moved in came_and_went(found):
        lines += ["", paint(f"{title}: {len(moved):,}")]
        lines += [f"  {m.id}  {m.text}{_because(m.cause)}" for m in moved[:most]]
        lines += _rest(moved, most)
    if found.papers:
        lines += ["", paint("Papers behind the deciding figures")]
    for change in found.papers:
        papers = [
            f"    {sign} {m.id}  {m.text}{_because(m.cause)}"
            for sign, moved in (("+", change.entered), ("−", change.left))
            for m in moved
        ]
        lines += [f"  {change.claim}: {papers_line(change)}", *papers[:most], *_rest(papers, most)]
    return "\n".join([*lines, "", same_line(found), *(f"note: {remark}" for remark in found.remarks)]) + "\n"


def _figures(changes: Sequence[Change], parts: bool) -> list[str]:
    """A line for each changed figure, in columns; with `parts`, which parts changed beside a value that did not."""
    rows = cells(changes)
    wide = [max(len(row[n]) for row in rows) for n in range(6)]
    lines = []
    for (mark, name, old, new, absolute, relative, cause), change in zip(rows, changes, strict=True):
        if parts:
            line = f"  {name:{wide[1]}}  {new:>{wide[3]}}  ({', '.join(change.parts)})"
        else:
            line = f"{mark} {name:{wide[1]}}  {old:>{wide[2]}} → {new:>{wide[3]}}"
            line += f"  {absolute:>{wide[4]}}  {relative:>{wide[5]}}"
        lines.append(f"{line}{_because(cause)}")
    return lines


def _rest(rows: Sequence[Any], most: int | None) -> list[str]:
    return [f"  … and {len(rows) - most:,} more; all with --all"] if most is not None and len(rows) > most else []


def _because(cause: str) -> str:
    return f"  [{cause}]" if cause else ""
