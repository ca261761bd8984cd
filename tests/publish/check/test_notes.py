"""Notes are worth a look and ask for nothing."""

from __future__ import annotations

from analysis.core import paths
from analysis.publish.check.notes import overrides, summary


def test_notes_are_a_count_for_each_kind() -> None:
    remarks = [
        "data/overrides.csv:4: nothing in the data uses 'Elm'",
        "data/overrides.csv:9: nothing in the data uses 'Oak'",
    ]
    assert summary(remarks) == [
        "data/overrides.csv: nothing in the data uses 2 of the overrides; `factcheck check --notes` lists them",
    ]


def test_overrides_that_nothing_uses_are_named(book, tmp_path, monkeypatch) -> None:
    unused = tmp_path / "overrides.csv"
    text = paths.OVERRIDES.read_text(encoding="utf-8")
    unused.write_text(text + "Institute of Nowhere,,FR,,invented,none,2026-01-01\n", encoding="utf-8")
    monkeypatch.setattr(paths, "OVERRIDES", unused)
    notes = overrides(book)
    assert f"data/overrides.csv:{text.count(chr(10)) + 1}: nothing in the data uses 'Institute of Nowhere'" in notes
    for found in notes:
        assert found.startswith("data/overrides.csv:")
        assert "nothing in the data uses" in found
