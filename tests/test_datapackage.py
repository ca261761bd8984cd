"""The two descriptions of data/: they say what is there, and they are written with it."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re

import pytest
import yaml

from analysis import __version__, check, datapackage, paths
from analysis.errors import FactCheckError
from analysis.fields import OF_A_COHORT, SHARED
from tests.conftest import source, write_gz


@pytest.fixture(scope="module")
def described(settings):
    return datapackage.datapackage(settings), datapackage.croissant(settings)


def rows_of(path: str) -> tuple[list[str], list[list[str]]]:
    with (paths.DATA / path).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    return rows[0], rows[1:]


def test_what_is_committed_is_what_is_made(settings):
    assert datapackage.stale(settings) == [], "run `make describe`"


def test_every_table_is_described_with_its_columns_bytes_and_hash(described):
    package, _ = described
    found = sorted(p.relative_to(paths.DATA).as_posix() for p in paths.DATA.rglob("*.csv"))
    assert sorted(r["path"] for r in package["resources"]) == found
    for resource in package["resources"]:
        raw = (paths.DATA / resource["path"]).read_bytes()
        assert rows_of(resource["path"])[0] == [f["name"] for f in resource["schema"]["fields"]]
        assert (resource["bytes"], resource["hash"]) == (len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}")
        assert all(f["description"] for f in resource["schema"]["fields"])


def test_both_descriptions_tell_the_same(described):
    package, croissant = described
    files = {f["@id"]: f for f in croissant["distribution"]}
    sets = {r["@id"]: r for r in croissant["recordSet"]}
    assert len(files) == len(sets) == len(package["resources"])
    for resource in package["resources"]:
        assert f"sha256:{files[resource['path']]['sha256']}" == resource["hash"]
        records = sets[resource["name"]]
        assert [f["name"] for f in records["field"]] == [f["name"] for f in resource["schema"]["fields"]]
        assert [f["description"] for f in records["field"]] == [f["description"] for f in resource["schema"]["fields"]]
        assert {f["source"]["fileObject"]["@id"] for f in records["field"]} == {resource["path"]}
        assert [k["@id"].partition("/")[2] for k in records.get("key", [])] == resource["schema"].get("primaryKey", [])


def test_every_reference_leads_to_a_key(described):
    package, croissant = described
    keys = {r["name"]: r["schema"].get("primaryKey") for r in package["resources"]}
    to = [(r["name"], k["reference"]) for r in package["resources"] for k in r["schema"].get("foreignKeys", [])]
    assert len(to) == 1 + 3 * sum(r["path"].endswith("/papers.csv") for r in package["resources"])
    assert all(keys[reference["resource"]] == reference["fields"] for _, reference in to)
    columns = {f["@id"] for r in croissant["recordSet"] for f in r["field"]}
    named = [f["references"]["field"]["@id"] for r in croissant["recordSet"] for f in r["field"] if "references" in f]
    assert sorted(named) == sorted(f"{reference['resource']}/{reference['fields'][0]}" for _, reference in to)
    assert set(named) <= columns


@pytest.mark.parametrize(("path", "table"), [*((f"neurips-2025/{f}", t) for f, t in OF_A_COHORT.items()), *SHARED.items()])
def test_keys_and_limits_hold_in_the_committed_tables(path, table):
    header, rows = rows_of(path)
    for at, field in enumerate(table.fields):
        assert header[at] == field.name
        cells = [row[at] for row in rows]
        given, limits = [c for c in cells if c], field.limits
        assert not limits.get("required") or len(given) == len(cells), field.name
        assert not limits.get("unique") or len(set(given)) == len(given), field.name
        assert set(given) <= set(limits.get("enum", given)), field.name
        assert all(re.fullmatch(limits.get("pattern", ".*"), c, re.DOTALL) for c in given), field.name
        if field.type == "integer":
            assert all(int(c) >= limits["minimum"] for c in given), field.name
    key = [header.index(name) for name in table.key]
    assert not key or len({tuple(row[at] for at in key) for row in rows}) == len(rows)
    for column, (file, other) in table.foreign.items():
        target = f"neurips-2025/{file}" if path.startswith("neurips") else file
        names, found = rows_of(target)
        assert {row[header.index(column)] for row in rows} - {""} <= {row[names.index(other)] for row in found}


def test_sources_and_licences_are_those_of_the_snapshots(described):
    package, _ = described
    of = {r["name"]: r for r in package["resources"]}
    stated = yaml.safe_load((paths.DATA / "neurips-2025" / "snapshot.yaml").read_text(encoding="utf-8"))["sources"]
    assert [s["title"] for s in of["neurips-2025-papers"]["sources"]] == [s["origin"] for s in stated]
    assert [s["title"] for s in of["neurips-2025-authorships"]["sources"]] == ["OpenReview profiles by CEPS"]
    assert [s["title"] for s in of["neurips-2025-printed"]["sources"]] == ["title blocks of the PDFs, read by docling"]
    assert {s["licence"] for s in of["neurips-2025-papers"]["sources"]} == {s["licence"] for s in stated}
    # a conference's facts carry no licence of ours; what is ours or licensed by others says so
    assert {r["name"] for r in package["resources"] if "licenses" not in r} == {n for n in of if n.startswith("neurips")}
    assert of["reference-institutions"]["licenses"][0]["name"] == "CC0-1.0"


def test_the_version_is_the_packages(described):
    assert [d["version"] for d in described] == [__version__, __version__]


def invented(project):
    sources = [source("notes.gz", "notes", spine=True, track="main"), source("openreview.gz", "openreview", basis="profile")]
    settings = project({"oak-2026": {"venue": "Oak", "year": 2026, "headline-basis": "profile", "sources": sources, "limits": ["Invented."]}})
    write_gz(project.raw / "notes.gz", [{"id": "oakA1", "title": "On Oak", "authors": ["Ada Quill"], "abstract": "Of Qwen."}])
    one = {
        "id": "oakA1",
        "author": "Ada Quill",
        "authorids": "~Ada_Quill1",
        "or_profile": "~Ada_Quill1",
        "aff": "Tsinghua University",
        "aff_domain": "",
    }
    write_gz(project.raw / "openreview.gz", [one])
    return settings


def test_ingest_describes_what_it_wrote_and_only_that(project, factcheck):
    settings = invented(project)
    assert factcheck("ingest", "oak-2026", "--raw", project.raw).out == "oak-2026: written\n"
    assert datapackage.stale(settings) == []
    package = json.loads((project.data / "datapackage.json").read_text(encoding="utf-8"))
    assert [r["path"] for r in package["resources"]] == [f"oak-2026/{file}" for file in OF_A_COHORT]
    assert package["resources"][1]["sources"] == [{"title": "invented openreview", "recorded": "2026-01-02", "licence": "CC0-1.0"}]
    assert json.loads((project.data / "croissant.json").read_text(encoding="utf-8"))["rai:dataLimitations"] == ["oak-2026: Invented."]
    assert datapackage.write(settings) is False


def test_a_table_that_changed_makes_both_stale_until_they_are_written(project, factcheck):
    settings = invented(project)
    factcheck("ingest", "oak-2026", "--raw", project.raw)
    with (project.data / "oak-2026" / "mentions.csv").open("a", encoding="utf-8") as stream:
        stream.write("oakA1,qwen,title,1\n")
    assert datapackage.stale(settings) == ["datapackage.json", "croissant.json"]
    assert "run `make describe`" in check._stale_descriptions(settings)[0]
    assert datapackage.write(settings) is True
    assert datapackage.stale(settings) == []


def test_a_failing_write_leaves_what_was_there(project, factcheck, monkeypatch):
    settings = invented(project)
    factcheck("ingest", "oak-2026", "--raw", project.raw)
    before = (project.data / "datapackage.json").read_bytes()
    (project.data / "oak-2026" / "papers.csv").write_text("paper_id\n", encoding="utf-8")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(FactCheckError, match=r"No space left on device.*free space"):
        datapackage.write(settings)
    assert (project.data / "datapackage.json").read_bytes() == before


@pytest.mark.parametrize("text", ["sources: [\n", "sources: [{origin: x}]\n", "nothing: here\n", "[]\n"])
def test_a_damaged_snapshot_is_a_users_error(project, factcheck, text):
    settings = invented(project)
    factcheck("ingest", "oak-2026", "--raw", project.raw)
    (project.data / "oak-2026" / "snapshot.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FactCheckError, match=r"snapshot\.yaml: is damaged; restore it, or run `factcheck ingest oak-2026`"):
        datapackage.texts(settings)


def test_a_missing_table_is_a_users_error(project, factcheck):
    settings = invented(project)
    factcheck("ingest", "oak-2026", "--raw", project.raw)
    (project.data / "oak-2026" / "printed.csv").unlink()
    with pytest.raises(FactCheckError, match=r"printed\.csv: cannot be read \(No such file or directory\); restore it"):
        datapackage.texts(settings)
