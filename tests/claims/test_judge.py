"""Claim → verdict, on figures and claims made by hand: what decides, what would change it, what is told of it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.claims.judge import Verdict, judge, papers_to_change, verdicts
from analysis.core.errors import FactCheckError
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.assertions import Asserted
from analysis.settings.config import load
from analysis.settings.verdict_rules import Claim
from tests.support.claims import SHARE, asserted, claim, figure

RISES = claim(asserts="rises")
RISE = Asserted(-inf, inf, "words", "span", None, "rises")
ROUGHLY = claim(asserts="roughly 0.03")  # 2.5% to 3.5%
NEAR = ["profile", "cn-hk", "profile+cn-hk", "headquarters"]  # at most one choice away
AWAY = ["cn-hk+headquarters", "profile+cn-hk+headquarters"]
UNHEARD = ["first-last", "profile+first-last", "fractional"]


def judged(settings, decisive: Figure, near=(), away=(), unheard=(), rule: Claim | None = None) -> Verdict:
    others = [
        figure(value, at)
        for values, names in ((near, NEAR), (away, AWAY), (unheard, UNHEARD))
        for value, at in zip(values, names, strict=False)
    ]
    return judge("a-claim", rule or claim(), FigureSet([decisive, *others]), settings)


IN, OUT, LOW = 0.035, 0.05, 0.02


@pytest.mark.parametrize(
    ("decisive", "near", "away", "verdict"),
    [
        (figure(IN), [IN, IN], [OUT], "accurate"),
        (figure(IN), [], [OUT], "accurate"),  # without a near reading nothing contradicts
        (figure(OUT), [], [IN], "true-understated"),  # … and nothing brings it in
        (figure(IN), [IN, OUT], [IN], "caveat"),
        (figure(IN), [OUT, OUT], [IN], "caveat"),
        (figure(IN), [OUT, LOW], [IN], "depends"),  # on both sides of it
        (figure(OUT, interval=(0.04, 0.06), estimate=True), [OUT], [], "caveat"),
        (figure(OUT), [OUT, OUT, IN], [], "depends"),
        (figure(OUT), [OUT, OUT, LOW], [], "depends"),  # one jumps over it
        (figure(OUT), [OUT, OUT], [IN, IN], "true-understated"),
        (figure(LOW), [LOW], [IN], "overstated"),
        (figure(0.2), [OUT], [IN], "true-understated"),
        (figure(0.005), [LOW], [], "overstated"),  # one reading is not far
        (figure(0.005), [0.006], [LOW], "wrong"),
        (figure(0.2), [IN], [], "depends"),
        (figure(None), [IN], [], "uncheckable"),
    ],
)
def test_a_verdict_follows_from_the_deciding_figure_and_the_near_readings(settings, decisive, near, away, verdict):
    found = judged(settings, decisive, near, away)
    assert found.verdict == verdict
    assert len(found.readings) == 1 + len(near) + len(away)
    assert len(found.allowed) == 1 + len(near)


@pytest.mark.parametrize(
    ("value", "verdict"), [(OUT, "understated"), (0.2, "wrong"), (LOW, "overstated"), (0.03, "accurate")]
)
def test_of_words_that_say_about_the_number_is_wrong(settings, value, verdict):
    found = judged(settings, figure(value), rule=ROUGHLY)
    assert (found.verdict, found.case.words) == (verdict, "hold" if verdict == "accurate" else "fail")


def test_over_three_at_seven_is_rated_no_lower_than_roughly_three_at_eleven(settings):
    over = judged(settings, figure(0.069), [0.08, 0.11])
    roughly = judged(settings, figure(0.106), [0.084, 0.117], unheard=[0.031, 0.021], rule=ROUGHLY)
    rating = lambda found: settings.verdicts.scale[found.verdict].rating
    assert (over.case.words, roughly.case.words) == ("hold", "fail")
    assert rating(over) > rating(roughly)


@pytest.mark.parametrize("unheard", [[IN], [LOW], [IN, LOW, IN]])
def test_a_reconstruction_saves_nothing(settings, unheard):
    without, with_it = (judged(settings, figure(OUT), [OUT], unheard=more) for more in ([], unheard))
    assert with_it.verdict == without.verdict == "true-understated"
    assert [r.figure.value for r in with_it.reconstructions] == sorted(unheard, reverse=True) or len(unheard) > 1
    assert not with_it.otherwise(with_it.allowed)
    assert with_it.otherwise(with_it.reconstructions)


def test_how_far_near_reaches_and_what_is_far_is_the_config_s_to_say(settings):
    moved = lambda **to: settings.model_copy(update={"verdicts": settings.verdicts.model_copy(update=to)})
    assert judged(settings, figure(OUT), [OUT], [IN]).verdict == "true-understated"
    assert judged(moved(near_steps=2), figure(OUT), [OUT], [IN]).verdict == "depends"
    assert judged(moved(wrong_factor=1.2), figure(OUT), [OUT], rule=ROUGHLY).verdict == "wrong"


def test_what_is_said_to_rise_and_falls_is_wrong(settings):
    down, up, chance = (figure(sum(i) / 2, interval=i) for i in ((-0.03, -0.01), (0.01, 0.03), (-0.01, 0.03)))
    assert judged(settings, down, rule=RISES).verdict == "wrong"
    assert judged(settings, up, rule=RISES).verdict == "accurate"
    assert judged(settings, chance, rule=RISES).verdict == "overstated"
    assert [judged(settings, f, rule=RISES).case.words for f in (down, up, chance)] == ["fail", "hold", "open"]


def test_span_and_fitting_are_over_all_definitions(settings):
    found = judged(settings, figure(OUT), [LOW, IN], [0.2])
    assert found.span == (0.02, 0.2)
    assert [r.figure.id for r in found.fitting] == [f"{SHARE}@cn-hk"]
    assert judged(settings, figure(None)).span is None


@pytest.mark.parametrize(
    ("decisive", "near", "away", "flips"),
    [
        (OUT, [OUT, IN, OUT, OUT], [IN], ["cn-hk"]),  # the nearest only
        (OUT, [OUT, IN, OUT, IN], [], ["cn-hk", "headquarters"]),  # several as near
        (OUT, [OUT, LOW, OUT, OUT], [], ["cn-hk"]),  # over the range, not into it
        (OUT, [IN, IN, OUT, OUT], [], ["profile"]),  # another record is no choice
        (OUT, [OUT] * 4, [IN, LOW], ["cn-hk+headquarters", "profile+cn-hk+headquarters"]),
        (OUT, [OUT] * 4, [0.2], []),
        (LOW, [OUT, LOW], [], ["profile"]),
        (OUT, [], [], []),
        (IN, [IN, OUT], [OUT], ["cn-hk"]),  # one that holds flips by what lies outside
        (IN, [IN, IN], [LOW], ["cn-hk+headquarters"]),
        (IN, [IN, IN], [IN], []),
    ],
)
def test_the_nearest_definitions_that_fare_otherwise_are_found(settings, decisive, near, away, flips):
    found = judged(settings, figure(decisive), near, away)
    assert [r.figure.id.partition("@")[2] for r in found.otherwise(found.readings)] == flips


def test_an_estimate_that_reaches_the_range_flips_by_what_lies_outside(settings):
    found = judged(settings, figure(OUT, interval=(0.03, 0.06), estimate=True), [IN, OUT])
    assert found.holds
    assert [r.figure.id.partition("@")[2] for r in found.otherwise(found.readings)] == ["cn-hk"]


def test_a_reading_that_only_reaches_the_range_does_not_lie_in_it(settings):
    reaching = figure(0.05, "cn-hk", interval=(0.034, 0.07), estimate=True)
    outside = judge("x", ROUGHLY, FigureSet([figure(0.06), reaching]), settings)
    assert (outside.verdict, outside.fitting, outside.otherwise(outside.readings)) == ("understated", (), ())
    assert judge("x", claim(), FigureSet([figure(0.035), reaching]), settings).verdict == "caveat"


# --- over the whole space: any words, any figure, any other readings

CONFIG = load()
values = st.floats(0, 0.5)
others = st.lists(values, max_size=4)


@st.composite
def estimates(draw):
    value = draw(values)
    reach = draw(st.one_of(st.none(), st.floats(0, 0.05)))
    return figure(value, interval=None if reach is None else (value - reach, value + reach), estimate=reach is not None)


claims = st.sampled_from([claim(asserts=said) for said in ("over 0.03", "roughly 0.03", "almost 0.3", "nearly 1/3")])


@given(claims, claims, estimates(), estimates(), others, others)
def test_a_sentence_whose_words_hold_is_rated_no_lower_than_one_whose_words_fail(one, other, first, second, near, far):
    rated = {}
    for rule, decisive, readings in ((one, first, near), (other, second, far)):
        found = judged(CONFIG, decisive, readings, rule=rule)
        rated[found.case.words] = CONFIG.verdicts.scale[found.verdict].rating
    if {"hold", "fail"} <= rated.keys():
        assert rated["hold"] >= rated["fail"]


@given(claims, estimates(), st.floats(0, 0.5), others)
def test_a_figure_further_out_on_its_side_gets_no_better_verdict(rule, decisive, more, near):
    said = CONFIG.asserted(rule)
    up = decisive.value >= (said.low + said.high) / 2
    value = decisive.value + more if up else max(0.0, decisive.value - more)
    by = value - decisive.value
    interval = decisive.interval and (decisive.interval[0] + by, decisive.interval[1] + by)
    farther = replace(decisive, value=value, interval=interval)
    rating = lambda found: CONFIG.verdicts.scale[judged(CONFIG, found, near, rule=rule).verdict].rating
    assert rating(farther) <= rating(decisive)


# --- as machines read it


def test_json_tells_words_readings_and_fragility_apart(settings):
    name, rule = "year-before", settings.claims["year-before"].model_copy(update={"figures": [SHARE]})
    made = [
        figure(0.1),
        figure(1 / 3, "profile"),
        figure(0.03, "cn-hk"),
        figure(0.02, "headquarters"),
        figure(0.03, "first-last"),
    ]
    told = judge(name, rule, FigureSet(made), settings).as_json(settings)
    assert {k: told[k] for k in ("id", "verdict", "words-hold", "decisive", "value", "low", "high", "definitions")} == {
        "id": name,
        "verdict": "depends",
        "words-hold": False,
        "decisive": SHARE,
        "value": 0.1,
        "low": 0.02,
        "high": 0.333333,
        "definitions": 5,
    }
    assert told["inside"] == [f"{SHARE}@cn-hk", f"{SHARE}@first-last"]
    allowed = [SHARE, f"{SHARE}@profile", f"{SHARE}@cn-hk", f"{SHARE}@headquarters"]
    assert told["readings"] == {"allowed": allowed, "below": 1, "inside": 1, "above": 2}
    assert told["flips"] == {"choices": 1, "figures": [f"{SHARE}@cn-hk", f"{SHARE}@headquarters"]}
    assert told["robust"] is (told["flips-under"] == []) is False
    nothing = judge(name, rule, FigureSet([figure(None)]), settings).as_json(settings)
    keys = ("verdict", "value", "low", "high", "flips", "words-hold")
    assert [nothing[k] for k in keys] == ["uncheckable", None, None, None, None, None]


def test_verdicts_come_in_the_order_of_the_config_and_name_a_figure_that_is_missing(settings):
    two = {"second": claim(), "first": claim(f"{SHARE}@profile")}
    config = settings.model_copy(update={"claims": two})
    figures = FigureSet([figure(IN), figure(IN, "profile")])
    assert [v.claim for v in verdicts(config, figures)] == ["second", "first"]
    with pytest.raises(
        FactCheckError,
        match=re.escape("claims.first.figures: the figure 'neurips-2024.us-china.share@profile' is not computed"),
    ):
        verdicts(config, FigureSet([figure(IN)]))


@pytest.mark.parametrize(
    ("figure_id", "said"),
    [
        ("gold.blocks.right", "'gold' is no conference, so no claim can rest on 'gold.blocks.right'"),
        ("trend.us-china.slope", "'trend' is no conference"),
        ("neurips-2024.all-known", "no list of papers stands behind 'neurips-2024.all-known'"),
        ("neurips-2024.corrected.us-china.share", "no list of papers stands behind"),
    ],
)
def test_a_claim_rests_on_papers_of_a_conference(settings, figure_id, said):
    config = settings.model_copy(update={"claims": {"first": claim(figure_id)}})
    with pytest.raises(FactCheckError, match=re.escape(f"config.yaml: claims.first.figures: {said}")):
        verdicts(config, FigureSet([figure(IN, measure=figure_id, group="")]))


@pytest.mark.parametrize(
    ("asserts", "unit", "said"),
    [
        ("190", "share", "'190' asserts a whole count of papers, and the figure"),
        ("over 0.03", "papers", "'over 0.03' asserts a share, and the figure"),
        ("nearly 2/3", "papers", "give a whole count of papers, or name figures of the unit"),
        ("190", "share", "give a share, which is below one, such as 0.03 or 2/3"),
    ],
)
def test_a_share_is_not_asserted_of_a_count_nor_a_count_of_a_share(settings, asserts, unit, said):
    config = settings.model_copy(update={"claims": {"first": claim(asserts=asserts)}})
    with pytest.raises(FactCheckError, match=re.escape(said)) as failure:
        verdicts(config, FigureSet([figure(IN, unit=unit)]))
    assert failure.value.where == "config.yaml: claims.first.asserts"


# --- papers that would have to be counted otherwise


def counted(x: int, n: int, unit: str) -> Figure:
    return figure(x / n if unit == "share" else x, unit=unit, numerator=x, denominator=n)


@st.composite
def counts(draw):
    n = draw(st.integers(1, 400))
    unit = draw(st.sampled_from(["share", "papers"]))
    x = draw(st.integers(1, n))
    # edges that a share can hit exactly, and such as it cannot
    edge = st.one_of(st.integers(0, n).map(lambda k: k / n), st.floats(0, 1))
    low, high = sorted((draw(edge), draw(edge)))
    scale = 1 if unit == "share" else n
    return counted(x, n, unit), asserted(low * scale, high * scale)


@given(counts())
def test_so_many_papers_change_the_answer_and_one_fewer_does_not(made):
    found, said = made
    count = papers_to_change(found, said)
    inside = said.holds(found.value)
    signs = (1, -1) if inside else (1,) if found.value < said.low else (-1,)
    flips = [
        k
        for k, sign in product(range(1, found.denominator + 1), signs)
        if 0 <= found.numerator + sign * k <= found.denominator
        and said.holds(counted(found.numerator + sign * k, found.denominator, found.unit).value) != inside
    ]
    assert count == min(flips, default=None)


@pytest.mark.parametrize(
    ("x", "n", "edges", "count"),
    [
        (170, 4000, (0.03, 0.04), 10),  # 160 of 4,000 are the edge itself, which belongs to the range
        (110, 4000, (0.03, 0.04), 10),
        (120, 4000, (0.03, 0.04), 1),
        (140, 4000, (0.03, 0.04), 21),
        (140, 4000, (0.03, inf), 21),
        (140, 4000, (-inf, 0.04), 21),
        (5, 10, (0.51, 0.55), None),  # no whole number of papers lies in the range
    ],
)
def test_papers_to_change_of_a_share(x, n, edges, count):
    assert papers_to_change(counted(x, n, "share"), asserted(*edges)) == count


def test_papers_to_change_of_an_estimate_are_those_at_hand():
    found = figure(500, unit="papers", numerator=50, denominator=1000, estimate=True)  # one paper stands for ten
    assert papers_to_change(found, asserted(60, 80)) == 42


@pytest.mark.parametrize(
    "found",
    [
        figure(0.1),
        figure(None, numerator=0, denominator=0),
        figure(0.0, numerator=0, denominator=10),
        figure(0.1, numerator=None, denominator=10),
        figure(0, unit="papers", numerator=0.2, denominator=10),
    ],
)
def test_without_a_count_no_number_of_papers_is_told(found):
    assert papers_to_change(found, asserted()) is None


def test_a_change_of_shares_has_no_papers_to_count_otherwise():
    assert papers_to_change(replace(counted(5, 10, "share"), method="newcombe"), RISE) is None
