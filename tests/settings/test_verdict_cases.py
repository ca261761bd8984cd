"""The whole space of cases: each can be reached, has one verdict, and the ratings are in order over all of it."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from analysis.settings.verdict_cases import (
    FAR,
    LOWER,
    PLACES,
    UPPER,
    Case,
    Cause,
    Place,
    Readings,
    State,
    Words,
    case,
    cases,
    causes,
)

# words, decisive → verdict where the readings are all inside, some inside, across, outside, and far
TABLE = {
    ("hold", "inside"): ("accurate", "caveat", "depends", None, None),
    ("hold", "reached"): (None, "caveat", "depends", "caveat", "caveat"),
    ("open", "reached"): (None, "caveat", "depends", "caveat", "caveat"),
    ("hold", "above"): (None, "depends", "depends", "true-understated", "true-understated"),
    ("hold", "below"): (None, "depends", "depends", "true-overstated", "true-overstated"),
    ("fail", "above"): (None, "depends", "depends", "understated", "wrong"),
    ("fail", "below"): (None, "depends", "depends", "overstated", "wrong"),
    ("open", "below"): (None, "depends", "depends", "overstated", None),
    ("open", "missing"): ("uncheckable",) * 5,
}


def test_every_case_that_can_come_about_has_this_verdict_and_no_other(settings):
    there = {case[:2]: case for case in cases()}
    assert set(there) == set(TABLE)
    for (words, decisive), row in TABLE.items():
        for readings, verdict in zip(get_args(Readings), row, strict=True):
            one = Case(words, decisive, readings)
            assert (one in cases()) == (verdict is not None), one
            if verdict:
                assert settings.verdicts.fitting(one) == [verdict]


def test_every_verdict_of_the_scale_can_be_given(settings):
    assert {settings.verdicts.of(one) for one in cases()} == set(settings.verdicts.scale)


def test_what_holds_is_rated_no_lower_than_what_fails(settings):
    rated = {words: [] for words in get_args(Words)}
    for one in cases():
        rated[one.words].append(settings.verdicts.scale[settings.verdicts.of(one)].rating)
    assert min(rated["hold"]) >= max(rated["fail"])


def test_further_out_on_the_same_side_is_never_better(settings):
    rating = lambda cause: settings.verdicts.scale[settings.verdicts.of(cause.case)].rating
    steps = [(cause, farther) for cause in causes() for farther in cause.further_out()]
    assert len(steps) > 500
    assert [step for step in steps if rating(step[1]) > rating(step[0])] == []


@pytest.mark.parametrize("literally", sorted(PLACES))
def test_further_out_leaves_the_words_the_other_readings_and_the_side_as_they_are(literally):
    for cause in causes():
        for farther in cause.further_out():
            assert (farther.literally, farther.others) == (cause.literally, cause.others)
            assert farther.decisive != "inside"
            assert cause.decisive == "inside" or (cause.decisive in UPPER) == (farther.decisive in UPPER)
            assert not (cause.decisive in FAR and farther.decisive not in FAR)
            assert cause.reached or cause.decisive == "inside" or not farther.reached


def test_readings_on_both_sides_always_depend(settings):
    for cause in causes():
        places = cause.others | ({cause.decisive} if cause.decisive else set())
        if places & LOWER and places & UPPER and cause.decisive:
            assert settings.verdicts.of(cause.case) == "depends", cause


@pytest.mark.parametrize(
    ("literally", "place", "reached", "words"),
    [
        ("more", "above", False, "hold"),  # "over three" is literally so of seven
        ("more", "far-above", False, "hold"),
        ("more", "below", False, "fail"),
        ("more", "below", True, "open"),
        ("more", "above", True, "hold"),
        ("less", "far-below", False, "hold"),
        ("less", "above", False, "fail"),
        ("range", "above", False, "fail"),  # "roughly three" is not
        ("range", "inside", False, "hold"),
        ("range", "below", True, "open"),
        ("rises", "inside", False, "hold"),
        ("rises", "below", False, "open"),
        ("rises", "contrary", False, "fail"),
        ("range", None, False, "open"),
    ],
)
def test_words_hold_or_fail_by_what_they_literally_say(literally, place, reached, words):
    assert case(literally, place, reached, set()).words == words


@pytest.mark.parametrize(
    ("place", "others", "said"),
    [
        ("inside", set(), "all-inside"),
        ("inside", {"inside"}, "all-inside"),
        ("inside", {"above"}, "some-inside"),
        ("above", {"inside"}, "some-inside"),
        ("above", {"below"}, "across"),
        ("inside", {"below", "far-above"}, "across"),
        ("inside", {"contrary"}, "across"),  # a clear rise and a clear fall
        ("below", {"contrary"}, "outside"),
        ("far-above", {"above"}, "outside"),
        ("far-above", {"far-above"}, "far"),
        ("far-above", set(), "far"),
        ("above", {"far-above"}, "outside"),
    ],
)
def test_all_readings_together_the_deciding_one_too(place, others, said):
    assert case("range", place, False, others).readings == said


def test_a_cause_has_no_place_that_its_words_do_not_know():
    for cause in causes():
        assert cause.others <= PLACES[cause.literally]
        assert cause.decisive is None or cause.decisive in PLACES[cause.literally]
    assert {cause.decisive for cause in causes()} == {None, *get_args(Place)}
    assert {one.decisive for one in cases()} == set(get_args(State))
    assert Cause("range", "above", False, frozenset()).case == case("range", "above", False, frozenset())
    assert len(set(product(*map(get_args, (Words, State, Readings))))) > len(cases()), "some cannot come about"
