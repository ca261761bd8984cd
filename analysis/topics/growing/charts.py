"""Charts of the trend: shares with the line fitted to them, and observed papers against chance."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.figures.figure import FigureSet
from analysis.looks.theme import BASES, INK, MUTED
from analysis.settings.config import Config
from analysis.topics.findings import Findings
from analysis.topics.growing.recorded_years import figure_of, kinds

WIDTH = 400  # narrow, so that the words stay readable where a telephone makes the chart small
SHIFTS = {
    "program": -0.05,
    "proceedings": 0.05,
    "profiles": 0.05,
}  # years, so that intervals of one year do not lie on one another
INKS = {
    "program": BASES["program"],
    "proceedings": "#8bbccf",
    "openreview": "#e0a268",
    "profiles": BASES["profile"],
    "headers": BASES["paper"],
}


def _rows(config: Config, figures: FigureSet, measure: str, more: str = "") -> pd.DataFrame:
    """A measure of every cohort and basis that has it, with its interval.

    `more`: another measure beside it, where there is one.
    """
    rows, names = [], kinds()
    for name, cohort, basis in config.records_of_years:
        figure = figure_of(config, figures, name, basis, measure)
        if not figure or figure.value is None or figure.interval is None:
            continue
        beside = figure_of(config, figures, name, basis, more) if more else None
        for drawn in filter(None, (figure, beside)):
            figures.use(drawn.id)
        kind = config.kind_of_source(cohort, basis)
        rows.append(
            {
                "year": cohort.year + SHIFTS.get(kind, 0.0),
                "kind": names.get(kind, kind),
                "value": figure.value,
                "low": figure.interval[0],
                "high": figure.interval[1],
                "beside": beside and beside.value,
            }
        )
    return pd.DataFrame(rows)


def _by_year(table: pd.DataFrame, title: str, form: str, top: float) -> tuple[alt.X, alt.Y, alt.Color]:
    names = kinds()
    shown = [k for k in dict.fromkeys([*names.values(), *table["kind"]]) if k in set(table["kind"])]
    inks = {names.get(k, k): ink for k, ink in INKS.items()}
    x = alt.X(
        "year:Q",
        axis=alt.Axis(title=None, format="d", grid=False, tickMinStep=1),
        scale=alt.Scale(padding=18, nice=False),
    )
    y = alt.Y(
        "value:Q", axis=alt.Axis(format=form, title=title, tickCount=6), scale=alt.Scale(domain=[0, top], nice=False)
    )
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=shown, range=[inks.get(k, MUTED) for k in shown]),
        legend=alt.Legend(title=None, columns=1, symbolType="circle", symbolOpacity=1, symbolStrokeWidth=0),
    )
    return x, y, colour


def trend(config: Config, figures: FigureSet) -> alt.TopLevelMixin:
    """The main pair's share of each year and kind of source with its interval, and the one trend fitted to all kinds."""
    table = _rows(config, figures, f"{config.pair.key}.compared", f"{config.pair.key}.fitted")
    x, y, colour = _by_year(table, "share of papers that are joint", ".0%", table["high"].max() * 1.05)
    base = alt.Chart(table)
    return alt.layer(
        alt.Chart(table[table["beside"].notna()])
        .mark_line(strokeWidth=2, strokeDash=[6, 4])
        .encode(x=x, y=alt.Y("beside:Q"), color=colour),
        base.mark_rule(strokeWidth=2, opacity=0.55).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour),
        base.mark_circle(size=80, opacity=1).encode(x=x, y=y, color=colour),
    ).properties(width=WIDTH, height=280)


def against_chance(config: Config, figures: FigureSet) -> alt.TopLevelMixin:
    """Joint papers over those expected if papers met their two countries at random, by year and kind of source."""
    table = _rows(config, figures, f"{config.pair.key}.affinity-papers")
    x, y, colour = _by_year(table, "of what chance would give", ".0%", max(1.08, table["high"].max()))
    base = alt.Chart(table)
    chance = alt.Chart(pd.DataFrame([{"value": 1.0, "text": "as chance would have it"}]))
    return alt.layer(
        chance.mark_rule(color=INK, strokeDash=[2, 3]).encode(y=y),
        chance.mark_text(align="left", x=8, dy=11, color=MUTED).encode(y=y, text="text:N"),
        base.mark_line(strokeWidth=2).encode(x=x, y=y, color=colour),
        base.mark_rule(strokeWidth=2, opacity=0.55).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour),
        base.mark_circle(size=80, opacity=1).encode(x=x, y=y, color=colour),
    ).properties(width=WIDTH, height=250)


def charts(found: Findings) -> dict[str, alt.TopLevelMixin]:
    """Name → chart; none without a trend."""
    config, figures = found.config, found.figures
    if not figures.of(f"{config.pair.key}.fitted"):
        return {}
    return {"trend": trend(config, figures), "against-chance": against_chance(config, figures)}
