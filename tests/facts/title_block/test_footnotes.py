"""Footnotes in the early body: read where the block is incomplete, and no sentence among them."""

from __future__ import annotations

from analysis.facts.title_block.block import PrintedBlock
from tests.support.printed_blocks import read


def test_footnotes_complete_a_block() -> None:
    body = "## Abstract\n\nBoats float.\n\n## 1 Introduction\n\nBoats are old."
    body += "\n\n1 Harbour University, Spain\n\n2 Lake Institute. aq@lake.edu"
    block = read("Alba Quintero 1 Bo Fenwick 2 Cleo Ostrander 1,2", body=body)
    assert block == PrintedBlock(("Harbour University, Spain", "Lake Institute"), ("lake.edu",), True, "", True)


def test_signs_in_one_line_of_the_body() -> None:
    body = "## Abstract\n\nBoats float.\n\n* Harbour University † Lake Institute ‡ Independent researcher"
    block = read("Alba Quintero ∗ Bo Fenwick † Cleo Ostrander ‡", body=body)
    assert block.affiliations == ("Harbour University", "Lake Institute", "Independent researcher")
    assert (block.complete, block.from_body) == (True, True)


def test_affiliation_after_a_role() -> None:
    body = "∗ Equal contribution; Harbour University.\n\n† Corresponding author."
    assert read("Alba Quintero ∗ Bo Fenwick ∗ Cleo Ostrander ∗†", body=body).affiliations == ("Harbour University",)


def test_no_sentence_of_the_body() -> None:
    body = "1 We work with the university of boats.\n\n∗ Work done during an internship at Lake Institute.\n\n"
    body += "1. Our laboratory is large."
    block = read("Alba Quintero 1 ∗ Bo Fenwick 1 Cleo Ostrander 1", body=body)
    assert (block.affiliations, block.reason) == ((), "no-affiliation")


def test_body_is_not_read_when_the_block_is_complete() -> None:
    block = read("Alba Quintero ∗ Bo Fenwick Cleo Ostrander\n\nHarbour University", body="∗ Lake Institute, x@lake.edu")
    assert (block.affiliations, block.domains, block.from_body) == (("Harbour University",), (), False)
