"""A diff as text for the terminal, as JSON, and as Markdown for a pull request; `analysis.editions.diff_page` makes a page of it.

All say the same in the same order: one line that counts, verdicts, figures by size, added and removed ids, papers, and the unchanged as a number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from analysis.core.strict_json import canonical_json
from analysis.editions.diff import Change, Diff, Moved, PapersChange, VerdictChange
from analysis.looks.markdown import markdown, plain
from analysis.looks.numbers import points

OUTSIDE = "†"
LEGEND = f"largest relative change first; {OUTSIDE} marks a new value outside the old interval"
MOST = 30  # rows of a list, so that a terminal or a comment on a pull request stays readable
SECTIONS = (
    ("deciding", "Changed figures that decide a claim"),
    ("figures", f"All changed figures ({LEGEND})"),
    ("below_print", "Changed below the digits that are printed"),
    ("parts_only", "Same value, other interval, bounds or count"),
)


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
    """How many changed figures and verdicts each cause has, the most frequent first; empty where causes were not looked for."""
    moved: Iterable[Any] = (
        *found.verdicts,
        *found.figures,
        *found.below_print,
        *found.parts_only,
        *found.added,
        *found.removed,
    )
    counts = Counter(
        re.sub(r" [+−][\d.,]*\d(?:e-\d+)?(?: points)?", "", change.cause) for change in moved if change.cause
    )  # who, without how much
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
    return step_text(
        change.absolute, change.unit
    ), "–" if change.relative is None else f"{100 * change.relative:+.1f}%".replace("-", "−")


def verdict_text(change: VerdictChange) -> str:
    """What changed of a claim: its verdict, or else its deciding figure or asserted range."""
    if change.old is None or change.new is None:
        row = change.old or change.new or {}
        return f"{'new claim' if change.old is None else 'claim removed'}: {row.get('name', row.get('verdict'))}"
    if "verdict" in change.parts:
        return f"{change.old.get('name', change.old['verdict'])} → {change.new.get('name', change.new['verdict'])}"
    return "; ".join(f"{part}: {change.old.get(part)} → {change.new.get(part)}" for part in change.parts)


def cells(changes: Sequence[Change]) -> list[tuple[str, ...]]:
    """Mark, id, old, new, absolute, relative, cause."""
    texts = [(c.old_text, c.new_text) if c.old_text != c.new_text else (_exact(c.old), _exact(c.new)) for c in changes]
    return [
        (OUTSIDE if c.significant else " ", c.id, *text, *moved_by(c), c.cause)
        for c, text in zip(changes, texts, strict=True)
    ]


def _exact(value: float | int | None) -> str:
    return "–" if value is None else f"{value:,}"


def to_text(found: Diff, colour: bool = False, most: int | None = MOST) -> str:
    """For the terminal; in colour where it wants it, with at most so many rows of each list."""

    def paint(text: str, code: int) -> str:
        return f"\033[{code}m{text}\033[0m" if colour else text

    lines = [paint(headline(found), 1)]
    lines += [f"causes: {said}"] if (said := causes_line(found)) else []
    if found.verdicts:
        lines += ["", paint("Changed verdicts", 1)]
        lines += [f"  {v.id}: {verdict_text(v)}{_because(v.cause)}  ({v.title})" for v in found.verdicts]
    for name, title in SECTIONS:
        if changes := getattr(found, name):
            lines += ["", paint(f"{title}: {len(changes):,}", 1)]
            rows = cells(changes[:most])
            wide = [max(len(row[n]) for row in rows) for n in range(6)]
            for row, change in zip(rows, changes[: len(rows)], strict=True):
                line = f"{row[0]} {row[1]:{wide[1]}}  {row[2]:>{wide[2]}} → {row[3]:>{wide[3]}}  {row[4]:>{wide[4]}}  {row[5]:>{wide[5]}}"
                if name == "parts_only":
                    line = f"  {row[1]:{wide[1]}}  {row[3]:>{wide[3]}}  ({', '.join(change.parts)})"
                lines.append(
                    paint(f"{line}{_because(row[6])}", 33) if change.significant else f"{line}{_because(row[6])}"
                )
            lines += _rest(changes, most)
    for title, moved in (("Added", found.added), ("Removed", found.removed)):
        if moved:
            lines += [
                "",
                paint(f"{title} figures: {len(moved):,}", 1),
                *(f"  {m.id}  {m.text}{_because(m.cause)}" for m in moved[:most]),
                *_rest(moved, most),
            ]
    if found.papers:
        lines += ["", paint("Papers behind the deciding figures", 1)]
        for change in found.papers:
            papers = [
                f"    {sign} {m.id}  {m.text}{_because(m.cause)}"
                for sign, moved in (("+", change.entered), ("−", change.left))
                for m in moved
            ]
            lines += [f"  {change.claim}: {papers_line(change)}", *papers[:most], *_rest(papers, most)]
    return "\n".join([*lines, "", same_line(found), *(f"note: {remark}" for remark in found.remarks)]) + "\n"


def papers_line(change: PapersChange) -> str:
    """``2 entered, 1 left, 140 stayed``."""
    return f"{len(change.entered):,} entered, {len(change.left):,} left, {change.kept:,} stayed"


def _rest(rows: Sequence[Any], most: int | None) -> list[str]:
    return [f"  … and {len(rows) - most:,} more; all with --all"] if most is not None and len(rows) > most else []


def _because(cause: str) -> str:
    return f"  [{cause}]" if cause else ""


def as_json(found: Diff) -> dict[str, Any]:
    """The diff as a mapping: the form of `--format json` and of a release's diff.json."""

    def rows(changes: Sequence[Change]) -> list[dict[str, Any]]:
        return [{**asdict(c), "parts": list(c.parts), "absolute": c.absolute, "relative": c.relative} for c in changes]

    def moved(items: Sequence[Moved], text: str) -> list[dict[str, str]]:
        return [{"id": m.id, text: m.text, "cause": m.cause} for m in items]

    keys = ("verdict", "name", "decisive", "value", "asserted")
    return {
        "schema": 1,
        "old": found.old,
        "new": found.new,
        "changed": found.changed,
        "headline": headline(found),
        "counts": found.counts,
        "compared": list(found.compared),
        "verdicts": [
            {
                "id": v.id,
                "title": v.title,
                "old": v.old and {key: v.old.get(key) for key in keys},
                "new": v.new and {key: v.new.get(key) for key in keys},
                "parts": list(v.parts),
                "text": verdict_text(v),
                "cause": v.cause,
            }
            for v in found.verdicts
        ],
        "deciding": [c.id for c in found.deciding],
        **{name: rows(getattr(found, name)) for name in ("figures", "below_print", "parts_only")},
        "added": moved(found.added, "value"),
        "removed": moved(found.removed, "value"),
        "papers": [
            {
                "claim": p.claim,
                "title": p.title,
                "entered": moved(p.entered, "title"),
                "left": moved(p.left, "title"),
                "stayed": p.kept,
            }
            for p in found.papers
        ],
        "tolerated": found.tolerated,
        "unchanged": {"figures": found.unchanged, "verdicts": found.verdicts_unchanged},
        "remarks": list(found.remarks),
    }


