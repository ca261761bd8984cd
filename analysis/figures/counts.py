"""What is counted: the figures of a cohort under one definition, from its classified papers.

Between collaboration and `analysis.topics.catalogue`, which says for which cohorts and definitions they are computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import fsum

from analysis.counting.collaboration import Classified
from analysis.counting.grid import Tally, definitions_of
from analysis.counting.workbook import Workbook
from analysis.figures.factory import Maker, maker
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.config import Config
from analysis.settings.definitions import Definition, headline, parse
from analysis.statistics.intervals import difference


def figures(book: Workbook) -> Iterator[Figure]:
    """Figures of every cohort under all its definitions, and the changes between them."""
    found = [f for name in book.config.cohorts for f in cohort_figures(book, name)]
    yield from found
    yield from _changes(book.config, found)


def cohort_figures(book: Workbook, name: str) -> Iterator[Figure]:
    """Figures of one cohort under all its definitions."""
    config, cohort = book.config, book.config.cohorts[name]
    for definition in definitions_of(book, name):
        papers = book.classified(name, definition)
        yield from count_figures(maker(config, name, definition), papers)
        if definition == headline(config, cohort) or definition == parse(definition.basis, config, cohort):
            yield from adoption_figures(book, name, definition, papers)


def _changes(config: Config, found: list[Figure]) -> Iterator[Figure]:
    """Change of the US-China share between the cohorts that can be compared."""
    by_id = {f.id: f for f in found}

    def share(name: str, basis: str) -> Figure:
        return by_id[f"{name}.us-china.share{config.cohorts[name].at(basis)}"]

    for measure, name, basis, old_name, old_basis in comparisons(config):
        now, old = share(name, basis), share(old_name, old_basis)
        if now.denominator and old.denominator:
            make = maker(config, name, parse(basis, config, config.cohorts[name]))
            yield change_figure(make, measure, now, old, config.cohorts[old_name].year)


def count_figures(make: Maker, papers: Classified) -> Iterator[Figure]:
    hand, n, population, sample = len(papers.at_hand), len(papers.readable), papers.population, papers.is_sample
    yield make("papers", "papers of the cohort", "papers", population)
    yield make.share("classified", "papers with at least one country known", n, hand)
    yield make.share(
        "all-known",
        "papers with the country of every author known",
        sum(papers.countries[p].unknown == 0 for p in papers.readable),
        hand,
    )
    scale = population / hand if hand else 0.0
    whole = make.definition.counting == "whole"
    # fsum: the order of a set must not show in the last digit
    both = len(papers.both) if whole else fsum(papers.weight[p] for p in papers.both)
    yield from joint_figures(make, Tally(both, n, hand, len(papers.certain), len(papers.possible), population))
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
        yield make.count(f"{slug}.papers", label, len(ids), n, population, sample, (low * scale, high * scale))
        yield make.share(
            f"{slug}.share",
            f"share of {label}",
            len(ids),
            n,
            (low / hand, high / hand) if hand else None,
            estimate=sample,
        )


def joint_figures(make: Maker, tally: Tally) -> Iterator[Figure]:
    """Count and share of the joint papers. Fractional counting has no bounds: an open affiliation also changes how a paper is shared out."""
    sample = tally.population > tally.at_hand
    low, high = (tally.certain / tally.at_hand, tally.possible / tally.at_hand) if tally.at_hand else (0.0, 1.0)
    whole = make.definition.counting == "whole"
    counted, shared = ((low * tally.population, high * tally.population), (low, high)) if whole else (None, None)
    yield make.count(
        "us-china.papers",
        "papers with a US and a Chinese institution",
        tally.found,
        tally.readable,
        tally.population,
        sample,
        counted,
    )
    yield make.share(
        "us-china.share",
        "share of papers with a US and a Chinese institution",
        tally.found,
        tally.readable,
        shared,
        estimate=sample,
    )


GROUPS = {
    "all": "papers",
    "us": "papers with a US institution",
    "china": "papers with a Chinese institution",
    "us-china": "papers with both",
}


def adoption_figures(
    book: Workbook, name: str, definition: Definition, papers: Classified, only: set[tuple[str, str]] | None = None
) -> Iterator[Figure]:
    """Count and share of each group's papers that name each term, at every level; of the pairs (term, group) in `only` if given."""
    us, china = definition.groups(book.config)
    at_hand = frozenset(papers.at_hand)
    groups = {
        "all": (papers.readable, at_hand - papers.readable),
        "us": (papers.us, papers.may_belong(us)),
        "china": (papers.china, papers.may_belong(china)),
        "us-china": (papers.both, papers.possible - papers.both),
    }
    for level in book.config.levels:
        yield from _at_level(book, name, replace(definition, level=level), papers, at_hand, groups, only)


