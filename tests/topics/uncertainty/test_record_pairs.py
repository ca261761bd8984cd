"""Two records of a year held against each other, on invented papers counted by hand."""

from __future__ import annotations

import pytest

from analysis.figures.figure import FigureSet
from analysis.topics.uncertainty import record_pairs, tables
from tests.support.invented_book import Book, by_id, three_groups

SCHEDULE = {"a": ("US", "CN"), "b": ("US", "CN"), "c": ("US", "US"), "d": ("FR",), "e": ("US", "CN"), "f": ("", "")}
PROFILE = {"a": ("US", "CN"), "b": ("US",), "c": ("US", "CN"), "d": ("FR",), "e": ("", ""), "f": ("US", "CN")}


@pytest.fixture
def book(settings) -> Book:
    return Book(settings, {"elm-2020": {"program": SCHEDULE, "profile": PROFILE}, "elm-2021": {"program": SCHEDULE}})


def slices(book) -> dict:
    found = by_id(record_pairs.figures(book))
    assert all(figure.cohort == "elm-2020" for figure in found.values()), (
        "a year with one record has nothing to compare"
    )
    return {i.removeprefix("elm-2020.us-china.against.profile."): f for i, f in found.items()}


def test_only_papers_that_both_records_tell_in_full_are_compared(book):
    found = slices(book)
    counts = [found[slug].value for slug in ("both", "headline-only", "other-only")]
    assert counts == [1, 1, 1]
    assert {f.denominator for f in found.values() if f.denominator} == {4}, "e and f are told by one record alone"


def test_agreement_is_over_joint_and_other_papers_alike(book):
    found = slices(book)
    assert found["same"].value == pytest.approx(2 / 4)
    assert found["same"].interval[0] < 0.5 < found["same"].interval[1]
    assert found["kappa"].value == pytest.approx(0, abs=1e-6), "half of each is joint: chance alone would agree on half"


def test_records_without_a_common_paper_give_nothing(settings):
    apart = {"program": {"a": ("US",), "b": ("",)}, "profile": {"a": ("",), "b": ("US",)}}
    assert by_id(record_pairs.figures(Book(settings, {"elm-2020": apart}))) == {}


def test_every_pair_of_groups_is_compared(settings):
    book = Book(three_groups(settings), {"elm-2020": {"program": {"a": ("NO", "DE")}, "profile": {"a": ("NO", "FR")}}})
    found = by_id(record_pairs.figures(book))
    assert found["elm-2020.north-rhine.against.profile.headline-only"].value == 1
    assert found["elm-2020.north-gaul.against.profile.other-only"].value == 1


def test_the_table_says_what_the_figures_say_and_is_left_out_without_any(book):
    made = tables.record_pairs(book.config, FigureSet(record_pairs.figures(book)))
    assert "| 2020, program and profile | 4 | 1 | 1 | 1 | 50.0% | 0.00 |" in made.replace("elm ", "")
    assert tables.record_pairs(book.config, FigureSet([])) == ""