def to_json(found: Diff) -> str:
    """Canonical JSON."""
    return canonical_json(as_json(found))


def to_markdown(found: Diff) -> str:
    """For a pull request: the first rows of each table, and how many there are."""
    parts = [f"**{headline(found)}**\n"]
    parts += [f"Causes: {said}\n"] if (said := causes_line(found)) else []
    if found.verdicts:
        parts += [
            "### Changed verdicts\n",
            markdown(
                ("Claim", "Change", "Cause"),
                ((plain(v.title), verdict_text(v), v.cause) for v in found.verdicts),
                "lll",
            ),
        ]
    for name, title in SECTIONS:
        if changes := getattr(found, name):
            rows = [
                (f"`{i}`", old, new, f"{d} {mark}".strip(), r, cause)
                for mark, i, old, new, d, r, cause in cells(changes[:MOST])
            ]
            parts += [
                f"### {title}\n",
                markdown(("Figure", "Old", "New", "Change", "Relative", "Cause"), rows, "lrrrrl"),
                *_more(changes),
            ]
    for title, moved in (("Added", found.added), ("Removed", found.removed)):
        if moved:
            rows = [(f"`{m.id}`", m.text, m.cause) for m in moved[:MOST]]
            parts += [f"### {title} figures\n", markdown(("Figure", "Value", "Cause"), rows, "lrl"), *_more(moved)]
    if found.papers:
        parts.append("### Papers behind the deciding figures\n")
        for p in found.papers:
            rows = [
                (sign, f"`{m.id}`", plain(m.text), m.cause)
                for sign, moved in (("entered", p.entered), ("left", p.left))
                for m in moved
            ]
            parts += [
                f"{plain(p.title)}: {papers_line(p)}\n",
                markdown(("", "Paper", "Title", "Cause"), rows[:MOST], "llll"),
                *_more(rows),
            ]
    return "\n".join([*parts, f"{same_line(found)}.", *(f"\nNote: {remark}." for remark in found.remarks)]) + "\n"


def _more(rows: Sequence[Any]) -> list[str]:
    return [f"… and {len(rows) - MOST:,} more, in `--format json`.\n"] if len(rows) > MOST else []
