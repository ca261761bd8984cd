"""Is it growing? One trend over all years that compares like with like.

Reads the classified papers and gives figures of a cohort called ``trend``, and for each year what the model fits. A *cell* is one year as one kind of source
records it (`Config.kind_of_source`): schedules, profiles of one archive, profiles of another. A change of source is never taken for a change of the world:

    logit(share of joint papers) = level of the kind of source + slope × year

so only differences between years within a kind move the slope; a kind with one year says nothing and is left out. The model is logistic regression on counts,
fitted by iteratively reweighted least squares (McCullagh and Nelder 1989, section 4.4).

Three things make a plain interval too short, and each has its answer:

- A year that two kinds record is the same papers twice. The covariance of the scores counts each paper once, whatever number of cells it stands in (sandwich
  with the paper as cluster; Liang and Zeger 1986).
- Years differ by more than chance among papers. The variance is multiplied by Pearson's chi-squared over its degrees of freedom where that exceeds one
  (quasi-binomial; McCullagh and Nelder, section 4.5), and the limits come from Student's t with those degrees of freedom, since few cells tell how large it is.
- Authors without a known country hide joint papers, more in some years than in others. The same model is fitted to papers all of whose authors are known: free
  of that fault, but a selection, as such papers have fewer authors and these have fewer affiliations.

Each kind by itself has the Cochran-Armitage test for a trend (Armitage 1955) and its own slope. Their intervals hold chance among papers only: two or three
years cannot tell how much years differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from statistics import NormalDist

import numpy as np

from analysis.counting.workbook import Workbook
from analysis.figures.factory import maker
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.statistics.intervals import t_quantile, t_tails

MEASURE = "us-china"
NAMES = {
    "program": "schedules",
    "openreview": "profiles archived by Paper Copilot",
    "profiles": "profiles joined by name",
    "headers": "title blocks",
}


@dataclass(frozen=True)
class Cell:
    """One year as one kind of source records it: the papers it can classify, and the joint ones among them."""

    cohort: str
    basis: str
    kind: str
    year: int
    papers: frozenset[str]
    joint: frozenset[str]


@dataclass(frozen=True)
class Fit:
    """A fitted trend: slope in log odds a year, its standard error (chance among papers), dispersion, degrees of freedom, fitted share a cell."""

    slope: float
    error: float
    dispersion: float
    freedom: int
    shares: tuple[float, ...]


def cells(book: Workbook, all_known: bool = False) -> list[Cell]:
    """Cells of every cohort of the main one's conference and basis whose kind of source has papers of two years at least; with `all_known` of papers whose every author is known."""
    config = book.config
    found = []
    for name, cohort, basis in config.records:
        if cohort.venue != config.main.venue:
            continue
        classified = book.classified(name, parse(basis, config, cohort))
        papers = frozenset(p for p in classified.readable if not all_known or classified.countries[p].unknown == 0)
        if papers:
            found.append(
                Cell(name, basis, config.kind_of_source(cohort, basis), cohort.year, papers, classified.both & papers)
            )
    years: dict[str, set[int]] = {}
    for cell in found:
        years.setdefault(cell.kind, set()).add(cell.year)
    return [c for c in found if len(years[c.kind]) > 1]


def fit(chosen: Sequence[Cell]) -> Fit | None:
    """The trend of cells; None where there are none, or where no share lies between zero and one.

    Notes
    -----
    Two cells of one cohort have in common the papers in both; their scores vary together by the sum, over these papers, of the products of what each cell's
    share leaves over. A cell with itself gives the usual binomial term.
    """
    kinds = sorted({c.kind for c in chosen})
    x, n = np.array([float(len(c.joint)) for c in chosen]), np.array([float(len(c.papers)) for c in chosen])
    if not chosen or not 0 < x.sum() < n.sum():
        return None
    middle = round(sum(c.year for c in chosen) / len(chosen))
    design = np.array([[*(float(c.kind == kind) for kind in kinds), float(c.year - middle)] for c in chosen])
    beta = np.linalg.lstsq(design, np.log((x + 0.5) / (n - x + 0.5)), rcond=None)[0]
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ beta))
        weights = n * p * (1 - p)
        information = design.T @ (weights[:, None] * design)
        step = np.linalg.solve(information, design.T @ (x - n * p))
        beta += step
        if np.abs(step).max() < 1e-12:
            break
    p = 1 / (1 + np.exp(-design @ beta))
    together = np.array(
        [[_together(a, b, pa, pb) for b, pb in zip(chosen, p, strict=True)] for a, pa in zip(chosen, p, strict=True)]
    )
    inverse = np.linalg.inv(information)
    covariance = inverse @ design.T @ together @ design @ inverse
    freedom = len(chosen) - len(kinds) - 1
    pearson = float((((x - n * p) ** 2) / (n * p * (1 - p))).sum())
    dispersion = max(1.0, pearson / freedom) if freedom else 1.0
    return Fit(float(beta[-1]), sqrt(covariance[-1, -1]), dispersion, freedom, tuple(map(float, p)))


