"""A claim under every definition, as a chart."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.claims.fragility import Curve
from analysis.claims.judge import Verdict
from analysis.claims.readings import Reading
from analysis.looks.numbers import is_change
from analysis.looks.theme import ACCENT, CLAIM, INK, WIDTH, Layers
from analysis.settings.config import Config
from analysis.topics.findings import Findings

KINDS = ("the deciding definition", "a reading that the words allow", "another definition")


def claim_range(config: Config, verdict: Verdict) -> Layers:
    """One mark per point of the grid, in rows by record and by who or where counts.

    The deciding one is dark, readings that the words allow are blue, the asserted range is a band.
    """
    kinds = dict(zip(KINDS, (INK, ACCENT, "#a9bcc8"), strict=True))
    names, allowed = list(kinds), {r.figure.id for r in verdict.allowed}
    one_year = len({r.figure.cohort for r in verdict.readings}) == 1
    place = [0, *(1 if r.figure.id in allowed else 2 for r in verdict.readings[1:])]
    rows = pd.DataFrame(
        [
            {"row": _row(r, config, one_year), "value": r.figure.value, "kind": names[place[n]], "order": -n}
            for n, r in enumerate(verdict.readings)
            if r.figure.value is not None
        ]
    )
    share = verdict.decisive.unit == "share"
    asserted = verdict.asserted
    low, high = (0.0, float("inf")) if asserted.rises else (asserted.low, asserted.high)
    interval = verdict.decisive.interval or (verdict.decisive.value, verdict.decisive.value)
    top = max(rows["value"].max(), interval[1], high if high != float("inf") else 0) * 1.06
    bottom = min(0.0, rows["value"].min(), interval[0]) * 1.06
    axis = alt.Axis(
        format="+.0%" if is_change(verdict.decisive) else ".0%" if share else ",.0f",
        title=verdict.decisive.unit if not share else None,
        tickCount=6,
    )
    x = alt.X("value:Q", axis=axis, scale=alt.Scale(domain=[bottom, top], nice=False))
    order = [rows.loc[0, "row"], *sorted(set(rows["row"]) - {rows.loc[0, "row"]})]
    y = alt.Y("row:N", sort=order, axis=alt.Axis(title=None, labelLimit=0, labelColor=INK, grid=True))
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=names, range=list(kinds.values())),
        legend=alt.Legend(title=None, symbolOpacity=1, columns=3),
    )
    band = alt.Chart(pd.DataFrame([{"value": low, "to": min(high, top)}]))
    decisive = alt.Chart(pd.DataFrame([{"row": order[0], "low": interval[0], "high": interval[1]}]))
    layers = [
        band.mark_rect(color=CLAIM, opacity=0.16).encode(x=x, x2="to:Q"),
        decisive.mark_rule(strokeWidth=2, color=INK, opacity=0.6).encode(x=alt.X("low:Q"), x2="high:Q", y=y),
        # the farthest first, so that the near ones lie on top
        *(
            alt.Chart(part).mark_circle(size=size, opacity=opacity).encode(x=x, y=y, color=colour)
            for part, size, opacity in (
                (rows[rows["kind"] == kind], *look)
                for kind, look in reversed(list(zip(names, ((110, 1), (60, 0.9), (34, 0.6)), strict=True)))
            )
            if len(part)
        ),
    ]
    return alt.layer(*layers).properties(width=WIDTH - 250, height=alt.Step(26))


def _row(reading: Reading, config: Config, one_year: bool) -> str:
    """Record, and the choice that moves the measure most: who must collaborate, or where a term must be named."""
    d, figure = reading.definition, reading.figure
    choice = config.levels[d.level].name if figure.term else config.definitions["collaboration"][d.collaboration].name
    words = f"{config.definitions['basis'][d.basis].name}: {choice}"
    return words if one_year else f"{config.cohorts[figure.cohort].year} {words}"


def by_mentions(config: Config, verdict: Verdict, curve: Curve) -> Layers:
    """The measure for every number of mentions that a level could ask for, with the asserted range as a band.

    The number that the level asks for is dark; the shape says whether the verdict is the same.
    """
    rows = pd.DataFrame(
        [
            {
                "mentions": point.mentions,
                "value": point.figure.value,
                "low": (point.figure.interval or (point.figure.value,))[0],
                "high": (point.figure.interval or (point.figure.value,))[-1],
                "verdict": "the same verdict" if point.verdict == verdict.verdict else "another verdict",
            }
            for point in curve.points
        ]
    )
    asserted, share = verdict.asserted, verdict.decisive.unit == "share"
    top = max(rows["high"].max(), asserted.high) * 1.06
    y = alt.Y(
        "value:Q",
        axis=alt.Axis(format=".0%" if share else ",.0f", title="share of papers" if share else "papers", tickCount=6),
        scale=alt.Scale(domain=[0, top], nice=False),
    )
    x = alt.X("mentions:O", axis=alt.Axis(title="mentions asked for", labelAngle=0, grid=False))
    shape = alt.Shape(
        "verdict:N",
        scale=alt.Scale(domain=["the same verdict", "another verdict"], range=["circle", "diamond"]),
        legend=alt.Legend(title=None),
    )
    colour = alt.condition(alt.datum.mentions == curve.at_least, alt.value(INK), alt.value(ACCENT))
    base = alt.Chart(rows)
    band = alt.Chart(pd.DataFrame([{"value": asserted.low, "to": asserted.high}]))
    layers = [
        band.mark_rect(color=CLAIM, opacity=0.16).encode(y=y, y2="to:Q"),
        base.mark_line(color=ACCENT, opacity=0.5).encode(x=x, y=y),
        base.mark_rule(strokeWidth=2, opacity=0.55, color=ACCENT).encode(x=x, y=alt.Y("low:Q"), y2="high:Q"),
        base.mark_point(size=90, filled=True, opacity=1).encode(x=x, y=y, shape=shape, color=colour),
    ]
    return alt.layer(*layers).properties(width=WIDTH - 130, height=240)


def charts(found: Findings) -> dict[str, alt.TopLevelMixin]:
    """Name → chart of every claim whose deciding figure has a value."""
    config = found.config
    made: dict[str, alt.TopLevelMixin] = {
        f"claim-{v.claim}": claim_range(config, v) for v in found.verdicts if v.decisive.value is not None
    }
    made |= {
        f"mentions-{v.claim}-{curve.level}": by_mentions(config, v, curve) for v in found.verdicts for curve in v.curves
    }
    return made
