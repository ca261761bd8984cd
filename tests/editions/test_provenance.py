"""A provenance that is none, or of another folder, is named."""

from __future__ import annotations

import json

import pytest

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.core.strict_json import canonical_json
from analysis.editions import provenance, release_history


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"schema": 1}', "\xff"])
def test_a_provenance_that_is_none_is_named(tmp_path, monkeypatch, text) -> None:
    monkeypatch.setattr(paths, "RELEASES", tmp_path)
    (tmp_path / "2026.1").mkdir()
    (tmp_path / "2026.1" / "provenance.json").write_text(text, encoding="latin-1")
    with pytest.raises(FactCheckError, match=r"provenance\.json"):
        release_history.past()
    assert len(provenance.damages(tmp_path / "2026.1")) == 1


def test_a_provenance_belongs_to_its_folder_and_is_sealed(tmp_path) -> None:
    said = provenance.record(
        {"version": "2026.1", "date": "2026-07-01", "data-date": "2026-06-30", "commit": "0" * 40},
        None,
        "fallback",
        {"a.txt": b"a"},
    )
    for folder, change in (("2026.1", {}), ("2026.2", {}), ("2026.1", {"date": "2026-07-02"})):
        target = tmp_path / f"{folder}{len(change)}" / folder
        target.mkdir(parents=True)
        (target / "a.txt").write_bytes(b"a")
        (target / "provenance.json").write_text(canonical_json({**said, **change}))
        good = (folder, change) == ("2026.1", {})
        assert (provenance.damages(target) == []) is good
    assert json.loads(canonical_json(said)) == said
