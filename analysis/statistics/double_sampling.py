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

from analysis.statistics.intervals import wilson_limits


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval."""

    value: float
    low: float
    high: float


def stratified_share(
    y: NDArray[np.float64], strata: NDArray[np.int64], sample: NDArray[np.bool_], level: float
) -> Estimate:
    """Estimate of the mean of `y` over all units, as `stratified_shares` makes it, from one sample of shape (N,)."""
    value, low, high = stratified_shares(y, strata, sample[np.newaxis], level)[0].tolist()
    return Estimate(value, low, high)


def stratified_shares(
    y: NDArray[np.float64], strata: NDArray[np.int64], samples: NDArray[np.bool_], level: float
) -> NDArray[np.float64]:
    """Estimates of the mean of `y` over all units, from each of several samples.

    Parameters
    ----------
    y : ndarray, shape (N,)
        0 or 1; read where a unit is sampled only.
    strata : ndarray of int, shape (N,)
        A stratum without a sampled unit is taken together with the smallest of the others.
    samples : ndarray of bool, shape (samples, N)

    Returns
    -------
    ndarray, shape (samples, 3)
        Value, low and high of each.

    Raises
    ------
    ValueError
        A sample holds nothing.
    """
    if not samples.any(axis=1).all():
        raise ValueError("nothing is sampled")
    found, seen, size = counted(y, strata, samples)
    of = np.maximum(seen, 1.0)  # what is not seen weighs nothing
    share, (low, high) = found / of, wilson_limits(found, of, level)
    weight, open_part = size / len(y), 1 - seen / np.maximum(size, 1.0)
    value = (weight * share).sum(axis=1)
    below = (weight**2 * open_part * (share - low) ** 2).sum(axis=1)
    above = (weight**2 * open_part * (high - share) ** 2).sum(axis=1)
    limits = np.maximum(0.0, value - np.sqrt(below)), np.minimum(1.0, value + np.sqrt(above))
    return np.column_stack([value, *limits])


def counted(
    y: NDArray[np.float64], strata: NDArray[np.int64], samples: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Sum of `y` in each sample, units in it, and all units, by stratum; each of shape (samples, strata).

    The smallest stratum with a sampled unit takes in all units of those without one, which have none left.
    """
    _, at, sizes = np.unique(strata, return_inverse=True, return_counts=True)
    inside = (at[:, np.newaxis] == np.arange(len(sizes))).astype(np.float32)  # exact for counts up to 16 million
    drawn = samples.astype(np.float32)
    seen = (drawn @ inside).astype(np.float64)
    found = (drawn @ (inside * (y > 0)[:, np.newaxis])).astype(np.float64)
    size = np.where(seen > 0, sizes.astype(np.float64), 0.0)
    smallest = np.where(seen > 0, size, np.inf).argmin(axis=1)
    size[np.arange(len(samples)), smallest] += len(y) - size.sum(axis=1)
    return found, seen, size


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
    found, seen, size = (column[0] for column in counted(y, strata, sample[np.newaxis]))
    shares, weights = found[seen > 0] / seen[seen > 0], size[seen > 0] / len(y)

    def truth(rate: float) -> float:
        return float((weights * shares / (shares + rate * (1 - shares))).sum())

    low, high = 1.0, 1e6
    if not truth(high) < share < truth(low):
        return None
    for _ in range(200):
        middle = sqrt(low * high)
        low, high = (middle, high) if truth(middle) > share else (low, middle)
    return sqrt(low * high)
