"""Charts: how far each headline share could be off, and whether the sample is like the rest."""

from __future__ import annotations

from collections.abc import Iterator

import altair as alt
import pandas as pd

from analysis.figures.figure import FigureSet
from analysis.looks.theme import ACCENT, CLAIM, INK, MUTED, RULE, WIDTH
from analysis.settings.config import Config
from analysis.settings.figure_ids import figure_id
from analysis.topics.findings import Findings
from analysis.topics.uncertainty.calibration import sampled
from analysis.topics.uncertainty.sample_like_rest import tests_of

Row = dict[str, str | float | bool]


def three_kinds(config: Config, figures: FigureSet) -> alt.TopLevelMixin:
    """Each headline share with what the unknown could add (grey), what chance can do, and the corrected share (red)."""
    bars = [row for name in config.years for row in _three_kinds_of(config, figures, name)]
    data = pd.DataFrame(bars, columns=["row", "kind", "value", "low", "high"])
    colours = {"chance": ACCENT, "our errors": CLAIM, "the unknown": MUTED}
    x = alt.X(
        "low:Q",
        axis=alt.Axis(
            format=".0%", title=f"share of papers with {config.one_of(config.pair)} institution", tickCount=6
        ),
        scale=alt.Scale(domainMin=0),
    )
    y = alt.Y("row:N", sort=list(dict.fromkeys(data["row"])), axis=alt.Axis(title=None, labelColor=INK, labelLimit=0))
    offset = alt.YOffset("kind:N", sort=list(colours))
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=list(colours), range=list(colours.values())),
        legend=alt.Legend(title="how far it could be off by"),
    )
    base = alt.Chart(data)
    return alt.layer(
        base.mark_rule(strokeWidth=3.5, opacity=0.55).encode(x=x, x2="high:Q", y=y, yOffset=offset, color=colour),
        base.mark_circle(size=55, opacity=1).encode(x=alt.X("value:Q"), y=y, yOffset=offset, color=colour),
    ).properties(width=WIDTH - 150, height=alt.Step(15))


def _three_kinds_of(config: Config, figures: FigureSet, name: str) -> Iterator[Row]:
    """The bars of one cohort."""
    cohort, measure = config.cohorts[name], f"{config.pair.key}.share"
    share = figures.use(figure_id(name, measure))
    kinds = [("the unknown", share, share.bounds), ("chance", share, share.interval)]
    if corrected := figures.find(figure_id(name, f"corrected.{measure}")):
        kinds.append(("our errors", corrected, corrected.interval))
    label = f"{config.label(cohort)} {config.definitions['basis'][cohort.headline_basis].name}"
    for kind, figure, pair in kinds:
        if figure.value is not None and pair:
            yield {"row": label, "kind": kind, "value": figure.value, "low": pair[0], "high": pair[1]}


def sample_like_rest(figures: FigureSet, name: str) -> alt.TopLevelMixin:
    """Share inside minus share outside the papers read in full, by feature, with intervals."""
    rows: list[Row] = []
    for figure in tests_of(figures, name, "read"):
        if figure.value is not None and figure.interval:
            low, high = figure.interval
            differs = not low <= 0 <= high
            rows.append({"row": figure.kind, "value": figure.value, "low": low, "high": high, "differs": differs})
    data = pd.DataFrame(rows, columns=["row", "value", "low", "high", "differs"])
    x = alt.X(
        "low:Q",
        axis=alt.Axis(format="+.0%", title="share of the papers read in full minus share of the others", tickCount=6),
    )
    y = alt.Y("row:N", sort=list(data["row"]), axis=alt.Axis(title=None, labelColor=INK, labelLimit=0))
    colour = alt.condition("datum.differs", alt.value(CLAIM), alt.value(ACCENT))
    base = alt.Chart(data)
    return alt.layer(
        alt.Chart(pd.DataFrame([{"x": 0}])).mark_rule(color=RULE, strokeWidth=2).encode(x="x:Q"),
        base.mark_rule(strokeWidth=2.5, opacity=0.6).encode(x=x, x2="high:Q", y=y, color=colour),
        base.mark_circle(size=75, opacity=1).encode(x=alt.X("value:Q"), y=y, color=colour),
    ).properties(width=WIDTH - 270, height=alt.Step(24))


def charts(found: Findings) -> dict[str, alt.TopLevelMixin]:
    """Name → chart; the sample's only where a cohort has one."""
    config, figures = found.config, found.figures
    made = {"three-kinds": three_kinds(config, figures)}
    if name := sampled(config, figures):
        made["sample"] = sample_like_rest(figures, name)
    return made
