"""Two editions → what changed between them: verdicts, figures, ids and papers.

Pure: the editions come from `analysis.editions.edition`, causes are added by `analysis.editions.causes`, and
`analysis.editions.diff_formats` writes the result. Values are compared as published (six decimals), and it is said
apart what changed below the digits that the report prints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from math import inf
from typing import TypeVar

from analysis.editions.edition import Edition, Row, text_of
from analysis.settings.verdict_rules import Tolerance

# what counts as part of a figure beside its value; labels and sources are words about it
PARTS = ("unit", "numerator", "denominator", "interval", "bounds", "estimate")


@dataclass(frozen=True)
class Change:
    """A figure that both editions have, with another value or other parts.

    `significant` says whether the new value lies outside the old interval; None where there is no interval or no value.
    """

    id: str
    label: str
    unit: str
    old: float | int | None
    new: float | int | None
    old_text: str
    new_text: str
    significant: bool | None
    parts: tuple[str, ...] = ()
    cause: str = ""

    @property
    def absolute(self) -> float | None:
        """New less old value."""
        return None if self.old is None or self.new is None else round(self.new - self.old, 6)

    @property
    def relative(self) -> float | None:
        """Change as a share of the old value."""
        return None if not self.old or self.absolute is None else round(self.absolute / abs(self.old), 6)

    @property
    def size(self) -> tuple[float, float]:
        """What changes are sorted by: relative change, then absolute; one that came, went or left zero is largest."""
        return (
            inf if self.relative is None else abs(self.relative),
            abs(self.absolute) if self.absolute is not None else inf,
        )


@dataclass(frozen=True)
class VerdictChange:
    """A claim whose verdict, deciding figure or asserted range changed; None where an edition has no such claim."""

    id: str
    title: str
    old: Row | None
    new: Row | None
    parts: tuple[str, ...]
    cause: str = ""


@dataclass(frozen=True)
class Moved:
    """An id or a paper that only one edition has."""

    id: str
    text: str
    cause: str = ""


@dataclass(frozen=True)
class PapersChange:
    """The papers that entered and left the set behind a claim's deciding figure."""

    claim: str
    title: str
    entered: tuple[Moved, ...]
    left: tuple[Moved, ...]
    kept: int


