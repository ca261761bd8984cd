"""How a number is said: each unit in its own words, minus signs that are minus signs, a dash for what is not known."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from analysis.looks.numbers import as_text, between, found_of, percent, points, signed, whole


def figure(unit: str = "share", method: str = "wilson", numerator=None, denominator=None) -> SimpleNamespace:
    return SimpleNamespace(unit=unit, method=method, numerator=numerator, denominator=denominator)


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        ("share", 0.1213, "12.1%"),
        ("papers", 4541, "4,541"),
        ("papers", 4541.4, "4,541"),
        ("ratio", 0.816, "0.82"),
        ("odds ratio", 1.0849, "1.08"),
        ("p-value", 0.00004, "under 0.001"),
        ("p-value", 0.0301, "0.030"),
        ("share a year", -0.0067, "−0.7 points"),
        *((unit, None, "–") for unit in ("share", "papers", "ratio", "p-value", "share a year")),
    ],
)
def test_a_value_is_said_in_its_unit(unit, value, text) -> None:
    assert as_text(figure(unit), value) == text


def test_a_difference_of_shares_is_said_in_points() -> None:
    change = figure(method="newcombe")
    assert as_text(change, 0.012) == "+1.2 points"
    assert between(change, (-0.01, 0.04)) == "−1.0 points to +4.0 points"


@pytest.mark.parametrize(("papers", "text"), [(387, "+387"), (-67, "−67"), (0, "0"), (1234, "+1,234")])
def test_what_is_added_or_taken_shows_its_sign(papers, text) -> None:
    assert signed(papers) == text


@pytest.mark.parametrize(("count", "text"), [(4541, "4,541"), (-67, "−67"), (2.0, "2"), (2.5, "2.5"), (None, "–")])
def test_a_fraction_keeps_one_decimal(count, text) -> None:
    assert whole(count) == text


def test_what_is_not_known_is_a_dash() -> None:
    assert percent(None) == points(None) == between(figure(), None) == found_of(figure()) == "–"


def test_the_papers_behind_a_share_are_told() -> None:
    assert found_of(figure(numerator=482, denominator=4541)) == "482 of 4,541"
