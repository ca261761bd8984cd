"""The topic's own settings: features by titles and terms, their examples, and keys that nothing else has."""

from __future__ import annotations

import pytest

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.topics.uncertainty.frame import described, features, frame
from analysis.topics.uncertainty.settings import settings as read
from tests.support.invented_book import Book

TITLE = "name: %s, about: trees, patterns: ['%s'], matches: [], misses: []"


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "REPORT", tmp_path)
    (tmp_path / "topics").mkdir()
    return lambda text: (tmp_path / "topics" / "uncertainty.yaml").write_text(text, encoding="utf-8")


def test_the_committed_patterns_find_their_examples_and_nothing_else(settings):
    for about in read(settings).titles.values():
        assert about.matches and about.misses
        assert all(about.regex.search(text) for text in about.matches)
        assert not [text for text in about.misses if about.regex.search(text)]


def test_without_the_file_countries_authors_and_awards_are_compared(settings, write):
    assert list(features(settings)) == ["joint", *settings.pair, "open", "four-to-six", "seven-or-more", "award"]


def test_a_feature_of_titles_is_what_the_file_says(settings, write):
    write(f"titles:\n  oak: {{{TITLE % ('an oak in the title', '[Oo]ak')}}}\n")
    book = Book(
        settings,
        {"elm-2020": {"profile": {"p": ("US",), "q": ("CN",)}, "paper": {}}},
        facts={"title": {"p": "Of Oaks", "q": "Of elms"}},
    )
    assert features(settings)["oak"] == "an oak in the title"
    known = described(book, "elm-2020", frame(book, "elm-2020", "profile", "paper"))
    assert known["oak"].tolist() == [True, False]
    assert list(known) == list(features(settings))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (f"titles:\n  award: {{{TITLE % ('x', 'y')}}}\n", "award"),
        (f"titles:\n  china: {{{TITLE % ('x', 'y')}}}\n", "china"),
        (f"titles:\n  oak: {{{TITLE % ('x', 'y')}}}\nany-term: {{key: oak, name: a tree}}\n", "oak"),
    ],
)
def test_a_key_that_stands_for_something_else_is_refused(settings, write, text, key):
    write(text)
    with pytest.raises(FactCheckError, match=f"'{key}' stands for something else") as error:
        read(settings)
    assert f"uncertainty.yaml:{3 if key == 'oak' else 2}" in str(error.value)
