"""How much of a claim's papers rests on companies that name no place, on rows made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.figures.figure import FigureSet
from analysis.topics.claims import companies
from analysis.topics.claims.companies import Resting, in_full, on_card, resting
from tests.support.invented_book import Book, figure

COHORT = "elm-2020"
JOINT = figure(f"{COHORT}.us-china.share", 0.5, group="us-china")


@pytest.fixture
def book(settings):
    """Three joint papers: `a` names its places, `b` and `c` rest on a company; its people are abroad on `b`."""
    papers = {"a": ("US", "CN"), "b": ("US", "CN"), "c": ("US", "CN"), "d": ("FR", "CN")}
    made = Book(settings, {COHORT: {"program": papers}}, facts={"url": "x"})
    rows = made.attributed[COHORT]
    company = (rows["author"] == 1) & rows["paper_id"].isin(["b", "c", "d"])
    rows.loc[company, "placed"] = ""
    rows.loc[company & (rows["paper_id"] == "b"), "by_person"] = "DE"
    rows.loc[company & (rows["paper_id"] == "d"), "by_person"] = "US"
    return made


def test_what_rests_on_a_company_and_what_the_people_s_places_move(book):
    assert resting(book, JOINT) == Resting(counted=3, resting=2, lost=1, gained=1)


def test_of_a_group_alone_its_own_papers_are_asked(book):
    assert resting(book, replace(JOINT, group="china")) == Resting(4, 0, 0, 0)


def test_nothing_is_said_without_a_list_of_papers_or_under_such_a_policy(book):
    assert resting(book, replace(JOINT, group="")) is None
    assert resting(book, replace(JOINT, value=None)) is None
    assert resting(book, replace(JOINT, definition="named-place")) is None


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (Resting(1200, 24, 0, 0), "24 of the 1,200 papers counted rest on"),
        (Resting(5, 1, 0, 0), "1 of the 5 papers counted rests on"),
        (Resting(5, 0, 0, 0), "None of the 5 papers counted rests on"),
    ],
)
def test_the_card_says_how_many(of, said):
    assert on_card(of).startswith(f"- **Companies.** {said}")


def test_the_page_says_what_would_move_and_how_good_the_rule_is(book):
    right = figure(f"{COHORT}.company.right", 0.9, numerator=9, denominator=10, interval=(0.6, 0.98))
    office = figure(f"{COHORT}.company.at-headquarters", 0.5, numerator=5, denominator=10)
    said = in_full(book.config, FigureSet([right, office]), JOINT, Resting(10, 3, 2, 1))
    assert "two papers would drop out and one paper would come in" in said
    assert "for 9 of 10 (90.0%; 60.0% to 98.0%), the head office for 5 of 10" in said
    assert "the head office for" not in in_full(book.config, FigureSet([]), JOINT, Resting(10, 3, 2, 1))


def test_where_nothing_rests_on_a_company_the_page_is_silent(book):
    assert (on_card(None), on_card(Resting(0, 0, 0, 0))) == ("", "")
    assert in_full(book.config, FigureSet([]), JOINT, Resting(10, 0, 0, 0)) == ""
    assert companies.NAMED in book.config.definitions["policy"]
