"""The measured accuracy as figures."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from analysis.counting import accuracy, gold
from analysis.counting.accuracy import Score
from analysis.topics.attribution import figures


@pytest.fixture
def scored(settings, monkeypatch):
    """Figures of one score: 9 of 12 draws right, on four strings."""
    monkeypatch.setattr(accuracy, "score_strings", lambda book, half: [Score("elm", "right", 9, 12, 4)])
    monkeypatch.setattr(accuracy, "score_blocks", lambda book, half: [Score("oak", "read", 0, 0, 0)])

    monkeypatch.setattr(
        accuracy, "score_elsewhere", lambda book, half, kind="": [Score("ash", f"of {kind}", 1, 2, 2)] if kind else []
    )
    monkeypatch.setattr(accuracy, "agreement_elsewhere", lambda: Score("yew", "agree", 3, 4, 4))

    book = SimpleNamespace(config=settings.model_copy(update={"cohorts": {}}), attributed={})
    return {f.id: f for f in figures.figures(book)}


def test_each_half_of_the_gold_set_has_its_figure(scored) -> None:
    assert {i for i in scored if "ash" not in i} == {
        *("gold.elm", "gold.elm.development", "gold.oak", "gold.oak.development"),
        "gold.yew",
    }
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


def test_each_kind_of_affiliations_from_elsewhere_has_its_figure(scored) -> None:
    found = {f.slice: f for i, f in scored.items() if "ash" in i}
    assert set(found) == set(gold.KINDS)
    assert found["company"].id == "gold.ash.company"
    assert found["company"].label == "of company, test half of the gold set"
    assert scored["gold.yew"].label == "agree, both halves of the gold set"
