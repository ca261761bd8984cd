"""Chance mixing of invented papers, worked by hand, and what must hold of the committed ones."""

from __future__ import annotations

import pytest

from analysis.settings.definitions import parse
from analysis.topics.growing import chance_mixing
from tests.support.invented_book import Book, by_id, with_groups

# of six authors two are US and two Chinese
FOUR = {"a": ("US", "CN"), "b": ("US",), "c": ("CN",), "d": ("FR", "FR")}


def found(settings, cohorts) -> dict:
    return by_id(chance_mixing.figures(Book(settings, cohorts)))


def test_authors_dealt_out_anew_give_the_expected_share(settings):
    figures = found(settings, {"elm-2020": {"program": FOUR}})
    expected = figures["elm-2020.us-china.expected"]
    # two papers of two authors each: 8 of the 30 ways to fill one are one US and one Chinese author
    assert expected.numerator == pytest.approx(2 * 8 / 30)
    assert expected.value == pytest.approx(2 * 8 / 30 / 4)
    affinity = figures["elm-2020.us-china.affinity"]
    assert affinity.value == pytest.approx(1 / 4 / expected.value)
    assert affinity.interval[0] < affinity.value < affinity.interval[1]


def test_papers_that_have_their_countries_independently_give_the_product_of_the_shares(settings):
    figures = found(settings, {"elm-2020": {"program": FOUR}})
    assert figures["elm-2020.us-china.expected-papers"].value == pytest.approx(2 / 4 * 2 / 4)
    affinity = figures["elm-2020.us-china.affinity-papers"]
    assert (affinity.value, affinity.numerator, affinity.denominator) == (pytest.approx(1), 1, 4)
    assert affinity.method == "delta"


def test_an_open_author_has_no_country_to_deal_out(settings):
    opened = {paper: (*authors, "") for paper, authors in FOUR.items()}
    books = [Book(settings, {"elm-2020": {"program": given}}) for given in (FOUR, opened)]
    definition = parse("program", books[0].config, books[0].config.cohorts["elm-2020"])
    plain, holed = (
        chance_mixing.expected_joint(book.classified("elm-2020", definition), book.config.pair) for book in books
    )
    assert holed == plain


def test_print_is_not_aligned_with_authors(settings):
    figures = found(settings, {"elm-2020": {"paper": FOUR}})
    assert set(figures) == {f"elm-2020.us-china.{what}" for what in ("compared", "expected-papers", "affinity-papers")}


def test_without_joint_papers_the_ratio_has_no_interval(settings):
    figures = found(settings, {"elm-2020": {"program": {"a": ("US",), "b": ("CN",)}}})
    affinity = figures["elm-2020.us-china.affinity-papers"]
    assert (affinity.value, affinity.interval) == (0.0, None)


def test_without_a_country_nothing_is_expected_and_there_is_no_ratio(settings):
    figures = found(settings, {"elm-2020": {"program": {"a": ("US", "FR"), "b": ("FR",)}}})
    for slug in ("", "-papers"):
        affinity = figures[f"elm-2020.us-china.affinity{slug}"]
        assert (affinity.value, affinity.interval) == (None, None)


def test_papers_that_cannot_be_classified_give_nothing(settings):
    assert found(settings, {"elm-2020": {"program": {"a": ("", "")}}}) == {}


def test_two_years_change_by_their_ratio(settings):
    three = {"a": ("US", "CN"), "b": ("US",), "c": ("CN",)}
    figures = found(settings, {"elm-2020": {"program": FOUR}, "elm-2021": {"program": {**three, "d": ("US", "CN")}}})
    old, new = (figures[f"elm-{year}.us-china.affinity-papers"].value for year in (2020, 2021))
    change = figures["trend.us-china.affinity-slope.program"]
    assert change.value == pytest.approx(new / old)
    assert change.interval[0] < change.value < change.interval[1]
    assert "a year against the year before, 2020 to 2021, by registrations" in change.label


def test_a_kind_with_joint_papers_in_one_year_only_has_no_change(settings):
    figures = found(settings, {"elm-2020": {"program": FOUR}, "elm-2021": {"program": {"a": ("US",), "b": ("CN",)}}})
    assert not [f for f in figures.values() if f.cohort == "trend"]


def test_every_pair_of_three_groups_has_its_figures(settings):
    three = with_groups(settings, eu={"name": "Europe", "short": "EU", "adjective": "European", "countries": ["FR"]})
    figures = found(three, {f"elm-{year}": {"program": FOUR} for year in (2020, 2021)})
    assert figures["elm-2020.us-china.affinity-papers"].value == pytest.approx(1)
    # one paper of France alone, two of China: none is joint
    apart = figures["elm-2020.china-eu.affinity-papers"]
    assert (apart.value, apart.numerator) == (0.0, 0)
    assert "EU" in apart.label
    assert "trend.us-china.affinity-slope.program" in figures


def test_observed_over_expected_is_what_the_committed_figures_say(computed):
    found = [f for slug in ("", "-papers") for f in computed.of(f"us-china.affinity{slug}") if f.cohort != "trend"]
    assert found
    for figure in found:
        slug = "-papers" if figure.measure.endswith("-papers") else ""
        share, expected = (computed.use(figure.beside(f"us-china.{m}")) for m in ("compared", f"expected{slug}"))
        assert figure.value == pytest.approx(share.value / expected.value)
        assert figure.interval[0] < figure.value < figure.interval[1]
