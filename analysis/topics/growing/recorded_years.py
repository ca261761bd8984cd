"""The years that a trend compares, each as one kind of source records it.

Reads the classified papers. Kinds are schedules, profiles of one archive, profiles of another
(`Config.kind_of_source`): a change of source is never taken for a change of the world, so years are compared within a
kind only, and on the main track only where a year's records hold other tracks too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import numpy as np
from pydantic import Field

from analysis.counting.masks import Flags
from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.config import Config
from analysis.settings.definitions import Definition, parse
from analysis.settings.groups import Pair
from analysis.settings.models import Model
from analysis.statistics.trend import Cell
from analysis.topics import own_settings

MAIN = "main"  # the track that years are compared on
TREND = "trend"  # stands in the place of a cohort in the ids of figures over all years


class Settings(Model):
    """report/topics/growing.yaml."""

    kinds: dict[str, str] = Field(default={}, description="Kind of source → what its records are called.")


def kinds() -> Mapping[str, str]:
    """Kind of source → what its records are called, in the order in which pages show them."""
    return own_settings.read("growing", Settings).kinds


@dataclass(frozen=True, kw_only=True, eq=False)
class RecordedYear(Cell):
    """A cell of the trend: the papers of all years, those that can be classified and the joint ones flagged."""

    cohort: str
    definition: Definition


def compared(book: Workbook, name: str, basis: str) -> Definition:
    """The definition by which a record is compared with other years: on the main track, if it holds other tracks."""
    config = book.config
    definition = parse(basis, config, config.cohorts[name])
    others = book.ledger(name).tracks(basis) - {MAIN}
    return replace(definition, track=MAIN) if others and MAIN in config.definitions["track"] else definition


def figure_of(config: Config, figures: FigureSet, name: str, basis: str, measure: str) -> Figure | None:
    """The figure of a record by the definition that it is compared by; not marked as used."""
    cohort = config.cohorts[name]
    return next((f for f in figures.of(measure, name) if parse(f.definition, config, cohort).basis == basis), None)


def recorded_years(book: Workbook, pair: Pair, all_known: bool = False) -> list[RecordedYear]:
    """Every cohort and basis of the main cohort's conference whose kind of source has papers of two years at least.

    With `all_known`, of papers whose every author is known.
    """
    config = book.config
    own = list(config.years)
    ends = list(accumulate((len(book.snapshots[name].papers) for name in own), initial=0))
    place = dict(zip(own, pairwise(ends), strict=True))
    found = []
    for name, cohort, basis in config.records_of_years:
        definition = compared(book, name, basis)
        classified = book.classified(name, definition)
        papers = classified.readable & (classified.record.unknown == 0) if all_known else classified.readable
        if papers.any():
            found.append(
                RecordedYear(
                    source=config.kind_of_source(cohort, basis),
                    time=cohort.year,
                    units=_among(papers, *place[name], ends[-1]),
                    successes=_among(papers & classified.both(pair), *place[name], ends[-1]),
                    cohort=name,
                    definition=definition,
                )
            )
    years: dict[str, set[int]] = {}
    for year in found:
        years.setdefault(year.source, set()).add(year.time)
    return [year for year in found if len(years[year.source]) > 1]


def _among(papers: Flags, start: int, end: int, all_papers: int) -> Flags:
    """Flags of one cohort's papers among those of all cohorts."""
    flags = np.zeros(all_papers, dtype=bool)
    flags[start:end] = papers
    return flags
