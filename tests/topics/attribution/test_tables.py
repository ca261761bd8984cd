"""How strings became countries, counted on rows made by hand."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.figures.figure import Figure, FigureSet
from analysis.settings.config import Config
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


AUDITED = [
    ("Elm *Lab*", 2, 2, 2, "unresolved", "", "", ""),
    ("Acme", 9, 8, 1, "resolved", "CN|US", "head office|city", "its head office"),
    ("Ash", 1, 1, 0, "unresolved", "", "", "Ash?"),
    ("Oak College", 3, 3, 3, "resolved", "US", "", "ROR 1"),
]
COLUMNS = ("affiliation", "rows", "papers", "at-stake-us-china", "decision", "countries", "weak", "evidence")


@pytest.fixture
def audited() -> pd.DataFrame:
    return pd.DataFrame(AUDITED, columns=COLUMNS)


def linking(settings: Config, errors: str | None) -> Config:
    """A config whose report takes reports of errors there."""
    return settings.model_copy(update={"report": settings.report.model_copy(update={"errors": errors})})


def test_what_is_open_and_each_kind_of_weak_evidence_is_summed(settings, audited) -> None:
    lines = tables.to_check(settings, audited).splitlines()
    assert lines[2] == "| Nothing that we know: unresolved | 2 | 3 | 2 |"
    assert lines[3].startswith("| A company at its head office") and lines[3].endswith("| 1 | 9 | 1 |")
    assert lines[4] == ""


def test_a_few_of_each_kind_are_named_and_taken_literally(settings, audited) -> None:
    settings = linking(settings, None)
    lines = tables.first_to_check(settings, audited, of_a_kind=1).splitlines()
    assert lines[2:5] == [
        "| Elm \\*Lab\\* | open | unresolved | 2 | 2 |",
        "| Acme | CN, US | head office | 8 | 1 |",
        "",
    ]
    assert tables.first_to_check(settings, audited[:0]) == ""


def test_a_row_links_to_a_form_only_where_there_is_one(settings, audited) -> None:
    lines = tables.first_to_check(linking(settings, "https://example.org/new"), audited).splitlines()
    assert lines[0].endswith("| Wrong? |")
    assert "[report](https://example.org/new?template=wrong-country.yml&affiliation=Elm+%2ALab%2A&" in lines[2]
    assert "explained=CN%7CUS%3B+its+head+office" in lines[3]


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
