"""data/ as a Tabular Data Package 1.0 (specs.frictionlessdata.io/tabular-data-package)."""

from __future__ import annotations

from typing import Any

from analysis.facts.resources import Resource, about, name_of
from analysis.facts.schema import Column
from analysis.settings import publication
from analysis.settings.config import Config


def datapackage(settings: Config, found: list[Resource]) -> dict[str, Any]:
    """The description: who made the package, and every table with its columns, keys and checksum."""
    release, _ = publication.publication()
    publisher = settings.report.publisher
    return {
        "profile": "tabular-data-package",
        "name": name_of(settings),
        "title": settings.report.title,
        "description": about(),
        "homepage": settings.report.url,
        "version": release,
        "contributors": [{"title": publisher.name, "path": publisher.url, "role": "author"}],
        "resources": [_resource(resource) for resource in found],
    }


def _resource(resource: Resource) -> dict[str, Any]:
    table = resource.table
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
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
    if resource.licence:
        made["licenses"] = [resource.licence]
    return made


def _field(column: Column) -> dict[str, Any]:
    kind = {"type": "string", "format": "uri"} if column.type == "uri" else {"type": column.type}
    limits = {"constraints": dict(column.limits)} if column.limits else {}
    return {"name": column.name, **kind, "description": column.about, **limits}
