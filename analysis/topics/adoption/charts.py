"""Which papers name which model, as a chart."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.figures.counts import cohort_with_bodies
from analysis.figures.figure import FigureSet
from analysis.looks.theme import ACCENT, CLAIM
from analysis.settings.config import Config
from analysis.topics.findings import Findings


def adoption(config: Config, figures: FigureSet, cohort: str) -> alt.FacetChart:
    """Share of each group's papers that name a term, by level, for one cohort's headline basis."""
    rows = []
    for f in figures:
        _, _, rest = f.id.partition(f"{cohort}.adoption.")
        term, _, tail = rest.partition(".")
        group, _, measure = tail.partition(".")
        if measure in ("share", "share@body") and group in ("us", "china") and f.value is not None:
            figures.use(f.id)
            level = "title or abstract" if measure == "share" else "anywhere in the text"
            rows.append(
                {
                    "term": config.terms[term].name,
                    "group": config.groups[group].name,
                    "level": level,
                    "share": f.value,
                    "low": f.interval[0],
                    "high": f.interval[1],
                }
            )
    table = pd.DataFrame(rows)
    y = alt.Y("group:N", axis=alt.Axis(title=None, labels=False), sort=["United States", "China"])
    colour = alt.Color(
        "group:N",
        scale=alt.Scale(domain=["United States", "China"], range=[ACCENT, CLAIM]),
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
    order = [t.name for t in config.terms.values()]
    return layers.properties(width=225, height=30).facet(
        row=alt.Row(
            "term:N", sort=order, header=alt.Header(labelAngle=0, labelAlign="left", labelOrient="left", title=None)
        ),
        column=alt.Column("level:N", sort=["title or abstract", "anywhere in the text"], header=alt.Header(title=None)),
        spacing=8,
    )


def charts(found: Findings) -> dict[str, alt.TopLevelMixin]:
    """Name → chart; none where no texts are at hand."""
    shown = cohort_with_bodies(found.config, found.figures)
    return {"adoption": adoption(found.config, found.figures, shown)} if shown else {}
