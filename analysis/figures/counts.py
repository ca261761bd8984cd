"""What is counted: the figures of a cohort under one definition, from its classified papers.

Between collaboration and `analysis.topics.catalogue`, which asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analysis.counting.classified import ALL, Classified, Tally
from analysis.counting.grid import definitions_of
from analysis.counting.workbook import Workbook
from analysis.figures import adoption, changes
from analysis.figures.factory import FigureFactory, factory
from analysis.figures.figure import Figure
from analysis.settings.definitions import headline, parse
from analysis.settings.groups import Pair


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
        yield from count_figures(factory(config, name, definition), papers)
        if definition == headline(config, cohort) or definition == parse(definition.basis, config, cohort):
            for naming in config.definitions["naming"]:
                yield from adoption.figures(book, name, replace(definition, naming=naming), papers)


def count_figures(make: FigureFactory, papers: Classified) -> Iterator[Figure]:
    """Papers, how far their countries are known, and the papers of each group and pair."""
    hand, n = int(papers.at_hand.sum()), int(papers.readable.sum())
    all_known = int((papers.readable & (papers.record.unknown == 0)).sum())
    yield make("papers", "papers of the cohort", "papers", papers.population)
    yield make.share("classified", "papers with at least one country known", n, hand, group=ALL)
    yield make.share("all-known", "papers with the country of every author known", all_known, hand)
    for pair in make.config.pairs:
        tally = papers.tally(pair)
        yield from (joint_count(make, tally, pair), joint_share(make, tally, pair))
    if make.definition.counting == "whole":
        yield from _group_figures(make, papers)


def _group_figures(make: FigureFactory, papers: Classified) -> Iterator[Figure]:
    """Papers of each group, of each group only, and of one country."""
    hand, n, population, sample = (
        int(papers.at_hand.sum()),
        int(papers.readable.sum()),
        papers.population,
        papers.is_sample,
    )
    groups = make.config.groups
    scale = population / hand if hand else 0.0
    for slug, group, label, counted, (low, high) in (
        *((g, g, f"papers with {of.one} institution", papers.of(g), papers.bounds(g)) for g, of in groups.items()),
        *(
            (f"{g}-only", "", f"papers of {of.adjective} institutions only", papers.only(g), papers.bounds_only(g))
            for g, of in groups.items()
        ),
        ("one-country", "", "papers of one country only", papers.one_country, papers.bounds_one_country),
    ):
        x, most, shared = int(counted.sum()), (low * scale, high * scale), (low / hand, high / hand) if hand else None
        yield make.count(f"{slug}.papers", label, x, n, population, sample, most, group=group)
        yield make.share(f"{slug}.share", f"share of {label}", x, n, shared, estimate=sample, group=group)


def joint_count(make: FigureFactory, tally: Tally, pair: Pair) -> Figure:
    """Number of the joint papers of a pair."""
    low, high = _bounds(tally)
    # none under fractional counting: an open affiliation also changes how a paper is shared out
    bounds = (low * tally.population, high * tally.population) if make.definition.counting == "whole" else None
    label = f"papers with {make.config.one_of(pair)} institution"
    of = (tally.found, tally.readable, tally.population, tally.is_sample)
    return make.count(f"{pair.key}.papers", label, *of, bounds, group=pair.key)


def joint_share(make: FigureFactory, tally: Tally, pair: Pair) -> Figure:
    """Share of the joint papers of a pair among those that can be read."""
    bounds = _bounds(tally) if make.definition.counting == "whole" else None
    label, sample = f"share of papers with {make.config.one_of(pair)} institution", tally.is_sample
    measure = f"{pair.key}.share"
    return make.share(measure, label, tally.found, tally.readable, bounds, estimate=sample, group=pair.key)


def _bounds(tally: Tally) -> tuple[float, float]:
    """Least and greatest share of the papers at hand that can be joint."""
    return (tally.certain / tally.at_hand, tally.possible / tally.at_hand) if tally.at_hand else (0.0, 1.0)
