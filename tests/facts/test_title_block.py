"""Title blocks: each layout and each requirement on hand-made blocks with invented names, and properties that hold for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.facts.title_block.author_names import NameFinder
from analysis.facts.title_block.block import PrintedBlock, read_title_block
from analysis.facts.title_block.characters import MAIL, clean_text, plain_letters, tokenize
from analysis.facts.title_block.mail import registered_domain, take_mails
from tests.support.work import steps

TITLE = "Learning to Fold Paper Boats with Gradients"
PEOPLE = ["Alba Quintero", "Bo Fenwick", "Cleo Ostrander"]


def read(
    text: str, authors=PEOPLE, body: str = "", known=lambda _: False, title: str = TITLE, is_one=None
) -> PrintedBlock:
    return read_title_block(f"## {TITLE}\n\n{text}", title, authors, body, known, is_one)


# ---- layouts


def test_indices_point_to_texts() -> None:
    names = "Alba Quintero 1,2 Bo Fenwick 2 * Cleo Ostrander 3"
    block = read(f"{names}\n\n1 University of Harbour 2 Lakeside Institute of Technology\n\n3 NVIDIA")
    assert block.affiliations == ("University of Harbour", "Lakeside Institute of Technology", "NVIDIA")
    assert (block.complete, block.reason, block.from_body) == (True, "", False)


@pytest.mark.parametrize(
    "text",
    [
        "Alba Quintero $^{1}$ Bo Fenwick $^{2}$ Cleo Ostrander $^{1}$\n\n$^{1}$ Harbour University $^{2}$ Lake Institute",
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


def test_indices_that_lost_their_place_are_counted() -> None:
    block = read(
        "Alba Quintero 1 Bo Fenwick 2 Cleo Ostrander 3\n\n1 2 3\n\nHarbour University Lake Institute of Art Hill College"
    )
    assert block.complete
    assert block.affiliations == ("Harbour University Lake Institute of Art Hill College",)


def test_index_without_text_is_a_loss() -> None:
    block = read("Alba Quintero 1 Bo Fenwick 2 Cleo Ostrander 3\n\n1 Harbour University 2 Lake Institute")
    assert (block.complete, block.reason) == (False, "superscript-without-text")
    assert block.affiliations == ("Harbour University", "Lake Institute")


def test_author_without_index_among_indexed_ones() -> None:
    block = read("Alba Quintero 1 , Bo Fenwick, Cleo Ostrander 2\n\n1 Harbour University 2 Lake Institute")
    assert block.reason == "author-without-index"


def test_groups_of_name_text_and_mail() -> None:
    text = "## Alba Quintero\n\nDept. of Knots, Harbour University\n\naq@harbour.edu\n\n## Bo Fenwick\n\nGoogle bo@google.com"
    text += "\n\n## Cleo Ostrander ∗\n\nLake Institute\n\nco@mail.lake.ac.uk"
    block = read(text)
    assert block.affiliations == ("Dept. of Knots, Harbour University", "Google", "Lake Institute")
    assert block.domains == ("google.com", "harbour.edu", "lake.ac.uk")
    assert block.complete


def test_group_without_text() -> None:
    block = read(
        "Alba Quintero\n\nHarbour University\n\nBo Fenwick\n\nLake Institute\n\nCleo Ostrander\n\nco@gmail.com"
    )
    assert (block.complete, block.reason) == (False, "author-without-affiliation")


def test_two_names_above_one_text_where_others_have_their_own() -> None:
    block = read(
        "Alba Quintero\n\nHarbour University aq@harbour.edu\n\nBo Fenwick\n\nCleo Ostrander\n\nLake Institute co@lake.edu"
    )
    assert block.reason == "fewer-affiliations-than-groups"


@pytest.mark.parametrize(
    "names", ["Alba Quintero, Bo Fenwick, and Cleo Ostrander", "Alba Quintero\n\nBo Fenwick\n\nCleo Ostrander"]
)
def test_one_text_for_all(names: str) -> None:
    block = read(f"{names}\n\nHarbour University\n\n{{aq, bf, co}}@harbour.edu")
    assert block == PrintedBlock(("Harbour University",), ("harbour.edu",), True, "", False)


def test_missing_author_and_missing_everything() -> None:
    assert read("Alba Quintero\n\nHarbour University\n\nBo Fenwick\n\nLake Institute").reason == "author-not-printed"
    assert read("Alba Quintero, Bo Fenwick, Cleo Ostrander").reason == "no-affiliation"
    assert read("<!-- image -->\n\nFigure 1: A boat.") == PrintedBlock((), (), False, "no-authors-found", False)


def test_table_of_names() -> None:
    rows = ["| Alba Quintero Harbour University | Alba Quintero Harbour University | Bo Fenwick Lake Institute |"]
    block = read("\n".join([*rows, "|---|---|---|", "| Cleo Ostrander Hill College |  |  |"]))
    assert block.affiliations == ("Harbour University", "Lake Institute", "Hill College")
    assert block.complete


# ---- text


def test_an_institution_and_its_place_stay_together() -> None:
    block = read(
        "Alba Quintero\n\nDepartment of Knots,\n\nHarbour University\n\nBeijing, China\n\naq@harbour.edu", PEOPLE[:1]
    )
    assert block.affiliations == ("Department of Knots, Harbour University, Beijing, China",)


def test_place_under_an_index_and_zip_code() -> None:
    names = "Alba Quintero 1 Bo Fenwick 2 Cleo Ostrander 2"
    block = read(f"{names}\n\n1 Harbour University\n\nBoston, MA 02139\n\n2 Lake Institute, 30 Mill Rd")
    assert block.affiliations == ("Harbour University, Boston, MA 02139", "Lake Institute, 30 Mill Rd")
    assert block.complete


def test_footnotes_captions_pages_and_prose_go() -> None:
    text = "Alba Quintero ∗ Bo Fenwick ∗ Cleo Ostrander †\n\nHarbour University ∗ Equal contribution."
    text += " † Corresponding author: co@harbour.edu"
    text += "\n\nProject page: https://boats.github.io/fold\n\nFigure 1: We show that the university is a boat.\n\n<!-- image -->"
    text += "\n\nWe propose a method that is trained in a laboratory with our data."
    assert read(text).affiliations == ("Harbour University",)


def test_entities_ligatures_accents_hyphens_and_spaces() -> None:
    text = "Alba Quintero\n\nSchool of Arts &amp;amp; Scienti\ufb01c Engi- neering , Universit´ e de Havre ( Nord )"
    assert read(text, PEOPLE[:1]).affiliations == (
        "School of Arts & Scientific Engineering, Université de Havre (Nord)",
    )


def test_title_goes_though_it_changed_and_broke() -> None:
    header = "## Learning to Fold\n\n## University Paper Boats by Gradient\n\nAlba Quintero\n\nHarbour University"
    assert read_title_block(header, TITLE, PEOPLE[:1]).affiliations == ("Harbour University",)


def test_account_names_go_with_their_addresses() -> None:
    block = read(
        "Alba Quintero, Bo Fenwick\n\nHarbour University fenwick, albaq,bf@harbour.edu albaq/paper-boats", PEOPLE[:2]
    )
    assert block.affiliations == ("Harbour University",)


def test_same_affiliation_once() -> None:
    block = read(
        "Alba Quintero Harbour University\n\nBo Fenwick Harbour  University.\n\nCleo Ostrander harbour university"
    )
    assert block.affiliations == ("Harbour University",)
    assert block.complete


def test_numbers_in_names_of_institutions_are_no_indices() -> None:
    block = read(
        "Alba Quintero 1 Bo Fenwick 2 Cleo Ostrander 1\n\n1 Data61 Lab, Institute for Knots (K 2 T) 2 Harbour University"
    )
    assert block.affiliations == ("Data61 Lab, Institute for Knots (K 2 T)", "Harbour University")


def test_oracle_keeps_companies_that_no_word_marks() -> None:
    text = "Alba Quintero\n\nGlimmerstone\n\nBo Fenwick\n\nHarbour University\n\nCleo Ostrander\n\nTarn Hollow"
    companies = {"Glimmerstone", "Tarn Hollow"}
    assert read(text, known=companies.__contains__).affiliations == (
        "Glimmerstone",
        "Harbour University",
        "Tarn Hollow",
    )
    without = read(text)
    assert without.affiliations == ("Harbour University",)
    assert not without.complete


def test_host_of_the_mail_and_index_keep_a_company() -> None:
    assert read("Alba Quintero\n\nGlimmerstone aq@glimmerstone.ai", PEOPLE[:1]).affiliations == ("Glimmerstone",)
    block = read("Alba Quintero 1 Bo Fenwick 2 Cleo Ostrander 1\n\n1 Glimmerstone 2 HBU")
    assert block.affiliations == ("Glimmerstone", "HBU")


# ---- names


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


# ---- mail


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("a.b@x.edu", ["x.edu"]),
        ("{a, b}@x.edu", ["x.edu"]),
        ("{a,b}@{cs,ee}.x.edu", ["x.edu"]),
        ("{a@cs,b@ee}.x.edu", ["x.edu"]),
        ("ab,cd,ef@x.edu", ["x.edu"]),
        ("(a, b)@x.edu [c|d]@y.com", ["x.edu", "y.com"]),
        ("ab @ x . edu", ["x.edu"]),
        ("ab @x.ac. uk", ["x.ac.uk"]),
        ("ab . cd @ e . x . edu . sg ef @ y . com", ["e.x.edu.sg", "y.com"]),
        ("ab [at] x [dot] edu", ["x.edu"]),
        ("ab at cs.x.edu", ["cs.x.edu"]),
        ("a\\_b@x.edu", ["x.edu"]),
        ("{a, b,\n\nc}@x.edu", ["x.edu"]),
        ("{a,\n\nb,\n\nc,\n\nd_e}@x.edu", ["x.edu"]),
        ("Lab c}@x.edu\n\n{a, b,", ["x.edu"]),
        ("firstname.lastname@x.edu", ["x.edu"]),
        ("<a@x.edu>, b@X.Edu", ["x.edu", "x.edu"]),
        ("a@x.\n\nedu", ["x.edu"]),
        ("Lab @ Harbour", []),
    ],
)
def test_mail(text: str, hosts: list[str]) -> None:
    rest, found = take_mails(clean_text(text))
    assert list(found) == hosts
    assert "@" not in rest
    assert rest.replace(MAIL, "").replace("Lab", "").replace("Harbour", "").strip(" \n,<>") == ""


def test_an_affiliation_inside_a_torn_group_of_mails_stays() -> None:
    block = read("Alba Quintero Bo Fenwick\n\n{aq,\n\nHarbour University bf}@harbour.edu", PEOPLE[:2])
    assert block == PrintedBlock(("Harbour University",), ("harbour.edu",), True, "", False)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("cs.x.edu", "x.edu"),
        ("a.b.x.ac.uk", "x.ac.uk"),
        ("x.de", "x.de"),
        ("mail.x.edu.cn", "x.edu.cn"),
        ("x", ""),
        ("x.1", ""),
        ("", ""),
    ],
)
def test_registered_domain(host: str, domain: str) -> None:
    assert registered_domain(host) == domain


# ---- footnotes in the body


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
    body = "1 We work with the university of boats.\n\n∗ Work done during an internship at Lake Institute.\n\n1. Our laboratory is large."
    block = read("Alba Quintero 1 ∗ Bo Fenwick 1 Cleo Ostrander 1", body=body)
    assert (block.affiliations, block.reason) == ((), "no-affiliation")


def test_body_is_not_read_when_the_block_is_complete() -> None:
    block = read("Alba Quintero ∗ Bo Fenwick Cleo Ostrander\n\nHarbour University", body="∗ Lake Institute, x@lake.edu")
    assert (block.affiliations, block.domains, block.from_body) == (("Harbour University",), (), False)


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
