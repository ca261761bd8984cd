"""Tables of the trend: what they say is what the figures say, and what there is no figure for is left out."""

from __future__ import annotations

from analysis.figures.figure import FigureSet
from analysis.topics.growing import tables
from tests.support.invented_book import Book, figure

ODDS = {"unit": "odds ratio", "numerator": 80, "denominator": 1200, "interval": (1.1, 1.5)}


def rows(table: str) -> list[str]:
    return [line for line in table.split("\n") if line.startswith("|")][2:]


def test_slopes_have_a_row_for_each_kind_that_has_one(settings):
    kind, other = {"slice": "program"}, {"slice": "tea-leaves"}
    figures = [
        figure("trend.us-china.slope", 1.25, **ODDS),
        figure("trend.us-china.p", 0.0004, unit="p-value"),
        figure("trend.us-china.slope.tea-leaves", 1.5, **ODDS, **other),
        figure("trend.us-china.p.tea-leaves", 0.012, unit="p-value", **other),
        figure("trend.us-china.slope.program", 1.5, **ODDS, **kind),
        figure("trend.us-china.p.program", 0.012, unit="p-value", **kind),
        figure("trend.us-china.all-known.slope", 1.0, **ODDS),
        figure("trend.us-china.all-known.p", 0.9, unit="p-value"),
    ]
    assert rows(tables.slopes(settings, FigureSet(figures))) == [
        "| **all together**, all papers | 80 of 1,200 | 1.25 | 1.10 to 1.50 | under 0.001 |",
        "| registrations, all papers | 80 of 1,200 | 1.50 | 1.10 to 1.50 | 0.012 |",
        "| tea-leaves, all papers | 80 of 1,200 | 1.50 | 1.10 to 1.50 | 0.012 |",  # without a name in the topic's file
        "| **all together**, every author known | 80 of 1,200 | 1.00 | 1.10 to 1.50 | 0.900 |",
    ]


def test_without_a_trend_the_table_of_slopes_has_no_row(settings):
    assert rows(tables.slopes(settings, FigureSet([]))) == []


def test_chance_has_dashes_where_authors_are_not_known(settings):
    book = Book(settings, {"elm-2020": {"program": {}, "paper": {}}})
    figures = [
        made
        for at in ("", "@paper")
        for made in (
            figure(f"elm-2020.us-china.compared{at}", 0.1),
            figure(f"elm-2020.us-china.expected-papers{at}", 0.125),
            figure(f"elm-2020.us-china.affinity-papers{at}", 0.8, unit="ratio", interval=(0.75, 0.85)),
        )
    ]
    figures += [
        figure("elm-2020.us-china.expected", 0.25),
        figure("elm-2020.us-china.affinity", 0.4, unit="ratio"),
    ]
    assert rows(tables.chance(book.config, FigureSet(figures))) == [
        "| 2020 program | 10.0% | 12.5% | 0.80 (0.75 to 0.85) | 25.0% | 0.40 |",
        "| 2020 paper | 10.0% | 12.5% | 0.80 (0.75 to 0.85) | – | – |",
    ]
