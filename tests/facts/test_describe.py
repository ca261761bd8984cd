"""The two descriptions of data/: they say what is there, and they are written with it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.facts import describe
from analysis.facts.columns import OF_A_COHORT
from analysis.publish.check import data
from tests.support.projects import copy_project


@pytest.mark.long  # check asks the same of the committed project
def test_what_is_committed_is_what_is_made(settings):
    assert describe.stale(settings) == [], "run `make describe`"


def test_ingest_describes_what_it_wrote_and_only_that(project, invented):
    assert describe.stale(invented) == []
    package = json.loads((project.data / "datapackage.json").read_text(encoding="utf-8"))
    assert [r["path"] for r in package["resources"]] == [f"oak-2026/{name}.csv" for name in OF_A_COHORT]
    assert package["resources"][1]["sources"] == [
        {"title": "invented openreview", "recorded": "2026-01-02", "licence": "CC0-1.0"}
    ]
    assert json.loads((project.data / "croissant.json").read_text(encoding="utf-8"))["rai:dataLimitations"] == [
        "oak-2026: Invented."
    ]
    assert describe.write(invented) is False


def test_a_table_that_changed_makes_both_stale_until_they_are_written(project, invented):
    with (project.data / "oak-2026" / "mentions.csv").open("a", encoding="utf-8") as stream:
        stream.write("oakA1,qwen,,title,1\n")
    assert describe.stale(invented) == ["datapackage.json", "croissant.json"]
    assert any("run `make describe`" in problem for problem in data.problems(invented))
    assert describe.write(invented) is True
    assert describe.stale(invented) == []


def test_a_table_is_kept_as_json_only_while_a_guess_would_change_it(project, invented):
    table, made = project.data / "oak-2026" / "printed.csv", project.data / "json" / "oak-2026-printed.json"
    before = table.read_bytes()
    table.write_text("paper_id,n,kind,text\noakA1,1,affiliation,NA\n", encoding="utf-8")
    assert describe.write(invented) is True
    assert json.loads(made.read_text(encoding="utf-8")) == [["oakA1", 1, "affiliation", "NA"]]
    table.write_bytes(before)
    assert describe.stale(invented) == ["datapackage.json", "croissant.json", "json/oak-2026-printed.json"]
    assert describe.write(invented) is True
    assert not made.exists()
    assert describe.stale(invented) == []


def test_the_first_bad_cell_of_a_table_is_told(project, invented):
    assert describe.invalid(invented) == []
    text = "paper_id,n,kind,text\noakA1,1,affiliation,Oak\noakA1,0,domain,oak.example\n"
    (project.data / "oak-2026" / "printed.csv").write_text(text, encoding="utf-8")
    [problem] = describe.invalid(invented)
    assert problem == "printed.csv:3: n cannot be '0'; give place in the block among its kind, from 1"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("oakA1,one,affiliation,NA", "printed.csv:2: holds what is no whole number"),
        ("oakA1,1,NA", "printed.csv:2: the line has not as many fields"),
    ],
)
def test_a_damaged_table_is_a_users_error(project, invented, row, said):
    (project.data / "oak-2026" / "printed.csv").write_text(f"paper_id,n,kind,text\n{row}\n", encoding="utf-8")
    with pytest.raises(FactCheckError, match=re.escape(said)):
        describe.write(invented)


@pytest.mark.long
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
    assert done.stderr.startswith("error: data/overrides.csv: has its cells separated by semicolons")


def test_a_failing_write_leaves_what_was_there(project, invented, monkeypatch):
    before = (project.data / "datapackage.json").read_bytes()
    (project.data / "oak-2026" / "printed.csv").write_text(
        "paper_id,n,kind,text\noakA1,1,affiliation,NA\n", encoding="utf-8"
    )

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(FactCheckError, match=r"No space left on device.*free space"):
        describe.write(invented)
    assert (project.data / "datapackage.json").read_bytes() == before
