"""Words and shapes that tell an institution, a place and a name apart."""

from __future__ import annotations

import pytest

from analysis.facts.title_block.vocabulary import institutions_in, is_place, like_name


@pytest.mark.parametrize("text", ["Beijing, China", "Cambridge, MA 02139", "USA", "Zürich, Switzerland"])
def test_a_place_is_one(text: str) -> None:
    assert is_place(text)


@pytest.mark.parametrize("text", ["University of Beijing, China", "Google London", "MIT, USA", "Alba Quintero", ""])
def test_an_institution_or_name_is_no_place(text: str) -> None:
    assert not is_place(text)


def test_a_name_has_two_to_four_words_with_capitals() -> None:
    assert [like_name(t) for t in ("Alba Quintero", "Alba van der Berg", "Alba", "alba quintero")] == [
        True,
        True,
        False,
        False,
    ]


def test_institutions_of_a_text_are_counted() -> None:
    assert institutions_in("Harbour University and Lake Institute") == 2
    assert institutions_in("MIT CSAIL", strict=True) == 2
