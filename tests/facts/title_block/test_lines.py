"""Lines that can belong to a block: without pictures, captions, web pages and the title."""

from __future__ import annotations

from analysis.facts.title_block.characters import PICTURE
from analysis.facts.title_block.lines import block_lines, without_title


def test_pictures_and_captions_are_marked_and_web_pages_go() -> None:
    text = "Alba Quintero https://boats.github.io\n<!-- image -->\nFigure 1: A boat.\n- Harbour University"
    assert block_lines(text) == ["Alba Quintero", PICTURE, PICTURE, "Harbour University"]


def test_what_stands_below_the_abstract_is_not_read() -> None:
    assert block_lines("Alba Quintero\n## Abstract\nBoats float.") == ["Alba Quintero"]


def test_cells_of_a_table_that_repeat_stand_once() -> None:
    assert block_lines("| Alba | Alba | Bo |\n|---|---|---|") == ["Alba", "Bo"]


def test_a_title_that_broke_over_lines_goes_and_a_name_of_its_words_stays() -> None:
    lines = ["Learning to Fold", "Paper Boats", "", "Alba Quintero", "Paper Boats Institute"]
    assert without_title(lines, "Learning to Fold Paper Boats", {"alba", "quintero"}) == [
        "",
        "Alba Quintero",
        "Paper Boats Institute",
    ]