@dataclass(frozen=True)
class Diff:
    """All that changed from the edition `old` to the edition `new`, each list sorted, the largest change first.

    `figures` show in print, `below_print` do not, `parts_only` have the old value but another interval, bounds or
    count; `compared` names what both have.
    """

    old: str
    new: str
    verdicts: tuple[VerdictChange, ...] = ()
    figures: tuple[Change, ...] = ()
    below_print: tuple[Change, ...] = ()
    parts_only: tuple[Change, ...] = ()
    tolerated: int = 0
    added: tuple[Moved, ...] = ()
    removed: tuple[Moved, ...] = ()
    papers: tuple[PapersChange, ...] = ()
    unchanged: int = 0
    verdicts_unchanged: int = 0
    compared: tuple[str, ...] = ("figures",)
    remarks: tuple[str, ...] = ()
    decisive: frozenset[str] = frozenset()

    @property
    def deciding(self) -> tuple[Change, ...]:
        """The changes of value among the figures that decide a claim."""
        return tuple(c for c in (*self.figures, *self.below_print) if c.id in self.decisive)

    @property
    def changed(self) -> bool:
        """Whether anything moved that a tolerance does not cover."""
        return bool(
            self.verdicts
            or self.figures
            or self.below_print
            or self.parts_only
            or self.added
            or self.removed
            or self.papers
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many figures, verdicts and papers changed; an added or removed figure counts as one."""
        moved = (self.figures, self.below_print, self.parts_only, self.added, self.removed)
        papers = {p.id for change in self.papers for p in (*change.entered, *change.left)}
        return {"figures": sum(map(len, moved)), "verdicts": len(self.verdicts), "papers": len(papers)}


def diff(old: Edition, new: Edition, tolerances: Sequence[Tolerance] = ()) -> Diff:
    """What changed from `old` to `new`."""
    printed: list[Change] = []
    below_print: list[Change] = []
    parts_only: list[Change] = []
    tolerated = unchanged = 0
    for figure_id in old.figures.keys() & new.figures.keys():
        before, after = old.figures[figure_id], new.figures[figure_id]
        parts = tuple(part for part in PARTS if before.get(part) != after.get(part))
        if before["value"] == after["value"] and not parts:
            unchanged += 1
        elif _tolerated(figure_id, before["value"], after["value"], tolerances):
            tolerated += 1
        else:
            change = _change(before, after, parts)
            alike = below_print if change.old_text == change.new_text else printed
            (parts_only if change.old == change.new else alike).append(change)
    verdicts, same = _verdicts(old.verdicts, new.verdicts)
    also = [what for what in ("verdicts", "papers") if None not in (getattr(old, what), getattr(new, what))]
    return Diff(
        old.name,
        new.name,
        verdicts,
        figures=_largest_first(printed),
        below_print=_largest_first(below_print),
        parts_only=_largest_first(parts_only),
        tolerated=tolerated,
        added=_only(new.figures, old.figures),
        removed=_only(old.figures, new.figures),
        papers=_papers(old, new),
        unchanged=unchanged,
        verdicts_unchanged=same,
        compared=("figures", *also),
        decisive=frozenset(v["decisive"] for e in (old, new) for v in (e.verdicts or {}).values() if v.get("decisive")),
    )


def _largest_first(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda c: (-c.size[0], -c.size[1], c.id)))


def _tolerated(figure_id: str, old: float | None, new: float | None, tolerances: Sequence[Tolerance]) -> bool:
    first = next((t for t in tolerances if fnmatchcase(figure_id, t.figures)), None)
    return first is not None and old is not None and new is not None and first.holds(old, new)


def _change(before: Row, after: Row, parts: tuple[str, ...]) -> Change:
    old, new, interval = before["value"], after["value"], before.get("interval")
    significant = None if old is None or new is None or not interval else not interval["low"] <= new <= interval["high"]
    return Change(
        after["id"],
        after.get("label", ""),
        after["unit"],
        old,
        new,
        text_of(before, old),
        text_of(after, new),
        significant,
        parts,
    )


def _only(here: Mapping[str, Row], there: Mapping[str, Row]) -> tuple[Moved, ...]:
    return tuple(Moved(i, text_of(here[i], here[i]["value"])) for i in sorted(here.keys() - there.keys()))


def _verdicts(old: Mapping[str, Row] | None, new: Mapping[str, Row] | None) -> tuple[tuple[VerdictChange, ...], int]:
    """Claims that changed, in order of their ids, and how many did not; nothing where an edition has no verdicts."""
    if old is None or new is None:
        return (), 0
    found = []
    for claim in sorted(old.keys() | new.keys()):
        before, after = old.get(claim), new.get(claim)
        parts = tuple(
            part for part in ("verdict", "decisive", "asserted") if (before or {}).get(part) != (after or {}).get(part)
        )
        if parts or before is None or after is None:
            found.append(VerdictChange(claim, (after or before or {}).get("title", claim), before, after, parts))
    return tuple(found), len(old.keys() | new.keys()) - len(found)


def _papers(old: Edition, new: Edition) -> tuple[PapersChange, ...]:
    if old.papers is None or new.papers is None:
        return ()
    found = []
    for claim in sorted(old.papers.keys() & new.papers.keys()):
        before, after = old.papers[claim], new.papers[claim]
        entered, left = after.keys() - before.keys(), before.keys() - after.keys()
        if entered or left:
            title = ((new.verdicts or {}).get(claim) or {}).get("title", claim)
            come, gone = (
                tuple(Moved(i, where[i]) for i in sorted(ids)) for ids, where in ((entered, after), (left, before))
            )
            found.append(PapersChange(claim, title, come, gone, len(after.keys() & before.keys())))
    return tuple(found)


Caused = TypeVar("Caused", Change, VerdictChange, Moved)


def with_causes(found: Diff, cause: Callable[[str, str, str], str], remarks: Sequence[str] = ()) -> Diff:
    """The same diff with a cause at every change.

    Parameters
    ----------
    cause : callable
        Takes the kind (``figure``, ``verdict`` or ``paper``), the id of figure or claim, and the id of the paper or
        nothing.
    """

    def told(changes: tuple[Caused, ...], kind: str, of: str = "") -> tuple[Caused, ...]:
        return tuple(replace(c, cause=cause(kind, of or c.id, c.id if of else "")) for c in changes)

    return replace(
        found,
        verdicts=told(found.verdicts, "verdict"),
        figures=told(found.figures, "figure"),
        below_print=told(found.below_print, "figure"),
        parts_only=told(found.parts_only, "figure"),
        added=told(found.added, "figure"),
        removed=told(found.removed, "figure"),
        papers=tuple(
            replace(p, entered=told(p.entered, "paper", p.claim), left=told(p.left, "paper", p.claim))
            for p in found.papers
        ),
        remarks=tuple(remarks),
    )
