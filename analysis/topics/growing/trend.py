"""Is it growing? One trend over all years that compares like with like, and the trend of each kind of source alone.

Reads the classified papers; gives figures of a cohort called ``trend``, and for each year what the model fits. Methods:
analysis/statistics/trend.py and significance.py (Cochran-Armitage).

Authors without a known country hide joint papers, more in some years than in others. The same model is fitted to papers
all of whose authors are known: free of that fault, but a selection, as such papers have fewer authors and these have
fewer affiliations. The intervals of one kind alone hold chance among papers only: two or three years cannot tell how
much years differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from analysis.counting.workbook import Workbook
from analysis.figures.factory import factory
from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.figure_ids import figure_id
from analysis.settings.groups import Pair
from analysis.statistics.intervals import wald
from analysis.statistics.significance import cochran_armitage, two_sided
from analysis.statistics.trend import Cell, Trend, fit
from analysis.topics.growing.recorded_years import TREND, RecordedYear, kinds, recorded_years


def figures(book: Workbook) -> Iterator[Figure]:
    """The trend over all papers and over those whose every author is known; the fitted share of each year of the first.

    None where no kind of source has two years.
    """
    names = kinds()
    for pair in book.config.pairs:
        for slug, all_known, words in (("", False, ""), ("all-known.", True, ", papers whose every author is known")):
            years = recorded_years(book, pair, all_known)
            if not (trend := fit(years)):
                continue
            sources = tuple(sorted({f"data/{y.cohort}/authorships.csv" for y in years}))
            make = _Factory(book.config, pair, names, slug, words, sources)
            yield from _of_all_kinds(make, years, trend)
            for kind in sorted({y.source for y in years}):
                yield from _of_one_kind(make, [y for y in years if y.source == kind], kind)
            if not all_known:
                yield from _fitted(make, years, trend)


@dataclass(frozen=True)
class _Factory:
    """Fills in what the figures of one pair and one selection of papers share."""

    config: Config
    pair: Pair
    kinds: Mapping[str, str]
    slug: str
    words: str
    sources: tuple[str, ...]

    @property
    def odds(self) -> str:
        """What a slope is of, in words; the pair is named where there are several."""
        return f"odds of a joint{f' {self.config.name_of(self.pair)}' if len(self.config.pairs) > 1 else ''} paper"

    @property
    def p_value(self) -> str:
        """What a test is of, in words."""
        of = f" of {self.config.name_of(self.pair)} papers" if len(self.config.pairs) > 1 else ""
        return f"p-value of the trend{of}"

    def __call__(
        self,
        measure: str,
        label: str,
        unit: str,
        value: float,
        counted: Sequence[Cell] = (),
        interval: tuple[float, float] | None = None,
        method: str = "wilson",
        kind: str = "",
    ) -> Figure:
        measure = f"{self.pair.key}.{self.slug}{measure}"
        return Figure(
            id=figure_id(TREND, f"{measure}.{kind}" if kind else measure),
            measure=measure,
            slice=kind,
            label=f"{label}{self.words}",
            unit=unit,
            value=value,
            numerator=sum(c.count for c in counted) if counted else None,
            denominator=sum(c.size for c in counted) if counted else None,
            interval=interval,
            cohort=TREND,
            sources=self.sources,
            method=method,
            level=self.config.interval_level,
        )


def _of_all_kinds(make: _Factory, years: Sequence[Cell], trend: Trend) -> Iterator[Figure]:
    """Slope in odds and in shares a year, and whether it is more than chance."""
    about = "all kinds of source together"
    low, high = trend.limits(make.config.interval_level)
    label = f"{make.odds}, a year against the year before, {about}"
    yield make("slope", label, "odds ratio", trend.odds, years, (exp(low), exp(high)), "quasi-binomial")
    label = f"rise of the {make.config.name_of(make.pair)} share a year, {about}"
    limits = (low * trend.worth, high * trend.worth)
    yield make("points", label, "share a year", trend.slope * trend.worth, years, limits, "quasi-binomial")
    yield make("p", f"{make.p_value}, {about}", "p-value", trend.p_value, years)


def _of_one_kind(make: _Factory, years: Sequence[Cell], kind: str) -> Iterator[Figure]:
    """Slope and Cochran-Armitage test of one kind of source by itself."""
    alone = fit(years)
    if alone is None:
        return
    about = f"{min(y.time for y in years)} to {max(y.time for y in years)}, by {make.kinds.get(kind, kind)} alone"
    low, high = wald(alone.slope, alone.error, make.config.interval_level)
    label = f"{make.odds}, a year against the year before, {about}"
    yield make("slope", label, "odds ratio", alone.odds, years, (exp(low), exp(high)), "wald", kind)
    p = two_sided(cochran_armitage([(y.count, y.size, y.time) for y in years]))
    yield make("p", f"{make.p_value} (Cochran-Armitage), {about}", "p-value", p, years, kind=kind)


def _fitted(make: _Factory, years: Sequence[RecordedYear], trend: Trend) -> Iterator[Figure]:
    """How much years differ, and the share that the trend has for each."""
    config, pair = make.config, make.pair
    label = "how much more years vary than papers by chance (Pearson's chi-squared over its degrees of freedom)"
    yield make("dispersion", label, "ratio", trend.dispersion)
    label = f"{config.name_of(pair)} share as the trend over all years has it"
    for year, share in zip(years, trend.shares, strict=True):
        of_year = factory(config, year.cohort, year.definition)
        yield of_year(f"{pair.key}.fitted", label, "share", share)
