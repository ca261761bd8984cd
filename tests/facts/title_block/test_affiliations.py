"""Which texts of a block are affiliations: marked by a word, a place, an oracle, a host or an index."""

from __future__ import annotations

from tests.support.printed_blocks import PEOPLE, read


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
    text += "\n\nProject page: https://boats.github.io/fold"
    text += "\n\nFigure 1: We show that the university is a boat.\n\n<!-- image -->"
    text += "\n\nWe propose a method that is trained in a laboratory with our data."
    assert read(text).affiliations == ("Harbour University",)


def test_account_names_go_with_their_addresses() -> None:
    block = read(
        "Alba Quintero, Bo Fenwick\n\nHarbour University fenwick, albaq,bf@harbour.edu albaq/paper-boats", PEOPLE[:2]
    )
    assert block.affiliations == ("Harbour University",)


def test_numbers_in_names_of_institutions_are_no_indices() -> None:
    block = read(
        "Alba Quintero 1 Bo Fenwick 2 Cleo Ostrander 1\n\n1 Data61 Lab, Institute for Knots (K 2 T) 2 "
        "Harbour University"
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
