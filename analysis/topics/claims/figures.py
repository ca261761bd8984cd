"""What a level that asks for several mentions would give if it asked for another number of them.

For the readings that the words of a claim allow, and for every number that `verdicts.vary-mentions` has tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace

from analysis.claims.fragility import slice_of
from analysis.claims.readings import allowed, readings
from analysis.counting.workbook import Workbook
from analysis.figures import over_grid
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.figure_ids import figure_id
from analysis.settings.verdict_rules import Claim
from analysis.topics.uncertainty import calibration

KIND = "mentions"


def figures(book: Workbook) -> Iterator[Figure]:
    """One for each number of mentions, level, and reading that a claim's words allow."""
    config = book.config
    several = {name: level.at_least for name, level in config.levels.items() if level.at_least > 1}
    measured = _measured(book, config.claims) if several else FigureSet(())
    for level, at_least in several.items():
        found = {name: _readings_at(book, level, claim, measured) for name, claim in config.claims.items()}
        wanted = set().union(*found.values())
        claims = {name: claim for name, claim in config.claims.items() if found[name]}
        for mentions in config.mentions_tried if wanted else ():
            if mentions != at_least:
                for figure in _measured(book.asking(level, mentions), claims):
                    if figure.id in wanted:
                        yield _as_slice(figure, mentions)


def _measured(book: Workbook, claims: Mapping[str, Claim]) -> FigureSet:
    """What some claims are judged by, calibrated figures included."""
    only = copy(book)
    only.config = book.config.model_copy(update={"claims": dict(claims)})
    found = {f.id: f for f in over_grid.of_claims(only, set())}
    return FigureSet((found | {f.id: f for f in calibration.figures(book)}).values())


def _readings_at(book: Workbook, level: str, claim: Claim, measured: FigureSet) -> set[str]:
    """Ids of the allowed readings of a claim at a level."""
    if any(figure not in measured for figure in claim.figures):
        return set()
    found = readings(claim, measured.peek(claim.figures[0]), measured, book.config)
    return {r.figure.id for r in allowed(found, book.config.verdicts.near_steps) if r.definition.level == level}


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
