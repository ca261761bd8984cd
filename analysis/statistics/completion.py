"""How many collaborations there would be if nothing were open, from how many survive when as much again is hidden.

A collaboration of two sides is only found where an author on either side is known. How many are missed can be seen on
those that were found: hide as large a share of the known authors as is open already, and see which share of the found
stays. The method rests on the hidden being like the open.

Hiding is not simulated: if authors are hidden independently, the chance that a collaboration stays follows from its
authors, and the expectation is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import prod, sqrt

from analysis.statistics.intervals import wilson

Author = frozenset[str]  # what is known of an author: labels, such as countries
Sides = tuple[frozenset[str], frozenset[str]]  # the labels of either side
Chance = Callable[[Author], float]  # author → chance to be hidden


@dataclass(frozen=True, slots=True)
class Completed:
    """Collaborations found, the share of them that stays when as much again is hidden, and their quotient.

    `interval`: Wilson limits of the found, divided by the share kept; `spread`: standard deviation of the completed
    number from one hiding to the next.
    """

    found: int
    kept: float | None
    completed: float | None
    interval: tuple[float, float] | None
    spread: float


def stays(authors: Collection[Author], sides: Sides, chance: Chance) -> float:
    """Chance that a collaboration by any author stays one when each author is hidden with its `chance`.

    Examples
    --------
    One author on each side, each hidden with a chance of one half.

    >>> stays([frozenset("a"), frozenset("b")], (frozenset("a"), frozenset("b")), lambda _: 0.5)
    0.25
    """
    one, other = sides

    def all_hidden(side: frozenset[str]) -> float:
        return prod(chance(author) for author in authors if author & side)

    return 1 - all_hidden(one) - all_hidden(other) + all_hidden(one | other)


def kept_share(found: Sequence[Collection[Author]], sides: Sides, chance: Chance) -> float | None:
    """Expected share of the collaborations that stays; None where there are none."""
    chances = [stays(authors, sides, chance) for authors in found]
    return sum(sorted(chances)) / len(chances) if chances else None


def complete(found: Sequence[Collection[Author]], of: int, sides: Sides, chance: Chance, level: float) -> Completed:
    """The number of collaborations, completed for what is open.

    Parameters
    ----------
    found : sequence
        The authors of each collaboration that was found.
    of : int
        All cases among which they were found, for the interval.
    level : float
        Of the interval.
    """
    kept = kept_share(found, sides, chance)
    if not kept:
        return Completed(len(found), kept, None, None, 0.0)
    low, high = wilson(len(found), of, level)
    scale = of / kept
    variance = sum(sorted(c * (1 - c) for c in (stays(authors, sides, chance) for authors in found)))
    return Completed(len(found), kept, len(found) / kept, (low * scale, high * scale), sqrt(variance) / kept**2)
