"""Which papers name a term: count and share of each group's papers, at every level."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

import numpy as np

from analysis.counting.classified import ALL, Classified
from analysis.counting.masks import Flags
from analysis.counting.naming_accuracy import FILE
from analysis.counting.workbook import Workbook
from analysis.figures.factory import factory, table_of
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.config import Config
from analysis.settings.definitions import Definition
from analysis.statistics.misclassification import distances, widened


def groups(config: Config) -> dict[str, str]:
    """Whose papers are asked: ``all``, every group, every pair; with what they are called."""
    called = {key: f"papers with {group.one} institution" for key, group in config.groups.items()}
    both = {
        pair.key: "papers with both" if len(config.pairs) == 1 else f"papers with {config.one_of(pair)} institution"
        for pair in config.pairs
    }
    return {ALL: "papers", **called, **both}


def measure(term: str, group: str, what: str) -> str:
    """The measure of a term in the papers of a group; `what` is ``papers`` or ``share``."""
    return f"adoption.{term}.{group}.{what}"


def spot(config: Config, definition: Definition) -> str:
    """Where a definition asks for a name, and by which names where these are not the headline ones."""
    at, naming = config.levels[definition.level].name, config.definitions["naming"]
    return at if definition.naming == next(iter(naming)) else f"{at} ({naming[definition.naming].name})"


def figures(
    book: Workbook, name: str, definition: Definition, papers: Classified, only: Set[tuple[str, str]] | None = None
) -> Iterator[Figure]:
    """Figures of every term and group, or of those pairs in `only`, at every level whose texts are at hand.

    Terms that have no names of their own under the definition's choice of naming are left out.
    """
    named = [term for term in book.config.terms if definition.has_names(book.config, term)]
    asked = [(term, group) for term in named for group in groups(book.config)]
    asked = [pair for pair in asked if only is None or pair in only]
    for level in book.config.levels:
        if (papers.readable & book.with_text(name, level)).any():
            yield from _at_level(book, name, replace(definition, level=level), papers, asked)


def _at_level(
    book: Workbook, name: str, definition: Definition, papers: Classified, asked: list[tuple[str, str]]
) -> Iterator[Figure]:
    config, text = book.config, book.with_text(name, definition.level)
    make = factory(config, name, definition)
    sources = (f"data/{name}/mentions.csv", f"data/{name}/{table_of(definition.basis)}")
    where, called = spot(config, definition), groups(config)
    # a count is projected over all papers that can be read, so that the size of the group is part of what is uncertain
    read = int((papers.readable & text).sum())
    sample = papers.is_sample or bool((papers.readable & ~text).any())
    population = _texts_stand_for(book, name, papers, text) if sample else read
    scale = population / int((text & papers.at_hand).sum()) if sample else 1.0
    for term, group in asked:
        counted, is_open = papers.of(group) & text, papers.may_belong(group) & text
        naming = book.naming(name, term, definition)
        x, n = int((counted & naming).sum()), int(counted.sum())
        may, may_not = int((is_open & naming).sum()), int((is_open & ~naming).sum())
        label = f"{called[group]} that name {config.terms[term].name} {where}"
        bounds, of = (x * scale, (x + may) * scale), (x, read, population, sample)
        below, above = naming_errors(book, term, definition, x, n)
        count = make.count(measure(term, group, "papers"), label, *of, bounds, sources=sources, group=group, term=term)
        projected = (population if sample else read) / read if read else 0.0
        yield with_errors(count, x * projected, below * n * projected, above * n * projected)
        shared = (x / (n + may_not) if x else 0.0, (x + may) / (n + may) if n + may else 1.0)
        label, about = f"share of {label}", measure(term, group, "share")
        share = make.share(about, label, x, n, shared, estimate=sample, sources=sources, group=group, term=term)
        yield with_errors(share, x / n if n else 0.0, below, above)


def naming_errors(book: Workbook, term: str, definition: Definition, x: float, n: float) -> tuple[float, float]:
    """How far below and above `x` of `n` the share may lie, for texts that name a term unseen, or are said to and do not.

    Nothing where no text was labelled. Precision and recall were measured on whole texts of one cohort and are taken to
    be the same in every cohort and group and at every level.
    """
    factors = book.naming_errors.get((term, definition.naming))
    return distances(x / n, factors, book.config.interval_level) if n and factors is not None else (0.0, 0.0)


def with_errors(figure: Figure, value: float, below: float, above: float) -> Figure:
    """A count or share whose interval holds errors of naming too; `value` is the figure's own before it is rounded."""
    if figure.interval is None or not (below or above):
        return figure
    low, high = widened(value, figure.interval, below, above)
    return replace(
        figure,
        interval=(max(0.0, low), min(1.0, high) if figure.unit == "share" else high),
        method=f"{figure.method}-and-gold",
        sources=(*figure.sources, f"tests/gold/{FILE}"),
    )


def _texts_stand_for(book: Workbook, name: str, papers: Classified, text: Flags) -> int:
    """Papers of the tracks of which texts are at hand: a count is not projected to a track that nobody has read."""
    if papers.is_sample:
        return papers.population
    track = book.snapshots[name].papers["track"].to_numpy()
    return int((papers.at_hand & np.isin(track, np.unique(track[papers.at_hand & text]))).sum())


def cohort_with_bodies(config: Config, found: FigureSet) -> str | None:
    """The cohort whose adoption the report shows in full: one whose texts were read under its headline definition."""
    whole = {name for name, level in config.levels.items() if level.needs == "body"}
    return config.shown(n for n in config.cohorts if any(f.cohort == n and f.definition in whole for f in found))
