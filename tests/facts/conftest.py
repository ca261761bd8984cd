"""What tests of the facts share: the descriptions of the committed data/, and a project of one invented cohort."""

from __future__ import annotations

import csv

import pytest

from analysis.core import paths
from analysis.facts.croissant import croissant
from analysis.facts.frictionless import datapackage
from analysis.facts.resources import resources
from tests.conftest import source, write_gz
from tests.support import engines

Rows = tuple[list[str], list[list[str]]]


@pytest.fixture(scope="session")
def described(settings, tmp_path_factory):
    """The data package and the Croissant description of the committed data/, made once for all workers."""

    def make():
        found = list(resources(settings))
        return datapackage(settings, found), croissant(settings, found)

    return engines.once(engines.shared(tmp_path_factory), "described", make)


@pytest.fixture(scope="session")
def rows_of():
    """Header and rows of a committed table: `rows_of("overrides.csv")`."""

    def read(path: str) -> Rows:
        with (paths.DATA / path).open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        return header, rows

    return read


@pytest.fixture
def invented(project, factcheck):
    """The config of a project whose one cohort, of one paper, was ingested."""
    sources = [
        source("notes.gz", "notes", spine=True, track="main"),
        source("openreview.gz", "openreview", basis="profile"),
    ]
    settings = project(
        {
            "oak-2026": {
                "venue": "Oak",
                "year": 2026,
                "headline-basis": "profile",
                "sources": sources,
                "limits": ["Invented."],
            }
        }
    )
    write_gz(
        project.raw / "notes.gz", [{"id": "oakA1", "title": "On Oak", "authors": ["Ada Quill"], "abstract": "Of Qwen."}]
    )
    one = {
        "id": "oakA1",
        "author": "Ada Quill",
        "authorids": "~Ada_Quill1",
        "or_profile": "~Ada_Quill1",
        "aff": "Tsinghua University",
        "aff_domain": "",
    }
    write_gz(project.raw / "openreview.gz", [one])
    assert factcheck("ingest", "oak-2026", "--raw", project.raw).out == "oak-2026: written\n"
    return settings
