"""An estimator tried on samples from a population whose truth is known: does its interval hold it as often as it says?

A simulation study (Morris, White and Crowther 2019): the truth is hidden outside a sample, many times over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.statistics.double_sampling import stratified_share
from analysis.statistics.random_numbers import Chance


def random_samples(units: int, size: int, times: int, seed: int) -> Iterator[NDArray[np.bool_]]:
    """`times` simple random samples of `size` of the units, each of shape (units,); the same ones for the same seed."""
    draw = Chance(seed)
    for _ in range(times):
        yield smallest(draw.shares(units), size)


def uneven_samples(chances: NDArray[np.float64], times: int, seed: int) -> Iterator[NDArray[np.bool_]]:
    """`times` samples that hold each unit by its own chance, each of the shape of `chances`.

    Poisson sampling (Särndal, Swensson and Wretman 1992); the same samples for the same seed.
    """
    draw = Chance(seed)
    for _ in range(times):
        yield draw.shares(len(chances)) < chances


def smallest(order: NDArray[np.float64], size: int) -> NDArray[np.bool_]:
    """Which of numbers drawn at random are among the `size` smallest: a sample of that size, shape of `order`.

    Examples
    --------
    >>> smallest(np.array([0.4, 0.1, 0.9, 0.3]), 2).tolist()
    [False, True, False, True]
    """
    return order < np.partition(order, size)[size] if size < len(order) else np.ones(len(order), dtype=bool)


@dataclass(frozen=True)
class Trials:
    """What an estimator said of one number from many samples: columns value, low and high, shape (times, 3)."""

    estimates: NDArray[np.float64]

    def held(self, truth: float) -> int:
        """How many of the intervals hold the truth."""
        return int(((self.estimates[:, 1] <= truth) & (truth <= self.estimates[:, 2])).sum())

    def bias(self, truth: float) -> float:
        """Mean error."""
        return float(self.estimates[:, 0].mean() - truth)

    @property
    def width(self) -> float:
        """Mean width of the intervals."""
        return float((self.estimates[:, 2] - self.estimates[:, 1]).mean())


def trials(
    y: NDArray[np.float64], strata: NDArray[np.int64], samples: Iterable[NDArray[np.bool_]], level: float
) -> Trials:
    """The stratified share of `y` from each of the samples; one stratum for all gives the plain share."""
    found = (stratified_share(y, strata, sample, level) for sample in samples)
    return Trials(np.array([(e.value, e.low, e.high) for e in found]))
