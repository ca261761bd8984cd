"""Why a block is incomplete: each reason on a block that has it."""

from __future__ import annotations

from analysis.facts.title_block.block import PrintedBlock
from tests.support.printed_blocks import read


def test_index_without_text_is_a_loss() -> None:
    block = read("Alba Quintero 1 Bo Fenwick 2 Cleo Ostrander 3\n\n1 Harbour University 2 Lake Institute")
    assert (block.complete, block.reason) == (False, "superscript-without-text")
    assert block.affiliations == ("Harbour University", "Lake Institute")


def test_author_without_index_among_indexed_ones() -> None:
    block = read("Alba Quintero 1 , Bo Fenwick, Cleo Ostrander 2\n\n1 Harbour University 2 Lake Institute")
    assert block.reason == "author-without-index"


def test_group_without_text() -> None:
    block = read(
        "Alba Quintero\n\nHarbour University\n\nBo Fenwick\n\nLake Institute\n\nCleo Ostrander\n\nco@gmail.com"
    )
    assert (block.complete, block.reason) == (False, "author-without-affiliation")


def test_two_names_above_one_text_where_others_have_their_own() -> None:
    block = read(
        "Alba Quintero\n\nHarbour University aq@harbour.edu\n\nBo Fenwick\n\nCleo Ostrander\n\n"
        "Lake Institute co@lake.edu"
    )
    assert block.reason == "fewer-affiliations-than-groups"


def test_missing_author_and_missing_everything() -> None:
    assert read("Alba Quintero\n\nHarbour University\n\nBo Fenwick\n\nLake Institute").reason == "author-not-printed"
    assert read("Alba Quintero, Bo Fenwick, Cleo Ostrander").reason == "no-affiliation"
    assert read("<!-- image -->\n\nFigure 1: A boat.") == PrintedBlock((), (), False, "no-authors-found", False)


def test_indices_that_lost_their_place_are_counted() -> None:
    block = read(
        "Alba Quintero 1 Bo Fenwick 2 Cleo Ostrander 3\n\n1 2 3\n\n"
        "Harbour University Lake Institute of Art Hill College"
    )
    assert block.complete
    assert block.affiliations == ("Harbour University Lake Institute of Art Hill College",)
