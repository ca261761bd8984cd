"""The measured accuracy as figures."""

from __future__ import annotations

import pytest

from analysis.counting import accuracy
from analysis.counting.accuracy import Score
from analysis.topics.attribution import figures


@pytest.fixture
def scored(settings, monkeypatch):
    """Figures of one score: 9 of 12 draws right, on four strings."""
    monkeypatch.setattr(accuracy, "score_strings", lambda book, half: [Score("elm", "right", 9, 12, 4)])
    monkeypatch.setattr(accuracy, "score_blocks", lambda book, half: [Score("oak", "read", 0, 0, 0)])

    class Book:
        config = settings

    return {f.id: f for f in figures.figures(Book())}


def test_each_half_of_the_gold_set_has_its_figure(scored) -> None:
    assert set(scored) == {"gold.elm", "gold.elm.development", "gold.oak", "gold.oak.development"}
    assert scored["gold.elm"].value == 0.75
    assert (scored["gold.elm"].words, scored["gold.elm"].kind) == ("right", "test")
    assert (scored["gold.elm"].measure, scored["gold.elm"].slice) == ("elm", "")
    assert (scored["gold.elm.development"].measure, scored["gold.elm.development"].slice) == ("elm", "development")
    assert scored["gold.elm.development"].label == "right, development half of the gold set"


def test_the_interval_goes_by_distinct_strings_and_not_by_draws(scored) -> None:
    low, high = scored["gold.elm"].interval
    assert (low, high) == pytest.approx((0.3006, 0.9544), abs=1e-4)  # Wilson of 3 of 4


def test_nothing_drawn_has_no_value(scored) -> None:
    assert scored["gold.oak"].value is None
    assert scored["gold.oak"].interval is None
