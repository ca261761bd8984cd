"""Intervals of a share, of a difference of shares, and of any estimate with a normal error."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from statistics import NormalDist
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", float, NDArray[np.float64])


def wilson(successes: float, trials: float, level: float = 0.95) -> tuple[float, float]:
    """Score interval of a proportion (Wilson 1927).

    Parameters
    ----------
    successes, trials : float
        0 <= successes <= trials; `trials` of 0 gives (0, 1).

    Examples
    --------
    >>> [round(x, 4) for x in wilson(10, 100)]
    [0.0552, 0.1744]
    """
    if trials == 0:
        return 0.0, 1.0
    low, high = _score_limits(successes, trials, level, sqrt)
    return (0.0 if successes == 0 else max(0.0, low)), (1.0 if successes == trials else min(1.0, high))


def wilson_limits(
    successes: NDArray[np.float64], trials: NDArray[np.float64], level: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """`wilson` of many proportions at once, each limit of the shape of `successes`; every one has a trial.

    Examples
    --------
    >>> [limits.round(4).tolist() for limits in wilson_limits(np.array([10.0, 0.0]), np.array([100.0, 4.0]))]
    [[0.0552, 0.0], [0.1744, 0.4899]]
    """
    low, high = _score_limits(successes, trials, level, np.sqrt)
    return (
        np.where(successes == 0, 0.0, np.maximum(0.0, low)),
        np.where(successes == trials, 1.0, np.minimum(1.0, high)),
    )


def _score_limits(
    successes: Number, trials: Number, level: float, root: Callable[[Number], Number]
) -> tuple[Number, Number]:
    """Limits that rounding may take out of 0 to 1."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = successes / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z / (1 + z * z / trials) * root(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return middle - half, middle + half


def difference(new: tuple[float, float], old: tuple[float, float], level: float = 0.95) -> tuple[float, float]:
    """Interval of the difference of two independent proportions from their Wilson limits (Newcombe 1998, method 10).

    Parameters
    ----------
    new, old : (successes, trials)

    Examples
    --------
    >>> [round(x, 4) for x in difference((56, 70), (48, 80))]
    [0.0524, 0.3339]
    """
    (p, q), (a, b), (c, d) = ((x / n if n else 0.0) for x, n in (new, old)), wilson(*new, level), wilson(*old, level)
    return p - q - sqrt((p - a) ** 2 + (d - q) ** 2), p - q + sqrt((b - p) ** 2 + (q - c) ** 2)


def wald(value: float, error: float, level: float) -> tuple[float, float]:
    """Interval of an estimate whose error is normal, from its standard error (Wald 1943).

    Examples
    --------
    >>> [round(x, 2) for x in wald(0.0, 1.0, 0.95)]
    [-1.96, 1.96]
    """
    half = NormalDist().inv_cdf((1 + level) / 2) * error
    return value - half, value + half
