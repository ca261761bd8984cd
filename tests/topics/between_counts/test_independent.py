"""The independent analyses on our data: choices between namesakes by hand, and what the committed facts give."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.settings.definitions import parse
from analysis.topics.between_counts import peers

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
    return {f.id: f.value for f in peers.figures(book)}


def test_people_are_kept_apart() -> None:
    people = peers.people(ROWS, "codes")
    assert people["a"][2] == (CN, US | CN)
    assert people["b"] == {1: (US, CN)}
    assert people["c"][2] == (frozenset(),)


@pytest.mark.parametrize(("choose", "joint"), [(peers.agreed, 1), (peers.first, 1), (peers.everyone, 2)])
def test_joint_papers_by_choice(choose, joint) -> None:
    # a: the Chinese side is certain; b: one person, joint only if both people of the name are taken together; c: one side open
    assert peers.joint_papers(peers.people(ROWS, "codes"), ["a", "b", "c"], US, CN, choose) == joint


def test_a_draw_at_random() -> None:
    rows = pd.concat(
        [
            ROWS,
            pd.DataFrame(
                [("d", 1, 0, "oak", "US"), ("d", 2, 1, "oak", "US"), ("d", 2, 2, "elm", "CN")], columns=ROWS.columns
            ),
        ]
    )
    assert peers.expected_joint(peers.people(rows, "codes"), ["a", "b", "c"], US, CN) == pytest.approx(1)
    assert peers.expected_joint(peers.people(rows, "codes"), ["d"], US, CN) == pytest.approx(0.5)
    assert peers.expected_joint({}, ["nobody"], US, CN) == 0


def test_a_place_changes_only_what_it_names() -> None:
    assert (
        peers._gained(ROWS, "codes", {"oak": "CN"}, ["a", "b", "c"], US, CN) == -1
    )  # a loses its only sure US affiliation
    assert peers._gained(ROWS, "codes", {"": "CN"}, ["a", "b", "c"], US, CN) == 1  # c gains a Chinese side
    assert peers._gained(ROWS, "codes", {"": "CN"}, ["a"], US, CN) == 0
    assert peers._gained(ROWS, "codes", {}, ["a", "b", "c"], US, CN) == 0


def test_what_each_analysis_places_otherwise() -> None:
    places = peers.their_places(
        "neurips-us-vs-china", ["northeastern university", "google deepmind", "baai", "stanford university"]
    )
    assert places["northeastern"] == {"northeastern university": "CN"}
    assert places["deepmind"] == {"google deepmind": ""}
    assert places["other-names"] == {"baai": ""}
    assert peers.their_places("ceps", ["microsoft research asia", "microsofty"]) == {
        "microsoft": {"microsoft research asia": "US"}
    }
    assert peers.their_places("article", ["microsoft"]) == {}


def test_the_rules_follow_the_year(book, settings) -> None:
    assert peers.rules_of(book, "neurips-2024", "ceps").basis == "profile-by-name"
    assert peers.rules_of(book, "neurips-2025", "ceps").basis == "profile"
    assert peers.rules_of(book, "neurips-2023", "ceps") is None  # no count of theirs
    assert peers.rules_of(book, "neurips-2020", "neurips-us-vs-china") is None  # no profiles
    assert peers.rules_of(book, "neurips-2025", "article") is None  # its rules are not known


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
