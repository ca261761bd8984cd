"""The years that a trend compares: which are taken, and what counts as the same paper."""

from __future__ import annotations

import numpy as np

from analysis.topics.growing.recorded_years import recorded_years
from tests.support.invented_book import Book, papers, with_groups

TEN = papers(3, 10)


def taken(book) -> list[tuple[str, str]]:
    return [(year.cohort, year.definition.basis) for year in recorded_years(book, book.config.pair)]


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


def test_a_year_with_other_tracks_is_compared_on_its_main_one(settings):
    book = Book(settings, {"elm-2020": {"program": TEN}, "elm-2021": {"program": TEN}})
    book.snapshots["elm-2021"].papers["track"] = ["journal"] * 4 + ["main"] * 6
    plain, mixed = recorded_years(book, book.config.pair)
    assert (plain.definition.track, plain.size) == ("all", 10)
    assert (mixed.definition.track, mixed.size) == ("main", 6)


def test_a_year_has_its_papers_and_the_joint_ones(settings):
    book = Book(settings, {f"elm-{year}": {"program": TEN} for year in (2020, 2021)})
    first, second = recorded_years(book, book.config.pair)
    assert (first.source, first.time, first.size, first.count) == ("program", 2020, 10, 3)
    assert not (first.successes & ~first.units).any()
    assert not (first.units & second.units).any(), "papers of two years are not the same, whatever their ids"


def test_two_kinds_of_source_have_the_papers_of_a_year_in_common(settings):
    book = Book(settings, {f"elm-{year}": {"program": TEN, "profile": TEN} for year in (2020, 2021)})
    years = recorded_years(book, book.config.pair)
    assert [(year.source, year.time) for year in years] == [
        (source, time) for time in (2020, 2021) for source in ("program", "openreview")
    ]
    for schedule, profiles in zip(years[::2], years[1::2], strict=True):
        assert np.array_equal(schedule.units, profiles.units)


def test_papers_with_an_open_author_can_be_left_out(settings):
    given = {"a": ("US", "CN"), "b": ("US", "CN", ""), "c": ("US", "US")}
    book = Book(settings, {f"elm-{year}": {"program": given} for year in (2020, 2021)})
    [(whole, _), (known, _)] = (recorded_years(book, book.config.pair, all_known) for all_known in (False, True))
    assert np.flatnonzero(whole.units).tolist() == [0, 1, 2]
    assert np.flatnonzero(known.units).tolist() == [0, 2]
    assert np.flatnonzero(known.successes).tolist() == [0]


def test_each_pair_has_joint_papers_of_its_own(settings):
    three = with_groups(settings, eu={"name": "Europe", "short": "EU", "adjective": "European", "countries": ["FR"]})
    book = Book(three, {f"elm-{year}": {"program": {"a": ("US", "FR"), "b": ("FR", "CN")}} for year in (2020, 2021)})
    found = {pair.key: recorded_years(book, pair)[0] for pair in book.config.pairs}
    assert {key: np.flatnonzero(year.successes).tolist() for key, year in found.items()} == {
        "us-china": [],
        "us-eu": [0],
        "china-eu": [1],
    }
