"""What chance mixing would give: joint papers if authors, or papers, met their countries at random.

Reads the classified papers of each cohort. Method: analysis/statistics/co_occurrence.py, by both meanings of chance:

- *authors*: the countries of all authorships are dealt out anew among the papers, each paper keeping its number of
  authors. It needs to know which author has which country.
- *papers*: having an institution of the one group and having one of the other are independent of each other among
  papers. This needs the papers' countries alone, also print.

A ratio of observed to expected below one says that the two groups meet less often than that. People write with those
they work with, so a ratio far below one is what any two groups would show; what tells is how it differs between
years, and it is free of the growth in papers that each group has by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.counting.classified import Classified
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory, factory
from analysis.figures.figure import Figure
from analysis.settings.figure_ids import figure_id
from analysis.settings.groups import Pair
from analysis.statistics.co_occurrence import LogRatio, change_a_step, expected_by_permutation, observed_to_expected
from analysis.statistics.intervals import wilson
from analysis.topics.growing.recorded_years import TREND, compared, kinds, recorded_years


def figures(book: Workbook) -> Iterator[Figure]:
    """Expected share and the ratio of observed to expected, by both yardsticks, for every basis of every cohort."""
    config = book.config
    for name, _, basis in config.records:
        make = factory(config, name, compared(book, name, basis))
        papers = book.classified(name, make.definition)
        if not papers.readable.any():
            continue
        for pair in config.pairs:
            if basis != "paper":
                yield from _if_authors_met(make, papers, pair)
            yield from _if_papers_met(make, papers, pair)
    for pair in config.pairs:
        yield from _over_years(book, pair)


def _if_authors_met(make: FigureFactory, papers: Classified, pair: Pair) -> Iterator[Figure]:
    n, both = int(papers.readable.sum()), int(papers.both(pair).sum())
    expected = expected_joint(papers, pair) / n
    low, high = wilson(both, n, make.config.interval_level)
    interval = (low / expected, high / expected) if expected else None
    yield from _against(make, pair, "", "if authors met at random", expected, (both, n), interval, "wilson")


def expected_joint(papers: Classified, pair: Pair) -> float:
    """Expected number of joint papers when the countries of all authorships are dealt out anew.

    An authorship whose country is open has no country to deal out, and is left out.
    """
    authors, sides = papers.record.authors, papers.sides(pair)
    counted = papers.readable[authors.paper]
    first, second = sides.on
    marked = (int((counted & on).sum()) for on in (first, second, first | second))
    sizes = np.bincount(authors.count(authors.known)[papers.readable])
    return expected_by_permutation(dict(enumerate(sizes.tolist())), *marked)


def _if_papers_met(make: FigureFactory, papers: Classified, pair: Pair) -> Iterator[Figure]:
    both, first, second, n = _counts(papers, pair)
    yield make.share(f"{pair.key}.compared", f"{make.config.name_of(pair)} share, as years are compared", both, n)
    ratio = observed_to_expected(both, first, second, n)
    interval = ratio.limits(make.config.interval_level) if ratio else None
    expected, words = first / n * second / n, "if papers met their countries at random"
    yield from _against(make, pair, "-papers", words, expected, (both, n), interval, "delta")


def _counts(papers: Classified, pair: Pair) -> tuple[int, int, int, int]:
    """Joint papers, papers of either group, and all that can be read."""
    both, first, second, n = map(np.count_nonzero, (papers.both(pair), *map(papers.of, pair), papers.readable))
    return int(both), int(first), int(second), int(n)


def _against(
    make: FigureFactory,
    pair: Pair,
    slug: str,
    words: str,
    expected: float,
    observed: tuple[int, int],
    interval: tuple[float, float] | None,
    method: str,
) -> Iterator[Figure]:
    """The expected share, and the observed one over it; `observed` are joint papers and all that can be read."""
    (both, n), share = observed, f"{make.config.name_of(pair)} share"
    yield make(
        f"{pair.key}.expected{slug}", f"{share} {words}", "share", expected, numerator=expected * n, denominator=n
    )
    yield make(
        f"{pair.key}.affinity{slug}",
        f"observed {share} over the one {words}",
        "ratio",
        both / n / expected if expected else None,
        numerator=both,
        denominator=n,
        interval=interval,
        method=method,
    )


def _over_years(book: Workbook, pair: Pair) -> Iterator[Figure]:
    """For each kind of source: how the ratio to papers that meet at random changes from year to year."""
    config, names = book.config, kinds()
    by_kind: dict[str, list[tuple[int, str, LogRatio]]] = {}
    for year in recorded_years(book, pair):
        if ratio := observed_to_expected(*_counts(book.classified(year.cohort, year.definition), pair)):
            by_kind.setdefault(year.source, []).append((year.time, year.cohort, ratio))
    for kind, years in sorted(by_kind.items()):
        change = change_a_step([(time, ratio) for time, _, ratio in years])
        if change is None:
            continue
        times, measure = [time for time, _, _ in years], f"{pair.key}.affinity-slope"
        papers = f"observed over random {config.name_of(pair)} papers"
        yield Figure(
            id=figure_id(TREND, f"{measure}.{kind}"),
            measure=measure,
            slice=kind,
            label=f"{papers}, a year against the year before, {min(times)} to {max(times)}, by {names.get(kind, kind)}",
            unit="ratio",
            value=change.value,
            interval=change.limits(config.interval_level),
            cohort=TREND,
            sources=tuple(f"data/{cohort}/authorships.csv" for _, cohort, _ in years),
            method="weighted least squares",
            level=config.interval_level,
        )
