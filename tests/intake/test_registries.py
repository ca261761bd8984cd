"""Raw registries become sorted tables, and a bad one is told in one sentence."""

from __future__ import annotations

import csv
import gzip
import io
import json

from analysis.core import paths
from tests.conftest import one_sentence, source, write_gz


def a_cohort() -> dict:
    sources = [source("notes.gz", "notes", basis="profile")]
    return {"oak-2026": {"venue": "Oak", "year": 2026, "headline-basis": "profile", "sources": sources}}


def test_a_missing_registry_is_told_in_one_sentence(project, factcheck, monkeypatch):
    monkeypatch.setattr(paths, "REFERENCE", project.folder / "reference")
    project(a_cohort())
    one_sentence(factcheck("ingest", "reference", "--raw", project.raw), "ror_subset.jsonl.gz: raw file is missing")
    write_gz(project.raw / "reference" / "ror_subset.jsonl.gz", [{"id": "https://ror.org/0x", "name": "Oak"}])
    one_sentence(
        factcheck("ingest", "reference", "--raw", project.raw), "ror_subset.jsonl.gz:1: the row has no 'aliases'"
    )
    assert not (project.folder / "reference").exists()


def test_the_registries_become_sorted_tables(project, factcheck, monkeypatch):
    monkeypatch.setattr(paths, "REFERENCE", project.folder / "reference")
    project(a_cohort())
    blank = {
        "aliases": [],
        "acronyms": [],
        "country": "US",
        "city": None,
        "types": ["education"],
        "status": "active",
        "domains": [],
        "website": None,
    }
    write_gz(
        project.raw / "reference" / "ror_subset.jsonl.gz",
        [
            {
                **blank,
                "id": "https://ror.org/0b",
                "name": "Oak &amp; Elm",
                "aliases": ["Elm|Oak", "Oakelm"],
                "domains": ["OAK.example"],
                "website": "https://www.elm.example/en/",
            },
            {**blank, "id": "https://ror.org/0a", "name": "Ash Ltd", "types": ["company", "facility"]},
            {**blank, "id": "https://ror.org/0c", "name": "Gone", "status": "withdrawn"},
        ],
    )
    (project.raw / "reference" / "university_domains.json.gz").write_bytes(
        gzip.compress(
            json.dumps([{"name": "Oak  College", "domains": ["Oak.example "], "alpha_two_code": "US"}]).encode()
        )
    )
    one_sentence(
        factcheck("ingest", "reference", "--raw", project.raw), "affiliation_counts_full.csv.gz: raw file is missing"
    )
    (project.raw / "peers").mkdir()
    (project.raw / "peers" / "us_vs_china_affiliation_counts_full.csv.gz").write_bytes(
        gzip.compress(b"year,affiliation,country\n")
    )
    (project.folder / "reference" / "domains.csv").unlink()
    assert factcheck("ingest", "reference", "--raw", project.raw).out == "reference: written\n"
    institutions = list(
        csv.reader(io.StringIO((project.folder / "reference" / "institutions.csv").read_text(encoding="utf-8")))
    )
    assert institutions[1:] == [
        ["0a", "Ash Ltd", "", "", "US", "", "company", ""],
        ["0b", "Oak & Elm", r"Elm\|Oak|Oakelm", "", "US", "", "education", "elm.example|oak.example"],
    ]
    assert (project.folder / "reference" / "domains.csv").read_text(
        encoding="utf-8"
    ) == "domain,country,university\noak.example,US,Oak College\n"
    assert factcheck("ingest", "reference", "--raw", project.raw).out == "reference: unchanged\n"
