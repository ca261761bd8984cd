"""What in data/ has the shape of a name is told by file, line and paper, never repeated."""

from __future__ import annotations

import csv

import pytest

from analysis.core import paths
from analysis.counting import gold
from analysis.publish.check import data, name_shapes
from analysis.publish.check.name_shapes import like_person


@pytest.mark.parametrize(
    "text",
    [
        "Ida Quarrelwood",
        "Ida B. Quarrelwood",
        "I. Quarrelwood",
        "Ida-Maria Quarrelwood 3",
        "Ida Quarrelwood ∗ †",
        "Prof. Ida Quarrelwood",
        "Ida van Quarrelwood",
        "Ida Quarrelwood, Department of Knots, Oxford",
        "Ida Quarrelwood (Stanford University)",
        "Ida O'Quarrel",
        "Ida Quarrelwood and Bo Fenwick-Tarvik",
    ],
)
def test_the_shape_of_a_name(text):
    assert like_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "None",
        "Stanford University",
        "Johns Hopkins University",
        "Hong Kong",
        "Hang Zhou",
        "Google DeepMind",
        "Max Planck Institute",
        "Morgan Stanley",
        "JP Morgan",
        "Peng Cheng Laboratory",
        "Quarrelwood Technology",
        "Quarrelwood AI",
        "Quarrelwood",
        "stanford",
        "Department of Knots, Oxford",
        "Noah's Ark Lab",
        "Sun Yat-sen University",
        "Bar-Ilan",
        "Cambridge, MA",
    ],
)
def test_no_shape_of_a_name(text):
    assert not like_person(text)


def test_the_committed_facts_hold_nothing_of_the_shape_that_was_not_looked_at():
    assert list(name_shapes.found()) == []


def test_each_reviewed_exception_is_needed_and_has_a_reason(monkeypatch):
    rows = gold.rows("not_names.csv")
    assert all(row["reason"] for row in rows)
    held = set()
    for table, column in name_shapes.COLUMNS.items():
        for path in paths.DATA.glob(f"*/{table}.csv"):
            with path.open(encoding="utf-8", newline="") as stream:
                held |= {row[column] for row in csv.DictReader(stream)}
    assert [row["affiliation"] for row in rows if row["affiliation"] not in held] == []
    monkeypatch.setattr(name_shapes, "_reviewed", frozenset)
    like_person.cache_clear()
    try:
        assert [row["affiliation"] for row in rows if not like_person(row["affiliation"])] == []
    finally:
        like_person.cache_clear()


def test_check_names_file_line_and_paper_but_not_the_name(tmp_path, monkeypatch):
    folder = tmp_path / "oak-2026"
    folder.mkdir()
    (folder / "snapshot.yaml").touch()
    (folder / "authorships.csv").write_text(
        "paper_id,affiliation\noakA1,Stanford University\nelmB2,Ida Quarrelwood\n", encoding="utf-8"
    )
    (folder / "printed.csv").write_text("paper_id,n,kind,text\noakA1,1,domain,quarrelwood.com\n", encoding="utf-8")
    monkeypatch.setattr(paths, "DATA", tmp_path)
    (problem,) = data.names_of_people()
    assert problem.startswith(
        "data/oak-2026/authorships.csv:3: an affiliation of paper elmB2 has the shape of a person's name; "
    )
    assert "Quarrelwood" not in problem
