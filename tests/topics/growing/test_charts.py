"""Charts of the trend: what they draw is what the figures say."""

from __future__ import annotations

import pytest

from analysis.figures.figure import FigureSet
from analysis.looks.theme import to_svg
from analysis.topics.chart_data import rows_of
from analysis.topics.findings import Findings
from analysis.topics.growing import charts
from tests.support.invented_book import Book, figure


@pytest.fixture(scope="module")
def made(settings) -> Findings:
    book = Book(settings, {"oak-2021": {"program": {}}, "elm-2021": {"program": {}}, "elm-2022": {"program": {}}})
    figures = [
        found
        for at, name in enumerate(book.config.cohorts)
        for found in (
            figure(f"{name}.us-china.compared", 0.1 + at / 100, interval=(0.08, 0.14)),
            figure(f"{name}.us-china.fitted", 0.11),
            figure(f"{name}.us-china.affinity-papers", 0.8, unit="ratio", interval=(0.7, 0.9)),
        )
    ]
    return Findings(book.config, FigureSet(figures), (), book)


def test_the_trend_shows_each_year_of_the_conference_with_its_interval_and_the_line(made):
    rows = [row for row in rows_of(charts.charts(made)["trend"]) if row["kind"] == "registrations"]
    assert {(round(row["year"]), row["value"], row["low"], row["high"], row["beside"]) for row in rows} == {
        (2021, 0.11, 0.08, 0.14, 0.11),
        (2022, 0.12, 0.08, 0.14, 0.11),
    }


def test_a_year_without_an_interval_is_not_drawn(made):
    kept = [f for f in made.figures if f.id != "elm-2021.us-china.compared"]
    bare = FigureSet([*kept, figure("elm-2021.us-china.compared", None)])
    rows = rows_of(charts.trend(made.config, bare))
    assert {round(row["year"]) for row in rows} == {2022}


def test_without_a_trend_there_is_no_chart(made):
    bare = FigureSet(f for f in made.figures if f.measure != "us-china.fitted")
    assert charts.charts(Findings(made.config, bare, (), made.book)) == {}


def test_charts_are_the_same_twice_and_fit_a_telephone(settings, computed, book):
    for name, chart in charts.charts(Findings(settings, computed, (), book)).items():
        svg = to_svg(chart)
        assert svg == to_svg(chart), name
        assert float(svg.partition('width="')[2].partition('"')[0]) <= 520, name
