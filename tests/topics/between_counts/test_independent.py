"""The independent analyses on our data: their places by hand, and what the committed facts give."""

from __future__ import annotations

import copy

import numpy as np
import pandas as pd
import pytest

from analysis.counting.masks import codes_in, masks_of
from analysis.settings.definitions import parse
from analysis.settings.others import STEPS, Places
from analysis.topics.between_counts import independent
from analysis.topics.between_counts.namesakes import everyone, first, names_of
from tests.support.other_groups import EXTENT, config_with, of_trees
from tests.topics.between_counts.test_namesakes import rows_of

US, CN = frozenset({"US"}), frozenset({"CN"})
ROWS = pd.DataFrame(
    [
        (0, 1, 0, "oak", "US"),
        (0, 2, 1, "elm", "CN"),
        (0, 2, 2, "ash", "US"),
        (0, 2, 2, "elm", "CN"),  # the second person of the name has two affiliations
        (1, 1, 1, "oak", "US"),
        (1, 1, 2, "elm", "CN"),
        (2, 1, 0, "oak", "US"),
        (2, 2, 0, "", ""),
    ],
    columns=["paper", "author", "candidate", "name", "codes"],
)
NAMES = names_of(rows_of(ROWS), 3)


def counter(*chosen: bool) -> independent.Counter:
    """What counts the joint papers of `ROWS`."""
    codes = codes_in([ROWS["codes"]])
    profiles = independent.Profiles(ROWS, ROWS["name"], NAMES)
    return independent.Counter(profiles, codes, masks_of(codes, ROWS["codes"]), US, CN, np.array(chosen))


@pytest.fixture(scope="module")
def found(book):
    """Figures of the peers by id."""
    return {f.id: f.value for f in independent.figures(book, independent.reproduced(book))}


def test_a_place_changes_only_what_it_names() -> None:
    count = counter(True, True, True)
    assert count.joint({}) == 1
    assert count.joint({"oak": "CN"}) == 0  # the first paper loses its only sure US affiliation
    assert count.joint({"": "CN"}) == 2  # the third gains a Chinese side
    assert counter(True, False, False).joint({"": "CN"}) == 1
    assert count.joint({}) == 1  # what was placed otherwise stays as it was


def test_of_people_of_one_name_any_can_be_taken() -> None:
    count = counter(True, True, True)
    assert (count.joint({}, first), count.joint({}, everyone)) == (1, 2)
    assert count.expected({}) == pytest.approx(1)
    assert count.expected({"": "CN"}) == pytest.approx(2)


PLACES = Places.model_validate(
    {
        "table": {"file": "x.csv.gz", "countries": {"China": "CN"}},
        "faults": {
            "northeastern": {"name": "n", "affiliation": "Northeastern University"},
            "deepmind": {"name": "d", "affiliation": "Google DeepMind"},
            "other-names": {"name": "all other names"},
        },
    }
)
BY_WORD = Places.model_validate({"faults": {"microsoft": {"name": "m", "word": "Microsoft", "country": "US"}}})


def test_what_each_analysis_places_otherwise() -> None:
    places = independent.their_places(
        PLACES, ["northeastern university", "google deepmind", "baai", "stanford university"]
    )
    assert places["northeastern"] == {"northeastern university": "CN"}
    assert places["deepmind"] == {"google deepmind": ""}
    assert places["other-names"] == {"baai": ""}
    assert independent.their_places(BY_WORD, ["microsoft research asia", "microsofty"]) == {
        "microsoft": {"microsoft research asia": "US"}
    }


def test_the_rules_follow_the_year(settings) -> None:
    assert independent.rules_of(settings, "neurips-2024", "ceps").basis == "profile-by-name"
    assert independent.rules_of(settings, "neurips-2025", "ceps").basis == "profile"
    assert independent.rules_of(settings, "neurips-2023", "ceps") is None  # no count of theirs
    assert independent.rules_of(settings, "neurips-2020", "neurips-us-vs-china") is None  # no profiles
    assert independent.rules_of(settings, "neurips-2025", "article") is None  # its rules are not known


def test_the_steps_agree_with_the_grid(book, settings, found) -> None:
    definition = parse("profile+cn-hk-mo-tw+headquarters+main", settings, settings.cohorts["neurips-2025"])
    at = "neurips-2025.peer-neurips-us-vs-china"
    assert found[f"{at}.policy"] == book.classified("neurips-2025", definition).both().sum()
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


def test_a_fifth_analysis_is_reproduced_as_the_others_are(book, settings) -> None:
    more = {"name": "the fifth", "about": "x", "definition": "cn-hk+separate-people", "counts": {2025: [600, 5800]}}
    told = {key: other.model_dump(by_alias=True) for key, other in settings.independent.items()}
    changed = _with(book, config_with(independent={**told, "fifth": more}))
    figures = {f.id: f for f in independent.figures(changed, independent.reproduced(changed))}
    fifth = figures["neurips-2025.peer-fifth.group"]
    assert fifth.label.startswith("US-China papers, the fifth: with their China group")
    definition = parse("profile+cn-hk+separate-people", settings, settings.cohorts["neurips-2025"])
    assert fifth.value == book.classified("neurips-2025", definition).both().sum()
    assert "neurips-2025.peer-fifth.places" not in figures
    assert {(f.measure, f.slice) for f in figures.values()} >= {("peer-fifth", "remaining"), ("peer-ceps", "microsoft")}


def test_without_an_analysis_its_figures_are_left_out(book, settings) -> None:
    changed = _with(book, settings.model_copy(update={"independent": {}}))
    assert independent.reproduced(changed) == {}


def test_steps_are_named_after_the_groups_that_differ() -> None:
    config = of_trees(
        independent={"fir": {"name": "fir", "about": "x", "definition": "wide", "counts": {2024: [1, 2]}}}
    )
    rules = independent.rules_of(config, "neurips-2024", "fir")
    assert independent.words_of_steps(config, rules)["start"] == "narrow, places as named"
    assert independent.words_of_steps(config, rules)["group"] == "with their Elmland group"
    alike = of_trees(
        definitions={**_definitions(config), "extent": {**EXTENT, "wide": {"name": "w", "about": "x"}}},
        independent={"fir": {"name": "fir", "about": "x", "definition": "wide", "counts": {2024: [1, 2]}}},
    )
    assert independent.words_of_steps(alike, rules)["group"] == "with their countries"


def test_a_fault_cannot_take_the_place_of_a_step(settings) -> None:
    assert set(independent.words_of_steps(settings)) | {"names"} == STEPS


def _definitions(config):
    return {
        axis: {key: choice.model_dump(by_alias=True) for key, choice in choices.items()}
        for axis, choices in config.definitions.items()
    }


def _with(book, config):
    """The committed facts under another config."""
    made = copy.copy(book)
    made.config, made._classified = config, {}
    return made
