"""Files are written whole or not at all, and only where they change."""

from __future__ import annotations

import os
import time

import pytest

from analysis import writing
from analysis.errors import FactCheckError
from analysis.writing import canonical_json, remove_left, write_text


def test_json_is_the_same_whatever_the_order_of_its_keys() -> None:
    assert (
        canonical_json({"b": [1, 2.5], "a": "Zürich"})
        == canonical_json({"a": "Zürich", "b": [1, 2.5]})
        == '{\n "a": "Zürich",\n "b": [\n  1,\n  2.5\n ]\n}\n'
    )


def test_a_file_is_written_only_where_it_changes(tmp_path) -> None:
    file = tmp_path / "new" / "table.csv"
    assert write_text(file, "ä\n")
    assert file.read_bytes() == b"\xc3\xa4\n"
    os.utime(file, (1, 1))
    assert not write_text(file, "ä\n")
    assert file.stat().st_mtime == 1
    assert write_text(file, "b\n")
    assert [p.name for p in file.parent.iterdir()] == ["table.csv"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch) -> None:
    file = tmp_path / "table.csv"
    file.write_text("old")

    def full(*_) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "replace", full)
    with pytest.raises(FactCheckError, match=r"table.csv: cannot be written \(No space left on device\)"):
        write_text(file, "new")
    assert file.read_text() == "old"


def test_only_what_is_an_hour_old_is_taken_for_left_behind(tmp_path) -> None:
    for name in ("stage-old", "stage-new", "other-old"):
        (tmp_path / name).mkdir()
    for name in ("stage-old", "other-old"):
        os.utime(tmp_path / name, (0, time.time() - 3700))
    remove_left(tmp_path, "stage-*")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other-old", "stage-new"]
