"""Do two labels meet on one unit more often than chance would have it?

"Chance" has two meanings. *Parts* (the authors of a paper) may be dealt out anew among the units, each unit keeping its
number of parts: a permutation of labels, whose mean has a closed form. Or the *units* themselves may have the one label
independently of the other; the ratio to that is the probabilistic affinity index (Zitt, Bassecoulard and Okubo 2000).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, log, sqrt

from analysis.statistics.intervals import wald


def expected_by_permutation(sizes: Mapping[int, int], first: int, second: int, either: int) -> float:
    """Expected number of units with both labels when the labels of all parts are permuted among the units.

    Parameters
    ----------
    sizes : mapping
        Number of parts → units that have so many.
    first, second, either : int
        Parts that carry the first label, the second, and one at least.

    Notes
    -----
    Of N parts, `a` carry a label: a unit of n parts has none of them with probability C(N-a, n) / C(N, n). Then
    P(both) = [1 - P(no first)] - [P(no second) - P(neither)], exactly zero where a label does not occur; the sum over
    units is exact, for expectations add up whether or not units depend on each other.

    Examples
    --------
    Two units of two parts each, one part with each label: 2 of 6 ways to deal them out put both on one unit.

    >>> round(expected_by_permutation({2: 2}, 1, 1, 2), 6)
    0.333333
    """
    total = sum(size * units for size, units in sizes.items())

    def none_of(marked: int, size: int) -> float:
        """Probability that `size` of all parts, drawn without putting back, hold none of the `marked` ones."""
        chance = 1.0
        for drawn in range(size):
            chance *= max(0, total - marked - drawn) / (total - drawn)
        return chance

    return fsum(
        units * ((1 - none_of(first, size)) - (none_of(second, size) - none_of(either, size)))
        for size, units in sorted(sizes.items())
    )


@dataclass(frozen=True)
class LogRatio:
    """A ratio as its logarithm, with the standard error of that."""

    log: float
    error: float

    @property
    def value(self) -> float:
        """The ratio."""
        return exp(self.log)

    def limits(self, level: float) -> tuple[float, float]:
        """Interval of the ratio, normal on the scale of logarithms."""
        low, high = wald(self.log, self.error, level)
        return exp(low), exp(high)


def observed_to_expected(both: int, first: int, second: int, units: int) -> LogRatio | None:
    """Units with both labels over those expected if the labels were independent; None where none has both.

    The error follows from the four kinds of units (both, one, the other, neither) by the delta method (Agresti 2013,
    section 16.1): the margins are estimated from the same units as those with both.

    Examples
    --------
    >>> ratio = observed_to_expected(25, 50, 50, 100)
    >>> ratio.value, round(ratio.error, 4)
    (1.0, 0.1)
    """
    if not both:
        return None
    p, a, b = both / units, first / units, second / units
    kinds = ((p, 1 / p - 1 / a - 1 / b + 1), (a - p, 1 - 1 / a), (b - p, 1 - 1 / b), (1 - a - b + p, 1.0))
    return LogRatio(log(p / (a * b)), sqrt(fsum(share * pull * pull for share, pull in kinds) / units))


def change_a_step(ratios: Sequence[tuple[float, LogRatio]]) -> LogRatio | None:
    """How the ratios of several independent samples change from one step of time to the next.

    A line through their logarithms by weighted least squares, each weighed by its inverse variance. Where samples
    differ by more than their errors say, the error of the slope grows by the Birge ratio (Birge 1932): the root of
    chi-squared over its degrees of freedom, where that exceeds one.

    Parameters
    ----------
    ratios : sequence of (time, LogRatio)
        A ratio without error is of a sample that tells nothing of chance, and is left out.

    Returns
    -------
    LogRatio or None
        The ratio at a time over that one step before; None where fewer than two times are left.

    Examples
    --------
    >>> change = change_a_step([(2020, LogRatio(0.0, 0.1)), (2022, LogRatio(log(4), 0.1))])
    >>> round(change.value, 6), round(change.error, 4)
    (2.0, 0.0707)
    """
    points = [(time, ratio.log, ratio.error**-2) for time, ratio in ratios if ratio.error > 0]
    if len({time for time, _, _ in points}) < 2:
        return None
    total = fsum(w for _, _, w in points)
    time_mean, log_mean = (fsum(p[at] * p[2] for p in points) / total for at in (0, 1))
    spread = fsum(w * (t - time_mean) ** 2 for t, _, w in points)
    slope = fsum(w * (t - time_mean) * (y - log_mean) for t, y, w in points) / spread
    squares = fsum(w * (y - log_mean - slope * (t - time_mean)) ** 2 for t, y, w in points)
    freedom = len(points) - 2
    return LogRatio(slope, sqrt(max(1.0, squares / freedom if freedom else 1.0) / spread))
