"""Double sampling for stratification: a share of all units from a costly measure of a sample and a cheap one of all.

The cheap measurement sorts all units into strata; the costly one gives each stratum's share; the strata count as often
as they occur among all units (Cochran, Sampling Techniques, 1977, sections 5A.9 and 12.2). The interval joins the
Wilson intervals of the strata (MOVER; Zou and Donner 2008), each shrunk by the part of its stratum that is not sampled:
it stays honest where the cheap measurement is so good that a sample holds no exception to it. A regression estimator
was tried first: its intervals held the truth too seldom for rare events.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from analysis.statistics.intervals import wilson


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval."""

    value: float
    low: float
    high: float


def stratified_share(
    y: NDArray[np.float64], strata: NDArray[np.int64], sample: NDArray[np.bool_], level: float
) -> Estimate:
    """Estimate of the mean of `y` over all units.

    Parameters
    ----------
    y : ndarray, shape (N,)
        0 or 1; read where `sample` only.
    strata : ndarray of int, shape (N,)
        A stratum without a sampled unit is taken together with the smallest of the others.
    sample : ndarray of bool, shape (N,)

    Raises
    ------
    ValueError
        Nothing is sampled.
    """
    if not sample.any():
        raise ValueError("nothing is sampled")
    value = below = above = 0.0
    for found, seen, size in counted(y, strata, sample):
        share, (low, high) = found / seen, wilson(found, seen, level)
        weight, open_part = size / len(y), 1 - seen / size
        value += weight * share
        below += weight**2 * open_part * (share - low) ** 2
        above += weight**2 * open_part * (high - share) ** 2
    return Estimate(value, max(0.0, value - sqrt(below)), min(1.0, value + sqrt(above)))


def counted(
    y: NDArray[np.float64], strata: NDArray[np.int64], sample: NDArray[np.bool_]
) -> list[tuple[float, int, int]]:
    """(sum of `y` in the sample, units in the sample, units) of each stratum with a sampled unit.

    The smallest of them takes in all units of the others.
    """
    _, at = np.unique(strata, return_inverse=True)
    sizes = np.bincount(at)
    seen = np.bincount(at[sample], minlength=len(sizes))
    found = np.bincount(at[sample], weights=y[sample], minlength=len(sizes))
    kept = [h for h in range(len(sizes)) if seen[h]]
    sizes[min(kept, key=lambda h: sizes[h])] += sizes[seen == 0].sum()
    return [(float(found[h]), int(seen[h]), int(sizes[h])) for h in kept]


def ratio(top: Estimate, bottom: Estimate) -> Estimate:
    """Ratio of two estimates, its limits from theirs as if they were independent (Donner and Zou 2012).

    A share of a group varies less than that, so its interval is wide rather than narrow.

    Raises
    ------
    ValueError
        The bottom's value or lower limit is no positive number.
    """
    if min(bottom.value, bottom.low) <= 0:
        raise ValueError("the bottom of a ratio may be zero")
    product = top.value * bottom.value

    def root(edge: float, other: float) -> float:
        return sqrt(max(0.0, product**2 - edge * (2 * top.value - edge) * other * (2 * bottom.value - other)))

    # the lower limit in the form that stays finite where the bottom's upper limit is twice its value
    below = product + root(top.low, bottom.high)
    low = top.low * (2 * top.value - top.low) / below if below else 0.0
    high = (product + root(top.high, bottom.low)) / (bottom.low * (2 * bottom.value - bottom.low))
    return Estimate(top.value / bottom.value, max(0.0, low), min(1.0, high))


def tipping_rate(
    y: NDArray[np.float64], strata: NDArray[np.int64], sample: NDArray[np.bool_], share: float
) -> float | None:
    """How many times as likely to be sampled the units with `y` of 1 would have to be for the true share to be `share`.

    A tipping-point analysis of selection within each stratum (Copas and Li 1997 ask the same of a regression): if such
    units are sampled r times as often as others, a stratum's share p in the sample stands for p / (p + r (1 - p))
    among all, by Bayes' rule. None where `share` is not below the estimate, or where nothing brings it about.
    """
    parts = counted(y, strata, sample)

    def truth(rate: float) -> float:
        return sum(
            size / len(y) * (p / (p + rate * (1 - p)) if (p := found / seen) else 0.0) for found, seen, size in parts
        )

    low, high = 1.0, 1e6
    if not truth(high) < share < truth(low):
        return None
    for _ in range(200):
        middle = sqrt(low * high)
        low, high = (middle, high) if truth(middle) > share else (low, middle)
    return sqrt(low * high)
