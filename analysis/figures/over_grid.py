"""Figures of the definitions grid: the measure of each claim at every point that its cohort can carry.

The grid is as wide as the claims need and no wider: a measure that no claim rests on has figures only under the headline definition and those of `also`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analysis.counting.collaboration import classify
from analysis.counting.grid import Grid, Tally, points
from analysis.counting.workbook import Workbook
from analysis.figures import counts
from analysis.figures.factory import maker
from analysis.figures.figure import Figure


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
        made = []
        if wanted & {"us-china.share", "us-china.papers"}:
            made.append(_joint(book, grids[name], wanted))
        # a measure spelt otherwise is no figure, which `claims.verdicts` says
        if pairs := {(keys[1], keys[2]) for m in wanted if len(keys := m.split(".")) == 4 and keys[0] == "adoption"}:
            made.append(_adoption(book, name, pairs))
        if changes := wanted & {"us-china.rise", "us-china.change"}:
            made.append(_changes(book, grids, name, changes))
        for figure in (f for part in made for f in part):
            if figure.id not in taken:
                taken.add(figure.id)
                yield figure


def _joint(book: Workbook, grid: Grid, wanted: set[str]) -> Iterator[Figure]:
    for definition in points(book, grid.name):
        make = maker(book.config, grid.name, definition)
        for figure in counts.joint_figures(make, grid.tally(definition)):
            if figure.id.partition("@")[0].partition(".")[2] in wanted:
                yield figure


def _adoption(book: Workbook, name: str, pairs: set[tuple[str, str]]) -> Iterator[Figure]:
    """Over the axes that sort papers by country; whether Hong Kong is China makes no difference to US papers."""
    config = book.config
    usual_china = next(iter(config.definitions["china"]))
    for definition in points(book, name, ("basis", "china", "policy", "track")):
        only = {(term, group) for term, group in pairs if group != "us" or definition.china == usual_china}
        countries = book.countries(name, definition.basis, definition.policy)
        papers = classify(book.snapshots[name].papers, countries, definition, config)
        yield from counts.adoption_figures(book, name, definition, papers, only)


def _changes(book: Workbook, grids: dict[str, Grid], name: str, wanted: set[str]) -> Iterator[Figure]:
    """Changes against the comparable cohorts, both years under the same choices."""
    config = book.config
    for measure, new, basis, old_name, old_basis in counts.comparisons(config):
        if new != name or measure not in wanted:
            continue
        for definition in points(book, name):
            if definition.basis != basis:
                continue
            make = maker(config, name, definition)
            now = _share(make, grids[name].tally(definition))
            old_definition = replace(definition, basis=old_basis)
            old = _share(maker(config, old_name, old_definition), grids[old_name].tally(old_definition))
            if now.denominator and old.denominator:
                yield counts.change_figure(make, measure, now, old, config.cohorts[old_name].year)


def _share(make, tally: Tally) -> Figure:
    return next(f for f in counts.joint_figures(make, tally) if f.unit == "share")
