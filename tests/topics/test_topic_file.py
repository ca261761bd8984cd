"""What one topic alone needs to be told: read strictly, left out, and the line of every mistake."""

from __future__ import annotations

import pytest
from pydantic import Field

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.settings.models import Model
from analysis.topics import catalogue, topic_file


class Trees(Model):
    by_name: dict[str, int] = Field(default={}, description="Tree → height.")


@pytest.fixture
def read(tmp_path, monkeypatch):
    """The settings of a topic whose file has this text."""
    monkeypatch.setattr(paths, "REPORT", tmp_path)
    (tmp_path / "topics").mkdir()

    def settings(text: str) -> Trees:
        (tmp_path / "topics" / "trees.yaml").write_text(text, encoding="utf-8")
        return topic_file.read("trees", Trees)

    return settings


def test_a_topic_without_a_file_has_the_defaults(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(paths, "REPORT", tmp_path)
    assert topic_file.read("trees", Trees) == Trees()


def test_keys_are_read_as_in_config(read) -> None:
    assert read("by-name: {oak: 3}\n").by_name == {"oak": 3}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("by-name:\n  oak: 3\n  elm: tall\n", "report/topics/trees.yaml:3: by-name.elm: "),
        ("by-name: {}\nby-height: {}\n", "report/topics/trees.yaml:2: by-height: "),
        ("by-name: 3\n", "report/topics/trees.yaml:1: by-name: "),
        ("by-name: {oak\n", "trees.yaml:"),
        ("", "trees.yaml"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_a_mend(read, text, said) -> None:
    with pytest.raises(FactCheckError) as told:
        read(text)
    assert str(told.value).startswith(said)
    assert told.value.mend


def test_every_file_belongs_to_a_topic() -> None:
    assert {file.stem for file in (paths.REPORT / "topics").iterdir()} <= set(catalogue.known())
