"""Completed counts: what is open by hand, and the figures of the committed facts."""

from __future__ import annotations

import pytest

from analysis.settings.definitions import parse
from analysis.topics.between_counts import completion
from tests.support.papers import CN, US, classified, paper

PAPERS = classified(
    {
        "a": paper("US", "CN"),
        "b": paper("US", "CN"),
        "c": paper("US", "", unknown=1),
        "d": paper("DE", "", unknown=1),
    }
)


def test_every_authorship_is_hidden_with_the_share_that_is_open() -> None:
    done = completion.completed(PAPERS, (US, CN), 0.95)
    assert completion.open_share(PAPERS) == (2, 8)
    assert (done.found, done.kept) == (2, pytest.approx(0.75**2))


def test_a_chance_that_is_given_stands_in_its_place() -> None:
    assert completion.completed(PAPERS, (US, CN), 0.95, lambda _: 0.5).kept == pytest.approx(0.25)
    assert completion.completed(classified({"a": paper("US")}), (US, CN), 0.95).completed is None


def test_completed_are_the_joint_papers_of_the_definition(book, settings) -> None:
    found = {f.id: f for f in completion.figures(book)}
    definition = parse("profile-by-name", settings, settings.cohorts["neurips-2024"])
    kept = found["neurips-2024.knockout.kept.share@profile-by-name"]
    assert kept.denominator == len(book.classified("neurips-2024", definition).both)
