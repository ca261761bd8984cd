"""The sentences on what would change our mind, on claims made by hand."""

from __future__ import annotations

import pytest

from analysis.figures.figure import FigureSet
from analysis.topics.claims.change_of_mind import what_would_change_it
from tests.support.claims import IN, OUT, figure, judged

LOW = 0.02
CHOICES = ["cn-hk", "cn-hk-mo", "cn-hk-mo-tw", "headquarters", "named-place"]
ALONE = "The words allow no other reading than the deciding one."


def told(config, verdict) -> str:
    """What a page says would change our mind, where no other estimate is at hand."""
    return what_would_change_it(config, verdict, FigureSet([verdict.decisive]))


@pytest.mark.parametrize(
    ("decisive", "others", "said"),
    [
        (
            OUT,
            {"profile": IN, "cn-hk": IN},
            "Another record of the same conference is enough to bring the answer into the asserted range: 2024, profile: 3.5%.",
        ),
        (
            OUT,
            {"profile": OUT, "cn-hk": IN},
            "One changed choice is enough to bring the answer into the asserted range: 2024, program, with HK: 3.5%.",
        ),
        (
            OUT,
            {"profile": OUT, "cn-hk": LOW},
            "One changed choice is enough to bring the answer over the asserted range: 2024, program, with HK: 2.0%.",
        ),
        (OUT, {"cn-hk": LOW, "headquarters": IN}, "to bring the answer into or over the asserted range"),
        (
            IN,
            {"cn-hk": OUT},
            "One changed choice is enough to bring the answer out of the asserted range: 2024, program, with HK: 5.0%.",
        ),
        (
            OUT,
            {"cn-hk": OUT, "profile": IN},
            "**A reading.** Of three readings that the words allow: in the asserted range one, below it none, above it two.",
        ),
        (OUT, dict.fromkeys(CHOICES, IN), ", and 2 more as near."),
        (OUT, {}, ALONE),
    ],
)
def test_the_nearest_reading_that_changes_the_answer_is_named(settings, decisive, others, said):
    text = told(*judged(settings, figure(decisive), others))
    assert said in text
    assert text.startswith("- **A reading.** ")
    assert text.endswith(".\n")


def test_readings_that_agree_are_counted_and_nothing_is_said_to_bring_the_answer_in(settings):
    text = told(*judged(settings, figure(OUT), {"cn-hk": OUT, "profile": OUT}))
    assert (
        "Of three readings that the words allow: in the asserted range none, below it none, above it three.\n" in text
    )
    assert "bring" not in text


def test_more_choices_at_once_are_told_apart_from_readings(settings):
    text = told(*judged(settings, figure(OUT), {"cn-hk": OUT, "cn-hk+headquarters": IN, "cn-hk+main": 0.06}))
    assert (
        "**More choices at once.** Of 2 definitions that change more than one choice, all left open by the words: in the"
        " asserted range one, below it none, above it one. The nearest that brings the answer into the asserted range: 2024,"
        " program, with HK, companies at head office: 3.5%."
    ) in text


@pytest.mark.parametrize(("value", "does"), [(IN, "into"), (LOW, "over")])
def test_what_nobody_hears_is_told_as_a_reconstruction_that_changes_no_verdict(settings, value, does):
    text = told(*judged(settings, figure(OUT), {"first-last": value}))
    assert ALONE in text
    assert (
        f"The nearest that brings the answer {does} the asserted range: 2024, program, first and last author:" in text
    )
    assert "That may explain where a number comes from; it changes no verdict." in text


def test_no_more_than_three_definitions_are_named(settings):
    named = told(*judged(settings, figure(OUT), dict.fromkeys(CHOICES, IN)))
    assert named.count("2024, ") == 3


def test_a_claim_of_a_rise_is_told_as_a_rise(settings):
    at = "neurips-2024.us-china.rise"
    up = figure(0.02, measure=at, interval=(0.01, 0.03), bounds=(-0.01, 0.04), method="newcombe")
    config, verdict = judged(settings, up, {"profile": 0.01}, asserts="rises")
    text = told(config, verdict)
    rise = "a rise that is more than chance"
    assert f"Another record of the same conference is enough to bring the answer away from {rise}" in text
    assert "a clear rise one, unclear one, a clear fall none." in text
    assert "gives −1.0 points to +4.0 points: it could change the answer." in text
    assert "**The counting.**" not in text
    down = figure(-0.02, measure=at, interval=(-0.03, -0.01), bounds=(-0.04, -0.01), method="newcombe")
    text = told(*judged(settings, down, {}, asserts="rises"))
    assert rise not in text
    assert "it cannot change the answer." in text


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (35, "5 of the 35 papers counted would have to be counted otherwise to leave the range."),
        (50, "11 of the 50 papers counted would have to be wrong to bring the number itself into the range."),
        (
            20,
            "We would have to have missed 11 beside the 20 papers counted to bring the number itself into the range.",
        ),
    ],
)
def test_the_papers_that_would_have_to_be_counted_otherwise_are_told(settings, x, said):
    text = told(*judged(settings, figure(x / 1000, numerator=x, denominator=1000), {}))
    assert f"**The counting.** {said}" in text.splitlines()[1]


def test_an_estimate_that_only_reaches_the_range_is_brought_in_not_out(settings):
    found = figure(OUT, numerator=50, denominator=1000, interval=(0.03, 0.06), estimate=True)
    config, verdict = judged(settings, found, {})
    assert verdict.holds
    assert "11 of the 50 papers counted would have to be wrong" in told(config, verdict)


@pytest.mark.parametrize(
    ("value", "bounds", "could"),
    [
        (OUT, (0.04, 0.06), True),
        (OUT, (0.041, 0.06), False),
        (0.02, (0.01, 0.03), True),
        (IN, (0.03, 0.04), False),
        (IN, (0.029, 0.04), True),
        (IN, (0.03, 0.041), True),
    ],
)
def test_the_unknown_can_or_cannot_change_the_answer(settings, value, bounds, could):
    text = told(*judged(settings, figure(value, bounds=bounds), {}))
    assert ("it could change the answer." in text, "it cannot change the answer." in text) == (could, not could)


def test_the_plain_count_and_our_errors_are_told_where_they_are_known(settings):
    plain = figure(IN, measure="neurips-2024.us-china.share", numerator=35, denominator=1000, interval=(0.03, 0.04))
    estimated = figure(OUT, measure="neurips-2024.calibrated.us-china.share", plain="us-china.share")
    corrected = figure(
        IN, measure="neurips-2024.corrected.us-china.share", plain="us-china.share", interval=(0.03, 0.04)
    )
    config, verdict = judged(settings, estimated, {})
    text = what_would_change_it(config, verdict, FigureSet([estimated, plain, corrected]))
    assert "**The sample.** The plain count of the papers read in full gives 3.5% (3.0% to 4.0%): the verdict" in text
    assert "**Our errors.** Corrected for the errors measured on the gold set, the plain count gives 3.5%" in text
    alone = what_would_change_it(*judged(settings, plain, {}), FigureSet([plain]))
    assert "The sample" not in alone, "a plain count is no other estimate of itself"


def test_without_a_value_nothing_is_said(settings):
    assert told(*judged(settings, figure(None, bounds=(0, 1)), {"profile": IN})) == "\n"
