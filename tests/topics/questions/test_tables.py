"""Tables of the readers' questions: what they say is what the figures say."""

from __future__ import annotations

import pytest

from analysis.figures.figure import FigureSet
from analysis.topics.findings import Findings
from analysis.topics.questions import tables
from analysis.topics.questions.figures import figures
from tests.support.invented_book import Book

PAPERS = {
    "a": ("US:MIT|CN:PKU", "CN:PKU"),
    "b": ("US:MIT", ""),
    "c": ("US:MIT*", "CN:PKU"),
    "d": ("GB:UCL",),
}


@pytest.fixture(scope="module")
def made(settings) -> dict[str, list[str]]:
    book = Book(settings, {"elm-2020": {"program": PAPERS}})
    found = tables.tables(Findings(book.config, FigureSet(figures(book)), (), book))
    return {name: [line for line in text.split("\n") if line.startswith("|")][2:] for name, text in found.items()}


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("institutions-apart", ["0.0% of 3", "0.0% of 2", "0.0% of 1", "– of 0", "25.0% of 4"]),
        ("authorships-apart", ["33.3% (14.3 to 42.9%)", "33.3% (0.0 to 50.0%)", "0.0% (0.0 to 25.0%)"]),
        ("pair-numbers", ["2", "100.0%", "100.0% of 2", "0.0% of 2"]),
        ("dual", ["50.0% (9.5 to 90.5%)", "50.0% (9.5 to 90.5%)", "16.7%"]),
    ],
)
def test_a_source_has_a_row_with_its_figures(settings, made, name, cells):
    [row] = made[name]
    assert row == f"| 2020 {settings.definitions['basis']['program'].name} | {' | '.join(cells)} |"


def test_pairs_stand_with_most_papers_first_and_marks_taken_literally(made):
    assert made["pairs-program"] == [r"| MIT | PKU | 1 |", r"| MIT\* | PKU | 1 |"]


def test_without_figures_the_tables_have_no_row(settings):
    book = Book(settings, {"elm-2020": {"paper": {"b": PAPERS["b"]}}})
    found = tables.tables(Findings(book.config, FigureSet([]), (), book))
    assert {len([line for line in text.split("\n") if line.startswith("|")]) for text in found.values()} == {2}
    assert not [name for name in found if name.startswith("pairs-")]
