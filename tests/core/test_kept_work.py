"""What another process makes is what this one would make, is kept, and is made again where anything moved."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from analysis.core import kept_work, paths
from analysis.core.errors import FactCheckError
from analysis.publish import spreadsheet

TABLES = {"audit.xlsx": ("audit", "affiliation,rows\nOak,2\n"), "pairs.xlsx": ("pairs", "a,b,papers\nX,Y,1\n")}


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "CACHE", tmp_path)
    return tmp_path / "made"


def test_the_other_process_gives_what_this_one_does_and_starts_only_for_what_is_new(cache, monkeypatch) -> None:
    found = kept_work.results(spreadsheet.WORK, TABLES)
    assert found == {name: spreadsheet.of_csv(*table) for name, table in TABLES.items()}
    assert len(list(cache.glob("*.xlsx"))) == 2

    asked = []
    monkeypatch.setattr(kept_work, "_elsewhere", lambda _, things: asked.append(list(things)) or {"c": b"new"})
    assert kept_work.results(spreadsheet.WORK, TABLES) == found
    assert kept_work.results(spreadsheet.WORK, {**TABLES, "c": ("audit", "x\n")}) == {**found, "c": b"new"}
    assert asked == [["c"]]


def test_a_changed_file_and_a_damaged_result_are_made_anew(cache, tmp_path, monkeypatch) -> None:
    font = tmp_path / "a.ttf"
    font.write_bytes(b"one")
    counted = []
    monkeypatch.setattr(
        kept_work, "_elsewhere", lambda _, things: counted.append(1) or dict.fromkeys(things, b"%d" % len(counted))
    )
    assert kept_work.results(spreadsheet.WORK, {"a": 1}, [font]) == {"a": b"1"}
    font.write_bytes(b"two")
    assert kept_work.results(spreadsheet.WORK, {"a": 1}, [font]) == {"a": b"2"}
    for file in cache.iterdir():
        file.write_bytes(file.read_bytes() + b"?")
    assert kept_work.results(spreadsheet.WORK, {"a": 1}, [font]) == {"a": b"3"}
    assert kept_work.results(replace(spreadsheet.WORK, libraries=()), {"a": 1}, [font]) == {"a": b"4"}


def test_a_process_that_stops_is_one_sentence(cache) -> None:
    with pytest.raises(
        FactCheckError, match=r"analysis\.publish\.spreadsheet: stopped at one of audit\.xlsx \(KeyError"
    ):
        kept_work.results(spreadsheet.WORK, {"audit.xlsx": ("no such table", json.dumps("x"))})
    assert not cache.exists()
