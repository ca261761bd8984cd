"""What the numbers are made of: descriptions and checksums of data/ and gold sets, names of people, and records."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.attribution import overrides as needed
from analysis.counting.workbook import Workbook
from analysis.facts import describe
from analysis.publish import checksums
from analysis.publish.check import name_shapes
from analysis.settings.config import Config
from analysis.settings.models import UNKNOWN


def problems(settings: Config) -> list[str]:
    """One sentence each."""
    return [
        *empty_records(settings),
        *unlicensed(settings),
        *describe.edited(settings),
        *(f"data/{name}: does not describe data/ as it is; run `make describe`" for name in describe.stale(settings)),
        *describe.invalid(settings),
        *checksums.problems(),
        *names_of_people(),
    ]


def overrides(book: Workbook) -> list[str]:
    """Overrides that are not needed any more, and those of which the registry now says something else."""
    return needed.problems(needed.uses(pd.concat([*book.attributed.values(), book.gold])))


def empty_records(settings: Config) -> list[str]:
    """Records of the reconstructions that name a basis which no cohort of the year has.

    What is to be counted in them would be left out.
    """
    if settings.reconstructions is None:
        return []
    held = {(cohort.year, basis) for _, cohort, basis in settings.records if cohort.venue == settings.main.venue}
    return [
        f"config.yaml: reconstructions.records.{key}: no cohort of {year} has the basis {basis!r}; "
        "name one that it has or remove the record"
        for key, record in settings.reconstructions.records.items()
        for year, basis in record.bases.items()
        if (year, basis) not in held
    ]


def unlicensed(settings: Config) -> list[str]:
    """Sources whose licence is unknown and of which nothing says whom to ask."""
    found = [
        (f"cohorts.{name}.sources.{at}", source.licence, source.ask)
        for name, cohort in settings.stanzas.items()
        for at, source in enumerate(cohort.sources)
    ]
    tables = {key: other.places.table for key, other in settings.independent.items() if other.places}
    found += [(f"independent.{key}.places.table", table.licence, table.ask) for key, table in tables.items() if table]
    return [
        f"config.yaml: {where}: the licence is unknown; say under `ask` whom to ask for one"
        for where, licence, ask in found
        if licence == UNKNOWN and not ask
    ]


def names_of_people() -> Iterator[str]:
    """Affiliations that may be a person's name; the text is not repeated."""
    for file, line, paper in name_shapes.found():
        yield (
            f"{file}:{line}: an affiliation of paper {paper} has the shape of a person's name; mend the guard in "
            "analysis/intake/name_guard.py and ingest again, or, if it is none, add it to "
            "tests/gold/not_names.csv"
        )
