"""The test of the completion: open authorships filled in by hand, and on the conference."""

from __future__ import annotations

import pytest

from analysis.topics.between_counts import completion_check
from tests.support.invented_book import Book
from tests.support.other_groups import of_trees
from tests.support.papers import counted


def test_open_authorships_are_filled_from_the_other_record() -> None:
    papers = counted({"a": ("US", ""), "b": ("US", "CN"), "c": ("US", "")})
    # c: authors numbered otherwise
    other = counted({"a": ("US", "CN"), "b": ("DE", "CN"), "c": ("US", "CN", "DE")}).record.authors
    found = completion_check.checked(papers, other)
    assert (found.found, found.filled) == (1, 2)
    assert found.told.is_open.tolist() == [False, True, False, False]
    assert [on.tolist() for on in found.told.on] == [[True, False, False, False], [False, True, False, True]]
    assert found.told.open_rate == 0.25
    assert found.told.rates() == (0, 0.5, 0)
    assert found.even == pytest.approx(1 / 0.75**2)
    assert found.by_country == pytest.approx(1 / 0.5)  # no US authorship is open, half of the Chinese ones are


def test_a_side_of_which_nothing_is_told_has_the_share_of_all() -> None:
    papers = counted({"a": ("US|CN", "CN"), "b": ("US", "")})
    found = completion_check.checked(papers, counted({"a": ("US|CN", "CN"), "b": ("US", "US")}).record.authors)
    assert found.told.rates() == (0.5, 0, None)
    chances = completion_check.by_side(papers.sides(), found.told)
    assert chances.tolist() == [0.25, 0, 0.5, 0.25]  # both sides, the second, the first, neither


def test_on_the_conference_the_method_comes_near_the_second_record(book) -> None:
    found = {f.id: f for f in completion_check.figures(book)}
    at = "@profile-by-name"
    filled = found[f"neurips-2024.knockout-test.filled.papers{at}"].value
    even = found[f"neurips-2024.knockout-test.even.papers{at}"]
    assert found[f"neurips-2024.knockout-test.found.papers{at}"].value < filled
    assert even.value == pytest.approx(filled, rel=0.05)
    assert even.estimate


def test_ids_and_words_are_those_of_the_groups() -> None:
    cohorts = {"yew-2030": {"program": {"a": ("FR", "DE")}, "profile-by-name": {"a": ("FR", "")}}}
    found = {f.measure: f for f in completion_check.figures(Book(of_trees(), cohorts))}
    assert found["knockout-test.open-elm.share"].fraction == (1, 1)
    assert found["knockout-test.known-oak.share"].words == "Oak by the program, of authorships known by profile"
    assert [f.order for f in found.values()] == list(range(1, 9))
