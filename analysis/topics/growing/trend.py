"""Is it growing? One trend over all years that compares like with like, and the trend of each kind of source alone.

Reads the classified papers; gives figures of a cohort called ``trend``, and for each year what the model fits. Methods:
analysis/statistics/trend.py and significance.py (Cochran-Armitage).

Authors without a known country hide joint papers, more in some years than in others. The same model is fitted to papers
all of whose authors are known: free of that fault, but a selection, as such papers have fewer authors and these have
fewer affiliations. The intervals of one kind alone hold chance among papers only: two or three years cannot tell how
much years differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from analysis.counting.workbook import Workbook
from analysis.figures.factory import factory
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.statistics.intervals import wald
from analysis.statistics.significance import cochran_armitage, two_sided
from analysis.statistics.trend import Cell, Trend, fit
from analysis.topics.growing.recorded_years import NAMES, RecordedYear, recorded_years

MEASURE = "us-china"


def figures(book: Workbook) -> Iterator[Figure]:
    """The trend over all papers and over those whose every author is known; the fitted share of each year of the first.

    None where no kind of source has two years.
    """
    for slug, all_known, words in (("", False, ""), ("all-known.", True, ", papers whose every author is known")):
        years = recorded_years(book, all_known)
        if not (trend := fit(years)):
            continue
        sources = tuple(sorted({f"data/{y.cohort}/authorships.csv" for y in years}))
        make = _Factory(slug, words, sources, book.config.interval_level)
        yield from _of_all_kinds(make, years, trend)
        for kind in sorted({y.source for y in years}):
            yield from _of_one_kind(make, [y for y in years if y.source == kind], kind)
        if not all_known:
            yield from _fitted(book, make, years, trend)


@dataclass(frozen=True)
class _Factory:
    """Fills in what the figures of one selection of papers share."""

    slug: str
    words: str
    sources: tuple[str, ...]
    level: float

    def __call__(
        self,
        measure: str,
        label: str,
        unit: str,
        value: float,
        counted: Sequence[Cell] = (),
        interval: tuple[float, float] | None = None,
        method: str = "wilson",
    ) -> Figure:
        return Figure(
            id=f"trend.{MEASURE}.{self.slug}{measure}",
            label=f"{label}{self.words}",
            unit=unit,
            value=value,
            numerator=sum(len(c.successes) for c in counted) if counted else None,
            denominator=sum(len(c.units) for c in counted) if counted else None,
            interval=interval,
            cohort="trend",
            sources=self.sources,
            method=method,
            level=self.level,
        )


def _of_all_kinds(make: _Factory, years: Sequence[Cell], trend: Trend) -> Iterator[Figure]:
    """Slope in odds and in shares a year, and whether it is more than chance."""
    about = "all kinds of source together"
    low, high = trend.limits(make.level)
    label = f"odds of a joint paper, a year against the year before, {about}"
    yield make("slope", label, "odds ratio", trend.odds, years, (exp(low), exp(high)), "quasi-binomial")
    label, limits = f"rise of the US-China share a year, {about}", (low * trend.worth, high * trend.worth)
    yield make("points", label, "share a year", trend.slope * trend.worth, years, limits, "quasi-binomial")
    yield make("p", f"p-value of the trend, {about}", "p-value", trend.p_value, years)


def _of_one_kind(make: _Factory, years: Sequence[Cell], kind: str) -> Iterator[Figure]:
    """Slope and Cochran-Armitage test of one kind of source by itself."""
    alone = fit(years)
    if alone is None:
        return
    about = f"{min(y.time for y in years)} to {max(y.time for y in years)}, by {NAMES.get(kind, kind)} alone"
    low, high = wald(alone.slope, alone.error, make.level)
    label = f"odds of a joint paper, a year against the year before, {about}"
    yield make(f"slope.{kind}", label, "odds ratio", alone.odds, years, (exp(low), exp(high)), "wald")
    p = two_sided(cochran_armitage([(len(y.successes), len(y.units), y.time) for y in years]))
    yield make(f"p.{kind}", f"p-value of the trend (Cochran-Armitage), {about}", "p-value", p, years)


def _fitted(book: Workbook, make: _Factory, years: Sequence[RecordedYear], trend: Trend) -> Iterator[Figure]:
    """How much years differ, and the share that the trend has for each."""
    label = "how much more years vary than papers by chance (Pearson's chi-squared over its degrees of freedom)"
    yield make("dispersion", label, "ratio", trend.dispersion)
    for year, share in zip(years, trend.shares, strict=True):
        of_year = factory(book.config, year.cohort, parse(year.basis, book.config, book.config.cohorts[year.cohort]))
        yield of_year(f"{MEASURE}.fitted", "US-China share as the trend over all years has it", "share", share)
