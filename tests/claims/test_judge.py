"""Claim → verdict, on figures and claims made by hand.

The table of cases, the edges of a range, what is near, and what would change the verdict.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from math import inf, nextafter
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.claims.judge import (
    Verdict,
    is_inside,
    judge,
    papers_to_change,
    readings,
    share_fitting,
    state_of,
    verdicts,
)
from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.assertions import Asserted
from analysis.settings.config import load
from analysis.settings.verdict_rules import Claim, Near, State
from tests.support.claims import SHARE, asserted, claim, figure

FACTOR = 3


RISES = claim(asserts="rises")
RISE = Asserted(-inf, inf, "words", "span", None)

# decisive → verdict where all, some and none of the near readings lie in the range
CASES = {
    "inside": ("accurate", "caveat", "caveat"),
    "reached": ("caveat", "caveat", "caveat"),
    "above": ("depends", "depends", "understated"),
    "below": ("depends", "depends", "overstated"),
    "far": ("depends", "depends", "wrong"),
    "contrary": ("depends", "depends", "wrong"),
    "missing": ("uncheckable", "uncheckable", "uncheckable"),
}


# --- the table of cases


@pytest.mark.parametrize("decisive", get_args(State))
def test_every_case_has_one_verdict_and_this_one(settings, decisive):
    assert [settings.verdicts.fitting(decisive, near) for near in get_args(Near)] == [
        [verdict] for verdict in CASES[decisive]
    ]


def test_the_table_above_is_whole(settings):
    assert set(CASES) == set(get_args(State))
    assert {verdict for row in CASES.values() for verdict in row} == set(settings.verdicts.scale)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "decisive: [inside], near: [all]",
            "decisive: [inside], near: []",
            "the case decisive: inside, near: all has no verdict",
        ),
        (
            "decisive: [above], near: [none]",
            "decisive: [missing], near: [none]",
            "the case decisive: above, near: none has no verdict",
        ),
        (
            "decisive: [inside], near: [all]",
            "decisive: [inside], near: [all, some]",
            "the case decisive: inside, near: some is claimed by accurate and caveat",
        ),
        (
            "decisive: [far, contrary], near: [none]",
            "decisive: [far, contrary], near: [none, some]",
            "the case decisive: far, near: some is claimed by depends and wrong",
        ),
        ("decisive: [inside], near: [all]", "decisive: [within], near: [all]", "input should be 'inside'"),
        (
            "decisive: [inside], near: [all]",
            "decisive: [inside], near: [most]",
            "input should be 'all', 'some' or 'none'",
        ),
    ],
)
def test_a_hole_or_an_overlap_is_refused_with_its_line(tmp_path, old, new, said):
    text = paths.CONFIG.read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "config.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(FactCheckError) as failure:
        load(tmp_path / "config.yaml")
    assert said in str(failure.value)
    # a case belongs to the whole scale; a word that is none to its own line
    at = "verdicts:\n" if said.startswith("the case") else old
    assert failure.value.where == f"config.yaml:{text[: text.index(at)].count(chr(10)) + 1}"


# --- where the deciding figure lies


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (0.03, "inside"),
        (0.035, "inside"),
        (0.04, "inside"),
        (0.03 - 1e-9, "below"),
        (0.04 + 1e-9, "above"),
        (0.04 * FACTOR, "above"),
        (nextafter(0.04 * FACTOR, 1), "far"),
        (0.03 / FACTOR, "below"),
        (nextafter(0.03 / FACTOR, 0), "far"),
        (0.0, "far"),
        (None, "missing"),
    ],
)
def test_the_edges_belong_to_the_range_and_the_factor_to_what_is_not_yet_far(value, state):
    assert state_of(figure(value), asserted(), FACTOR) == state
    assert is_inside(figure(value), asserted()) is (state == "inside")


@pytest.mark.parametrize(
    ("value", "interval", "estimate", "state"),
    [
        (0.05, (0.04, 0.06), True, "reached"),
        (0.05, (0.04 + 1e-9, 0.06), True, "above"),
        (0.05, (0.04, 0.06), False, "above"),  # what is counted in full has no error of sampling
        (0.02, (0.01, 0.03), True, "reached"),
        (0.02, (0.01, 0.03 - 1e-9), True, "below"),
        (0.5, (0.04, 0.9), True, "reached"),  # an interval that reaches is asked before the factor
        (0.5, (0.41, 0.9), True, "far"),
        (0.05, None, True, "above"),
        (0.035, (0.0, 1.0), True, "inside"),
    ],
)
def test_an_estimate_reaches_the_range_if_its_interval_touches_it(value, interval, estimate, state):
    assert state_of(figure(value, interval=interval, estimate=estimate), asserted(), FACTOR) == state


@pytest.mark.parametrize(
    ("interval", "state"),
    [
        ((1e-9, 0.02), "inside"),
        ((0.0, 0.02), "below"),
        ((-0.01, 0.02), "below"),
        ((-0.02, 0.0), "below"),
        ((-0.02, -1e-9), "contrary"),
        (None, "below"),
    ],
)
def test_what_rises_has_its_whole_interval_above_zero(interval, state):
    found = figure(0.01, interval=interval)
    assert state_of(found, RISE, FACTOR) == state
    assert is_inside(found, RISE) is (state == "inside")
    assert not is_inside(figure(None, interval=interval), RISE)


# --- the readings


@pytest.mark.parametrize(
    ("near", "said"),
    [
        ([True], "all"),
        ([True, True], "all"),
        ([True, False], "some"),
        ([False, True], "some"),
        ([False], "none"),
        ([False] * 3, "none"),
    ],
)
def test_near_readings_are_counted(near, said):
    assert share_fitting(near) == said


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
        claim(f"{of}@body", asserts="over 0.6"),
        decisive := figure(0.5, "body", measure=of),
        FigureSet([decisive, *(figure(0.65, at, measure=of) for at in steps if at != "body")]),
        settings,
    )
    assert {r.figure.id.partition("@")[2]: r.steps for r in found} == steps
    assert found[0].figure is decisive
    assert [(r.steps, r.figure.id) for r in found[1:]] == sorted((r.steps, r.figure.id) for r in found[1:])
    assert [r.fits for r in found] == [False] + [True] * 7


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


# --- the verdict

NEAR = ["profile", "cn-hk", "profile+cn-hk", "fractional"]  # at most one choice away
FAR = ["cn-hk+headquarters", "profile+cn-hk+headquarters"]


def judged(settings, decisive: Figure, near: list[float], away: list[float] = (), rule: Claim | None = None) -> Verdict:
    others = [figure(v, at) for v, at in (*zip(near, NEAR, strict=False), *zip(away, FAR, strict=False))]
    return judge("a-claim", rule or claim(), FigureSet([decisive, *others]), settings)


IN, OUT = 0.035, 0.05


@pytest.mark.parametrize(
    ("decisive", "near", "away", "verdict"),
    [
        (figure(IN), [IN, IN], [OUT], "accurate"),
        (figure(IN), [], [OUT], "accurate"),  # without a near reading nothing contradicts
        (figure(OUT), [], [IN], "understated"),  # … and nothing brings it in
        (figure(IN), [IN, OUT], [IN], "caveat"),
        (figure(IN), [OUT, OUT], [IN], "caveat"),
        (figure(OUT, interval=(0.04, 0.06), estimate=True), [OUT], [], "caveat"),
        (figure(OUT), [OUT, OUT, IN], [], "depends"),
        (figure(OUT), [OUT, OUT], [IN, IN], "understated"),
        (figure(0.02), [OUT], [IN], "overstated"),
        (figure(0.2), [OUT], [IN], "wrong"),
        (figure(0.2), [IN], [], "depends"),
        (figure(None), [IN], [], "uncheckable"),
    ],
)
def test_a_verdict_follows_from_the_deciding_figure_and_the_near_readings(settings, decisive, near, away, verdict):
    found = judged(settings, decisive, near, away)
    assert found.verdict == verdict
    assert found.holds is (verdict in ("accurate", "caveat"))
    assert len(found.readings) == 1 + len(near) + len(away)


def test_how_far_near_reaches_is_the_config_s_to_say(settings):
    wider = settings.model_copy(update={"verdicts": settings.verdicts.model_copy(update={"near_steps": 2})})
    assert judged(settings, figure(OUT), [OUT], [IN]).verdict == "understated"
    assert judged(wider, figure(OUT), [OUT], [IN]).verdict == "depends"
    strict = settings.model_copy(update={"verdicts": settings.verdicts.model_copy(update={"wrong_factor": 1.2})})
    assert judged(strict, figure(OUT), [OUT]).verdict == "wrong"


def test_what_is_said_to_rise_and_falls_is_wrong(settings):
    assert judged(settings, figure(-0.02, interval=(-0.03, -0.01)), [], rule=RISES).verdict == "wrong"
    assert judged(settings, figure(0.02, interval=(0.01, 0.03)), [], rule=RISES).verdict == "accurate"


def test_span_and_inside_are_over_all_readings(settings):
    found = judged(settings, figure(OUT), [0.02, IN], [0.2])
    assert found.span == (0.02, 0.2)
    assert [r.figure.id for r in found.fitting] == [f"{SHARE}@cn-hk"]
    assert judged(settings, figure(None), []).span is None


@pytest.mark.parametrize(
    ("decisive", "near", "away", "flips"),
    [
        (OUT, [OUT, IN, OUT, OUT], [IN], ["cn-hk"]),  # the nearest only
        (OUT, [OUT, IN, OUT, IN], [], ["cn-hk", "fractional"]),  # several as near
        (OUT, [IN, IN, OUT, OUT], [], ["profile"]),  # another record is no choice
        (OUT, [OUT] * 4, [IN, IN], ["cn-hk+headquarters", "profile+cn-hk+headquarters"]),
        (OUT, [OUT] * 4, [OUT], []),
        (OUT, [], [], []),
        (IN, [IN, OUT], [OUT], ["cn-hk"]),  # one that holds flips by what lies outside
        (IN, [IN, IN], [0.02], ["cn-hk+headquarters"]),
        (IN, [IN, IN], [IN], []),
    ],
)
def test_flips_are_the_nearest_readings_that_fare_otherwise(settings, decisive, near, away, flips):
    found = judged(settings, figure(decisive), near, away)
    assert [r.figure.id.partition("@")[2] for r in found.flips] == flips


def test_an_estimate_that_reaches_the_range_flips_by_what_lies_outside(settings):
    found = judged(settings, figure(OUT, interval=(0.03, 0.06), estimate=True), [IN, OUT])
    assert found.holds
    assert [r.figure.id.partition("@")[2] for r in found.flips] == ["cn-hk"]


def test_json_names_the_flips_and_rounds_the_span(settings):
    name = "year-before"
    real = settings.claims[name]
    found = judge(
        name,
        real,
        FigureSet([figure(0.1), figure(1 / 3, "profile"), figure(0.03, "cn-hk"), figure(0.03, "headquarters")]),
        settings,
    )
    told = found.as_json(settings)
    assert (told["id"], told["decisive"], told["value"], told["low"], told["high"]) == (
        name,
        SHARE,
        0.1,
        0.03,
        0.333333,
    )
    assert told["definitions"] == 4
    assert told["inside"] == [f"{SHARE}@cn-hk", f"{SHARE}@headquarters"]
    assert told["flips"] == {"choices": 1, "figures": told["inside"]}
    nothing = judge(name, real, FigureSet([figure(None)]), settings).as_json(settings)
    assert [nothing[k] for k in ("verdict", "value", "low", "high", "flips")] == ["uncheckable", None, None, None, None]


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
    inside = is_inside(found, said)
    signs = (1, -1) if inside else (1,) if found.value < said.low else (-1,)
    flips = [
        k
        for k, sign in product(range(1, found.denominator + 1), signs)
        if 0 <= found.numerator + sign * k <= found.denominator
        and is_inside(counted(found.numerator + sign * k, found.denominator, found.unit), said) != inside
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


# --- estimates


def test_a_reading_that_only_reaches_the_range_neither_fits_nor_flips(settings):
    reaches = figure(0.05, "cn-hk", interval=(0.035, 0.07), estimate=True)
    outside = judge("x", claim(), FigureSet([figure(0.06), reaches]), settings)
    assert (outside.verdict, outside.flips, outside.fitting) == ("understated", (), ())
    inside = judge("x", claim(), FigureSet([figure(0.035), reaches]), settings)
    assert (inside.verdict, inside.flips) == ("caveat", ())


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
    found = readings(claim(f"{better}@body", f"{plain}@body", asserts="over 0.6"), made[0], FigureSet(made), settings)
    assert [r.figure.id for r in found] == [f"{better}@body", f"{plain}@profile", better]
    assert not any(r.fits for r in found)
