"""Charts of the page from three to nineteen percent: waterfalls, reasons read by hand, and the reconstruction."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from analysis.figures.figure import FigureSet
from analysis.looks.numbers import signed
from analysis.looks.theme import ACCENT, CLAIM, INK, WIDTH, Layers
from analysis.settings.config import Config
from analysis.settings.others import Reconstructions
from analysis.topics.between_counts.discordant import DIRECTIONS
from analysis.topics.between_counts.reconstruction import counts_of, ids_of, shown_trials
from analysis.topics.between_counts.waterfall import (
    DATA,
    DEFINITION,
    HAND,
    TOTAL,
    UNEXPLAINED,
    Step,
    branches,
    steps_of,
)
from analysis.topics.between_counts.words import words
from analysis.topics.findings import Findings

KINDS = {TOTAL: INK, DEFINITION: ACCENT, DATA: "#c2571a", HAND: "#2e7d4f", UNEXPLAINED: "#8a94a0"}
NARROW = 370
SHORT = dict(zip(DIRECTIONS, ("joint by profile only", "joint by print only"), strict=True))
WORDS = alt.Axis(title=None, labelLimit=0, labelColor=INK, grid=False)


def waterfall(steps: Sequence[Step]) -> Layers:
    """Horizontal bars from the original's count to a branch's end; each step starts where the one before it ended."""
    rows, now = [], 0
    for order, step in enumerate(steps):
        low, high = (0, step.papers) if step.kind == TOTAL else sorted((now, now + step.papers))
        now = step.papers if step.kind == TOTAL else now + step.papers
        text = f"{step.papers:,}" if step.kind == TOTAL else signed(step.papers)
        rows.append({"step": step.words, "low": low, "high": high, "kind": step.kind, "text": text, "order": order})
    table = pd.DataFrame(rows)
    y = alt.Y("order:O", axis=None)
    # words stand above their bar, so that the chart stays narrow enough to be read on a phone
    x = alt.X(
        "low:Q",
        axis=alt.Axis(title="papers", tickCount=5, format=",.0f"),
        scale=alt.Scale(domain=[0, table["high"].max() * 1.14], nice=False),
    )
    kinds = [k for k in KINDS if k in set(table["kind"])]
    legend = alt.Legend(title=None, symbolType="square", columns=3)
    colour = alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[KINDS[k] for k in kinds]), legend=legend)
    base = alt.Chart(table)
    layers = [
        base.mark_bar(height=14, yOffset=8).encode(x=x, x2="high:Q", y=y, color=colour),
        base.mark_text(align="left", dx=5, dy=8, fontWeight=600).encode(x="high:Q", y=y, text="text:N"),
        base.mark_text(align="left", dx=3, dy=-8).encode(x=alt.datum(0), y=y, text="step:N"),
    ]
    return alt.layer(*layers).properties(width=NARROW, height=alt.Step(36))


def reasons(figures: FigureSet, cohort: str) -> alt.FacetChart | None:
    """Share of each reason why print and profile disagree, by direction, with intervals; None where none was read."""
    rows, heads = [], []
    for direction, short in SHORT.items():
        papers = figures.use(f"{cohort}.discordant.{direction}.papers").value
        heads.append(f"{short} ({papers})")
        for reason, why in words().reasons.items():
            figure = figures.use(f"{cohort}.discordant.{direction}.{reason}")
            if figure.interval is not None:
                low, high = figure.interval
                row = {"direction": heads[-1], "reason": why}
                rows.append({**row, "share": figure.value, "low": low, "high": high})
    if not rows:
        return None
    table = pd.DataFrame(rows)
    y = alt.Y("reason:N", sort=list(dict.fromkeys(table["reason"])), axis=WORDS)
    x = alt.X(
        "share:Q",
        axis=alt.Axis(format=".0%", title=None, tickCount=4),
        scale=alt.Scale(domain=[0, table["high"].max() * 1.03], nice=False),
    )
    base = alt.Chart(table)
    layers = alt.layer(
        base.mark_rule(strokeWidth=2, color=KINDS[HAND], opacity=0.5).encode(x=alt.X("low:Q"), x2="high:Q", y=y),
        base.mark_circle(size=80, opacity=1, color=KINDS[HAND]).encode(x=x, y=y),
    )
    column = alt.Column("direction:N", sort=heads, header=alt.Header(title=None, labelFontSize=12.5))
    return layers.properties(width=170, height=alt.Step(25)).facet(column=column, spacing=14)


def reconstruction(config: Config, told: Reconstructions, figures: FigureSet) -> Layers:
    """One row per way to count: a mark for each year, and the original's counts as lines."""
    counts = counts_of(config)
    rows = [
        {
            "way": f"{told.rules[t.rule].name}, {told.records[t.record].name}",
            "year": str(year),
            "papers": figures.use(figure_id).value,
            "order": order,
        }
        for order, t in enumerate(shown_trials(config, figures))
        for year, figure_id in ids_of(config, t).items()
    ]
    table = pd.DataFrame(rows)
    lines = pd.DataFrame([{"papers": count, "year": str(year)} for year, count in counts.items()])
    x = alt.X(
        "papers:Q",
        axis=alt.Axis(title=f"papers with {config.one_of(config.pair)} institution", tickCount=6),
        scale=alt.Scale(domain=[0, table["papers"].max() * 1.05], nice=False),
    )
    ways = alt.Axis(title=None, labelLimit=0, labelColor=INK, grid=True)
    y = alt.Y("way:N", sort=alt.EncodingSortField("order"), axis=ways)
    domain, legend = [str(year) for year in counts], alt.Legend(title="our count (mark)")
    colour = alt.Color("year:N", scale=alt.Scale(domain=domain, range=[ACCENT, "#c2571a"]), legend=legend)
    shape = alt.Shape("year:N", scale=alt.Scale(domain=domain, range=["circle", "diamond"]), legend=legend)
    who = config.independent[told.original].name
    said = f"{who}: " + ", ".join(f"{count} in {year}" for year, count in counts.items())
    original = alt.Chart(lines[-1:]).mark_text(align="left", dx=6, y=-9, color=CLAIM)
    layers = [
        original.encode(x="papers:Q", text=alt.value(said)),
        alt.Chart(lines).mark_rule(color=CLAIM, strokeWidth=1.5, opacity=0.7).encode(x="papers:Q"),
        alt.Chart(table).mark_point(size=75, filled=True, opacity=1).encode(x=x, y=y, color=colour, shape=shape),
    ]
    return alt.layer(*layers).properties(width=WIDTH - 290, height=alt.Step(21))


def charts(found: Findings) -> dict[str, alt.TopLevelMixin]:
    """Name → chart: every branch that has steps, the reasons, and the reconstruction.

    That one only where every year of the original has its cohort.
    """
    config, figures = found.config, found.figures
    made: dict[str, alt.TopLevelMixin] = {}
    for cohort in config.cohorts:
        for branch in branches(config):
            if steps := steps_of(figures, cohort, branch):
                made[f"bridge-{cohort}-{branch}"] = waterfall(steps)
        if f"{cohort}.discordant.agreement" in figures and (chart := reasons(figures, cohort)) is not None:
            made[f"reasons-{cohort}"] = chart
    if config.reconstructions and shown_trials(config, figures):
        made["reconstruction"] = reconstruction(config, config.reconstructions, figures)
    return made
