"""Is a difference between shares, or a trend in them, more than chance? And of many such tests together?"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist


def two_sided(z: float) -> float:
    """Chance that a standard normal number lies as far from zero as `z`, on either side.

    Examples
    --------
    >>> round(two_sided(-1.96), 3)
    0.05
    """
    return 2 * NormalDist().cdf(-abs(z))


def equal_shares(new: tuple[int, int], old: tuple[int, int]) -> float:
    """p-value of the difference of two shares by the pooled normal test (Fleiss, Levin and Paik 2003).

    Parameters
    ----------
    new, old : (successes, trials), trials of 1 or more

    Examples
    --------
    >>> round(equal_shares((56, 70), (48, 80)), 4)
    0.008
    """
    pooled = (new[0] + old[0]) / (new[1] + old[1])
    error = sqrt(pooled * (1 - pooled) * (1 / new[1] + 1 / old[1]))
    return two_sided((new[0] / new[1] - old[0] / old[1]) / error) if error else 1.0


def cochran_armitage(counts: Sequence[tuple[int, int, float]]) -> float:
    """z of the test for a linear trend in proportions (Cochran 1954; Armitage 1955); 0 where they do not vary.

    Parameters
    ----------
    counts : (successes, trials, time) of each time, one trial at least

    Examples
    --------
    >>> round(cochran_armitage([(2, 10, 0), (5, 10, 1), (8, 10, 2)]), 4)
    2.6833
    """
    total = sum(n for _, n, _ in counts)
    share = sum(x for x, _, _ in counts) / total
    middle = sum(n * t for _, n, t in counts) / total
    score = sum(x * (t - middle) for x, _, t in counts)
    spread = share * (1 - share) * sum(n * (t - middle) ** 2 for _, n, t in counts)
    return score / sqrt(spread) if spread else 0.0


def holm(p_values: Sequence[float], alpha: float) -> int:
    """How many of several tests are significant together, the chance of any false one being `alpha` (Holm 1979).

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03, 0.005], 0.05)
    2
    """
    for rank, p in enumerate(sorted(p_values)):
        if p > alpha / (len(p_values) - rank):
            return rank
    return len(p_values)
