"""Which papers name which model, as a chart."""

from __future__ import annotations

import altair as alt
import pandas as pd
from pydantic import Field

from analysis.figures.adoption import cohort_with_bodies, measure
from analysis.figures.figure import FigureSet
from analysis.looks.group_colours import group_colours
from analysis.settings.config import Config
from analysis.settings.models import Model
from analysis.topics import own_settings
from analysis.topics.findings import Findings


class Settings(Model):
    """report/topics/adoption.yaml."""

    levels: dict[str, str] = Field(default={}, description="Level that the chart shows → what it is called there.")


def adoption(config: Config, figures: FigureSet, cohort: str) -> alt.FacetChart:
    """Share of each group's papers that name a term, by level, for one cohort's headline basis."""
    rows, levels, inks = [], _levels(config), group_colours(config)
    for term, about in sorted(config.terms.items()):
        for group in sorted(config.groups):
            for at, level in levels.items():
                figure = figures.find(f"{cohort}.{measure(term, group, 'share')}{at}")
                if figure is not None and figure.interval is not None:
                    low, high = figure.interval
                    row = {"term": about.name, "group": config.groups[group].name, "level": level}
                    rows.append({**row, "share": figure.value, "low": low, "high": high})
    table = pd.DataFrame(rows)
    names = [group.name for group in config.groups.values()]
    y = alt.Y("group:N", axis=alt.Axis(title=None, labels=False), sort=names)
    colour = alt.Color(
        "group:N",
        scale=alt.Scale(domain=names, range=list(inks.values())),
        legend=alt.Legend(title="papers with an institution in"),
    )
    base = alt.Chart(table)
    x = alt.X(
        "share:Q",
        axis=alt.Axis(format=".0%", title=None, tickCount=4),
        scale=alt.Scale(domain=[0, max(0.1, table["high"].max())]),
    )
    layers = alt.layer(
        base.mark_rule(strokeWidth=2, opacity=0.5).encode(x="low:Q", x2="high:Q", y=y, color=colour),
        base.mark_circle(size=70, opacity=1).encode(x=x, y=y, color=colour),
    )
    head = alt.Header(labelAngle=0, labelAlign="left", labelOrient="left", title=None)
    return layers.properties(width=225, height=15 * len(inks)).facet(
        row=alt.Row("term:N", sort=[t.name for t in config.terms.values()], header=head),
        column=alt.Column("level:N", sort=list(levels.values()), header=alt.Header(title=None)),
        spacing=8,
    )


def _levels(config: Config) -> dict[str, str]:
    """What stands behind an id for each level that the chart shows, and what it is called there."""
    first, chosen = next(iter(config.levels)), own_settings.read("adoption", Settings).levels
    named = {key: name for key, name in chosen.items() if key in config.levels}
    named = named or {key: level.name for key, level in config.levels.items()}
    return {"" if key == first else f"@{key}": name for key, name in named.items()}


def charts(found: Findings) -> dict[str, alt.TopLevelMixin]:
    """Name → chart; none where no texts are at hand."""
    shown = cohort_with_bodies(found.config, found.figures)
    return {"adoption": adoption(found.config, found.figures, shown)} if shown else {}
