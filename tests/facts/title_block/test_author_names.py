"""Authors' names, printed otherwise than listed, and words of them in other texts."""

from __future__ import annotations

import pytest

from analysis.facts.title_block.author_names import NameFinder, name_words, names_institution
from analysis.facts.title_block.characters import tokenize
from tests.support.printed_blocks import read


@pytest.mark.parametrize(
    ("author", "printed"),
    [
        ("José Ángel Brévil", "Jose Angel Brevil"),
        ("Jose Angel Brevil", "José ´ Angel Brévil"),
        ("Rinta Okabemori", "Rin-ta Okabe mori"),
        ("Okabemori Rinta", "RINTA OKABEMORI"),
        ("Wen-Hao Tarvik", "Wenhao Tarvik"),
        ("Dagny P. Holmquist", "D. P. Holmquist"),
        ("Dagny Holmquist", "Dagny P. R. Holmquist"),
        ("Dagny Petra Holmquist", "Dagny Holmquist"),
        ("Dag Holmquist", "Dagny Holmquist"),
        ("Dagny Holmquist", "Dagny Holmqvist"),
        ("Dagny Holmquist", "Dagny (Dee) Holmquist"),
        ("Jörg Mühlbauer", "Joerg Muehlbauer"),
        ("Jörg Mühlbauer", 'J\\"{o}rg M¨ uhlbauer'),
        ("Tove Holmquist", "Eva Tove Holmquist"),
        ("YuFan Tarvik", "Yufan Tarvik"),
        ("Holmquist", "Holmquist"),
    ],
)
def test_names_printed_otherwise(author: str, printed: str) -> None:
    block = read(f"{printed} 1 Bo Fenwick 2\n\n1 Harbour University\n\n2 Lake Institute", [author, "Bo Fenwick"])
    assert block.affiliations == ("Harbour University", "Lake Institute")
    assert block.complete, block.reason


@pytest.mark.parametrize(
    ("author", "printed"),
    [
        ("Ben Holmquist", "Benjamin K. Holmquist"),
        ("Dagny C Holmquist", "Dagny Chi-Chih Holmquist"),
        ("Dagny P. Holmquist", "Dagny Holmquist"),
        ("Dagny P. Tarvik-Holmquist", "Dagny Tarvik-Holmquist"),
        ("Dagny Holmquist-Tarvik", "Dagny Holmquist"),
    ],
)
def test_a_name_that_holds_a_place_is_a_name(author: str, printed: str) -> None:
    def known(text: str) -> bool:  # a registry finds a city or a company in nearly any name
        return any(word in text for word in ("Holmquist", "Dagny", "Harbour", "Lake"))

    for layout in (
        f"{printed} 1 Bo Fenwick 2\n\n1 Harbour University\n\n2 Lake Institute",
        f"{printed}\n\nHarbour University\n\nBo Fenwick\n\nLake Institute",
    ):
        block = read(layout, [author, "Bo Fenwick"], known=known, is_one={"Holmquist", "Dagny"}.__contains__)
        assert block.affiliations == ("Harbour University", "Lake Institute")
        assert block.complete, block.reason


def test_a_name_before_a_university_on_one_line_goes_alone() -> None:
    text = "Bo Fenwick\n\nHarbour University\n\nDagny Holmquist University of Lakeside\n\nAlba Quintero Lake Institute"
    people = ["Bo Fenwick", "Dagny Holmquist", "Alba Quintero"]
    block = read(
        text, people, known=lambda text: "Holmquist University" in text, is_one={"Holmquist University"}.__contains__
    )
    assert block.affiliations == ("Harbour University", "University of Lakeside", "Lake Institute")


@pytest.mark.parametrize(
    ("author", "institution"),
    [
        ("Ada Washington", "University of Washington"),
        ("George Washington", "George Washington University, Washington DC"),
        ("Leland Stanford", "Stanford University"),
        ("Han Wu", "Wuhan University"),
        ("Bei Jing", "Beijing University of Posts"),
        ("Duke Ellery", "Duke Kunshan University"),
        ("Nan Jing", "Nanjing University"),
        ("Carnegie Holt", "Carnegie Mellon University"),
    ],
)
def test_affiliation_with_a_word_of_a_name_stays_whole(author: str, institution: str) -> None:
    for layout in (
        f"{author} 1 Bo Fenwick 1\n\n1 {institution}",
        f"{author}\n\n{institution}\n\nBo Fenwick\n\n{institution}",
    ):
        block = read(layout, [author, "Bo Fenwick"])
        assert block.affiliations == (institution,)
        assert block.complete, block.reason


def test_a_stranger_is_dropped_and_stands_for_the_author_not_found() -> None:
    block = read("Alba Quintero 1 , Maren Ilves 2 , Cleo Ostrander 1\n\n1 Harbour University 2 Lake Institute")
    assert block.affiliations == ("Harbour University", "Lake Institute")
    assert block.complete


def test_a_name_that_cannot_be_parted_takes_the_text_along() -> None:
    block = read("Alba Quintero Harbour University\n\nMaren Fenwick-Lund Lake Institute\n\nCleo Ostrander Hill College")
    assert not any("Maren" in text for text in block.affiliations)
    assert not block.complete


def test_each_author_is_found_where_the_name_stands() -> None:
    found = NameFinder(["Alba Quintero", "Bo Fenwick"]).find(tokenize("Bo Fenwick , A. Quintero 1"))
    assert [(name.start, name.end, name.author) for name in found] == [(0, 2, 1), (3, 5, 0)]


def test_a_name_of_two_authors_goes_to_each_in_turn() -> None:
    found = NameFinder(["Bo Fenwick", "Bo Fenwick"]).find(tokenize("Bo Fenwick and Bo Fenwick"))
    assert [name.author for name in found] == [0, 1]


def test_an_institution_among_the_authors_is_told_from_a_person() -> None:
    assert names_institution("International Knot Laboratory")
    assert not names_institution("Alba Quintero")
    assert name_words("Ana-Maria (Nia) de Souza") == ["anamaria", "de", "souza"]
