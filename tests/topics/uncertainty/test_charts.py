"""Charts of doubt: what they draw is what the figures say, and what there is no figure for is left out."""

from __future__ import annotations

import pytest

from analysis.figures.figure import FigureSet
from analysis.topics.chart_data import rows_of
from analysis.topics.findings import Findings
from analysis.topics.uncertainty import charts
from analysis.topics.uncertainty.frame import features
from tests.support.invented_book import Book, figure, three_groups

SHARE = figure("elm-2020.us-china.share", 0.1, interval=(0.09, 0.11), bounds=(0.05, 0.3))
CORRECTED = figure("elm-2020.corrected.us-china.share", 0.12, interval=(0.1, 0.13), method="monte-carlo")


@pytest.fixture(scope="module")
def book(settings) -> Book:
    return Book(settings, {"elm-2020": {"paper": {}, "profile": {}}})


def test_each_share_has_three_bars(book):
    rows = rows_of(charts.three_kinds(book.config, FigureSet([SHARE, CORRECTED])))
    assert {(row["kind"], row["value"], row["low"], row["high"]) for row in rows} == {
        ("the unknown", 0.1, 0.05, 0.3),
        ("chance", 0.1, 0.09, 0.11),
        ("our errors", 0.12, 0.1, 0.13),
    }


def test_a_share_that_is_not_corrected_has_two_bars(book):
    rows = rows_of(charts.three_kinds(book.config, FigureSet([SHARE])))
    assert {row["kind"] for row in rows} == {"the unknown", "chance"}


def test_a_difference_is_marked_where_its_interval_leaves_zero_out(book):
    spans = [(-0.02, 0.04), (0.01, 0.05), (-0.05, -0.01)]
    known = features(book.config)
    figures = [
        figure(
            f"elm-2020.sample-test.read.{feature}", 0.02, interval=spans[at % 3], slice=feature, kind=words, order=at
        )
        for at, (feature, words) in enumerate(known.items())
    ]
    rows = [row for row in rows_of(charts.sample_like_rest(FigureSet(figures), "elm-2020")) if "row" in row]
    assert list(dict.fromkeys(row["row"] for row in rows)) == list(known.values())
    for row in rows:
        assert row["differs"] == (row["low"] > 0 or row["high"] < 0)


def test_without_a_calibrated_cohort_there_is_no_chart_of_the_sample(book):
    made = charts.charts(Findings(book.config, FigureSet([SHARE, CORRECTED]), (), book))
    assert set(made) == {"three-kinds"}


def test_the_axis_is_called_as_the_groups_are(settings):
    config = Book(three_groups(settings), {"elm-2020": {"program": {}}}).config
    share = figure("elm-2020.north-rhine.share", 0.1, interval=(0.09, 0.11), bounds=(0.05, 0.3))
    chart = charts.three_kinds(config, FigureSet([share]))
    assert "share of papers with a Northern and a Rhenish institution" in chart.to_json()
    assert {row["value"] for row in rows_of(chart)} == {0.1}
