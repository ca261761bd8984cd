"""The years that a trend compares, each as one kind of source records it.

Reads the classified papers. Kinds are schedules, profiles of one archive, profiles of another
(`Config.kind_of_source`): a change of source is never taken for a change of the world, so years are compared within a
kind only.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.counting.workbook import Workbook
from analysis.settings.definitions import parse
from analysis.statistics.trend import Cell

NAMES = {
    "program": "schedules",
    "openreview": "profiles archived by Paper Copilot",
    "profiles": "profiles joined by name",
    "headers": "title blocks",
}


@dataclass(frozen=True, kw_only=True)
class RecordedYear(Cell):
    """A cell of the trend: the papers that can be classified and the joint ones, each as (cohort, paper)."""

    cohort: str
    basis: str


def recorded_years(book: Workbook, all_known: bool = False) -> list[RecordedYear]:
    """Every cohort and basis of the main cohort's conference whose kind of source has papers of two years at least.

    With `all_known`, of papers whose every author is known.
    """
    config = book.config
    found = []
    for name, cohort, basis in config.records:
        if cohort.venue != config.main.venue:
            continue
        classified = book.classified(name, parse(basis, config, cohort))
        papers = {p for p in classified.readable if not all_known or classified.countries[p].unknown == 0}
        if papers:
            found.append(
                RecordedYear(
                    source=config.kind_of_source(cohort, basis),
                    time=cohort.year,
                    units=frozenset((name, p) for p in papers),
                    successes=frozenset((name, p) for p in papers & classified.both),
                    cohort=name,
                    basis=basis,
                )
            )
    years: dict[str, set[int]] = {}
    for year in found:
        years.setdefault(year.source, set()).add(year.time)
    return [year for year in found if len(years[year.source]) > 1]
