"""Title blocks that somebody has read: what the CSV says, and what it must not."""

from __future__ import annotations

import pytest

from analysis.core.errors import FactCheckError
from analysis.facts.readers import read_blocks


@pytest.fixture
def blocks(tmp_path):
    def write(*rows: str):
        path = tmp_path / "blocks.csv"
        path.write_text("\n".join(("paper_id,affiliations,domains,complete", *rows)), encoding="utf-8")
        return list(read_blocks.read(path))

    return write


def test_affiliations_and_hosts_are_told_apart_and_none_twice(blocks):
    [paper] = blocks('oakA1,"Oak University, Elm | Ash &amp; Co | Ash & Co",cs.oak.edu|oak.edu|mail.ash.com,yes')
    assert (paper.id, paper.title) == ("oakA1", "")
    assert paper.block.affiliations == ("Oak University, Elm", "Ash & Co")
    assert paper.block.domains == ("ash.com", "oak.edu")
    assert (paper.block.complete, paper.block.reason) == (True, "")


def test_a_block_of_which_a_part_is_lost_says_why_and_may_be_empty(blocks):
    [paper] = blocks("oakA1,,,no")
    assert (paper.block.affiliations, paper.block.complete) == ((), False)
    assert paper.block.reason == "lost-in-the-text"


def test_what_is_neither_yes_nor_no_is_told_with_its_line(blocks):
    with pytest.raises(FactCheckError, match=r"blocks.csv:3: `complete` is 'maybe'"):
        blocks("oakA1,Oak,,yes", "elmB2,Elm,,maybe")
