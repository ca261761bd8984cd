"""The years that a trend compares: which are taken, and what counts as the same paper."""

from __future__ import annotations

from analysis.topics.growing.recorded_years import recorded_years
from tests.support.invented_book import Book, papers

TEN = papers(3, 10)


def taken(book) -> list[tuple[str, str]]:
    return [(year.cohort, year.basis) for year in recorded_years(book)]


def test_a_kind_of_source_with_one_year_says_nothing(settings):
    book = Book(settings, {"elm-2020": {"program": TEN}, "elm-2021": {"program": TEN, "profile": TEN}})
    assert taken(book) == [("elm-2020", "program"), ("elm-2021", "program")]


def test_a_year_without_a_paper_that_can_be_classified_is_left_out(settings):
    unknown = {"p1": ("", "")}
    book = Book(settings, {f"elm-{year}": {"program": TEN if year > 2020 else unknown} for year in (2020, 2021, 2022)})
    assert taken(book) == [("elm-2021", "program"), ("elm-2022", "program")]


def test_another_conference_is_left_out(settings):
    own = {"elm-2020": {"program": TEN}, "elm-2025": {"program": TEN}}
    assert taken(Book(settings, {"oak-2021": {"program": TEN}, **own})) == taken(Book(settings, own))


def test_a_year_has_its_papers_and_the_joint_ones(settings):
    first, second = recorded_years(Book(settings, {f"elm-{year}": {"program": TEN} for year in (2020, 2021)}))
    assert (first.source, first.time, len(first.units), len(first.successes)) == ("program", 2020, 10, 3)
    assert first.successes < first.units
    assert not first.units & second.units, "papers of two years are not the same, whatever their ids"


def test_two_kinds_of_source_have_the_papers_of_a_year_in_common(settings):
    book = Book(settings, {f"elm-{year}": {"program": TEN, "profile": TEN} for year in (2020, 2021)})
    assert {(year.time, year.units) for year in recorded_years(book)} == {
        (year.time, year.units) for year in recorded_years(book) if year.source == "program"
    }


def test_papers_with_an_open_author_can_be_left_out(settings):
    given = {"a": ("US", "CN"), "b": ("US", "CN", ""), "c": ("US", "US")}
    book = Book(settings, {f"elm-{year}": {"program": given} for year in (2020, 2021)})
    [(whole, _), (known, _)] = (recorded_years(book, all_known) for all_known in (False, True))
    assert {p for _, p in whole.units} == {"a", "b", "c"}
    assert {p for _, p in known.units} == {"a", "c"}
    assert {p for _, p in known.successes} == {"a"}