def _at_level(
    book: Workbook, name: str, definition: Definition, papers: Classified, at_hand: frozenset[str], groups, only
) -> Iterator[Figure]:
    """`groups`: group → papers that belong to it, and those that could."""
    config = book.config
    text = book.with_text(name, definition.level)
    readable = papers.readable & text
    if not readable:
        return
    make = maker(config, name, definition)
    sources = (
        f"data/{name}/mentions.csv",
        f"data/{name}/{'printed' if definition.basis == 'paper' else 'authorships'}.csv",
    )
    where = config.levels[definition.level].name
    # a count is projected over all papers that can be read, so that the size of the group is part of what is uncertain
    read, hand, sample = len(readable), len(at_hand & text), papers.is_sample or len(readable) < len(papers.readable)
    population = _texts_stand_for(book, name, papers, text) if sample else read
    scale = population / hand if sample else 1.0
    for term, about in config.terms.items():
        naming = book.naming(name, term, definition.level)
        for group, (ids, open_ids) in groups.items():
            if only is not None and (term, group) not in only:
                continue
            have = ids & text
            x, n = len(have & naming), len(have)
            may, may_not = len(open_ids & text & naming), len((open_ids & text) - naming)
            label = f"{GROUPS[group]} that name {about.name} {where}"
            counted = (x * scale, (x + may) * scale)
            yield make.count(
                f"adoption.{term}.{group}.papers", label, x, read, population, sample, counted, sources=sources
            )
            bounds = (x / (n + may_not) if x else 0.0, (x + may) / (n + may) if n + may else 1.0)
            yield make.share(
                f"adoption.{term}.{group}.share", f"share of {label}", x, n, bounds, estimate=sample, sources=sources
            )


def _texts_stand_for(book: Workbook, name: str, papers: Classified, text: set[str]) -> int:
    """Papers of the tracks of which texts are at hand: a count is not projected to a track that nobody has read."""
    if papers.is_sample:
        return papers.population
    table = book.snapshots[name].papers
    track = dict(zip(table["paper_id"].tolist(), table["track"].tolist(), strict=True))
    read = {track[p] for p in papers.at_hand if p in text}
    return sum(track[p] in read for p in papers.at_hand)


def cohort_with_bodies(config: Config, figures: FigureSet) -> str | None:
    """The cohort whose adoption the report shows in full: one whose texts were read under its headline definition."""
    return config.shown(n for n in config.cohorts if any(f.cohort == n and f.definition == "body" for f in figures))


def comparisons(config: Config) -> Iterator[tuple[str, str, str, str, str]]:
    """(measure, cohort, basis, older cohort, its basis): the cohort before and the first of the same venue whose affiliations come from the same kind of source."""
    line: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, cohort in sorted(config.cohorts.items(), key=lambda item: item[1].year):
        for basis in cohort.bases:
            earlier = line.setdefault((cohort.venue, config.kind_of_source(cohort, basis)), [])
            for measure, older in (("change", earlier[-1]), ("rise", earlier[0])) if earlier else ():
                yield f"us-china.{measure}", name, basis, *older
            earlier.append((name, basis))


def change_figure(make: Maker, measure: str, now: Figure, old: Figure, since: int) -> Figure:
    """Difference of two shares with Newcombe's interval."""
    interval = difference(
        (now.numerator, now.denominator), (old.numerator, old.denominator), make.config.interval_level
    )
    bounds = (now.bounds[0] - old.bounds[1], now.bounds[1] - old.bounds[0]) if now.bounds and old.bounds else None
    label = f"change of the US-China share since {since}"
    sources = tuple(dict.fromkeys((*now.sources, *old.sources)))
    return make(
        measure,
        label,
        "share",
        now.value - old.value,
        interval=interval,
        bounds=bounds,
        method="newcombe",
        sources=sources,
    )
