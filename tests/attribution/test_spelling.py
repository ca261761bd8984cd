"""A misspelt word becomes the one word of the registry that is a single edit away."""

from __future__ import annotations

import pytest

from analysis.attribution.spelling import respelt
from analysis.core.text import tokens


@pytest.mark.parametrize("word", ["Universty", "Univeristy", "Unniversity", "Unaversity"])
def test_a_word_one_edit_away_is_mended(small, word):
    mended = respelt(tokens(f"{word} of Foo"), small())
    assert mended is not None
    assert [token.text for token in mended] == ["university", "of", "foo"]


@pytest.mark.parametrize("text", ["University of Foo", "Unvirsty of Foo", "Fo", "x" * 30])
def test_a_word_that_is_known_or_further_away_stays(small, text):
    assert respelt(tokens(text), small()) is None
