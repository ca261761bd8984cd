"""Names in groups, the texts that belong to them, and indices that belong to nothing."""

from __future__ import annotations

from analysis.facts.title_block.layout import Layout, read_layout, with_texts
from tests.support.printed_blocks import PEOPLE, TITLE


def laid(text: str) -> Layout:
    return with_texts(read_layout(text, TITLE, PEOPLE, lambda _: False, lambda _: False))


def test_a_name_after_a_text_opens_a_group() -> None:
    layout = laid("Alba Quintero, Bo Fenwick\n\nHarbour University\n\nCleo Ostrander\n\nLake Institute")
    assert [(cell.authors, [unit.text for unit in cell.units]) for cell in layout.cells] == [
        ([0, 1], ["Harbour University"]),
        ([2], ["Lake Institute"]),
    ]


def test_indices_stand_at_their_authors() -> None:
    layout = laid("Alba Quintero 1 Bo Fenwick 1,2\n\n1 Harbour University 2 Lake Institute")
    assert layout.author_marks == {0: ["1"], 1: ["1", "2"]}
    assert [(unit.marks, unit.text) for unit in layout.units] == [
        (["1"], "Harbour University"),
        (["2"], "Lake Institute"),
    ]
    assert layout.indexed


def test_hosts_of_mail_are_kept() -> None:
    assert laid("Alba Quintero\n\nHarbour University aq@cs.harbour.edu").hosts == ("cs.harbour.edu",)
