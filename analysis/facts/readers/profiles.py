"""Profiles of people at OpenReview, without their papers: author_id, institution and, where given, city and country."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.core.text import clean
from analysis.facts.identifiers import name_in
from analysis.facts.raw_rows import rows_of
from analysis.facts.records import Affiliation, Person


def read(path: Path) -> Iterator[Person]:
    """One record for each affiliation of a person; an id spells the person's name."""
    for row in rows_of(path):
        person = str(row.need("author_id"))
        country = clean(row.get("country")).upper()
        affiliation = Affiliation(0, clean(row.get("institution")), city=clean(row.get("city")), country=country)
        yield Person(person, name_in(person), affiliation)
