"""A book of invented papers for the topics' tests: authors come with their countries, the real rules count them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from analysis.core import multivalued
from analysis.counting.classified import Classified, classified
from analysis.counting.ledger import Ledger
from analysis.counting.masks import Flags
from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.definitions import Definition
from analysis.settings.groups import Choice, Group
from analysis.settings.models import Cohort

# paper → its authors, each as countries joined by |, an institution behind a colon: "US:MIT|CN"; "" is an open author
Papers = Mapping[str, Sequence[str]]
ATTRIBUTED = "paper_id basis author candidate stated headquarters placed status institutions units".split()
FORMATS = {"program": "program", "profile": "openreview", "profile-by-name": "profiles", "paper": "headers"}


def papers(joint: int, of: int, prefix: str = "p") -> dict[str, tuple[str, ...]]:
    """Papers of two authors, the first of whom join the two countries; the others are of the first or of a third."""
    return {f"{prefix}{n}": ("US", "CN") if n < joint else (("US", "US"), ("FR", "FR"))[n % 2] for n in range(of)}


def cohort(name: str, bases: Iterable[str], formats: Mapping[str, str] = FORMATS) -> Cohort:
    """A cohort named by venue and year, such as elm-2020, with a source for each basis, the headline one first."""
    venue, _, year = name.rpartition("-")
    known = {"recorded": "2026-01-02", "origin": "invented", "licence": "CC0-1.0", "file": "x.json.gz"}
    sources = [{**known, "basis": basis, "format": formats[basis]} for basis in bases]
    return Cohort.model_validate(
        {"venue": venue, "year": int(year), "headline-basis": sources[0]["basis"], "sources": sources}
    )


def three_groups(settings: Config) -> Config:
    """The settings with three other groups: the north (NO, SE), the Rhine (DE) and Gaul (FR)."""
    groups = {
        "north": Group(name="the North", short="North", adjective="Northern", countries=["NO", "SE"]),
        "rhine": Group(name="the Rhine", short="Rhine", adjective="Rhenish", countries=["DE"]),
        "gaul": Group(name="Gaul", short="Gaul", adjective="ancient Gaulish", article="an", countries=["FR"]),
    }
    extent = {"own": Choice(name="own", about="the countries of each group")}
    return settings.model_copy(update={"groups": groups, "definitions": {**settings.definitions, "extent": extent}})


class Book:
    """What topics ask of a workbook, for cohorts given as name → basis → papers.

    Parameters
    ----------
    named : mapping
        (term, level) → papers that name the term; none where it is not given.
    facts : mapping
        Column of papers.csv → value for every paper; a value may be given for each paper by its id.
    errors : mapping
        (term, choice of naming) → how many papers name the term for each that is found to; none where it is not given.
    """

    def __init__(
        self,
        settings: Config,
        cohorts: Mapping[str, Mapping[str, Papers]],
        named: Mapping[tuple[str, str], set[str]] | None = None,
        facts: Mapping[str, Any] | None = None,
        formats: Mapping[str, str] = FORMATS,
        errors: Mapping[tuple[str, str], Any] | None = None,
    ) -> None:
        made = {name: cohort(name, bases, formats) for name, bases in cohorts.items()}
        self.config = settings.model_copy(update={"cohorts": made})
        self._given, self._named = cohorts, named or {}
        self.snapshots = {name: SimpleNamespace(papers=self._papers(name, facts or {})) for name in cohorts}
        self.attributed = {name: self._attributed(name) for name in cohorts}
        self.naming_errors = errors or {}

    def _papers(self, name: str, facts: Mapping[str, Any]) -> pd.DataFrame:
        authors = {p: len(of) for by_paper in self._given[name].values() for p, of in by_paper.items()}
        printed = self._given[name].get("paper", {})
        rows = [
            {"paper_id": p, "title": f"Paper {p}", "track": "main", "award": "", "authors": n}
            | {"block": "complete" if p in printed else ""}
            | {column: value[p] if isinstance(value, Mapping) else value for column, value in facts.items()}
            for p, n in authors.items()
        ]
        return pd.DataFrame(rows)

    def _attributed(self, name: str) -> pd.DataFrame:
        rows = [
            (paper, basis, at, 0, *_attributed(author))
            for basis, by_paper in self._given[name].items()
            for paper, authors in by_paper.items()
            for at, author in enumerate(authors, 1)
        ]
        made = pd.DataFrame(rows, columns=ATTRIBUTED).assign(companies="")
        return made.assign(by_person=made["stated"])

    def ledger(self, name: str) -> Ledger:
        return Ledger(self.snapshots[name].papers, self.attributed[name])

    def classified(self, name: str, definition: Definition) -> Classified:
        return classified(self.ledger(name), definition, self.config)

    def naming(self, name: str, term: str, definition: Definition) -> Flags:
        named = self._named.get((term, definition.level), set())
        return self.snapshots[name].papers["paper_id"].isin(named).to_numpy()

    def with_text(self, name: str, level: str) -> Flags:
        return np.full(len(self.snapshots[name].papers), True)


def _parts(author: str) -> list[tuple[str, str]]:
    """(country, institution) of each affiliation of an author."""
    return [(part.partition(":")[0], part.partition(":")[2]) for part in author.split("|") if part]


def _attributed(author: str) -> tuple[str, ...]:
    """The columns from `stated` on: countries under each policy, status, names and units of the institutions."""
    codes = multivalued.join(sorted({code for code, _ in _parts(author)}))
    units = multivalued.join(f"r{unit} {code} {unit}" for code, unit in _parts(author) if unit)
    names = multivalued.join(unit for _, unit in _parts(author) if unit)
    return codes, codes, codes, "resolved" if codes else "unresolved", names, units


def with_groups(settings: Config, **groups: Mapping[str, Any]) -> Config:
    """The settings with further groups, as config.yaml spells them."""
    more = {key.replace("_", "-"): Group.model_validate(group) for key, group in groups.items()}
    return settings.model_copy(update={"groups": {**settings.groups, **more}})


def figure(figure_id: str, value: float | None, **more: Any) -> Figure:
    """A figure as a table or chart reads it; its measure and definition are those of its id, unless `more` says."""
    name, _, definition = figure_id.partition("@")
    cohort, _, measure = name.partition(".")
    known = {"label": "invented", "unit": "share", "cohort": cohort, "sources": ()}
    if within := more.get("slice"):
        measure = measure.removesuffix(f".{within}")
    known |= {"measure": measure, "definition": definition or "headline"}
    return Figure(id=figure_id, value=value, **{**known, **more})


def by_id(figures: Iterable[Figure]) -> dict[str, Figure]:
    """Figures by their ids, each once."""
    listed = list(figures)
    found = {f.id: f for f in listed}
    assert len(found) == len(listed)
    return found
