"""Which group has more papers, by each record and on the papers that two records tell; papers made by hand."""

from __future__ import annotations

from dataclasses import replace

from analysis.figures.figure import FigureSet
from analysis.topics.questions.leads import figures, leads
from tests.support.invented_book import Book, by_id, figure

COHORT = "elm-2020"
PRINTED = {"a": ("CN",), "b": ("CN",), "c": ("US",)}
PROFILE = {"a": ("CN", "US"), "b": ("FR",), "c": ("US",), "d": ("US",)}


def test_two_records_are_compared_on_the_papers_that_both_tell(settings):
    book = Book(settings, {COHORT: {"paper": PRINTED, "profile": PROFILE}})
    made = {i.removeprefix(f"{COHORT}."): f for i, f in by_id(figures(book)).items()}
    assert made["us.against.profile.headline"].fraction == (1, 3)
    assert made["us.against.profile.other"].fraction == (2, 3)
    assert (made["us.against.profile.added"].value, made["us.against.profile.lost"].value) == (1, 0)
    assert made["china.against.profile.headline"].fraction == (2, 3)
    assert (made["china.against.profile.added"].value, made["china.against.profile.lost"].value) == (0, 1)


def test_a_record_alone_is_compared_with_nothing(settings):
    assert not list(figures(Book(settings, {COHORT: {"paper": PRINTED}})))


def test_the_main_track_has_a_row_where_it_differs(settings):
    book = Book(settings, {COHORT: {"program": PROFILE}})
    found = [figure(f"{COHORT}.us.share{at}", share) for at, share in (("", 0.5), ("@main", 0.75))]
    said = leads(
        book.config, FigureSet([f for f in found for f in (f, replace(f, id=f.id.replace(".us.", ".china.")))])
    )
    assert "| 2020 program, main track | – | 75.0% | – | 75.0% | – |" in said


def test_the_table_has_the_main_track_and_estimates_where_there_are_some(settings):
    book = Book(settings, {COHORT: {"program": PROFILE}})
    known = {"numerator": 3, "denominator": 4, "interval": (0.3, 0.9)}
    found = [
        figure(f"{COHORT}.{measure}{group}.share{at}", share, **known)
        for group, share in (("us", 0.75), ("china", 0.25))
        for measure, at in (("", ""), ("", "@main"), ("calibrated.", ""))
    ]
    said = leads(book.config, FigureSet(found))
    assert "| 2020 program | 4 | 75.0% | 30.0% to 90.0% | 25.0% | 30.0% to 90.0% |" in said
    assert "main track" not in said  # it is all there is
    assert "| 2020 program, calibrated |" in said
