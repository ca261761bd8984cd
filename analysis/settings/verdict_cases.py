"""The cases that the rules of verdicts tell apart: where a figure lies, whether the words hold, what the readings do.

Nothing here knows a claim or a figure. A `Place` is where one value lies; a `Case` is what decides a verdict. Every case
that can come about is made here from places, so that the rules can be tried on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import chain, combinations
from typing import Literal, NamedTuple, get_args

Place = Literal["far-below", "contrary", "below", "inside", "above", "far-above"]
State = Literal["inside", "reached", "above", "below", "missing"]
Words = Literal["hold", "fail", "open"]
Readings = Literal["all-inside", "some-inside", "across", "outside", "far"]
Literally = Literal["range", "more", "less", "rises"]

LOWER: frozenset[Place] = frozenset({"far-below", "contrary", "below"})
UPPER: frozenset[Place] = frozenset({"above", "far-above"})
FAR: frozenset[Place] = frozenset({"far-below", "contrary", "far-above"})
OUTWARD: tuple[tuple[Place, ...], ...] = (
    ("inside", "above", "far-above"),
    ("inside", "below", "far-below"),
    ("inside", "below", "contrary"),
)
PLACES: dict[Literally, frozenset[Place]] = {
    "rises": frozenset({"inside", "below", "contrary"}),
    **dict.fromkeys(("range", "more", "less"), frozenset(get_args(Place)) - {"contrary"}),
}


class Case(NamedTuple):
    """What decides a verdict.

    Attributes
    ----------
    words : Words
        Whether the sentence is literally so of the deciding figure; ``open`` where chance or missing data leave it so.
    decisive : State
        Where the deciding figure lies; ``reached`` is an estimate whose interval touches the range.
    readings : Readings
        Where all allowed readings lie, the deciding one among them: ``across`` the range, that is on both sides of it;
        all or some of them inside; all outside on one side; all of these far off.
    """

    words: Words
    decisive: State
    readings: Readings


def case(literally: Literally, decisive: Place | None, reached: bool, others: Set[Place]) -> Case:
    """The case of a deciding figure and the allowed readings beside it.

    Parameters
    ----------
    literally : Literally
        When the words of the claim are literally so.
    decisive : Place or None
        Where the value of the deciding figure lies; None where it has none.
    reached : bool
        Whether it is an estimate that lies outside and whose interval touches the range.
    """
    if decisive is None:
        return Case("open", "missing", _readings(others))
    state: State = "inside" if decisive == "inside" else "above" if decisive in UPPER else "below"
    words = _words(literally, decisive, reached)
    return Case(words, "reached" if reached else state, _readings(others | {decisive}))


def _words(literally: Literally, place: Place, reached: bool) -> Words:
    """Whether the words hold; an estimate that reaches the range, and a rise within chance, leave it open."""
    beyond = {"more": UPPER, "less": LOWER}.get(literally, frozenset())
    if place == "inside" or place in beyond:
        return "hold"
    return "open" if reached or (literally == "rises" and place == "below") else "fail"


def _readings(places: Set[Place]) -> Readings:
    """A clear rise and a clear fall are on both sides of what is said to rise."""
    if (places & LOWER and places & UPPER) or {"inside", "contrary"} <= places:
        return "across"
    if "inside" in places:
        return "all-inside" if places == {"inside"} else "some-inside"
    return "far" if places and places <= FAR else "outside"


class Cause(NamedTuple):
    """What a case comes from, see `case`."""

    literally: Literally
    decisive: Place | None
    reached: bool
    others: frozenset[Place]

    @property
    def case(self) -> Case:
        """The case that comes of it."""
        return case(*self)

    def further_out(self) -> Iterator[Cause]:
        """The same with the deciding figure further out on the same side; one out of reach does not come back into it."""
        for way in OUTWARD:
            if self.decisive not in way or not set(way) <= PLACES[self.literally]:
                continue
            at = way.index(self.decisive)
            can_reach = self.literally != "rises" and (self.reached or at == 0)
            moved = (
                self._replace(decisive=place, reached=reached)
                for place in way[max(at, 1) :]
                for reached in ((True, False) if can_reach else (False,))
            )
            yield from (cause for cause in moved if cause != self)


def causes() -> Iterator[Cause]:
    """Everything that a case can come from: each kind of words, each place, each set of places of other readings."""
    for literally, places in PLACES.items():
        ordered = sorted(places)
        sets = chain.from_iterable(combinations(ordered, n) for n in range(len(ordered) + 1))
        for others in map(frozenset, sets):
            yield Cause(literally, None, False, others)
            for place in ordered:
                yield Cause(literally, place, False, others)
                if place != "inside" and literally != "rises":
                    yield Cause(literally, place, True, others)


def cases() -> list[Case]:
    """Every case that can come about, in order, each once."""
    return sorted({cause.case for cause in causes()})
