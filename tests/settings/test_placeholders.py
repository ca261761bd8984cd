"""Texts with placeholders: each is filled, and one that stands for nothing is named."""

from __future__ import annotations

import re

import pytest

from analysis.settings.placeholders import filled, in_words


def test_every_placeholder_is_filled_and_its_value_left_alone() -> None:
    assert filled("{a} and {b-c}, {a}", {"a": "{b-c}", "b-c": "two"}) == "{b-c} and two, {b-c}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{elm}", "{elm} stands for nothing; known are {elms}, {oak}; did you mean 'elms'"),
        ("{}", "{} stands for nothing"),
        ("{oak!r}", "{oak!r} stands for nothing"),
        ("{{oak}}", "a brace stands alone"),
        ("{oak", "a brace stands alone"),
        ("oak}", "a brace stands alone"),
    ],
)
def test_what_stands_for_nothing_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        filled(text, {"elms": "1", "oak": "2"})


def test_whole_numbers_are_words_and_others_decimals() -> None:
    assert [in_words(n) for n in (1, 3.0, 2.5, 100)] == ["one", "three", "2.5", "100"]
