"""What a level that asks for several mentions would give if it asked for another number of them.

For the readings that the words of a claim allow, and for every number that `verdicts.vary-mentions` has tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from analysis.claims.fragility import slice_of
from analysis.claims.readings import readings
from analysis.counting.workbook import Workbook
from analysis.figures import counts, over_grid
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.figure_ids import figure_id
from analysis.topics.uncertainty import calibration

KIND = "mentions"


def figures(book: Workbook) -> Iterator[Figure]:
    """One for each number of mentions, level, and reading that a claim's words allow."""
    config = book.config
    for level, asks in config.levels.items():
        wanted = _readings_at(book, level) if asks.at_least > 1 else set()
        for mentions in config.mentions_tried if wanted else ():
            if mentions != asks.at_least:
                for figure in _measured(book.asking(level, mentions)):
                    if figure.id in wanted:
                        yield _as_slice(figure, mentions)


def _measured(book: Workbook) -> FigureSet:
    """What claims are judged by, calibrated figures included."""
    found = {f.id: f for f in chain(over_grid.of_claims(book, set()), calibration.figures(book))}
    asked = {figure for claim in book.config.claims.values() for figure in claim.figures}
    if asked - found.keys():
        found |= {f.id: f for f in counts.figures(book) if f.id in asked}
    return FigureSet(found.values())


def _readings_at(book: Workbook, level: str) -> set[str]:
    """Ids of the allowed readings of all claims at a level."""
    config, measured = book.config, _measured(book)
    found = set()
    for claim in config.claims.values():
        if all(figure in measured for figure in claim.figures):
            for reading in readings(claim, measured.peek(claim.figures[0]), measured, config):
                near = reading.heard and reading.steps <= config.verdicts.near_steps
                if near and reading.definition.level == level:
                    found.add(reading.figure.id)
    return found


def _as_slice(figure: Figure, mentions: int) -> Figure:
    """The figure as one of many by number of mentions."""
    within = slice_of(mentions)
    definition = "" if figure.definition == "headline" else figure.definition
    return replace(
        figure,
        id=figure_id(figure.cohort, f"{figure.measure}.{within}", definition),
        slice=within,
        kind=KIND,
        order=mentions,
        label=f"{figure.label}, if {mentions} {'mention is' if mentions == 1 else 'mentions are'} enough",
    )
