"""An estimator tried on samples from a population whose truth is known: does its interval hold it as often as it says?

A simulation study (Morris, White and Crowther 2019): the truth is hidden outside a sample, many times over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.statistics.random_numbers import Chance

ROUNDING = 1e-12  # what sums of floats may be off by


def random_samples(units: int, size: int, times: int, seed: int) -> NDArray[np.bool_]:
    """Simple random samples of `size` of the units, shape (times, units); the same ones for the same seed."""
    draw = Chance(seed)
    return np.array([smallest(draw.shares(units), size) for _ in range(times)])


def uneven_samples(chances: NDArray[np.float64], times: int, seed: int) -> NDArray[np.bool_]:
    """Samples that hold each unit by its own chance, shape (times, units).

    Poisson sampling (Särndal, Swensson and Wretman 1992); the same samples for the same seed.
    """
    draw = Chance(seed)
    return np.array([draw.shares(len(chances)) < chances for _ in range(times)])


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
        """How many of the intervals hold the truth; a limit that rounding took past it still does."""
        low, high = self.estimates[:, 1] - ROUNDING, self.estimates[:, 2] + ROUNDING
        return int(((low <= truth) & (truth <= high)).sum())

    def bias(self, truth: float) -> float:
        """Mean error."""
        return float(self.estimates[:, 0].mean() - truth)

    @property
    def width(self) -> float:
        """Mean width of the intervals."""
        return float((self.estimates[:, 2] - self.estimates[:, 1]).mean())
