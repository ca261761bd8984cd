"""The two descriptions of data/: they say what is there, and they are written with it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys

import pandas as pd
import pytest
import yaml

from analysis import __version__
from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.facts import describe, json_tables
from analysis.facts.columns import OF_A_COHORT, SHARED, Field, Table
from analysis.publish.check import data
from tests.conftest import source, write_gz
from tests.support.projects import copy_project


@pytest.fixture(scope="module")
def described(settings):
    found = list(describe.resources(settings))
    return describe.datapackage(settings, found), describe.croissant(settings, found)


def rows_of(path: str) -> tuple[list[str], list[list[str]]]:
    with (paths.DATA / path).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    return rows[0], rows[1:]


@pytest.mark.long  # check asks the same of the committed project
def test_what_is_committed_is_what_is_made(settings):
    assert describe.stale(settings) == [], "run `make describe`"


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
    assert [f for f in files if f.endswith(".csv")] == [r["path"] for r in package["resources"]]
    assert list(sets) == [r["name"] for r in package["resources"] if rows_of(r["path"])[1]], (
        "a table without a row has no record set"
    )
    for resource in package["resources"]:
        assert f"sha256:{files[resource['path']]['sha256']}" == resource["hash"]
        assert ("has no row" in files[resource["path"]]["description"]) == (resource["name"] not in sets)
        if resource["name"] not in sets:
            continue
        records = sets[resource["name"]]
        assert [f["name"] for f in records["field"]] == [f["name"] for f in resource["schema"]["fields"]]
        assert [f["description"] for f in records["field"]] == [f["description"] for f in resource["schema"]["fields"]]
        assert {f["source"]["fileObject"]["@id"] for f in records["field"]} <= {
            resource["path"],
            f"json/{resource['name']}.json",
        }
        assert [k["@id"].partition("/")[2] for k in records.get("key", [])] == resource["schema"].get("primaryKey", [])


def test_a_table_that_a_guess_would_change_is_read_as_json_cell_by_cell(described, settings):
    _, croissant = described
    files = {f["@id"]: f for f in croissant["distribution"] if f["encodingFormat"] == "application/json"}
    assert {"json/reference-institutions.json", "json/reference-domains.json", "json/reference-places.json"} <= set(
        files
    )
    assert set(files) == {p.relative_to(paths.DATA).as_posix() for p in (paths.DATA / "json").iterdir()}
    for resource in describe.resources(settings):
        if resource.json_path in files:
            raw = (paths.DATA / resource.json_path).read_bytes()
            assert files[resource.json_path]["sha256"] == hashlib.sha256(raw).hexdigest()
            cells = [["" if cell is None else str(cell) for cell in row] for row in json.loads(raw)]
            assert cells == rows_of(resource.path)[1]
            [records] = [r for r in croissant["recordSet"] if r["@id"] == resource.name]
            assert [f["source"]["extract"] for f in records["field"]] == [
                {"jsonPath": f"$[*][{at}]"} for at in range(len(records["field"]))
            ]


@pytest.mark.parametrize(
    ("cells", "guessed"),
    [
        (["NA", "GB"], True),
        (["None", ""], True),
        (["033003e23"], True),
        (["007", "12"], True),
        (["TRUE", "false"], True),
        (["Infinity"], True),
        (["007", "x"], False),
        (["GB", ""], False),
        (["Na", "none of these"], False),
        (["", ""], False),
        ([], False),
    ],
)
def test_what_a_guess_would_change(tmp_path, cells, guessed):
    (tmp_path / "x.csv").write_text("a,n\n" + "".join(f"{cell},1\n" for cell in cells))
    made = json_tables.text_of(tmp_path / "x.csv", Table("x", "x", (Field("a", "x"), Field("n", "x", "integer"))))
    assert (made is not None) == guessed
    assert made is None or json.loads(made) == [[cell or None, 1] for cell in cells]
    text = pd.read_csv(io.StringIO("a,n\n" + "".join(f"{cell},1\n" for cell in cells)))["a"]
    assert guessed == any(cell and str(read) != cell for cell, read in zip(cells, text, strict=True))


def test_every_reference_leads_to_a_key(described):
    package, croissant = described
    keys = {r["name"]: r["schema"].get("primaryKey") for r in package["resources"]}
    to = [(r["name"], k["reference"]) for r in package["resources"] for k in r["schema"].get("foreignKeys", [])]
    assert len(to) == 1 + 3 * sum(r["path"].endswith("/papers.csv") for r in package["resources"])
    assert all(keys[reference["resource"]] == reference["fields"] for _, reference in to)
    columns = {f["@id"] for r in croissant["recordSet"] for f in r["field"]}
    path_of = {r["name"]: r["path"] for r in package["resources"]}
    named = [f["references"]["field"]["@id"] for r in croissant["recordSet"] for f in r["field"] if "references" in f]
    assert sorted(named) == sorted(
        f"{reference['resource']}/{reference['fields'][0]}" for name, reference in to if rows_of(path_of[name])[1]
    )
    assert set(named) <= columns


@pytest.mark.parametrize(
    ("path", "table"), [*((f"neurips-2025/{f}", t) for f, t in OF_A_COHORT.items()), *SHARED.items()]
)
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


def test_sources_and_licences_are_those_of_the_snapshots(described, settings):
    package, _ = described
    of = {r["name"]: r for r in package["resources"]}
    stated = yaml.safe_load((paths.DATA / "neurips-2025" / "snapshot.yaml").read_text(encoding="utf-8"))["sources"]
    assert [s["title"] for s in of["neurips-2025-papers"]["sources"]] == [s["origin"] for s in stated]
    assert [s["title"] for s in of["neurips-2025-authorships"]["sources"]] == ["OpenReview profiles by CEPS"]
    assert [s["title"] for s in of["neurips-2025-printed"]["sources"]] == ["title blocks of the PDFs, read by docling"]
    assert {s["licence"] for s in of["neurips-2025-papers"]["sources"]} == {s["licence"] for s in stated}
    # a conference's facts carry no licence of ours; what is ours or licensed by others says so
    assert {r["name"] for r in package["resources"] if "licenses" not in r} == {
        n for n in of if n.startswith(tuple(settings.cohorts))
    }
    assert of["reference-institutions"]["licenses"][0]["name"] == "CC0-1.0"


def test_the_version_is_the_packages(described):
    assert [d["version"] for d in described] == [__version__, __version__]


def invented(project):
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
    return settings


def test_ingest_describes_what_it_wrote_and_only_that(project, factcheck):
    settings = invented(project)
    assert factcheck("ingest", "oak-2026", "--raw", project.raw).out == "oak-2026: written\n"
    assert describe.stale(settings) == []
    package = json.loads((project.data / "datapackage.json").read_text(encoding="utf-8"))
    assert [r["path"] for r in package["resources"]] == [f"oak-2026/{file}" for file in OF_A_COHORT]
    assert package["resources"][1]["sources"] == [
        {"title": "invented openreview", "recorded": "2026-01-02", "licence": "CC0-1.0"}
    ]
    assert json.loads((project.data / "croissant.json").read_text(encoding="utf-8"))["rai:dataLimitations"] == [
        "oak-2026: Invented."
    ]
    assert describe.write(settings) is False


def test_a_table_that_changed_makes_both_stale_until_they_are_written(project, factcheck):
    settings = invented(project)
    factcheck("ingest", "oak-2026", "--raw", project.raw)
    with (project.data / "oak-2026" / "mentions.csv").open("a", encoding="utf-8") as stream:
        stream.write("oakA1,qwen,title,1\n")
    assert describe.stale(settings) == ["datapackage.json", "croissant.json"]
    assert any("run `make describe`" in problem for problem in data.problems(settings))
    assert describe.write(settings) is True
    assert describe.stale(settings) == []


def test_a_table_is_kept_as_json_only_while_a_guess_would_change_it(project, factcheck):
    settings = invented(project)
    factcheck("ingest", "oak-2026", "--raw", project.raw)
    table, made = project.data / "oak-2026" / "printed.csv", project.data / "json" / "oak-2026-printed.json"
    before = table.read_bytes()
    table.write_text("paper_id,n,kind,text\noakA1,1,affiliation,NA\n", encoding="utf-8")
    assert describe.write(settings) is True
    assert json.loads(made.read_text(encoding="utf-8")) == [["oakA1", 1, "affiliation", "NA"]]
    table.write_bytes(before)
    assert describe.stale(settings) == ["datapackage.json", "croissant.json", "json/oak-2026-printed.json"]
    assert describe.write(settings) is True
    assert not made.exists()
    assert describe.stale(settings) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("oakA1,one,affiliation,NA", "printed.csv:2: holds what is no whole number"),
        ("oakA1,1,NA", "printed.csv:2: the line has not as many fields"),
    ],
)
def test_a_damaged_table_is_a_users_error(project, factcheck, row, said):
    settings = invented(project)
    factcheck("ingest", "oak-2026", "--raw", project.raw)
    (project.data / "oak-2026" / "printed.csv").write_text(f"paper_id,n,kind,text\n{row}\n", encoding="utf-8")
    with pytest.raises(FactCheckError, match=re.escape(said)):
        describe.write(settings)


def test_make_describe_tells_a_bad_table_in_one_sentence(tmp_path):
    folder = copy_project(tmp_path / "project", ("config.yaml", "CITATION.cff", "data"))
    text = (folder / "data" / "overrides.csv").read_text(encoding="utf-8")
    (folder / "data" / "overrides.csv").write_text(text.replace(",", ";"), encoding="utf-8")
    command = [sys.executable, "-m", "analysis.facts.describe"]
    done = subprocess.run(
        command,
        cwd=paths.ROOT,
        env={**os.environ, "FACTCHECK_ROOT": str(folder)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: overrides.csv: has its cells separated by semicolons")


def test_a_failing_write_leaves_what_was_there(project, factcheck, monkeypatch):
    settings = invented(project)
    factcheck("ingest", "oak-2026", "--raw", project.raw)
    before = (project.data / "datapackage.json").read_bytes()
    (project.data / "oak-2026" / "printed.csv").write_text(
        "paper_id,n,kind,text\noakA1,1,affiliation,NA\n", encoding="utf-8"
    )

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(FactCheckError, match=r"No space left on device.*free space"):
        describe.write(settings)
    assert (project.data / "datapackage.json").read_bytes() == before


@pytest.mark.parametrize("text", ["sources: [\n", "sources: [{origin: x}]\n", "nothing: here\n", "[]\n"])
def test_a_damaged_snapshot_is_a_users_error(project, factcheck, text):
    settings = invented(project)
    factcheck("ingest", "oak-2026", "--raw", project.raw)
    (project.data / "oak-2026" / "snapshot.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(
        FactCheckError, match=r"snapshot\.yaml: is damaged; restore it, or run `factcheck ingest oak-2026`"
    ):
        describe.texts(settings)


def test_a_missing_table_is_a_users_error(project, factcheck):
    settings = invented(project)
    factcheck("ingest", "oak-2026", "--raw", project.raw)
    (project.data / "oak-2026" / "printed.csv").unlink()
    with pytest.raises(FactCheckError, match=r"printed\.csv: cannot be read \(No such file or directory\); restore it"):
        describe.texts(settings)
