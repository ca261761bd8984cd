"""Figures of the definitions grid: the measure of each claim at every point that its cohort can carry.

The grid is as wide as the claims need and no wider: a measure that no claim rests on has figures only under the
headline definition and those of `also`.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from analysis.counting.grid import points
from analysis.counting.workbook import Workbook
from analysis.figures import adoption, changes
from analysis.figures.counts import joint_count, joint_share
from analysis.figures.factory import factory
from analysis.figures.figure import Figure
from analysis.settings import figure_ids
from analysis.settings.config import AXES

# papers are joint whatever they name
OF_PAIRS = tuple(axis for axis in AXES if axis != "naming")
# a term is named on a paper or not, however papers are joint and counted
OF_ADOPTION = tuple(axis for axis in AXES if axis not in ("collaboration", "counting"))


def of_claims(book: Workbook, taken: set[str]) -> Iterator[Figure]:
    """Figures at all points for every measure that a claim rests on, but those whose id is in `taken`.

    Each figure is computed once, whichever claims ask for it.
    """
    asked = [figure_ids.parse(figure) for claim in book.config.claims.values() for figure in claim.figures]
    for name in sorted(book.config.cohorts):
        wanted = {figure.measure for figure in asked if figure.cohort == name}
        for part in (_joint, _adoption, _changes):
            for figure in part(book, name, wanted):
                if figure.id not in taken:
                    taken.add(figure.id)
                    yield figure


def _joint(book: Workbook, name: str, wanted: Set[str]) -> Iterator[Figure]:
    """An extent that leaves both groups of a pair as they are is no other point for it."""
    made = [
        (pair, of)
        for pair in book.config.pairs
        for measure, of in ((f"{pair.key}.papers", joint_count), (f"{pair.key}.share", joint_share))
        if measure in wanted
    ]
    for definition in points(book, name, OF_PAIRS) if made else ():
        make, papers = factory(book.config, name, definition), book.classified(name, definition)
        yield from (of(make, papers.tally(pair), pair) for pair, of in made if definition.is_own(book.config, pair.key))


def _adoption(book: Workbook, name: str, wanted: Set[str]) -> Iterator[Figure]:
    """Over the axes that sort papers by country, and over naming; what leaves a group or term as it is, is no point."""
    config = book.config
    asked = {
        (term, group)
        for term in config.terms
        for group in adoption.groups(config)
        if not wanted.isdisjoint(adoption.measure(term, group, what) for what in ("papers", "share"))
    }
    for definition in points(book, name, OF_ADOPTION) if asked else ():
        only = {(term, group) for term, group in asked if definition.is_own(config, group, term)}
        yield from adoption.figures(book, name, definition, book.classified(name, definition), only)


def _changes(book: Workbook, name: str, wanted: Set[str]) -> Iterator[Figure]:
    """Changes against the comparable cohorts, both years under the same choices."""
    for pair in book.config.pairs:
        for what, new, basis, old_name, old_basis in changes.comparisons(book.config):
            if new != name or f"{pair.key}.{what}" not in wanted:
                continue
            for definition in points(book, name, OF_PAIRS):
                if definition.basis == basis and definition.is_own(book.config, pair.key):
                    old_definition = replace(definition, basis=old_basis)
                    make = factory(book.config, name, definition)
                    old_make = factory(book.config, old_name, old_definition)
                    now = joint_share(make, book.classified(name, definition).tally(pair), pair)
                    old = joint_share(old_make, book.classified(old_name, old_definition).tally(pair), pair)
                    yield from changes.change(make, pair, what, now, old)
