"""Figures → the charts of the summary and of the claims, and all charts of the report together.

A chart is made of the registry's figures alone, but the maps of pairs of institutions, which have too many cells to be figures. `analysis.looks.theme` draws them.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.figures.figure import FigureSet
from analysis.looks.theme import ACCENT, BASES, CLAIM, INK, MUTED, WIDTH
from analysis.settings.config import Config
from analysis.topics.findings import Findings


def share_over_time(config: Config, figures: FigureSet) -> alt.LayerChart:
    """The US-China share by year, one line a basis, with the article's figure and the independent ones marked."""
    rows = []
    for name, cohort, basis in config.records:
        if cohort.venue != config.main.venue:
            continue
        figure = figures.use(f"{name}.us-china.share{cohort.at(basis)}")
        if figure.value is not None:
            rows.append(
                {
                    "year": cohort.year,
                    "basis": basis.removesuffix("-by-name"),
                    "line": config.kind_of_source(cohort, basis),
                    "share": figure.value,
                    "low": figure.interval[0],
                    "high": figure.interval[1],
                }
            )
    ours = pd.DataFrame(rows)
    others = pd.DataFrame(
        [
            {"year": y, "who": o.name, "share": x / n, "text": f"{o.name}, {100 * x / n:.1f}%"}
            for key, o in config.independent.items()
            for y, (x, n) in o.counts.items()
        ]
    )
    years = sorted({*ours["year"], *others["year"]})
    x = alt.X("year:O", axis=alt.Axis(title=None, labelAngle=0, grid=False), scale=alt.Scale(domain=years))
    top = max(0.21, ours["high"].max(), others["share"].max())
    marks = [n / 20 for n in range(int(20 * top) + 1)]
    y = alt.Y(
        "share:Q",
        axis=alt.Axis(format=".0%", title="share of papers with a US and a Chinese institution", values=marks),
        scale=alt.Scale(domain=[0, top]),
    )
    colour = alt.Color(
        "basis:N",
        scale=alt.Scale(domain=list(BASES), range=list(BASES.values())),
        legend=alt.Legend(
            title="our count, by where the affiliation was recorded", symbolType="circle", symbolOpacity=1
        ),
    )
    base = alt.Chart(ours)
    layers = [
        base.mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour, detail="line:N"),
        base.mark_rule(strokeWidth=2, opacity=0.55).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour),
        base.mark_circle(size=70, opacity=1).encode(x=x, y=y, color=colour),
    ]
    last = others.loc[others.groupby("who")["year"].idxmax()]
    for who, ink, shape in (
        ("the original", CLAIM, "diamond"),
        *((o.name, MUTED, "cross") for k, o in config.independent.items() if k != "article"),
    ):
        mine, end = others[others["who"] == who], last[last["who"] == who]
        layers += [
            alt.Chart(mine).mark_line(color=ink, strokeWidth=1, opacity=0.6).encode(x=x, y=y),
            alt.Chart(mine)
            .mark_point(shape=shape, size=70, filled=shape == "diamond", color=ink, strokeWidth=2)
            .encode(x=x, y=y),
            alt.Chart(end).mark_text(align="left", dx=11, color=ink, fontWeight=600).encode(x=x, y=y, text="text:N"),
        ]
    claim = config.claims[config.report.headline_claim]
    low, high = claim.rule.range
    if 0 < low < high < 1:
        year = config.cohorts[claim.figures[0].partition(".")[0]].year
        said = alt.Chart(
            pd.DataFrame([{"share": low, "to": high, "text": f"the retelling, of {year}: {claim.asserted}"}])
        )
        layers.insert(0, said.mark_rect(color=CLAIM, opacity=0.14).encode(y="share:Q", y2="to:Q"))
        layers.append(said.mark_text(align="left", x=6, dy=11, color=CLAIM).encode(y=y, text="text:N"))
    return alt.layer(*layers).properties(width=WIDTH - 130, height=340)


def one_country(config: Config, figures: FigureSet) -> alt.LayerChart:
    """Papers of US institutions only, of Chinese institutions only, and of both, by year."""
    kinds = {"us-only": ("US only", ACCENT), "china-only": ("China only", CLAIM), "us-china": ("both", INK)}
    rows = [
        {
            "year": c.year,
            "kind": label,
            "share": figures.use(f"{name}.{slug}.share").value,
            "basis": c.headline_basis,
            "cohort": f"{config.label(c)} {c.headline_basis}",
        }
        for name, c in config.cohorts.items()
        for slug, (label, _) in kinds.items()
        if figures.use(f"{name}.{slug}.share").value is not None
    ]
    table = pd.DataFrame(rows)
    order = list(dict.fromkeys(table.sort_values("year")["cohort"]))
    return (
        alt.Chart(table)
        .mark_circle(size=110, opacity=1)
        .encode(
            x=alt.X(
                "share:Q",
                axis=alt.Axis(format=".0%", title="share of papers"),
                scale=alt.Scale(domain=[0, max(0.1, table["share"].max() * 1.08)]),
            ),
            y=alt.Y("cohort:N", sort=order, axis=alt.Axis(title=None, labelColor=INK, grid=True)),
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=[k for k, _ in kinds.values()], range=[c for _, c in kinds.values()]),
                legend=alt.Legend(title="institutions on the paper"),
            ),
        )
        .properties(width=WIDTH - 130, height=alt.Step(30))
    )


def charts(found: Findings) -> dict[str, alt.TopLevelMixin]:
    """Name → chart."""
    return {
        "share-over-time": share_over_time(found.config, found.figures),
        "one-country": one_country(found.config, found.figures),
    }
