"""What is counted: the figures of a cohort under one definition, from its classified papers.

Between collaboration and `analysis.topics.catalogue`, which asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from analysis.counting.collaboration import Classified
from analysis.counting.grid import Tally, definitions_of
from analysis.counting.workbook import Workbook
from analysis.figures import adoption, changes
from analysis.figures.factory import Maker, maker
from analysis.figures.figure import Figure
from analysis.settings.definitions import headline, parse


def figures(book: Workbook) -> Iterator[Figure]:
    """Figures of every cohort under all its definitions, and the changes between them."""
    found = [f for name in book.config.cohorts for f in cohort_figures(book, name)]
    yield from found
    yield from changes.between_cohorts(book.config, found)


def cohort_figures(book: Workbook, name: str) -> Iterator[Figure]:
    """Figures of one cohort under all its definitions."""
    config, cohort = book.config, book.config.cohorts[name]
    for definition in definitions_of(book, name):
        papers = book.classified(name, definition)
        yield from count_figures(maker(config, name, definition), papers)
        if definition == headline(config, cohort) or definition == parse(definition.basis, config, cohort):
            yield from adoption.figures(book, name, definition, papers)


def count_figures(make: Maker, papers: Classified) -> Iterator[Figure]:
    """Papers, how far their countries are known, and the papers of each group."""
    hand, n, population, sample = len(papers.at_hand), len(papers.readable), papers.population, papers.is_sample
    all_known = sum(papers.countries[p].unknown == 0 for p in papers.readable)
    yield make("papers", "papers of the cohort", "papers", population)
    yield make.share("classified", "papers with at least one country known", n, hand)
    yield make.share("all-known", "papers with the country of every author known", all_known, hand)
    scale = population / hand if hand else 0.0
    whole = make.definition.counting == "whole"
    # fsum: the order of a set must not show in the last digit
    both = len(papers.both) if whole else fsum(papers.weight[p] for p in papers.both)
    tally = Tally(both, n, hand, len(papers.certain), len(papers.possible), population)
    yield from (joint_count(make, tally), joint_share(make, tally))
    if not whole:
        return
    us, china = make.definition.groups(make.config)
    for slug, label, ids, (low, high) in (
        ("us", "papers with a US institution", papers.us, papers.bounds(us)),
        ("china", "papers with a Chinese institution", papers.china, papers.bounds(china)),
        ("us-only", "papers of US institutions only", papers.us_only, papers.bounds(us, only=True)),
        ("china-only", "papers of Chinese institutions only", papers.china_only, papers.bounds(china, only=True)),
        ("one-country", "papers of one country only", papers.one_country, papers.bounds(None)),
    ):
        counted, shared = (low * scale, high * scale), (low / hand, high / hand) if hand else None
        yield make.count(f"{slug}.papers", label, len(ids), n, population, sample, counted)
        yield make.share(f"{slug}.share", f"share of {label}", len(ids), n, shared, estimate=sample)


def joint_count(make: Maker, tally: Tally) -> Figure:
    """Number of the joint papers."""
    low, high = _bounds(tally)
    # none under fractional counting: an open affiliation also changes how a paper is shared out
    bounds = (low * tally.population, high * tally.population) if make.definition.counting == "whole" else None
    label = "papers with a US and a Chinese institution"
    return make.count("us-china.papers", label, tally.found, tally.readable, tally.population, tally.is_sample, bounds)


def joint_share(make: Maker, tally: Tally) -> Figure:
    """Share of the joint papers among those that can be read."""
    bounds = _bounds(tally) if make.definition.counting == "whole" else None
    label = "share of papers with a US and a Chinese institution"
    return make.share("us-china.share", label, tally.found, tally.readable, bounds, estimate=tally.is_sample)


def _bounds(tally: Tally) -> tuple[float, float]:
    """Least and greatest share of the papers at hand that can be joint."""
    return (tally.certain / tally.at_hand, tally.possible / tally.at_hand) if tally.at_hand else (0.0, 1.0)
