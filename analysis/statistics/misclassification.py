"""A share measured with error, and what it would be without: draws from what is known of the errors.

Known how often a *unit* is classified wrongly: the share is worked back from sensitivity and specificity (Rogan and
Gladen 1978). Known how often a *part* of a unit gets a wrong label: what that does to the share is measured by adding
such errors at random, and taken back (simulation-extrapolation; Cook and Stefanski 1994). Either way the rates of error
are drawn from their posteriors under Jeffreys' prior, Beta(x + 1/2, n - x + 1/2). The draws are of Python's
`random.Random`, whose stream SciPy and numpy do not share.
"""

from __future__ import annotations

import random
from functools import lru_cache
from math import floor

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
