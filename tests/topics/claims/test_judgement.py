"""A verdict in words: all of it from the judgement, and the words of a fragile one."""

from __future__ import annotations

import pytest

from analysis.claims.fragility import slice_of
from analysis.claims.judge import judge
from analysis.figures.figure import FigureSet
from analysis.settings.verdict_rules import LeftOpen
from analysis.topics.chart_data import rows_of
from analysis.topics.claims.charts import by_mentions
from analysis.topics.claims.judgement import judgement
from analysis.topics.claims.left_open import left_open
from analysis.topics.claims.turning import fragility
from tests.support.claims import IN, OUT, claim, figure, judged

LLAMA = "neurips-2025.adoption.llama.china.share"


@pytest.mark.parametrize(
    ("value", "asserts", "said"),
    [
        (0.069, "over 0.03", "They hold: the sentence is literally so of the deciding figure, 6.9%."),
        (0.106, "roughly 0.03", "They do not hold: the sentence is not literally so of the deciding figure, 10.6%."),
        (None, "over 0.03", "Whether they hold is left open: there is no figure that could tell."),
    ],
)
def test_whether_the_words_hold_is_told(settings, value, asserts, said):
    assert f"- **The words.** {said}" in judgement(*judged(settings, figure(value), {}, asserts=asserts))


def test_where_the_readings_lie_is_told_and_nothing_else_is_said_of_them(settings):
    text = judgement(*judged(settings, figure(OUT), {"profile": IN, "cn-hk": 0.02, "first-last": IN}))
    assert (
        "- **The impression.** A reader is given to believe: more than 3%, less than 4%. Of three readings that the words"
        " allow: in the asserted range one, below it one, above it one.\n"
    ) in text


def test_of_a_number_alone_the_range_that_counts_as_it_is_told(settings):
    found = figure(190.0, measure="neurips-2024.us-china.papers", unit="papers")
    text = judgement(*judged(settings, found, {}, asserts="190"))
    assert "A reader is given to believe: 190 papers (we allow 171 to 209 papers). The words allow no other" in text


@pytest.mark.parametrize(
    ("others", "asserts", "value", "said"),
    [
        (
            {},
            "over 0.03",
            0.06,
            "**Robust.** The verdict stays the same when each constant of our rules is a fifth smaller",
        ),
        (
            {},
            "over 0.03",
            0.042,
            "to “Accurate” if what “over” asserts reached to 1.6 times the number, in place of 1.33",
        ),
        (
            {},
            "almost 0.3",
            0.24,
            "to “Accurate” if what “almost” asserts began at 0.72 times the number, in place of 0.9",
        ),
        (
            {},
            "roughly 0.03",
            0.106,
            "to “Understated” if a figure were far off from a factor of 3.6 on, in place of three",
        ),
        ({"cn-hk": 0.03}, "roughly 0.03", 0.06, "to “Understated” if nothing but the record might differ"),
        (
            {"cn-hk+headquarters": 0.03},
            "roughly 0.03",
            0.06,
            "to “Depends on the definition” if a reading might differ by two choices, in place of one",
        ),
    ],
)
def test_the_change_under_which_a_verdict_turns_is_told(settings, others, asserts, value, said):
    config, verdict = judged(settings, figure(value), others, asserts=asserts)
    assert said in judgement(config, verdict)
    assert ("**Fragile.**" in judgement(config, verdict)) is not verdict.robust
    assert ("**fragile**" in fragility(config, verdict)) is not verdict.robust


@pytest.fixture
def by_level(settings):
    """A claim on a name that is prominent, for every number of mentions."""
    made = [figure(0.13, "prominent", measure=LLAMA, term="llama")]
    made += [
        figure(max(0.1, 0.26 - 0.02 * n), "prominent", measure=f"{LLAMA}.{slice_of(n)}", interval=(0.1, 0.3))
        for n in settings.mentions_tried
        if n != 5
    ]
    made.append(figure(0.25, "body", measure=LLAMA, term="llama"))
    left = {"level": LeftOpen(choices=["abstract", "prominent"], because="prominently is not anywhere")}
    rule = claim(f"{LLAMA}@prominent", asserts="over 1/5", left_open=left)
    config = settings.model_copy(update={"claims": {"a-claim": rule}})
    return config, judge("a-claim", rule, FigureSet(made), config)


def test_numbers_of_mentions_under_which_it_turns_are_told_together(by_level):
    text = fragility(*by_level)
    assert "It turns to “Accurate” if “prominently” asked for one or two mentions, in place of five." in text
    assert "Found: 1: 24.0%, 2: 22.0%," in text
    assert "../_generated/charts/mentions-a-claim-prominent.svg" in text


def test_the_curve_has_a_point_for_each_number_of_mentions(by_level):
    config, verdict = by_level
    rows = [row for row in rows_of(by_mentions(config, verdict, verdict.curves[0])) if "mentions" in row]
    kinds = {row["mentions"]: row["verdict"] for row in rows}
    assert kinds == {n: "another verdict" if n < 3 else "the same verdict" for n in range(1, 11)}


def test_what_the_words_leave_open_and_what_nobody_hears_is_listed_with_the_reason(by_level, settings):
    text = left_open(*by_level)
    where = "- **where named:** prominently; not heard: anywhere in the text (prominently is not anywhere)\n"
    assert text == where
    text = left_open(*judged(settings, figure(OUT), {"first-last": IN, "separate-people": OUT}))
    assert text.startswith("- **who:** any author, separate people; not heard: first and last author (")
    assert left_open(*judged(settings, figure(OUT), {})) == "No other definition can be counted here.\n"
