"""Small numbers in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from analysis.core.number_words import part, spelt


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "zero"), (1, "one"), (19, "nineteen"), (20, "twenty"), (21, "twenty-one"), (99, "ninety-nine")],
)
def test_counts_below_a_hundred_are_spelt(count: int, words: str) -> None:
    assert spelt(count) == words


def test_other_counts_are_numerals() -> None:
    assert [spelt(n) for n in (100, 5290, -1)] == ["100", "5,290", "-1"]


def test_every_count_below_a_hundred_has_words_of_its_own() -> None:
    assert len({spelt(n) for n in range(100)}) == 100


@pytest.mark.parametrize(
    ("share", "words"),
    [("1/2", "half"), ("1/5", "a fifth"), ("1/8", "an eighth"), ("2/3", "two-thirds"), ("3/10", "three-tenths")],
)
def test_common_parts_have_words(share: str, words: str) -> None:
    assert part(Fraction(share)) == words


@pytest.mark.parametrize("share", ["3/17", "0", "1", "4/3", "-1/2"])
def test_other_parts_have_none(share: str) -> None:
    assert part(Fraction(share)) == ""
