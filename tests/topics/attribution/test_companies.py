"""Joint papers that rest on companies without a place, and how good the tie-breaker is; rows made by hand."""

from __future__ import annotations

from analysis.counting import by_person
from analysis.figures.figure import FigureSet
from analysis.topics.attribution.companies import companies_table, figures
from tests.support.invented_book import Book, by_id

COHORT = "elm-2020"
PRINTED = {"a": ("CN", "US"), "b": ("CN", "US"), "c": ("CN", "DE"), "d": ("CN", "FR")}


def book_of(settings) -> Book:
    """Acme names no place on `a` and `b`, and is in China by the profile of `a`; Germany is named on `c`, France on `d`."""
    book = Book(settings, {COHORT: {"paper": PRINTED, "profile": {p: ("US",) for p in PRINTED}}})
    rows = book.attributed[COHORT]
    printed = (rows["basis"] == "paper") & (rows["author"] == 2)
    rows.loc[printed, "companies"] = [
        "nowhere US US Acme",
        "nowhere US US Acme",
        "named DE US Acme",
        "named FR US Acme",
    ]
    rows.loc[printed & rows["paper_id"].isin(["a", "b"]), "placed"] = ""
    profile = rows["basis"] == "profile"
    rows.loc[profile, "companies"] = ["profile CN US Acme", "", "profile DE US Acme Labs", "profile US US Acme"]
    rows["by_person"] = by_person.countries(rows)
    return book


def found(settings) -> dict:
    return {i.removeprefix(f"{COHORT}."): f for i, f in by_id(figures(book_of(settings))).items()}


def test_papers_that_rest_on_a_company_and_those_that_move(settings):
    made = found(settings)
    values = {slug: made[f"us-china.company.{slug}"].value for slug in ("resting", "lost", "gained")}
    assert values == {"resting": 2, "lost": 1, "gained": 0}
    assert made["us-china.company.resting"].denominator == 2


def test_the_tie_breaker_and_the_head_office_are_measured_where_a_place_is_named(settings):
    made = found(settings)
    assert made["company.told"].fraction == (1, 2)
    assert made["company.right"].fraction == (1, 2)  # Germany, and not France
    assert made["company.at-headquarters"].fraction == (0, 2)
    assert made["company.right"].interval is not None


def test_the_table_has_a_row_for_each_record_and_dashes_where_nothing_was_measured(settings):
    book = book_of(settings)
    said = companies_table(book.config, FigureSet(figures(book)))
    assert "| 2020 printed | 2 | 2 | 1 | 0 | 50.0% | 1 of 2 |" in said
    assert "| 2020 profile | 0 | 0 | 0 | 0 | – | – | – | – |" in said
    assert companies_table(book.config, FigureSet([])) == ""
