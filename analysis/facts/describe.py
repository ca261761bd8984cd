"""data/ → its two standard descriptions: a Frictionless Data Package and a Croissant description of the same tables.

Written beside the data at every ingest. Both follow from config.yaml, the snapshots, `analysis.facts.columns` and the files' own bytes, so they say nothing of the
day or machine on which they were made. Standards: Tabular Data Package 1.0 (specs.frictionlessdata.io/tabular-data-package) and Croissant 1.0
(docs.mlcommons.org/croissant/docs/croissant-spec.html).
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from analysis.core import paths
from analysis.core.csv_table import rows_of
from analysis.core.errors import FactCheckError
from analysis.core.files import write_text
from analysis.facts import json_tables
from analysis.facts.columns import OF_A_COHORT, SHARED, Field, Table
from analysis.settings import config, publication
from analysis.settings.config import Config

NAME = "neurips-us-china"
# What LICENSE says of the tables that are no conference's; the facts of a conference are not ours to license and their sources say what they say.
LICENCES = {
    "reference/institutions.csv": {
        "name": "CC0-1.0",
        "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        "title": "CC0 1.0",
    },
    "reference/domains.csv": {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"},
}
OURS = {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"}
ORIGINS = {
    "reference/institutions.csv": {"title": "Research Organization Registry", "path": "https://ror.org/"},
    "reference/domains.csv": {
        "title": "Hipo university domains list",
        "path": "https://github.com/Hipo/university-domains-list",
    },
}
TYPES = {"string": "sc:Text", "integer": "sc:Integer", "date": "sc:Date", "uri": "sc:URL"}
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


@dataclass(frozen=True)
class Resource:
    """One CSV file of data/: `path` relative to the folder, `sources` as a data package spells them."""

    path: str
    title: str
    table: Table
    raw: bytes
    sources: tuple[dict[str, str], ...]

    @cached_property
    def exact(self) -> str | None:
        """The table as JSON where a reader that guesses types would change its cells; see `json_tables`."""
        return json_tables.text_of(paths.DATA / self.path, self.table)

    @cached_property
    def empty(self) -> bool:
        """Whether the table holds its header only."""
        return next(rows_of(paths.DATA / self.path, ()), None) is None

    @property
    def json_path(self) -> str:
        return f"{json_tables.FOLDER}/{self.name}.json"

    @property
    def name(self) -> str:
        return self.path.removesuffix(".csv").replace("/", "-")

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def foreign(self) -> dict[str, tuple[str, str]]:
        """Column → name of the resource and column that it refers to."""
        folder = f"{self.path.rpartition('/')[0]}/" if self.table is not SHARED.get(self.path) else ""
        return {
            column: (f"{folder}{file}".removesuffix(".csv").replace("/", "-"), other)
            for column, (file, other) in self.table.foreign.items()
        }


def resources(settings: Config) -> Iterator[Resource]:
    """Every table of data/ that is there: the cohorts in the order of config.yaml, then what they share.

    Raises
    ------
    FactCheckError
        A file of an ingested cohort is missing or its snapshot.yaml is damaged.
    """
    for cohort, about in settings.cohorts.items():
        if not (paths.DATA / cohort / "snapshot.yaml").is_file():
            continue
        for file, table in OF_A_COHORT.items():
            path = f"{cohort}/{file}"
            yield Resource(
                path, f"{about.venue} {about.year}: {table.title}", table, _bytes(path), tuple(_sources(cohort, file))
            )
    for path, table in SHARED.items():
        if (paths.DATA / path).is_file():
            origin = ORIGINS.get(path)
            yield Resource(path, table.title, table, _bytes(path), (origin,) if origin else ())


def datapackage(settings: Config, found: list[Resource]) -> dict[str, Any]:
    """data/ as a Tabular Data Package."""
    release, _ = publication.publication()
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": settings.report.title,
        "description": _about(),
        "homepage": settings.report.url,
        "version": release,
        "contributors": [
            {"title": settings.report.publisher.name, "path": settings.report.publisher.url, "role": "author"}
        ],
        "resources": [_resource(r) for r in found],
    }


def _resource(resource: Resource) -> dict[str, Any]:
    table = resource.table
    schema: dict[str, Any] = {"fields": [_field(f) for f in table.fields], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.foreign:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [key]}}
            for column, (other, key) in resource.foreign.items()
        ]
    made: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": resource.name,
        "path": resource.path,
        "title": resource.title,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(resource.raw),
        "hash": f"sha256:{resource.sha256}",
        "schema": schema,
    }
    if resource.sources:
        made["sources"] = list(resource.sources)
    if resource.path in SHARED:
        made["licenses"] = [LICENCES.get(resource.path, OURS)]
    return made


def _field(field: Field) -> dict[str, Any]:
    kind = {"type": "string", "format": "uri"} if field.type == "uri" else {"type": field.type}
    return {"name": field.name, **kind, "description": field.about} | (
        {"constraints": field.limits} if field.limits else {}
    )


def croissant(settings: Config, found: list[Resource]) -> dict[str, Any]:
    """data/ as Croissant: the file objects of each table, and a record set for each that has a row."""
    release, day = publication.publication()
    report = settings.report
    publisher = {"@type": "Organization", "name": report.publisher.name, "url": report.publisher.url}
    cited = f"title = {{{report.title}}}, author = {{{{{report.publisher.name}}}}}, year = {{{day[:4]}}}, version = {{{release}}}, url = {{{report.url}}}"
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": NAME,
        "description": _about(),
        "url": report.url,
        "version": release,
        "datePublished": day,
        "license": {
            "@type": "CreativeWork",
            "name": "Facts of conferences: as their sources say. What is ours: MIT",
            "description": "LICENSE of the project says which is which",
        },
        "creator": publisher,
        "publisher": publisher,
        "citeAs": f"@misc{{{NAME}, {cited}}}",
        "inLanguage": "en",
        "rai:dataLimitations": [
            f"{cohort}: {limit}" for cohort, about in settings.cohorts.items() for limit in about.limits
        ],
        "rai:personalSensitiveInformation": "Authors are numbered, not named; mail addresses are cut down to their domains.",
        "distribution": [file for r in found for file in _files(r)],
        "recordSet": [_records(r) for r in found if not r.empty],
    }


def _files(resource: Resource) -> Iterator[dict[str, Any]]:
    empty = " It has no row in this version, and so no record set." if resource.empty else ""
    yield _file(resource.path, f"{resource.title}. {resource.table.about}{empty}", resource.raw, "text/csv")
    if resource.exact:
        about = f"{resource.title}: {resource.path} as JSON, a list of cells for each row, since readers of CSV take NA and the like for a missing value."
        yield _file(resource.json_path, about, resource.exact.encode(), "application/json")


def _file(path: str, about: str, raw: bytes, encoding: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "description": about,
        "contentUrl": path,
        "contentSize": f"{len(raw)} B",
        "encodingFormat": encoding,
        "sha256": hashlib.sha256(raw).hexdigest(),
    }


def _records(resource: Resource) -> dict[str, Any]:
    column = lambda name, of=resource.name: {"@id": f"{of}/{name}"}
    fields = []
    for at, field in enumerate(resource.table.fields):
        extract = {"jsonPath": f"$[*][{at}]"} if resource.exact else {"column": field.name}
        made = {
            "@type": "cr:Field",
            **column(field.name),
            "name": field.name,
            "description": field.about,
            "dataType": TYPES[field.type],
            "source": {
                "fileObject": {"@id": resource.json_path if resource.exact else resource.path},
                "extract": extract,
            },
        }
        if field.name in resource.foreign:
            other, key = resource.foreign[field.name]
            made["references"] = {"field": column(key, other)}
        fields.append(made)
    made = {
        "@type": "cr:RecordSet",
        "@id": resource.name,
        "name": resource.name,
        "description": resource.table.about,
        "field": fields,
    }
    return made | ({"key": [column(name) for name in resource.table.key]} if resource.table.key else {})


def _about() -> str:
    return (
        "Facts about the papers of a conference: where their authors work, as the program, the authors' profiles and the printed title blocks say, and which model "
        "families their texts name; with the registries by which affiliations are given a country. No abstract, no text of a paper and no author's name is in it."
    )


def _bytes(path: str) -> bytes:
    try:
        return (paths.DATA / path).read_bytes()
    except OSError as error:
        raise FactCheckError(
            f"cannot be read ({error.strerror})", where=paths.DATA / path, mend="restore it, or run `factcheck ingest`"
        ) from None


def _sources(cohort: str, file: str) -> Iterator[dict[str, str]]:
    """The sources that a table was made of, each with the day it was recorded and the licence it states."""
    where = paths.DATA / cohort / "snapshot.yaml"
    try:
        for source in yaml.safe_load(where.read_text(encoding="utf-8"))["sources"]:
            basis = source.get("basis")
            if file in ("papers.csv", "mentions.csv") or (
                basis == "paper" if file == "printed.csv" else basis not in (None, "paper")
            ):
                yield {"title": source["origin"], "recorded": str(source["recorded"]), "licence": source["licence"]}
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise FactCheckError(
            "is damaged", where=where, mend=f"restore it, or run `factcheck ingest {cohort}`"
        ) from error


def texts(settings: Config) -> dict[str, str]:
    """File name → content of the tables that Croissant reads as JSON, and of both descriptions."""
    found = list(resources(settings))
    made = {"datapackage.json": datapackage(settings, found), "croissant.json": croissant(settings, found)}
    return {r.json_path: r.exact for r in found if r.exact} | {
        name: json.dumps(about, ensure_ascii=False, indent=1) + "\n" for name, about in made.items()
    }


def stale(settings: Config) -> list[str]:
    """Names of what is not as `write` would leave it."""
    made = texts(settings)
    is_current = lambda file, text: file.is_file() and file.read_bytes() == text.encode()
    return [name for name, text in made.items() if not is_current(paths.DATA / name, text)] + [
        f.relative_to(paths.DATA).as_posix() for f in _left(made)
    ]


def _left(made: Mapping[str, str]) -> list[Path]:
    """Tables as JSON that nothing asks for any more."""
    return sorted(
        f for f in (paths.DATA / json_tables.FOLDER).glob("*.json") if f.relative_to(paths.DATA).as_posix() not in made
    )


def edited(settings: Config) -> list[str]:
    """The tables that the committed description knows with another hash, one sentence each."""
    try:
        known = {
            r["path"]: (r["hash"], r["bytes"])
            for r in json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        }
    except (OSError, ValueError, KeyError, TypeError):
        return []  # then the description itself is stale
    here = {r.path: r for r in resources(settings)}
    mend = "restore it with git, or see that the edit is meant and run `make describe`"
    return [
        f"data/{path}: was changed since it was described: {known[path][1]:,} bytes then, {len(here[path].raw):,} now; {mend}"
        for path in sorted(known.keys() & here.keys())
        if known[path][0] != f"sha256:{here[path].sha256}"
    ]


def write(settings: Config) -> bool:
    """Write both descriptions and the tables as JSON that they need; True where anything changed.

    Raises
    ------
    FactCheckError
        The folder cannot be written; what was there stays.
    """
    made = texts(settings)
    changed = [write_text(paths.DATA / name, text) for name, text in made.items()]
    for left in _left(made):
        left.unlink()
        changed.append(True)
    return any(changed)


def main() -> None:
    """`make describe`."""
    write(config.load())


if __name__ == "__main__":
    from analysis.core.terminal import told

    sys.exit(told(main))
