"""data/ as Croissant 1.0 (docs.mlcommons.org/croissant/docs/croissant-spec.html)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.core.hashing import sha256
from analysis.facts.resources import Resource, about, name_of
from analysis.facts.schema import Column
from analysis.settings import publication
from analysis.settings.config import Config

TYPES = {"string": "sc:Text", "integer": "sc:Integer", "date": "sc:Date", "uri": "sc:URL"}
SPECIAL = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "sc": "https://schema.org/",
}
TERMS = (
    "@language @vocab citeAs column conformsTo cr rai data dataType dct equivalentProperty examples extract field "
    "fileProperty fileObject fileSet format includes isLiveDataset jsonPath key md5 parentField path recordSet "
    "references regex repeated replace samplingRate sc separator source subField transform"
).split()
# as the standard gives it: every term is Croissant's own but the special ones
CONTEXT = {term: SPECIAL.get(term, f"cr:{term}") for term in TERMS}


def croissant(settings: Config, found: list[Resource]) -> dict[str, Any]:
    """data/ as Croissant: the file objects of each table, and a record set for each that has a row."""
    release, day = publication.publication()
    report = settings.report
    publisher = {"@type": "Organization", "name": report.publisher.name, "url": report.publisher.url}
    name = name_of(settings)
    described = {resource.path.partition("/")[0] for resource in found}
    cited = (
        f"title = {{{report.title}}}, author = {{{{{publisher['name']}}}}}, year = {{{day[:4]}}}, "
        f"version = {{{release}}}, url = {{{report.url}}}"
    )
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": name,
        "description": about(),
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
        "citeAs": f"@misc{{{name}, {cited}}}",
        "inLanguage": "en",
        "rai:dataLimitations": [
            f"{name}: {limit}"
            for name, cohort in settings.stanzas.items()
            if name in described
            for limit in cohort.limits
        ],
        "rai:personalSensitiveInformation": (
            "Authors are numbered, not named; mail addresses are cut down to their domains."
        ),
        "distribution": [file for r in found for file in _files(r)],
        "recordSet": [_records(r) for r in found if not r.empty],
    }


def _files(resource: Resource) -> Iterator[dict[str, Any]]:
    """The table as CSV, and as JSON where it is kept so too."""
    empty = " It has no row in this version, and so no record set." if resource.empty else ""
    yield _file(resource.path, f"{resource.title}. {resource.table.about}{empty}", resource.raw, "text/csv")
    if resource.exact:
        why = (
            f"{resource.title}: {resource.path} as JSON, a list of cells for each row, since readers of CSV take NA "
            "and the like for a missing value."
        )
        yield _file(resource.json_path, why, resource.exact.encode(), "application/json")


def _file(path: str, description: str, raw: bytes, encoding: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "description": description,
        "contentUrl": path,
        "contentSize": f"{len(raw)} B",
        "encodingFormat": encoding,
        "sha256": sha256(raw),
    }


def _records(resource: Resource) -> dict[str, Any]:
    """The columns of a table, read from its CSV by their names or from its JSON by their places."""
    made: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": resource.name,
        "name": resource.name,
        "description": resource.table.about,
        "field": [_field(resource, at, column) for at, column in enumerate(resource.table.columns)],
    }
    if resource.table.key:
        made["key"] = [_id(resource.name, name) for name in resource.table.key]
    return made


def _field(resource: Resource, at: int, column: Column) -> dict[str, Any]:
    file = resource.json_path if resource.exact else resource.path
    extract = {"jsonPath": f"$[*][{at}]"} if resource.exact else {"column": column.name}
    made = {
        "@type": "cr:Field",
        **_id(resource.name, column.name),
        "name": column.name,
        "description": column.about,
        "dataType": TYPES[column.type],
        "source": {"fileObject": {"@id": file}, "extract": extract},
    }
    if column.name in resource.foreign:
        made["references"] = {"field": _id(*resource.foreign[column.name])}
    return made


def _id(records: str, field: str) -> dict[str, str]:
    return {"@id": f"{records}/{field}"}
