"""Each distinct string is resolved once; the answer is kept until something that it rests on changes."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.attribution import table
from analysis.attribution.kept import resting_on
from analysis.core import paths
from analysis.facts.columns import OF_A_COHORT
from analysis.facts.store import Snapshot

ROOMS = {"attribution", "core", "facts", "settings"}


def snapshot(printed=()) -> Snapshot:
    frames = {name: columns.frame() for name, columns in OF_A_COHORT.items()}
    rows = [("b", "profile", 1, 0, "Oak", "", "", "")]
    frames["authorships"] = OF_A_COHORT["authorships"].frame(rows)
    frames["printed"] = OF_A_COHORT["printed"].frame(printed)
    return Snapshot("oak-2026", **frames)


def test_the_same_string_is_asked_once_and_its_rows_get_the_same_answer(tmp_path):
    rows = pd.concat([table.as_asked(["Tsinghua University"])] * 2)
    assert len(table.resolutions(rows, tmp_path)) == 1


def test_several_tables_are_answered_together_and_keep_their_rows(monkeypatch):
    asked = []
    resolved = table.resolutions
    monkeypatch.setattr(table, "resolutions", lambda rows, **more: asked.append(len(rows)) or resolved(rows, **more))
    rows = {
        "a": table.as_asked(["Tsinghua University", "Stanford University"]).assign(paper_id=["q", "p"]),
        "b": pd.concat([table.as_asked(["Stanford University"])] * 2).assign(paper_id=["r", "r"]),
    }
    found = table.attributed(rows)

    assert asked == [2]
    assert found["a"][["paper_id", "stated"]].values.tolist() == [["q", "CN"], ["p", "US"]]
    assert found["b"]["stated"].tolist() == ["US", "US"]
    assert [*found["b"].columns] == [*rows["b"].columns, *table.ANSWERED]


def test_a_printed_affiliation_stands_as_an_author_of_its_own_with_all_hosts_of_its_block():
    rows = table.authorship_rows(snapshot([("b", 1, "affiliation", "Elm"), ("b", 1, "domain", "elm.de")]))

    assert rows[["basis", "author", "affiliation", "domain"]].values.tolist() == [
        ["profile", 1, "Oak", ""],
        ["paper", 1, "Elm", "elm.de|"],
        ["paper", -1, "", "elm.de"],
    ]


def test_an_answer_rests_on_all_code_that_resolves_and_on_no_room_behind_it():
    code = [file.relative_to(paths.CODE) for file in resting_on(table.MODULE) if file.suffix == ".py"]
    here = {file.name for file in (paths.CODE / "attribution").glob("*.py")} - {"__init__.py", "overrides.py"}

    assert {file.name for file in code if file.parts[0] == "attribution"} >= here
    assert {"text.py", "multivalued.py", "csv_table.py"} <= {file.name for file in code if file.parts[0] == "core"}
    assert {file.parts[0] for file in code} <= ROOMS


@pytest.mark.parametrize("name", ["places.csv", "institutions.csv", "companies.csv", "domains.csv", "overrides.csv"])
def test_an_answer_rests_on_every_table_that_the_registry_reads(name):
    assert name in {file.name for file in resting_on(table.MODULE)}