def _together(a: Cell, b: Cell, p: float, q: float) -> float:
    """Sum of (y - p)(z - q) over the papers that are in both cells."""
    if a.cohort != b.cohort:
        return 0.0
    return (
        len(a.joint & b.joint)
        - q * len(a.joint & b.papers)
        - p * len(a.papers & b.joint)
        + p * q * len(a.papers & b.papers)
    )


def cochran_armitage(counts: Sequence[tuple[int, int, float]]) -> float:
    """z of the test for a linear trend in proportions.

    Parameters
    ----------
    counts : (joint papers, papers, year) of each year

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


def figures(book: Workbook) -> Iterator[Figure]:
    """All figures of the trend: the joint model, each kind by itself, papers whose every author is known, and the fitted share of each cell."""
    config = book.config
    for slug, all_known, words in (("", False, ""), ("all-known.", True, ", papers whose every author is known")):
        chosen = cells(book, all_known)
        if not (whole := fit(chosen)):
            continue
        sources = tuple(sorted({f"data/{c.cohort}/authorships.csv" for c in chosen}))
        more = {
            "bounds": None,
            "definition": "headline",
            "cohort": "trend",
            "sources": sources,
            "level": config.interval_level,
        }
        times = (
            t_quantile(config.interval_level, whole.freedom)
            if whole.freedom
            else NormalDist().inv_cdf((1 + config.interval_level) / 2)
        )
        wide = whole.error * sqrt(whole.dispersion)
        low, high = whole.slope - times * wide, whole.slope + times * wide
        size = sum(len(c.papers) for c in chosen)
        # what one step on the scale of log odds is worth in shares, on average over the papers
        worth = sum(len(c.papers) * p * (1 - p) for c, p in zip(chosen, whole.shares, strict=True)) / size
        of = {"numerator": sum(len(c.joint) for c in chosen), "denominator": size}
        name = f"trend.{MEASURE}.{slug}"
        about = f"all kinds of source together{words}"
        yield Figure(
            id=f"{name}slope",
            label=f"odds of a joint paper, a year against the year before, {about}",
            unit="odds ratio",
            value=exp(whole.slope),
            **of,
            interval=(exp(low), exp(high)),
            method="quasi-binomial",
            **more,
        )
        yield Figure(
            id=f"{name}points",
            label=f"rise of the US-China share a year, {about}",
            unit="share a year",
            value=whole.slope * worth,
            **of,
            interval=(low * worth, high * worth),
            method="quasi-binomial",
            **more,
        )
        p = (
            t_tails(whole.slope / wide, whole.freedom)
            if whole.freedom
            else 2 * NormalDist().cdf(-abs(whole.slope / wide))
        )
        yield Figure(
            id=f"{name}p", label=f"p-value of the trend, {about}", unit="p-value", value=p, **of, interval=None, **more
        )
        yield from _by_kind(chosen, name, words, more, config.interval_level)
        if not all_known:
            label = "how much more years vary than papers by chance (Pearson's chi-squared over its degrees of freedom)"
            yield Figure(id=f"{name}dispersion", label=label, unit="ratio", value=whole.dispersion, **more)
            for cell, share in zip(chosen, whole.shares, strict=True):
                make = maker(config, cell.cohort, parse(cell.basis, config, config.cohorts[cell.cohort]))
                yield make(f"{MEASURE}.fitted", "US-China share as the trend over all years has it", "share", share)


def _by_kind(chosen: list[Cell], name: str, words: str, more: dict, level: float) -> Iterator[Figure]:
    """Slope and Cochran-Armitage test of each kind of source by itself."""
    times = NormalDist().inv_cdf((1 + level) / 2)
    for kind in sorted({c.kind for c in chosen}):
        mine = [c for c in chosen if c.kind == kind]
        years = f"{min(c.year for c in mine)} to {max(c.year for c in mine)}, by {NAMES.get(kind, kind)} alone{words}"
        alone = fit(mine)
        if alone is None:
            continue
        of = {"numerator": sum(len(c.joint) for c in mine), "denominator": sum(len(c.papers) for c in mine)}
        low, high = alone.slope - times * alone.error, alone.slope + times * alone.error
        label = f"odds of a joint paper, a year against the year before, {years}"
        yield Figure(
            id=f"{name}slope.{kind}",
            label=label,
            unit="odds ratio",
            value=exp(alone.slope),
            **of,
            interval=(exp(low), exp(high)),
            method="wald",
            **more,
        )
        p = 2 * NormalDist().cdf(-abs(cochran_armitage([(len(c.joint), len(c.papers), c.year) for c in mine])))
        yield Figure(
            id=f"{name}p.{kind}",
            label=f"p-value of the trend (Cochran-Armitage), {years}",
            unit="p-value",
            value=p,
            **of,
            interval=None,
            **more,
        )
