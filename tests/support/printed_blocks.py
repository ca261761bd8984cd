"""A block as tests write it: under a title, with three invented authors."""

from __future__ import annotations

from analysis.facts.title_block.block import PrintedBlock, read_title_block

TITLE = "Learning to Fold Paper Boats with Gradients"


PEOPLE = ["Alba Quintero", "Bo Fenwick", "Cleo Ostrander"]


def read(
    text: str, authors=PEOPLE, body: str = "", known=lambda _: False, title: str = TITLE, is_one=None
) -> PrintedBlock:
    return read_title_block(f"## {TITLE}\n\n{text}", title, authors, body, known, is_one)
