"""Settings that one topic alone needs: what is wrong in them is told with file, line, key and mend."""

from __future__ import annotations

import pytest
from pydantic import Field

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.settings.models import Model
from analysis.topics import own_settings


class Elm(Model):
    best_known: int = Field(3, ge=1)


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "REPORT", tmp_path)

    def write(text: str) -> None:
        (tmp_path / "topics").mkdir(exist_ok=True)
        (tmp_path / "topics" / "elm.yaml").write_text(text, encoding="utf-8")

    return write


def test_without_a_file_the_defaults_hold(write):
    assert own_settings.read("elm", Elm) == Elm.model_validate({"best-known": 3})


def test_what_the_file_says_is_read(write):
    write("best-known: 7\n")
    assert own_settings.read("elm", Elm).best_known == 7


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# none\nbest-known: 0\n", 2, "best-known"),
        ("best-know: 2\n", 1, "did you mean 'best-known'"),
        ("best-known: 1\nbest-known: 2\n", 2, "given twice"),
        ("best-known: [\n", 1, "is not YAML"),
    ],
)
def test_a_mistake_is_told_with_its_line(write, text, line, words):
    write(text)
    with pytest.raises(FactCheckError) as error:
        own_settings.read("elm", Elm)
    assert f"elm.yaml:{line}" in str(error.value)
    assert words in str(error.value)
