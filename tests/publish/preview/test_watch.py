"""A change is seen by its content, and only in what the site is made from."""

from __future__ import annotations

import os

import pytest

from analysis.core import paths
from analysis.publish.preview.watch import Watch, only_words


@pytest.fixture
def project(tmp_path, monkeypatch):
    for name in ("ROOT", "DATA", "GOLD", "REPORT", "CODE"):
        monkeypatch.setattr(paths, name, tmp_path if name == "ROOT" else tmp_path / name.lower())
    for name in ("index.qmd", "config.yaml", "data/elm/papers.csv", "report/a.qmd", "code/core/x.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("first")
    return tmp_path


def test_files_that_are_new_gone_or_of_another_content_are_named_once(project) -> None:
    watch = Watch()
    assert watch.changed() == set()
    (project / "report" / "a.qmd").write_text("other")
    (project / "data" / "elm" / "papers.csv").unlink()
    (project / "code" / "new.py").write_text("new")
    assert watch.changed() == {"report/a.qmd", "data/elm/papers.csv", "code/new.py"}
    assert watch.changed() == set()


def test_a_file_that_was_only_touched_is_no_change(project) -> None:
    watch = Watch()
    os.utime(project / "config.yaml", (1, 1))
    (project / "index.qmd").unlink()
    (project / "index.qmd").write_text("first")
    assert watch.changed() == set()


def test_what_is_made_and_what_an_editor_keeps_beside_a_file_is_no_source(project) -> None:
    watch = Watch()
    for name in ("report/_generated/x.md", "report/.a.qmd.0f1cab12.part/a.qmd", "report/a.qmd~", "report/.a.qmd.swp"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("x")
    assert watch.changed() == set()


def test_a_change_is_waited_for_until_it_is_whole(project) -> None:
    steps = iter(["", "half", "whole", *[None] * 9])

    def meanwhile() -> None:
        if text := next(steps):
            (project / "index.qmd").write_text(text)
            (project / f"report/{text}.qmd").write_text(text)

    watch = Watch()
    assert watch.wait(meanwhile) == {"index.qmd", "report/half.qmd", "report/whole.qmd"}
    assert watch.changed() == set()


def test_fonts_are_more_than_words_since_charts_are_drawn_with_them() -> None:
    assert only_words(["report/theme/report.typ"])
    assert not only_words(["report/theme/fonts/a.ttf", "report/a.qmd"])
