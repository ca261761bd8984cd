"""A trend in shares that compares like with like: logistic regression on cells that may hold the same units.

    logit(share of successes) = level of the source + slope × time

so only differences between times within a source move the slope. Fitted to counts by iteratively reweighted least
squares (McCullagh and Nelder 1989, section 4.4). Two things make its plain interval too short:

- A time that two sources show is the same units twice. The covariance of the scores counts each unit once, whatever
  number of cells it stands in (sandwich with the unit as cluster; Liang and Zeger 1986).
- Times differ by more than chance among units. The variance is multiplied by Pearson's chi-squared over its degrees of
  freedom where that exceeds one (quasi-binomial; McCullagh and Nelder, section 4.5), and the limits come from Student's
  t with those degrees of freedom, since few cells tell how large it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri, stdtr, stdtrit


@dataclass(frozen=True, kw_only=True, eq=False)
class Cell:
    """What one source shows of one time: which units, one at least, and the successes among them.

    Attributes
    ----------
    units, successes : ndarray of bool, shape (units of all cells,)
        A unit has one place in all cells; where two of them flag it they hold the same unit.
    """

    source: str
    time: int
    units: NDArray[np.bool_]
    successes: NDArray[np.bool_]

    @property
    def size(self) -> int:
        """How many units it holds."""
        return int(np.count_nonzero(self.units))

    @property
    def count(self) -> int:
        """How many of them are successes."""
        return int(np.count_nonzero(self.successes))


@dataclass(frozen=True)
class Trend:
    """A fitted trend.

    Attributes
    ----------
    slope, error : float
        In log odds a step of time; the standard error holds chance among units only.
    dispersion : float
        How much more times vary than units by chance, 1 or more; 1 where no degree of freedom is left to tell.
    freedom : int
        Degrees of freedom that are left.
    shares : tuple of float
        The fitted share of each cell.
    worth : float
        What a step on the scale of log odds is worth in shares, on average over the units.
    """

    slope: float
    error: float
    dispersion: float
    freedom: int
    shares: tuple[float, ...]
    worth: float

    @property
    def odds(self) -> float:
        """Odds of a success, a step of time over the one before."""
        return exp(self.slope)

    @property
    def wide_error(self) -> float:
        """Standard error of the slope that holds how much times differ, too."""
        return self.error * sqrt(self.dispersion)

    def limits(self, level: float) -> tuple[float, float]:
        """Interval of the slope; normal where no degree of freedom is left."""
        upper = (1 + level) / 2
        half = float(stdtrit(self.freedom, upper) if self.freedom else ndtri(upper)) * self.wide_error
        return self.slope - half, self.slope + half

    @property
    def p_value(self) -> float:
        """Chance that a slope as far from zero arises where there is none."""
        below = -abs(self.slope / self.wide_error)
        return 2 * float(stdtr(self.freedom, below) if self.freedom else ndtr(below))


def fit(cells: Sequence[Cell]) -> Trend | None:
    """The trend of cells; None where nothing can tell it.

    So it is where there are no cells, where no share lies between zero and one, where no source has cells of two times,
    and where the shares of a time or source are all zero or one and leave a slope without an end.
    """
    n, x = (np.array(counts, dtype=float) for counts in ([c.size for c in cells], [c.count for c in cells]))
    if not 0 < x.sum() < n.sum():
        return None
    sources = sorted({c.source for c in cells})
    middle = round(sum(c.time for c in cells) / len(cells))
    design = np.array([[*(float(c.source == s) for s in sources), float(c.time - middle)] for c in cells])
    beta = np.linalg.lstsq(design, np.log((x + 0.5) / (n - x + 0.5)), rcond=None)[0]
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ beta))
        information = design.T @ ((n * p * (1 - p))[:, None] * design)
        try:
            step = np.linalg.solve(information, design.T @ (x - n * p))
        except np.linalg.LinAlgError:  # singular
            return None
        beta += step
        if np.abs(step).max() < 1e-12:
            break
    p = 1 / (1 + np.exp(-design @ beta))
    inverse = np.linalg.inv(information)
    covariance = inverse @ design.T @ _scores(cells, p) @ design @ inverse
    freedom = len(cells) - len(sources) - 1
    pearson = float(((x - n * p) ** 2 / (n * p * (1 - p))).sum())
    return Trend(
        slope=float(beta[-1]),
        error=sqrt(covariance[-1, -1]),
        dispersion=max(1.0, pearson / freedom) if freedom else 1.0,
        freedom=freedom,
        shares=tuple(map(float, p)),
        worth=float((n * p * (1 - p)).sum() / n.sum()),
    )


def _scores(cells: Sequence[Cell], p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Covariance of the cells' scores: the sum of (y - p)(z - q) over the units that two cells have in common.

    A cell with itself gives the usual binomial term.
    """

    units, successes = (
        np.array(flags, dtype=float) for flags in zip(*((c.units, c.successes) for c in cells), strict=True)
    )
    one_sided = (successes @ units.T) * p
    found: NDArray[np.float64] = successes @ successes.T - one_sided - one_sided.T + np.outer(p, p) * (units @ units.T)
    return found
