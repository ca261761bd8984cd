"""What chance mixing would give: joint papers if authors, or papers, met their countries at random.

Reads the classified papers of a cohort. Two yardsticks, since "chance" has two meanings:

- *authors*: the countries of all authorships are dealt out anew among the papers, each paper keeping its number of authors (a permutation of labels). The
  expected number of joint papers over all permutations has a closed form, so nothing is drawn. It needs to know which author has which country.
- *papers*: having a US institution and having a Chinese one are independent of each other among papers. This needs the papers' countries alone, also print.

A ratio of observed to expected below one says that the two countries meet less often than that. People write with those they work with, so a ratio far below
one is what any two countries would show; what tells is how it differs between years, and it is free of the growth in papers that each country has by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from math import exp, fsum, log, sqrt
from statistics import NormalDist

from analysis.counting.workbook import Workbook
from analysis.figures.factory import Maker, maker
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.statistics.intervals import wilson
from analysis.topics.growing import trend


def expected_joint(papers: Iterable[Iterable[frozenset[str]]], us: frozenset[str], china: frozenset[str]) -> float:
    """Expected number of joint papers when the countries of authorships are permuted among papers.

    Parameters
    ----------
    papers : countries of each authorship, paper by paper

    Notes
    -----
    With `a` of all N authorships in the United States, a paper of n authors has none of them with probability C(N-a, n) / C(N, n). By inclusion and exclusion
    P(joint) = 1 - P(no US) - P(no China) + P(neither); the sum over papers is exact, for expectations add up whether or not papers depend on each other.
    """
    people = [list(authors) for authors in papers]
    labels = [codes for authors in people for codes in authors]
    total = len(labels)
    in_us, in_china = sum(bool(c & us) for c in labels), sum(bool(c & china) for c in labels)
    in_either = sum(bool(c & (us | china)) for c in labels)

    def none_of(marked: int, size: int) -> float:
        """Probability that `size` of all authorships, drawn without putting back, hold none of the `marked` ones."""
        chance = 1.0
        for drawn in range(size):
            chance *= max(0, total - marked - drawn) / (total - drawn)
        return chance

    sizes = sorted(Counter(map(len, people)).items())
    return fsum(times * (1 - none_of(in_us, n) - none_of(in_china, n) + none_of(in_either, n)) for n, times in sizes)


def met(both: int, us: int, china: int, n: int) -> tuple[float, float] | None:
    """Papers observed over papers expected if the two countries were independent of each other, as a logarithm, and its standard error.

    The error follows from the four kinds of papers (both, one, the other, neither) by the delta method: the margins are estimated from the same papers as the
    joint ones. None where no paper is joint.

    Examples
    --------
    >>> ratio, error = met(25, 50, 50, 100)
    >>> ratio, round(error, 4)
    (0.0, 0.1)
    """
    if not both:
        return None
    p, a, b = both / n, us / n, china / n
    kinds = ((p, 1 / p - 1 / a - 1 / b + 1), (a - p, 1 - 1 / a), (b - p, 1 - 1 / b), (1 - a - b + p, 1.0))
    return log(p / (a * b)), sqrt(fsum(share * pull * pull for share, pull in kinds) / n)


def figures(book: Workbook, name: str) -> Iterator[Figure]:
    """Expected share and the ratio of observed to expected, by both yardsticks, for every basis of a cohort."""
    config, cohort = book.config, book.config.cohorts[name]
    for basis in cohort.bases:
        definition = parse(basis, config, cohort)
        papers = book.classified(name, definition)
        n, both = len(papers.readable), len(papers.both)
        if not n:
            continue
        make = maker(config, name, definition)
        us, china = definition.groups(config)
        if basis != "paper":
            # an authorship whose country is open has no label to deal out
            expected = (
                expected_joint(
                    ([c for c in papers.countries[p].by_author.values() if c] for p in sorted(papers.readable)),
                    us,
                    china,
                )
                / n
            )
            low, high = wilson(both, n, config.interval_level)
            interval = (low / expected, high / expected) if expected else None
            yield from _against(make, "", expected, both, n, interval, "if authors met at random")
        found = met(both, len(papers.us), len(papers.china), n)
        interval = _limits(*found, config.interval_level) if found else None
        expected = len(papers.us) / n * len(papers.china) / n
        yield from _against(
            make, "-papers", expected, both, n, interval, "if papers met their countries at random", method="delta"
        )


def _limits(middle: float, error: float, level: float) -> tuple[float, float]:
    half = NormalDist().inv_cdf((1 + level) / 2) * error
    return exp(middle - half), exp(middle + half)


def _against(
    make: Maker, slug: str, expected: float, both: int, n: int, interval, words: str, **more
) -> Iterator[Figure]:
    yield make(
        f"us-china.expected{slug}", f"US-China share {words}", "share", expected, numerator=expected * n, denominator=n
    )
    value = both / n / expected if expected else None
    label = f"observed US-China share over the one {words}"
    yield make(
        f"us-china.affinity{slug}", label, "ratio", value, numerator=both, denominator=n, interval=interval, **more
    )


def over_years(book: Workbook) -> Iterator[Figure]:
    """For each kind of source: how the ratio to papers that meet at random stands in its last year against its first."""
    level = book.config.interval_level
    by_kind: dict[str, list[tuple[int, str, float, float]]] = {}
    for cell in trend.cells(book):
        cohort = book.config.cohorts[cell.cohort]
        papers = book.classified(cell.cohort, parse(cell.basis, book.config, cohort))
        if found := met(len(papers.both), len(papers.us), len(papers.china), len(papers.readable)):
            by_kind.setdefault(cell.kind, []).append((cell.year, cell.cohort, *found))
    for kind, years in sorted(by_kind.items()):
        (first, old, was, was_error), *_, (last, new, now, now_error) = sorted(years)
        label = f"observed over random US-China papers, {last} against {first}, by {trend.NAMES.get(kind, kind)}"
        interval = _limits(now - was, sqrt(was_error**2 + now_error**2), level)
        sources = (f"data/{old}/authorships.csv", f"data/{new}/authorships.csv")
        yield Figure(
            id=f"trend.us-china.affinity.{kind}",
            label=label,
            unit="ratio",
            value=exp(now - was),
            interval=interval,
            cohort="trend",
            sources=sources,
            method="delta",
            level=level,
        )
