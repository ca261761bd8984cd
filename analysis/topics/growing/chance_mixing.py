"""What chance mixing would give: joint papers if authors, or papers, met their countries at random.

Reads the classified papers of each cohort. Method: analysis/statistics/co_occurrence.py, by both meanings of chance:

- *authors*: the countries of all authorships are dealt out anew among the papers, each paper keeping its number of
  authors. It needs to know which author has which country.
- *papers*: having a US institution and having a Chinese one are independent of each other among papers. This needs the
  papers' countries alone, also print.

A ratio of observed to expected below one says that the two countries meet less often than that. People write with those
they work with, so a ratio far below one is what any two countries would show; what tells is how it differs between
years, and it is free of the growth in papers that each country has by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis.counting.collaboration import Classified
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory, factory
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.statistics.co_occurrence import LogRatio, expected_by_permutation, observed_to_expected
from analysis.statistics.intervals import wilson
from analysis.topics.growing.recorded_years import NAMES, recorded_years


def figures(book: Workbook) -> Iterator[Figure]:
    """Expected share and the ratio of observed to expected, by both yardsticks, for every basis of every cohort."""
    config = book.config
    for name, cohort in config.cohorts.items():
        for basis in cohort.bases:
            definition = parse(basis, config, cohort)
            papers = book.classified(name, definition)
            if not papers.readable:
                continue
            make = factory(config, name, definition)
            if basis != "paper":
                yield from _if_authors_met(make, papers)
            yield from _if_papers_met(make, papers)
    yield from _over_years(book)


def _if_authors_met(make: FigureFactory, papers: Classified) -> Iterator[Figure]:
    n, both = len(papers.readable), len(papers.both)
    expected = expected_joint(papers, *make.definition.groups(make.config)) / n
    low, high = wilson(both, n, make.config.interval_level)
    interval = (low / expected, high / expected) if expected else None
    yield from _against(make, "", "if authors met at random", expected, papers, interval, "wilson")


def expected_joint(papers: Classified, us: frozenset[str], china: frozenset[str]) -> float:
    """Expected number of joint papers when the countries of all authorships are dealt out anew.

    An authorship whose country is open has no country to deal out, and is left out.
    """
    people = [[codes for codes in papers.countries[p].by_author.values() if codes] for p in papers.readable]
    in_us, in_china, in_either = (
        sum(bool(codes & group) for authors in people for codes in authors) for group in (us, china, us | china)
    )
    return expected_by_permutation(Counter(map(len, people)), in_us, in_china, in_either)


def _if_papers_met(make: FigureFactory, papers: Classified) -> Iterator[Figure]:
    n = len(papers.readable)
    ratio = _ratio(papers)
    expected = len(papers.us) / n * len(papers.china) / n
    interval = ratio.limits(make.config.interval_level) if ratio else None
    words = "if papers met their countries at random"
    yield from _against(make, "-papers", words, expected, papers, interval, "delta")


def _ratio(papers: Classified) -> LogRatio | None:
    return observed_to_expected(len(papers.both), len(papers.us), len(papers.china), len(papers.readable))


def _against(
    make: FigureFactory,
    slug: str,
    words: str,
    expected: float,
    papers: Classified,
    interval: tuple[float, float] | None,
    method: str,
) -> Iterator[Figure]:
    """The expected share, and the observed one over it."""
    n, both = len(papers.readable), len(papers.both)
    yield make(
        f"us-china.expected{slug}", f"US-China share {words}", "share", expected, numerator=expected * n, denominator=n
    )
    yield make(
        f"us-china.affinity{slug}",
        f"observed US-China share over the one {words}",
        "ratio",
        both / n / expected if expected else None,
        numerator=both,
        denominator=n,
        interval=interval,
        method=method,
    )


def _over_years(book: Workbook) -> Iterator[Figure]:
    """For each kind of source: the ratio to papers that meet at random in its last year against its first."""
    config = book.config
    by_kind: dict[str, list[tuple[int, str, LogRatio]]] = {}
    for year in recorded_years(book):
        definition = parse(year.basis, config, config.cohorts[year.cohort])
        if ratio := _ratio(book.classified(year.cohort, definition)):
            by_kind.setdefault(year.source, []).append((year.time, year.cohort, ratio))
    for kind, years in sorted(by_kind.items()):
        if len(years) < 2:
            continue
        ordered = sorted(years, key=lambda year: year[:2])
        (first, old, was), (last, new, now) = ordered[0], ordered[-1]
        change = now.over(was)
        yield Figure(
            id=f"trend.us-china.affinity.{kind}",
            label=f"observed over random US-China papers, {last} against {first}, by {NAMES.get(kind, kind)}",
            unit="ratio",
            value=change.value,
            interval=change.limits(config.interval_level),
            cohort="trend",
            sources=(f"data/{old}/authorships.csv", f"data/{new}/authorships.csv"),
            method="delta",
            level=config.interval_level,
        )
