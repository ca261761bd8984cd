"""The tables of data/ that are there, each with what both descriptions say of it: title, bytes, sources, licence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.facts import json_tables, snapshot_file
from analysis.facts.columns import OF_A_COHORT, SHARED
from analysis.facts.schema import Table
from analysis.settings.config import Config
from analysis.settings.models import Cohort

# What LICENSE says of the tables that are no conference's; the facts of a conference are not ours to license, and their
# sources say what they say.
LICENCES = {
    "reference/institutions": {
        "name": "CC0-1.0",
        "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        "title": "CC0 1.0",
    },
    "reference/domains": {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"},
}
PEERS = "reference/peers"  # facts from the table of another analysis, and so not ours to license
OURS = {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"}
ORIGINS = {
    "reference/institutions": {"title": "Research Organization Registry", "path": "https://ror.org/"},
    "reference/domains": {
        "title": "Hipo university domains list",
        "path": "https://github.com/Hipo/university-domains-list",
    },
}


@dataclass(frozen=True)
class Resource:
    """One CSV file of data/: its columns, where it lies, and its sources and licence as a data package spells them."""

    table: Table
    path: str
    title: str
    raw: bytes
    sources: tuple[dict[str, str], ...]
    licence: dict[str, str] | None = None

    @cached_property
    def exact(self) -> str | None:
        """The table as JSON where a reader that guesses types would change its cells; see `json_tables`."""
        return json_tables.text_of(paths.DATA / self.path, self.table)

    @cached_property
    def empty(self) -> bool:
        """Whether the table holds its header only."""
        return next(self.table.rows(paths.DATA / self.path), None) is None

    @property
    def name(self) -> str:
        return _name(self.path)

    @property
    def json_path(self) -> str:
        return f"{json_tables.FOLDER}/{self.name}.json"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def foreign(self) -> dict[str, tuple[str, str]]:
        """Column → name of the resource and column that it refers to; a cohort's table refers to its neighbours."""
        folder = "" if self.path.removesuffix(".csv") in SHARED else f"{self.path.partition('/')[0]}/"
        return {column: (_name(folder + table), other) for column, (table, other) in self.table.foreign.items()}


def _name(path: str) -> str:
    return path.removesuffix(".csv").replace("/", "-")


def resources(settings: Config) -> Iterator[Resource]:
    """Every table of data/ that is there: the cohorts in the order of config.yaml, then what they share.

    Raises
    ------
    FactCheckError
        A file of an ingested cohort is missing or its snapshot.yaml is damaged.
    """
    for cohort, about in settings.stanzas.items():
        if (paths.DATA / cohort / "snapshot.yaml").is_file():
            for name, table in OF_A_COHORT.items():
                path, title = f"{cohort}/{name}.csv", f"{about.venue} {about.year}: {table.title}"
                yield Resource(table, path, title, _bytes(path), tuple(_sources(cohort, about, name)))
    for name, table in SHARED.items():
        if (paths.DATA / f"{name}.csv").is_file():
            sources = tuple(_origin(settings, name))
            path = f"{name}.csv"
            licence = None if name == PEERS else LICENCES.get(name, OURS)
            yield Resource(table, path, table.title, _bytes(path), sources, licence)


def _bytes(path: str) -> bytes:
    try:
        return (paths.DATA / path).read_bytes()
    except OSError as error:
        what, mend = f"cannot be read ({error.strerror})", "restore it, or run `factcheck ingest`"
        raise FactCheckError(what, where=paths.DATA / path, mend=mend) from None


def _origin(settings: Config, name: str) -> Iterator[dict[str, str]]:
    """Where a table comes from that is no cohort's: a registry, or the table that another analysis published."""
    if name in ORIGINS:
        yield ORIGINS[name]
    for other in settings.independent.values() if name == PEERS else ():
        if other.places and (published := other.places.table):
            ask = {"ask": published.ask} if published.ask else {}
            yield {"title": f"{other.name}, published table", "licence": published.licence, **ask}


def _sources(cohort: str, about: Cohort, table: str) -> Iterator[dict[str, str]]:
    """The sources that a table was made of, each with the day it was recorded and the licence it states.

    Where that is unknown it says whom to ask.
    """
    for source in snapshot_file.read(paths.DATA / cohort)["sources"]:
        basis = source.get("basis")
        of_basis = basis == "paper" if table == "printed" else basis not in (None, "paper")
        if table in ("papers", "mentions") or of_basis:
            said = {"title": source["origin"], "recorded": source["recorded"], "licence": source["licence"]}
            yield said | ({"ask": ask} if (ask := about.ask(source["origin"])) else {})


def name_of(settings: Config) -> str:
    """What data/ is called as a whole: as the report's address ends."""
    return settings.report.url.rstrip("/").rpartition("/")[2]


def about() -> str:
    """What data/ is as a whole, and what is not in it."""
    return (
        "Facts about the papers of a conference: where their authors work, as the program, the authors' profiles and "
        "the printed title blocks say, and which model families their texts name; with the registries by which "
        "affiliations are given a country. No abstract, no text of a paper and no author's name is in it."
    )
