"""The independent analyses on our data: their places by hand, and what the committed facts give."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.settings.definitions import parse
from analysis.topics.between_counts import independent

US, CN = frozenset({"US"}), frozenset({"CN"})
ROWS = pd.DataFrame(
    [
        ("a", 1, 0, "oak", "US"),
        ("a", 2, 1, "elm", "CN"),
        ("a", 2, 2, "ash", "US"),
        ("a", 2, 2, "elm", "CN"),  # the second person of the name has two affiliations
        ("b", 1, 1, "oak", "US"),
        ("b", 1, 2, "elm", "CN"),
        ("c", 1, 0, "oak", "US"),
        ("c", 2, 0, "", ""),
    ],
    columns=["paper_id", "author", "candidate", "name", "codes"],
)


@pytest.fixture(scope="module")
def found(book):
    """Figures of the peers by id."""
    return {f.id: f.value for f in independent.figures(book, independent.reproduced(book))}


def test_a_place_changes_only_what_it_names() -> None:
    assert (
        independent.gained(ROWS, "codes", {"oak": "CN"}, ["a", "b", "c"], US, CN) == -1
    )  # a loses its only sure US affiliation
    assert independent.gained(ROWS, "codes", {"": "CN"}, ["a", "b", "c"], US, CN) == 1  # c gains a Chinese side
    assert independent.gained(ROWS, "codes", {"": "CN"}, ["a"], US, CN) == 0
    assert independent.gained(ROWS, "codes", {}, ["a", "b", "c"], US, CN) == 0


def test_what_each_analysis_places_otherwise() -> None:
    places = independent.their_places(
        "neurips-us-vs-china", ["northeastern university", "google deepmind", "baai", "stanford university"]
    )
    assert places["northeastern"] == {"northeastern university": "CN"}
    assert places["deepmind"] == {"google deepmind": ""}
    assert places["other-names"] == {"baai": ""}
    assert independent.their_places("ceps", ["microsoft research asia", "microsofty"]) == {
        "microsoft": {"microsoft research asia": "US"}
    }
    assert independent.their_places("article", ["microsoft"]) == {}


def test_the_rules_follow_the_year(book, settings) -> None:
    assert independent.rules_of(book, "neurips-2024", "ceps").basis == "profile-by-name"
    assert independent.rules_of(book, "neurips-2025", "ceps").basis == "profile"
    assert independent.rules_of(book, "neurips-2023", "ceps") is None  # no count of theirs
    assert independent.rules_of(book, "neurips-2020", "neurips-us-vs-china") is None  # no profiles
    assert independent.rules_of(book, "neurips-2025", "article") is None  # its rules are not known


def test_the_steps_agree_with_the_grid(book, settings, found) -> None:
    definition = parse("profile+cn-hk-mo-tw+headquarters+main", settings, settings.cohorts["neurips-2025"])
    at = "neurips-2025.peer-neurips-us-vs-china"
    assert found[f"{at}.policy"] == len(book.classified("neurips-2025", definition).both)
    assert (
        found[f"{at}.start"]
        < found[f"{at}.group"]
        < found[f"{at}.policy"]
        < found[f"{at}.completed"]
        < found[f"{at}.first"]
        < found[f"{at}.any"]
    )
    assert found[f"{at}.published"] == found[f"{at}.completed"] + found[f"{at}.remaining"]
    assert found[f"{at}.northeastern"] > 0 > found[f"{at}.other-names"]
    for year in (2024, 2025):
        assert found[f"neurips-{year}.peer-ceps.completed"] == pytest.approx(
            found[f"neurips-{year}.peer-ceps.published"], rel=0.06
        )


def test_profiles_joined_by_id_have_no_namesakes(found) -> None:
    assert "neurips-2022.peer-neurips-us-vs-china.completed" in found
    assert "neurips-2022.peer-neurips-us-vs-china.first" not in found
