"""What attribution keeps is believed only while nothing that it rests on has changed."""

from __future__ import annotations

import pytest

from analysis.attribution import kept, registry
from analysis.core import paths
from analysis.core.errors import FactCheckError

COMMITTED = paths.REFERENCE


@pytest.fixture
def reference(tmp_path, monkeypatch):
    """A reference folder, an overrides file and a cache of their own."""
    (tmp_path / "reference").mkdir()
    for name in ("reference/oak.csv", "overrides.csv"):
        (tmp_path / name).write_text("a\n")
    monkeypatch.setattr(paths, "REFERENCE", tmp_path / "reference")
    monkeypatch.setattr(paths, "OVERRIDES", tmp_path / "overrides.csv")
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    return tmp_path


def test_it_is_made_once_and_again_when_a_table_changes(reference):
    made = []
    make = lambda: made.append(1) or {"oak": len(made)}

    assert [kept.kept("oak", registry.MODULE, make) for _ in range(2)] == [{"oak": 1}] * 2
    (reference / "reference" / "oak.csv").write_text("b\n")
    assert kept.kept("oak", registry.MODULE, make) == {"oak": 2}
    (reference / "overrides.csv").write_text("b\n")
    assert kept.kept("oak", registry.MODULE, make) == {"oak": 3}


def test_a_damaged_file_is_not_believed(reference):
    assert kept.kept("oak", registry.MODULE, lambda: "oak") == "oak"
    [file] = (reference / "cache").iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert kept.kept("oak", registry.MODULE, lambda: "elm") == "elm"


def test_what_cannot_be_made_is_told_and_not_kept(reference):
    def make() -> str:
        raise FactCheckError("is missing", where="oak", mend="restore it")

    with pytest.raises(FactCheckError):
        kept.kept("oak", registry.MODULE, make)
    assert not (reference / "cache").exists()


def test_a_registry_that_was_kept_is_the_one_that_was_built(small, reference, monkeypatch):
    with monkeypatch.context() as there:
        there.setattr(paths, "REFERENCE", COMMITTED)
        built = small()
    assert kept.kept("registry", registry.MODULE, lambda: built) is built
    assert kept.kept("registry", registry.MODULE, lambda: None) == built
