"""The topic's own file: what it says is read, and a mistake in it is named with its line and key."""

from __future__ import annotations

import pytest

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.topics.between_counts.words import Words, words


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Write the topic's file and read it."""
    (tmp_path / "topics").mkdir()
    monkeypatch.setattr(paths, "REPORT", tmp_path)

    def read(text: str) -> Words:
        (tmp_path / "topics" / "between_counts.yaml").write_text(text, encoding="utf-8")
        return words.__wrapped__()

    return read


def test_the_committed_file_is_read() -> None:
    assert words().questions
    assert set(words().ends) == {"print", "program"}
    assert words() is words()


def test_without_the_file_nothing_is_said(own, tmp_path) -> None:
    assert words.__wrapped__() == Words()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reasons:\n  Moved: x\n", "between_counts.yaml:2: reasons.Moved: not a name"),
        ("questions:\n- question: oak\n  counts: elm\n", "between_counts.yaml:2: questions.0.figures: is missing"),
        ("bridges:\n  oak: {to: elm, abot: fir}\n", "between_counts.yaml:2: bridges.oak.abot: unknown key"),
        ("groups: [us]\n", "between_counts.yaml:1: groups: input should be a valid mapping"),
        ("ends: [\n", "is not YAML"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_key(own, text, said) -> None:
    with pytest.raises(FactCheckError) as failure:
        own(text)
    assert said in str(failure.value)
