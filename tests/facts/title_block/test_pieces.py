"""A block is cut where an index stands, and a number of a street or a word is none."""

from __future__ import annotations

import pytest

from analysis.facts.title_block.author_names import NameFinder
from analysis.facts.title_block.characters import tokenize
from analysis.facts.title_block.pieces import cut_pieces
from tests.support.printed_blocks import PEOPLE


def cut(text: str) -> list[tuple[str, str, list[str]]]:
    tokens = tokenize(text)
    return [(p.kind, p.text, p.marks) for p in cut_pieces(text, tokens, NameFinder(PEOPLE).find(tokens))]


def test_indices_go_to_the_name_before_and_to_the_text_behind() -> None:
    assert cut("Alba Quintero 1,2\n1 Harbour University 2 Lake Institute") == [
        ("name", "", []),
        ("mark", "", ["1", "2"]),
        ("line", "", []),
        ("text", "Harbour University", ["1"]),
        ("text", "Lake Institute", ["2"]),
    ]


def test_indices_of_several_names_that_stand_together_are_many() -> None:
    assert cut("Alba Quintero 1 2 3") == [("name", "", []), ("mark", "many", ["1", "2", "3"])]


@pytest.mark.parametrize("text", ["Mill Rd 30, Harbour 02139", "Data61 Lab", "Room 3.14 of Harbour", "Harbour-2 Lab"])
def test_a_number_of_a_street_or_a_word_is_no_index(text: str) -> None:
    assert cut(f"Alba Quintero\n{text}")[-1] == ("text", text, [])
