"""How many collaborations there would be if nothing were open, from how many survive when as much again is hidden.

A collaboration of two sides is only found where an author on either side is known. How many are missed can be seen on
those that were found: hide as large a share of the known authors as is open already, and see which share of the found
stays. The method rests on the hidden being like the open.

Hiding is not simulated: if authors are hidden independently, the chance that a collaboration stays follows from its
authors, and the expectation is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.statistics.intervals import wilson

Chances = NDArray[np.float64]


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


def stays(work: ArrayLike, one: ArrayLike, other: ArrayLike, chance: ArrayLike) -> Chances:
    """Chance that each collaboration by any author stays one when each author is hidden with its `chance`.

    Parameters
    ----------
    work : array of int, shape (authors,)
        The collaboration of each author, sorted.
    one, other : array of bool, shape (authors,)
        Which authors are on either side.
    chance : array of float, shape (authors,)
        Of each author to be hidden.

    Returns
    -------
    ndarray of float, shape (collaborations,)

    Examples
    --------
    One author on each side, each hidden with a chance of one half.

    >>> stays([0, 0], [True, False], [False, True], [0.5, 0.5]).tolist()
    [0.25]
    """
    of, on_one, on_other = np.asarray(work, dtype=np.int64), np.asarray(one, bool), np.asarray(other, bool)
    begins = np.flatnonzero(np.diff(of, prepend=-1))

    def all_hidden(side: NDArray[np.bool_]) -> Chances:
        return np.multiply.reduceat(np.where(side, chance, 1.0), begins)

    return 1 - all_hidden(on_one) - all_hidden(on_other) + all_hidden(on_one | on_other)


def complete(work: ArrayLike, one: ArrayLike, other: ArrayLike, chance: ArrayLike, of: int, level: float) -> Completed:
    """The number of collaborations, completed for what is open.

    Parameters
    ----------
    work, one, other, chance : array, shape (authors,)
        The authors of the collaborations that were found, as `stays` takes them.
    of : int
        All cases among which they were found, for the interval.
    level : float
        Of the interval.
    """
    chances = stays(work, one, other, chance)
    found = len(chances)
    kept = fsum(chances) / found if found else None
    if not kept:
        return Completed(found, kept, None, None, 0.0)
    low, high = wilson(found, of, level)
    scale = of / kept
    spread = sqrt(fsum(chances * (1 - chances))) / kept**2
    return Completed(found, kept, found / kept, (low * scale, high * scale), spread)
