"""A claim under every definition, drawn: a mark for each reading, the asserted range, the deciding interval."""

from __future__ import annotations

from analysis.topics.chart_data import rows_of
from analysis.topics.claims.charts import claim_range
from tests.support.claims import IN, OUT, figure, judged

OTHERS = {"profile": IN, "cn-hk": OUT, "cn-hk+headquarters": 0.2, "first-last": None}


def test_each_reading_with_a_value_is_a_mark_of_its_kind(settings) -> None:
    others = {at: value for at, value in OTHERS.items() if value is not None}
    rows = rows_of(claim_range(*judged(settings, figure(OUT, interval=(0.04, 0.06)), others)))
    kinds = {(row["value"], row["kind"]) for row in rows if "kind" in row}
    assert kinds == {
        (OUT, "the deciding definition"),
        (IN, "a reading that the words allow"),
        (OUT, "a reading that the words allow"),
        (0.2, "another definition"),
    }


def test_the_asserted_range_and_the_deciding_interval_are_drawn(settings) -> None:
    rows = rows_of(claim_range(*judged(settings, figure(OUT, interval=(0.04, 0.06)), {})))
    assert {"value": 0.03, "to": 0.04} in rows
    assert [(row["low"], row["high"]) for row in rows if "low" in row] == [(0.04, 0.06)]


def test_rows_name_record_and_who_must_collaborate(settings) -> None:
    rows = rows_of(claim_range(*judged(settings, figure(OUT), {"profile+first-last": IN})))
    names = settings.definitions
    assert {row["row"] for row in rows if "kind" in row} == {
        f"{names['basis']['program'].name}: {names['collaboration']['any'].name}",
        f"{names['basis']['profile'].name}: {names['collaboration']['first-last'].name}",
    }
