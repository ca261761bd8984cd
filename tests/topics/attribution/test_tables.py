"""How strings became countries, counted on rows made by hand."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.figures.figure import Figure, FigureSet
from analysis.topics.attribution import tables

ROWS = [
    ("profile", "Oak College", "resolved", "registry"),
    ("profile", "Oak College", "resolved", "registry+place"),
    ("profile", "Elm *Lab*", "unresolved", ""),
    ("profile", "Elm *Lab*", "unresolved", ""),
    ("profile", "ash", "unresolved", ""),
    ("profile", "none", "unaffiliated", ""),
    ("profile", "", "empty", ""),  # no affiliation at all
    ("paper", "Oak College", "resolved", "domain"),
]


@pytest.fixture
def book(settings) -> SimpleNamespace:
    rows = pd.DataFrame(ROWS, columns=["basis", "affiliation", "status", "method"])
    return SimpleNamespace(config=settings, attributed={"neurips-2025": rows})


def test_affiliations_are_counted_as_often_as_they_occur(book) -> None:
    lines = tables.resolution(book).splitlines()[2:4]
    assert lines == [
        "| neurips-2025 | paper | 1 | 100.00% | 0.00% | 0.00% |",
        "| neurips-2025 | profile | 6 | 33.33% | 16.67% | 50.00% |",
    ]


def test_each_rule_that_had_a_part_in_a_decision_is_counted(book) -> None:
    lines = tables.methods(book).splitlines()[2:5]
    assert [line.split(" | ")[0] for line in lines] == ["| registry", "| domain", "| place"]
    assert lines[0].endswith("| 2 | 50.0% |")


def test_the_commonest_come_first_and_are_taken_literally(book) -> None:
    assert tables.unresolved(book).splitlines()[2:4] == ["| Elm \\*Lab\\* | 2 |", "| ash | 1 |"]
    assert len(tables.unresolved(book, most=1).splitlines()) == 5


def test_both_halves_of_the_gold_set_stand_beside_each_other(settings) -> None:
    def score(at: str, kind: str, x: int) -> Figure:
        return Figure(
            id=f"gold.elm{at}",
            measure="elm",
            label="",
            unit="share",
            value=x / 10,
            numerator=x,
            denominator=10,
            interval=(0.1, 0.9),
            cohort="gold",
            sources=(),
            words="right",
            kind=kind,
        )

    found = FigureSet([score("", "test", 9), score(".development", "development", 8)])
    assert tables.accuracy(settings, found).splitlines()[2] == "| Right | 90.0% | 9 of 10 | 10.0% to 90.0% | 80.0% |"
    assert found.used == set(found.ids())
