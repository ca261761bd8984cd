"""What all formats of a diff say alike: its first and last line, and each change in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analysis.editions.diff import Change, Diff, Moved, PapersChange, VerdictChange
from analysis.looks.numbers import points

OUTSIDE = "†"
LEGEND = f"largest relative change first; {OUTSIDE} marks a new value outside the old interval"
MOST = 30  # rows of a list, so that a terminal or a comment on a pull request stays readable
HOW_MUCH = re.compile(r" [+−][\d.,]*\d(?:e-\d+)?(?: points)?")


def sections(found: Diff) -> list[tuple[str, tuple[Change, ...]]]:
    """The lists of changed figures that have any, each under its title."""
    listed = [
        ("Changed figures that decide a claim", found.deciding),
        (f"All changed figures ({LEGEND})", found.figures),
        ("Changed below the digits that are printed", found.below_print),
        ("Same value, other interval, bounds or count", found.parts_only),
    ]
    return [(title, changes) for title, changes in listed if changes]


def came_and_went(found: Diff) -> list[tuple[str, tuple[Moved, ...]]]:
    """The figures that only one edition has, where there are any, each list under its title."""
    listed = [("Added figures", found.added), ("Removed figures", found.removed)]
    return [(title, moved) for title, moved in listed if moved]


def headline(found: Diff) -> str:
    """The one line that says how much changed.

    >>> headline(Diff("2026.1", "work", unchanged=3))
    '2026.1 → work: nothing changed'
    """
    counts = found.counts
    if not found.changed:
        return f"{found.old} → {found.new}: nothing changed"
    printed = sum(map(len, (found.figures, found.added, found.removed)))
    said = [many(counts["figures"], "figure") + (f" ({printed:,} in print)" if printed < counts["figures"] else "")]
    said += [many(counts[what], what[:-1]) for what in ("verdicts", "papers") if what in found.compared]
    return f"{found.old} → {found.new}: {', '.join(said[:-1])}{' and ' if said[:-1] else ''}{said[-1]} changed"


def many(count: int, noun: str) -> str:
    """A count with its noun: ``1 note``, ``1,200 notes``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def causes_line(found: Diff) -> str:
    """How many changed figures and verdicts each cause has, the most frequent first.

    Empty where causes were not looked for.
    """
    changes = (*found.figures, *found.below_print, *found.parts_only)
    causes = [
        *(change.cause for change in found.verdicts),
        *(change.cause for change in changes),
        *(moved.cause for moved in (*found.added, *found.removed)),
    ]
    counts = Counter(HOW_MUCH.sub("", cause) for cause in causes if cause)  # who, without how much
    return "; ".join(f"{cause}: {n:,}" for cause, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def same_line(found: Diff) -> str:
    """The unchanged, as a count."""
    said = [many(found.unchanged, "figure")]
    if "verdicts" in found.compared:
        said[0] += f" and {many(found.verdicts_unchanged, 'verdict')}"
    said[0] += " unchanged"
    said += [f"{many(found.tolerated, 'figure')} within tolerance"] if found.tolerated else []
    missing = [what for what in ("verdicts", "papers") if what not in found.compared]
    said += [f"{' and '.join(missing)} not compared, since an edition has none"] if missing else []
    return "; ".join(said)


def signed_points(change: float) -> str:
    """A change of a share in points, with two digits that count where one decimal would say nothing.

    >>> signed_points(-0.0123), signed_points(0.000041)
    ('−1.2 points', '+0.0041 points')
    """
    text = points(change)
    return f"{100 * change:+.2g} points".replace("-", "−") if change and not text.strip("+−0. points") else text


def step_text(change: float, unit: str) -> str:
    """A change with its sign: in points for a share, as a number else."""
    return signed_points(change) if unit == "share" else f"{change:+,.6g}".replace("-", "−")


def moved_by(change: Change) -> tuple[str, str]:
    """Absolute and relative change as text: points for a share, a signed number else."""
    if change.absolute is None:
        return "–", "–"
    relative = "–" if change.relative is None else f"{100 * change.relative:+.1f}%".replace("-", "−")
    return step_text(change.absolute, change.unit), relative


def verdict_text(change: VerdictChange) -> str:
    """What changed of a claim: its verdict, or else its deciding figure or asserted range."""
    if change.old is None or change.new is None:
        row = change.old or change.new or {}
        return f"{'new claim' if change.old is None else 'claim removed'}: {row.get('name', row.get('verdict'))}"
    if "verdict" in change.parts:
        return f"{change.old.get('name', change.old['verdict'])} → {change.new.get('name', change.new['verdict'])}"
    return "; ".join(f"{part}: {change.old.get(part)} → {change.new.get(part)}" for part in change.parts)


Cells = tuple[str, str, str, str, str, str, str]


def cells(changes: Sequence[Change]) -> list[Cells]:
    """Mark, id, old, new, absolute, relative, cause."""
    texts = [(c.old_text, c.new_text) if c.old_text != c.new_text else (_exact(c.old), _exact(c.new)) for c in changes]
    return [
        (OUTSIDE if c.significant else " ", c.id, *text, *moved_by(c), c.cause)
        for c, text in zip(changes, texts, strict=True)
    ]


def _exact(value: float | int | None) -> str:
    return "–" if value is None else f"{value:,}"


def papers_line(change: PapersChange) -> str:
    """``2 entered, 1 left, 140 stayed``."""
    return f"{len(change.entered):,} entered, {len(change.left):,} left, {change.kept:,} stayed"
