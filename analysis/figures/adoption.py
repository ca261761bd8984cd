"""Which papers name a term: count and share of each group's papers, at every level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from analysis.counting.collaboration import Classified
from analysis.counting.workbook import Workbook
from analysis.figures.factory import maker, table_of
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.config import Config
from analysis.settings.definitions import Definition

GROUPS = {
    "all": "papers",
    "us": "papers with a US institution",
    "china": "papers with a Chinese institution",
    "us-china": "papers with both",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Papers that belong to a group, and those that could."""

    ids: frozenset[str]
    open_ids: frozenset[str]


def figures(
    book: Workbook, name: str, definition: Definition, papers: Classified, only: Set[tuple[str, str]] | None = None
) -> Iterator[Figure]:
    """Figures of every term and group, or of those pairs in `only`, at every level whose texts are at hand."""
    us, china = definition.groups(book.config)
    at_hand = frozenset(papers.at_hand)
    groups = {
        "all": Group(papers.readable, at_hand - papers.readable),
        "us": Group(papers.us, papers.may_belong(us)),
        "china": Group(papers.china, papers.may_belong(china)),
        "us-china": Group(papers.both, papers.possible - papers.both),
    }
    pairs = [(term, group) for term in book.config.terms for group in groups]
    asked = [pair for pair in pairs if only is None or pair in only]
    for level in book.config.levels:
        if papers.readable & book.with_text(name, level):
            yield from _at_level(book, name, replace(definition, level=level), papers, groups, asked)


def _at_level(
    book: Workbook,
    name: str,
    definition: Definition,
    papers: Classified,
    groups: Mapping[str, Group],
    asked: list[tuple[str, str]],
) -> Iterator[Figure]:
    config, text = book.config, book.with_text(name, definition.level)
    make = maker(config, name, definition)
    sources = (f"data/{name}/mentions.csv", f"data/{name}/{table_of(definition.basis)}")
    where = config.levels[definition.level].name
    # a count is projected over all papers that can be read, so that the size of the group is part of what is uncertain
    read, sample = len(papers.readable & text), papers.is_sample or not papers.readable <= text
    population = _texts_stand_for(book, name, papers, text) if sample else read
    scale = population / len(text.intersection(papers.at_hand)) if sample else 1.0
    for term, group in asked:
        ids, open_ids = groups[group].ids & text, groups[group].open_ids & text
        naming = book.naming(name, term, definition.level)
        x, n, may, may_not = len(ids & naming), len(ids), len(open_ids & naming), len(open_ids - naming)
        label = f"{GROUPS[group]} that name {config.terms[term].name} {where}"
        measure, counted = f"adoption.{term}.{group}", (x * scale, (x + may) * scale)
        yield make.count(f"{measure}.papers", label, x, read, population, sample, counted, sources=sources)
        shared = (x / (n + may_not) if x else 0.0, (x + may) / (n + may) if n + may else 1.0)
        yield make.share(f"{measure}.share", f"share of {label}", x, n, shared, estimate=sample, sources=sources)


def _texts_stand_for(book: Workbook, name: str, papers: Classified, text: set[str]) -> int:
    """Papers of the tracks of which texts are at hand: a count is not projected to a track that nobody has read."""
    if papers.is_sample:
        return papers.population
    table = book.snapshots[name].papers
    track = dict(zip(table["paper_id"].tolist(), table["track"].tolist(), strict=True))
    read = {track[p] for p in papers.at_hand if p in text}
    return sum(track[p] in read for p in papers.at_hand)


def cohort_with_bodies(config: Config, found: FigureSet) -> str | None:
    """The cohort whose adoption the report shows in full: one whose texts were read under its headline definition."""
    return config.shown(n for n in config.cohorts if any(f.cohort == n and f.definition == "body" for f in found))
