"""A share measured with error, and what it would be without: draws from what is known of the errors.

Known how often a *unit* is classified wrongly: the share is worked back from sensitivity and specificity (Rogan and
Gladen 1978). Known how often a *part* of a unit gets a wrong label: what that does to the share is measured by adding
such errors at random, and taken back (simulation-extrapolation; Cook and Stefanski 1994). Either way the rates of error
are drawn from their posteriors under Jeffreys' prior, Beta(x + 1/2, n - x + 1/2). The draws are of Python's
`random.Random`, whose stream SciPy and numpy do not share.

Where the units whose truth is known were drawn by how they are classified, what they tell is the share of true ones
among those that are found and among the others: the predictive values, by which the share is multiplied (Tenenbein
1970; Marshall 1990). What errors add to an interval of chance is added by its distances from the value, in squares, on
either side (Zou and Donner 2008).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from math import floor, hypot
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.statistics.random_numbers import Chance

TIMES = 40  # how often errors are added
ADDED = 0.02  # share of the parts that get the label of another; the effect is proportional for small shares


def quantile(draws: list[float], share: float) -> float:
    """The smallest draw that more than `share` of the draws do not exceed; the largest one for a share of one.

    Examples
    --------
    >>> quantile([4.0, 1.0, 3.0, 2.0], 0.5)
    3.0
    """
    ordered = sorted(draws)
    return ordered[min(len(ordered) - 1, floor(share * len(ordered)))]


def rogan_gladen(share: float, confusion: tuple[int, int, int, int], draws: int, seed: int) -> list[float]:
    """Draws of the true share of units.

    Parameters
    ----------
    share : float
        As classified.
    confusion : (true positives, false positives, false negatives, true negatives)
        Of a sample whose truth is known.
    """
    found, false, missed, clear = confusion
    draw = random.Random(seed)
    shares = []
    for _ in range(draws):
        sensitivity = draw.betavariate(found + 0.5, missed + 0.5)
        specificity = draw.betavariate(clear + 0.5, false + 0.5)
        shares.append(_as_share((share + specificity - 1) / (sensitivity + specificity - 1)))
    return shares


class Stratum(NamedTuple):
    """Units of which a random sample was looked at: how many of the `labelled` are `true`, and how many `units` it has."""

    true: int
    labelled: int
    units: int


def true_for_each_found(
    found: Sequence[Stratum], others: Sequence[Stratum], draws: int, seed: int
) -> NDArray[np.float64]:
    """Draws of how many units are true for each that is found: precision divided by sensitivity; shape (draws,).

    Parameters
    ----------
    found, others : sequence of Stratum
        Strata of the units that are classified as true, and of those that are not. Units in no stratum are taken to be
        rightly left out.
    """
    draw, hits = random.Random(seed), sum(s.units for s in found)
    strata = [*found, *others]
    true = [[s.units * draw.betavariate(s.true + 0.5, s.labelled - s.true + 0.5) for s in strata] for _ in range(draws)]
    return np.array([sum(row) / hits for row in true])


def distances(share: float, factors: NDArray[np.float64], level: float) -> tuple[float, float]:
    """How far below and above a share as classified the true one may lie, for the errors of classification alone.

    Parameters
    ----------
    factors : ndarray of float, shape (draws,)
        As `true_for_each_found` gives them.
    """
    true, tail = np.clip(share * factors, 0.0, 1.0).tolist(), (1 - level) / 2
    return max(0.0, share - quantile(true, tail)), max(0.0, quantile(true, 1 - tail) - share)


def widened(value: float, interval: tuple[float, float], below: float, above: float) -> tuple[float, float]:
    """An interval of chance about a value, with distances that errors add to it.

    Examples
    --------
    >>> [round(edge, 6) for edge in widened(0.5, (0.47, 0.53), 0.04, 0.0)]
    [0.45, 0.53]
    """
    return value - hypot(value - interval[0], below), value + hypot(interval[1] - value, above)


def without_wrong_labels(share: float, effect: float, wrong: float, of: float, draws: int, seed: int) -> list[float]:
    """Draws of the true share of units, where `wrong` of `of` labels were found to be wrong.

    Parameters
    ----------
    share, effect : float
        As `effect_of_wrong_labels` gives them.
    """
    return [_as_share(share - effect * rate) for rate in _rates(wrong, of, draws, seed)]


@lru_cache(maxsize=4)
def _rates(wrong: float, of: float, draws: int, seed: int) -> tuple[float, ...]:
    """Draws of a rate of errors; every share that the same gold set corrects asks for the same ones."""
    draw = random.Random(seed)
    return tuple(draw.betavariate(wrong + 0.5, of - wrong + 0.5) for _ in range(draws))


def _as_share(value: float) -> float:
    return min(1.0, max(0.0, value))


def effect_of_wrong_labels(
    units: int,
    unit: NDArray[np.int64],
    label: NDArray[np.int64],
    first: NDArray[np.bool_],
    second: NDArray[np.bool_],
    seed: int,
) -> tuple[float, float]:
    """The share of units that have parts of a first and of a second kind, and how much it changes with wrong labels.

    An error gives a part the label of another drawn at random. The change is for each unit of the share of parts with
    another label than they had: a draw that gives the same label is no error and counts for none.

    Parameters
    ----------
    units : int
        How many there are; one may have no part.
    unit, label : ndarray of int, shape (parts,)
        The unit that a part belongs to, from 0 to below `units`, and its label.
    first, second : ndarray of bool, shape (parts,)
        Whether the part's label is of the first, of the second kind.
    """
    parts, draw = len(unit), Chance(seed)

    def share_of_both(source: NDArray[np.int64]) -> float:
        both = np.ones(units, dtype=bool)
        for kind in (first, second):
            has = np.zeros(units, dtype=bool)
            has[unit[kind[source]]] = True
            both &= has
        return float(both.mean())

    own = np.arange(parts)
    share = share_of_both(own)
    changed = wrong = 0.0
    for _ in range(TIMES):
        source = np.where(draw.shares(parts) < ADDED, draw.below(parts, parts), own)
        changed += share_of_both(source) - share
        wrong += float((label[source] != label).mean())
    return share, changed / wrong if wrong else 0.0
