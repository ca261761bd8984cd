"""Figures of the definitions grid: the measure of each claim at every point that its cohort can carry.

The grid is as wide as the claims need and no wider: a measure that no claim rests on has figures only under the
headline definition and those of `also`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

from analysis.counting.collaboration import classify
from analysis.counting.grid import Grid, points
from analysis.counting.workbook import Workbook
from analysis.figures import adoption, changes
from analysis.figures.counts import joint_count, joint_share
from analysis.figures.factory import maker
from analysis.figures.figure import Figure

JOINT = {"us-china.papers": joint_count, "us-china.share": joint_share}


def of_claims(book: Workbook, taken: set[str]) -> Iterator[Figure]:
    """Figures at all points for every measure that a claim rests on, but those whose id is in `taken`.

    Each figure is computed once, whichever claims ask for it.
    """
    asked: dict[str, set[str]] = {}
    for claim in book.config.claims.values():
        for figure_id in claim.figures:
            cohort, _, measure = figure_id.partition("@")[0].partition(".")
            if cohort in book.config.cohorts:
                asked.setdefault(cohort, set()).add(measure)
    grids = {name: Grid(book, name) for name in book.config.cohorts}
    for name, wanted in sorted(asked.items()):
        made = [_joint(book, grids[name], wanted)]
        # a measure spelt otherwise is no figure, which `claims.verdicts` says
        if pairs := {(keys[1], keys[2]) for m in wanted if len(keys := m.split(".")) == 4 and keys[0] == "adoption"}:
            made.append(_adoption(book, name, pairs))
        made.append(_changes(book, grids, name, wanted))
        for figure in (f for part in made for f in part):
            if figure.id not in taken:
                taken.add(figure.id)
                yield figure


def _joint(book: Workbook, grid: Grid, wanted: Set[str]) -> Iterator[Figure]:
    if measures := [of for measure, of in JOINT.items() if measure in wanted]:
        for definition in points(book, grid.name):
            make, tally = maker(book.config, grid.name, definition), grid.tally(definition)
            yield from (of(make, tally) for of in measures)


def _adoption(book: Workbook, name: str, pairs: Set[tuple[str, str]]) -> Iterator[Figure]:
    """Over the axes that sort papers by country; whether Hong Kong is China makes no difference to US papers."""
    config = book.config
    usual_china = next(iter(config.definitions["china"]))
    for definition in points(book, name, ("basis", "china", "policy", "track")):
        only = {(term, group) for term, group in pairs if group != "us" or definition.china == usual_china}
        countries = book.countries(name, definition.basis, definition.policy)
        papers = classify(book.snapshots[name].papers, countries, definition, config)
        yield from adoption.figures(book, name, definition, papers, only)


def _changes(book: Workbook, grids: Mapping[str, Grid], name: str, wanted: Set[str]) -> Iterator[Figure]:
    """Changes against the comparable cohorts, both years under the same choices."""
    for measure, new, basis, old_name, old_basis in changes.comparisons(book.config):
        if new != name or measure not in wanted:
            continue
        for definition in points(book, name):
            if definition.basis == basis:
                make = maker(book.config, name, definition)
                old_definition = replace(definition, basis=old_basis)
                old_make = maker(book.config, old_name, old_definition)
                now = joint_share(make, grids[name].tally(definition))
                old = joint_share(old_make, grids[old_name].tally(old_definition))
                yield from changes.change(make, measure, now, old)
