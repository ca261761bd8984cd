"""Intervals: what chance, and what the unresolved and the missing, could add."""

from __future__ import annotations

from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist


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
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = successes / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z / (1 + z * z / trials) * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    low, high = middle - half, middle + half
    return (0.0 if successes == 0 else max(0.0, low)), (1.0 if successes == trials else min(1.0, high))


def difference(new: tuple[float, float], old: tuple[float, float], level: float = 0.95) -> tuple[float, float]:
    """Interval of the difference of two independent proportions, by combining their Wilson limits (Newcombe 1998, method 10).

    Parameters
    ----------
    new, old : (successes, trials)
    """
    (p, q), (a, b), (c, d) = ((x / n if n else 0.0) for x, n in (new, old)), wilson(*new, level), wilson(*old, level)
    return p - q - sqrt((p - a) ** 2 + (d - q) ** 2), p - q + sqrt((b - p) ** 2 + (q - c) ** 2)


def t_tails(t: float, freedom: int) -> float:
    """Chance that Student's t with `freedom` degrees of freedom (1 or more) lies farther from zero than `t` (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).

    Examples
    --------
    >>> round(t_tails(2.571, 5), 3), round(t_tails(1.0, 1), 3)
    (0.05, 0.5)
    """
    angle, odd = atan(abs(t) / sqrt(freedom)), freedom % 2
    term, series = (cos(angle) if odd else 1.0), 0.0
    for k in range(1 + odd, freedom, 2):
        series += term
        term *= cos(angle) ** 2 * k / (k + 1)
    inside = 2 / pi * (angle + sin(angle) * series) if odd else sin(angle) * series
    return max(0.0, 1 - inside)


def t_quantile(level: float, freedom: int) -> float:
    """How far from zero Student's t stays with probability `level`, by halving.

    Examples
    --------
    >>> round(t_quantile(0.95, 5), 3)
    2.571
    """
    low, high = 0.0, 1.0
    while t_tails(high, freedom) > 1 - level:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if t_tails(middle, freedom) > 1 - level else (low, middle)
    return (low + high) / 2
