"""Title blocks: each layout on hand-made blocks with invented names, and properties that hold for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.facts.title_block.author_names import NameFinder
from analysis.facts.title_block.block import PrintedBlock, read_title_block
from analysis.facts.title_block.characters import plain_letters, tokenize
from tests.support.printed_blocks import PEOPLE, TITLE, read
from tests.support.work import steps


def test_indices_point_to_texts() -> None:
    names = "Alba Quintero 1,2 Bo Fenwick 2 * Cleo Ostrander 3"
    block = read(f"{names}\n\n1 University of Harbour 2 Lakeside Institute of Technology\n\n3 NVIDIA")
    assert block.affiliations == ("University of Harbour", "Lakeside Institute of Technology", "NVIDIA")
    assert (block.complete, block.reason, block.from_body) == (True, "", False)


@pytest.mark.parametrize(
    "text",
    [
        "Alba Quintero $^{1}$ Bo Fenwick $^{2}$ Cleo Ostrander $^{1}$\n\n"
        "$^{1}$ Harbour University $^{2}$ Lake Institute",
        "Alba Quintero1, Bo Fenwick2, Cleo Ostrander1\n\n1Harbour University\n\n2Lake Institute",
        "Alba Quintero¹, Bo Fenwick², Cleo Ostrander¹\n\n¹Harbour University, ²Lake Institute",
        "Alba Quintero a , Bo Fenwick b , and Cleo Ostrander a\n\na Harbour University\n\nb Lake Institute",
        "Alba Quintero † Bo Fenwick ‡ Cleo Ostrander †\n\n† Harbour University ‡ Lake Institute",
        "Alba Quintero ♠ , Bo Fenwick ♣ , Cleo Ostrander ♠\n\n♠ Harbour University\n\n♣ Lake Institute",
        "♠ Alba Quintero, ♣ Bo Fenwick, ♠ Cleo Ostrander\n\n♠ Harbour University, ♣ Lake Institute",
        "Alba Quintero α , Bo Fenwick β , Cleo Ostrander α , α Harbour University β Lake Institute",
        "Alba Quintero 1 Bo Fenwick 2\n\nCleo Ostrander 1\n\n1\n\nHarbour University\n\n2\n\nLake Institute",
        "- Alba Quintero 1 Bo Fenwick 2 Cleo Ostrander 1\n\n- 1 Harbour University\n\n- 2 Lake Institute",
    ],
)
def test_any_kind_of_index(text: str) -> None:
    block = read(text)
    assert block.affiliations == ("Harbour University", "Lake Institute")
    assert block.complete, block.reason


def test_groups_of_name_text_and_mail() -> None:
    text = "## Alba Quintero\n\nDept. of Knots, Harbour University\n\naq@harbour.edu"
    text += "\n\n## Bo Fenwick\n\nGoogle bo@google.com"
    text += "\n\n## Cleo Ostrander ∗\n\nLake Institute\n\nco@mail.lake.ac.uk"
    block = read(text)
    assert block.affiliations == ("Dept. of Knots, Harbour University", "Google", "Lake Institute")
    assert block.domains == ("google.com", "harbour.edu", "lake.ac.uk")
    assert block.complete


@pytest.mark.parametrize(
    "names", ["Alba Quintero, Bo Fenwick, and Cleo Ostrander", "Alba Quintero\n\nBo Fenwick\n\nCleo Ostrander"]
)
def test_one_text_for_all(names: str) -> None:
    block = read(f"{names}\n\nHarbour University\n\n{{aq, bf, co}}@harbour.edu")
    assert block == PrintedBlock(("Harbour University",), ("harbour.edu",), True, "", False)


def test_table_of_names() -> None:
    rows = ["| Alba Quintero Harbour University | Alba Quintero Harbour University | Bo Fenwick Lake Institute |"]
    block = read("\n".join([*rows, "|---|---|---|", "| Cleo Ostrander Hill College |  |  |"]))
    assert block.affiliations == ("Harbour University", "Lake Institute", "Hill College")
    assert block.complete


def test_entities_ligatures_accents_hyphens_and_spaces() -> None:
    text = "Alba Quintero\n\nSchool of Arts &amp;amp; Scienti\ufb01c Engi- neering , Universit´ e de Havre ( Nord )"
    assert read(text, PEOPLE[:1]).affiliations == (
        "School of Arts & Scientific Engineering, Université de Havre (Nord)",
    )


def test_title_goes_though_it_changed_and_broke() -> None:
    header = "## Learning to Fold\n\n## University Paper Boats by Gradient\n\nAlba Quintero\n\nHarbour University"
    assert read_title_block(header, TITLE, PEOPLE[:1]).affiliations == ("Harbour University",)


def test_same_affiliation_once() -> None:
    block = read(
        "Alba Quintero Harbour University\n\nBo Fenwick Harbour  University.\n\nCleo Ostrander harbour university"
    )
    assert block.affiliations == ("Harbour University",)
    assert block.complete


def test_an_affiliation_inside_a_torn_group_of_mails_stays() -> None:
    block = read("Alba Quintero Bo Fenwick\n\n{aq,\n\nHarbour University bf}@harbour.edu", PEOPLE[:2])
    assert block == PrintedBlock(("Harbour University",), ("harbour.edu",), True, "", False)


def test_block_that_slipped_into_the_body() -> None:
    body = (
        f"## {TITLE}\n\nAlba Quintero, Bo Fenwick, Cleo Ostrander\n\nHarbour University\n\n## Abstract\n\nBoats float."
    )
    block = read_title_block("", TITLE, PEOPLE, body)
    assert block == PrintedBlock(("Harbour University",), (), True, "", True)


# ---- properties

NAME_WORDS = ["Alba", "Quintero", "Bo", "Fenwick", "Cleo", "Ostrander"]
PLACE_WORDS = [
    "Harbour",
    "University",
    "Institute",
    "Lake",
    "of",
    "Google",
    "MIT",
    "Beijing",
    ",",
    "China",
    "and",
    "&",
    "(",
    ")",
]
SIGNS = [
    "1",
    "2",
    "3",
    "1,2",
    ";",
    ".",
    "*",
    "†",
    "♠",
    "②",
    "$^{1}$",
    "@",
    "a@x.edu",
    "{a, b}@y.com",
    "{a,",
    "}@z.org",
    "|",
]
LINES = ["\n", "\n\n", "## ", "\n- ", "\n|", "<!-- image -->", "\nFigure 1:", "Equal contribution"]
WORDS = st.sampled_from([*NAME_WORDS, *PLACE_WORDS, *SIGNS, *LINES])


@settings(max_examples=300, deadline=None)
@given(st.text(), st.text(), st.lists(st.text(), max_size=4), st.text())
def test_any_text_is_read(header: str, title: str, authors: list[str], body: str) -> None:
    block = read_title_block(header, title, authors, body)
    assert block.complete == (block.reason == "")


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join), st.lists(WORDS, max_size=30).map(" ".join))
def test_no_name_no_mail_no_duplicate(header: str, body: str) -> None:
    block = read_title_block(header, TITLE, PEOPLE, body)
    for text in block.affiliations:
        assert "@" not in text
        assert "\n" not in text
        assert not NameFinder(PEOPLE).find(tokenize(text), near=False)
    assert len({plain_letters(text) + "".join(filter(str.isdecimal, text)) for text in block.affiliations}) == len(
        block.affiliations
    )
    assert list(block.domains) == sorted(set(block.domains))


@settings(max_examples=100, deadline=None)
@given(st.permutations(PEOPLE), st.integers(1, 3))
def test_repeating_the_block_changes_nothing(authors: list[str], times: int) -> None:
    places = ("Harbour University", "Lake Institute", "MIT")
    text = "\n\n".join(f"{author}\n\n{place}" for author, place in zip(authors, places, strict=True))
    once, more = read(text, authors), read("\n\n".join([text] * times), authors)
    assert once.affiliations == more.affiliations == places


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "{",
        "@",
        "a@",
        "a.",
        "1 ",
        "([",
        "https://",
        "Alba Quintero 1 , ",
        "{a,",
        "\n",
        "&amp;",
        '\\"{',
        "$^{",
        "of ",
        "'A",
        "a,",
    ],
)
def test_a_huge_block_is_no_more_work_than_a_long_one(piece: str) -> None:
    long, huge = (piece * (size // len(piece)) for size in (40_000, 1_000_000))
    work = steps(read_title_block, long, long, PEOPLE, long)
    assert steps(read_title_block, huge, huge, PEOPLE, huge) <= work < 10 * 40_000
