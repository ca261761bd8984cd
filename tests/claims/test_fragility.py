"""Constants of the rules are moved one at a time: which are, how far, and what is told where a verdict turns."""

from __future__ import annotations

from fractions import Fraction

import pytest

from analysis.claims.fragility import _ranges, slice_of
from analysis.claims.judge import judge
from analysis.figures.figure import FigureSet
from analysis.settings.verdict_rules import LeftOpen
from tests.support.claims import SHARE, claim, figure

LLAMA = "neurips-2025.adoption.llama.china.share"
LEVELS = {"level": LeftOpen(choices=["abstract", "prominent"], because="b")}


def turns(settings, made, rule=None) -> set[tuple[str, float, str]]:
    found = judge("a-claim", rule or claim(), FigureSet(made), settings)
    assert found.robust is not bool(found.changes)
    return {(c.constant.rpartition(".")[2], round(c.now, 3), c.verdict) for c in found.changes}


@pytest.mark.parametrize(
    ("asserts", "moved"),
    [
        ("over 0.03", {("over.high", 1.067), ("over.high", 1.6)}),  # the number itself is what the sentence says
        ("more than 60", {("over.high", 1.067), ("over.high", 1.6)}),
        ("almost 0.3", {("almost.low", 0.72), ("almost.low", 1)}),  # no edge passes the number
        ("roughly 0.03", {("roughly.low", 0.667), ("roughly.low", 1), ("roughly.high", 1), ("roughly.high", 1.4)}),
        ("141", {("bare.low", 0.72), ("bare.low", 1), ("bare.high", 1), ("bare.high", 1.32)}),
        ("rises", set()),
    ],
)
def test_edges_are_moved_by_a_fifth_either_way(settings, asserts, moved):
    assert settings.verdicts.vary_by == Fraction(1, 5)
    ranges = list(_ranges(claim(asserts=asserts), settings))
    assert {
        (key.removeprefix("assertions.").removeprefix("words."), round(now, 3)) for key, _, now, _ in ranges
    } == moved
    for _, _, _, said in ranges:
        assert said.low <= float(claim(asserts=asserts).asserts.number) <= said.high


@pytest.mark.parametrize(
    ("asserts", "values", "turned"),
    [
        ("over 0.03", {"": 0.06, "cn-hk": 0.07}, set()),
        ("over 0.03", {"": 0.042}, {("high", 1.6, "accurate")}),
        ("over 0.03", {"": 0.036}, {("high", 1.067, "true-understated")}),
        ("roughly 0.03", {"": 0.1}, {("wrong-factor", 2.4, "wrong"), ("high", 1.0, "wrong")}),
        ("roughly 0.03", {"": 0.106}, {("wrong-factor", 3.6, "understated"), ("high", 1.4, "understated")}),
        ("roughly 0.03", {"": 0.06, "cn-hk+headquarters": 0.03}, {("near-steps", 2, "depends")}),
        ("roughly 0.03", {"": 0.06, "cn-hk": 0.03}, {("near-steps", 0, "understated")}),
        ("roughly 0.03", {"": 0.06, "first-last": 0.03}, set()),  # nobody hears it, however far near reaches
    ],
)
def test_a_verdict_that_turns_is_fragile_and_says_under_what(settings, asserts, values, turned):
    assert turns(settings, [figure(v, at) for at, v in values.items()], claim(asserts=asserts)) == turned


def of_mentions(mentions: int, value: float):
    return figure(value, "prominent", measure=f"{LLAMA}.{slice_of(mentions)}")


def test_a_level_is_tried_with_every_number_of_mentions(settings):
    made = [figure(0.13, "prominent", measure=LLAMA, term="llama"), figure(0.02, measure=LLAMA, term="llama")]
    made += [
        of_mentions(n, 0.26 - 0.03 * n) for n in settings.mentions_tried if n != settings.levels["prominent"].at_least
    ]
    rule = claim(f"{LLAMA}@prominent", asserts="over 1/5", left_open=LEVELS)
    found = judge("a-claim", rule, FigureSet(made), settings)
    (curve,) = found.curves
    assert (curve.level, curve.at_least) == ("prominent", 5)
    assert [point.mentions for point in curve.points] == list(range(1, 11))
    assert curve.points[4].figure is made[0]
    assert [point.verdict for point in curve.points][:3] == ["caveat", "overstated", "overstated"]
    said = [c for c in found.changes if c.constant == "levels.prominent.at-least"]
    assert [(c.was, c.now, c.verdict) for c in said] == [(5, 1, "caveat")] or {c.now for c in said} >= {1}
    told = found.changes[0].as_json()
    assert set(told) == {"constant", "from", "to", "verdict"}
    assert curve.as_json()["tried"][0] == {"mentions": 1, "figure": of_mentions(1, 0).id, "verdict": "caveat"}


def test_a_level_that_nobody_hears_in_the_words_is_not_tried(settings):
    made = [figure(0.13, measure=LLAMA, term="llama"), figure(0.2, "prominent", measure=LLAMA, term="llama")]
    found = judge("a-claim", claim(LLAMA, asserts="over 1/5"), FigureSet(made), settings)
    assert found.curves == ()


def test_without_figures_for_other_numbers_of_mentions_there_is_the_one_point(settings):
    made = [figure(0.13, "prominent", measure=LLAMA, term="llama")]
    found = judge(
        "a-claim", claim(f"{LLAMA}@prominent", asserts="over 1/5", left_open=LEVELS), FigureSet(made), settings
    )
    assert [point.mentions for curve in found.curves for point in curve.points] == [5]
    assert SHARE not in found.decisive.id


def test_every_committed_rule_is_tried(settings):
    rules = settings.verdicts
    assert (rules.near_steps, rules.vary_mentions) == (1, 10)
    assert settings.mentions_tried == range(1, 11)
