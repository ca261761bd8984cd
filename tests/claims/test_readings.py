"""A claim's measure over the grid: where a figure lies, how far a definition is, and whether the words allow it."""

from __future__ import annotations

from math import inf, nextafter

import pytest

from analysis.claims.readings import place_of, reaches, readings
from analysis.figures.figure import FigureSet
from analysis.settings.assertions import Asserted
from analysis.settings.verdict_rules import LeftOpen
from tests.support.claims import SHARE, asserted, claim, figure

FACTOR = 3
RISE = Asserted(-inf, inf, "words", "span", None, "rises")
LEVELS = {"level": LeftOpen(choices=["abstract", "prominent"], because="b")}

# --- where a figure lies


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (0.03, "inside"),
        (0.035, "inside"),
        (0.04, "inside"),
        (0.03 - 1e-9, "below"),
        (0.04 + 1e-9, "above"),
        (0.04 * FACTOR, "above"),
        (nextafter(0.04 * FACTOR, 1), "far-above"),
        (0.03 / FACTOR, "below"),
        (nextafter(0.03 / FACTOR, 0), "far-below"),
        (0.0, "far-below"),
        (None, None),
    ],
)
def test_the_edges_belong_to_the_range_and_the_factor_to_what_is_not_yet_far(value, place):
    assert place_of(figure(value), asserted(), FACTOR) == place


@pytest.mark.parametrize(
    ("value", "place"), [(0.03, "below"), (0.030001, "inside"), (0.04, "above"), (0.039, "inside")]
)
def test_more_than_leaves_its_edges_out(value, place):
    more = Asserted(0.03, 0.04, "words", "span", "share", "more")
    assert place_of(figure(value), more, FACTOR) == place


@pytest.mark.parametrize(
    ("value", "interval", "estimate", "reached"),
    [
        (0.05, (0.04, 0.06), True, True),
        (0.05, (0.04 + 1e-9, 0.06), True, False),
        (0.05, (0.04, 0.06), False, False),  # what is counted in full has no error of sampling
        (0.02, (0.01, 0.03), True, True),
        (0.02, (0.01, 0.03 - 1e-9), True, False),
        (0.5, (0.04, 0.9), True, True),
        (0.5, (0.41, 0.9), True, False),
        (0.05, None, True, False),
        (0.035, (0.0, 1.0), True, False),  # it lies inside
        (None, (0.0, 1.0), True, False),
    ],
)
def test_an_estimate_reaches_the_range_if_its_interval_touches_it(value, interval, estimate, reached):
    assert reaches(figure(value, interval=interval, estimate=estimate), asserted()) is reached


@pytest.mark.parametrize(
    ("interval", "place"),
    [
        ((1e-9, 0.02), "inside"),
        ((0.0, 0.02), "below"),
        ((-0.01, 0.02), "below"),
        ((-0.02, 0.0), "below"),
        ((-0.02, -1e-9), "contrary"),
        (None, "below"),
    ],
)
def test_what_rises_has_its_whole_interval_above_zero(interval, place):
    assert place_of(figure(0.01, interval=interval), RISE, FACTOR) == place
    assert place_of(figure(None, interval=interval), RISE, FACTOR) is None
    assert not reaches(figure(0.01, interval=interval, estimate=True), RISE)


# --- which definitions there are, and which the words allow


def test_steps_leave_the_record_out_and_count_the_level(settings):
    of = "neurips-2025.adoption.qwen.us.share"
    steps = {
        "body": 0,
        "": 1,
        "prominent": 1,
        "profile+body": 0,
        "profile": 1,
        "profile+cn-hk+body": 1,
        "cn-hk+headquarters": 3,
        "profile+main+prominent": 2,
    }
    found = readings(
        claim(f"{of}@body", asserts="over 0.6", left_open=LEVELS),
        decisive := figure(0.5, "body", measure=of),
        FigureSet([decisive, *(figure(0.65, at, measure=of) for at in steps if at != "body")]),
        settings,
    )
    assert {r.figure.id.partition("@")[2]: r.steps for r in found} == steps
    assert found[0].figure is decisive
    assert [(r.steps, r.figure.id) for r in found[1:]] == sorted((r.steps, r.figure.id) for r in found[1:])
    assert [r.fits for r in found] == [False] + [True] * 7
    assert all(r.heard for r in found)


@pytest.mark.parametrize(
    ("at", "heard"),
    [
        ("profile", True),
        ("profile+cn-hk+headquarters", True),
        ("separate-people", True),
        ("first-last", False),  # which author stands where is not for a reader to guess
        ("profile+first-last", False),
        ("fractional", False),
        ("cn-hk+fractional", False),
    ],
)
def test_a_rule_that_nobody_hears_in_the_words_is_no_reading(settings, at, heard):
    found = readings(claim(), figure(0.1), FigureSet([figure(0.1), figure(0.03, at)]), settings)
    assert [r.heard for r in found] == [True, heard]


def test_what_a_claim_says_of_an_axis_goes_before_what_every_sentence_leaves_open(settings):
    made = [figure(0.1), figure(0.03, "first-last"), figure(0.03, "separate-people")]
    own = {"collaboration": LeftOpen(choices=["first-last"], because="b")}
    found = readings(claim(left_open=own), made[0], FigureSet(made), settings)
    assert {r.figure.definition: r.heard for r in found} == {
        "headline": True,
        "first-last": True,
        "separate-people": False,
    }


def test_an_axis_of_which_nothing_is_said_is_closed_but_for_the_deciding_choice(settings):
    closed = settings.model_copy(update={"left_open": {}})
    made = [figure(0.1, "profile"), figure(0.03), figure(0.03, "profile+cn-hk")]
    found = readings(claim(f"{SHARE}@profile"), made[0], FigureSet(made), closed)
    assert {r.figure.definition: r.heard for r in found} == {"profile": True, "headline": False, "profile+cn-hk": False}


def test_readings_are_of_the_measures_named_and_have_a_value(settings):
    other, change = "neurips-2024.us-china.papers", "neurips-2025.us-china.change"
    made = [
        figure(0.01),
        figure(0.03, "profile"),
        figure(None, "cn-hk"),
        figure(500, measure=other),
        figure(0.02, "profile", measure=change),
        figure(0.02, measure="neurips-2023.us-china.share"),
    ]
    figures = FigureSet(made)
    found = readings(claim(SHARE, f"{change}@profile", asserts="rises"), made[0], figures, settings)
    assert [r.figure.id for r in found] == [SHARE, f"{SHARE}@profile", f"{change}@profile"]
    assert [r.steps for r in found] == [0, 0, 0]
    assert found[2].definition.basis == "profile"
    assert figures.used == {f"{SHARE}@profile", f"{change}@profile"}


def test_a_calibrated_figure_stands_for_the_plain_count_of_its_definition(settings):
    plain, better = "neurips-2025.adoption.qwen.us.share", "neurips-2025.calibrated.adoption.qwen.us.share"
    made = [
        figure(v, at, measure=m)
        for m, v, at in (
            (better, 0.2, "body"),
            (plain, 0.65, "body"),
            (better, 0.3, ""),
            (plain, 0.62, ""),
            (plain, 0.4, "profile"),
        )
    ]
    found = readings(
        claim(f"{better}@body", f"{plain}@body", asserts="over 0.6", left_open=LEVELS),
        made[0],
        FigureSet(made),
        settings,
    )
    assert [r.figure.id for r in found] == [f"{better}@body", f"{plain}@profile", better]
    assert not any(r.fits for r in found)
