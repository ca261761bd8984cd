"""Figures that are kept: whole as they were computed, asked of nobody while nothing changes, made anew where anything does."""

from __future__ import annotations

import pytest

from analysis.core import inputs, paths
from analysis.counting.workbook import Workbook
from analysis.settings import config
from analysis.topics import kept
from tests.conftest import some
from tests.support import tiny


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The tiny project, to work in; `project()` gives its figures, and how often its facts were asked for."""
    folder = tmp_path / "project"
    folder.mkdir()
    tiny.make(folder)
    tiny.enter(folder, monkeypatch)
    asked = []

    def book() -> Workbook:
        asked.append(1)
        return Workbook(config.load())

    yield lambda: (list(kept.figures(book)), len(asked))
    monkeypatch.undo()
    tiny.forget()


def test_what_is_kept_is_what_was_computed_to_the_last_field(project) -> None:
    computed, first = project()
    again, second = project()
    assert again == computed
    assert (first, second) == (1, 1)
    assert {f.function for f in again} >= {"analysis.figures.counts.joint_share"}
    assert all(isinstance(f.sources, tuple) for f in again)


CHANGES = {
    "data": lambda: tiny.write_data(paths.ROOT, joint=5),
    "config": lambda: tiny.write_config(paths.ROOT, **{"interval-level": 0.9}),
    "overrides": lambda: paths.OVERRIDES.write_text(paths.OVERRIDES.read_text() + "\n"),
    "a topic's file": lambda: (paths.REPORT / "topics" / "growing.yaml").write_text("{}\n"),
    "the gold set": lambda: (paths.GOLD / "affiliations.csv").write_text("id\n"),
}


@pytest.mark.parametrize("what", some(list(CHANGES), 2))
def test_a_change_of_anything_that_can_change_a_figure_asks_for_new_ones(project, what) -> None:
    project()
    before = kept.fingerprint()
    CHANGES[what]()
    assert kept.fingerprint() != before


def test_another_level_gives_other_intervals(project) -> None:
    old, _ = project()
    CHANGES["config"]()
    new, asked = project()
    assert asked == 2
    assert [f.interval for f in new] != [f.interval for f in old]


def test_code_and_libraries_are_part_of_it(project, monkeypatch) -> None:
    before = kept.fingerprint()
    monkeypatch.setattr(inputs, "libraries", lambda: {"numpy": "0"})
    assert kept.fingerprint() != before
    assert any(name.startswith("analysis/topics/") for name in inputs.files(paths.ROOT, paths.CODE))


def test_a_damaged_file_is_computed_again(project) -> None:
    computed, _ = project()
    [file] = (paths.CACHE / "figures").glob("*.json")
    file.write_bytes(file.read_bytes()[:-20])
    again, asked = project()
    assert (again, asked) == (computed, 2)
