"""How every chart of the report looks, and what `analysis.looks.drawing` makes of it."""

from __future__ import annotations

import altair as alt

from analysis.looks import drawing

FONT = drawing.FONT
INK, MUTED, RULE, ACCENT, CLAIM = "#1f2933", "#5b6773", "#d5dbe1", "#0b6e99", "#b3261e"
BASES = {"program": "#0b6e99", "profile": "#c2571a", "paper": "#2e7d4f"}
WIDTH = 620

Layers = alt.LayerChart | alt.FacetChart  # what altair says that `alt.layer` gives


def to_svg(chart: alt.TopLevelMixin) -> str:
    """A chart as SVG, drawn in this process."""
    return drawing.to_svg(specification(chart))


def specification(chart: alt.TopLevelMixin) -> str:
    """A chart in the report's look, as Vega-Lite in JSON."""
    themed = chart.configure(
        font=FONT,
        background="white",
        padding={"left": 6, "right": 12, "top": 8, "bottom": 6},
        axis=alt.AxisConfig(
            labelColor=MUTED,
            titleColor=MUTED,
            labelFontSize=12.5,
            titleFontSize=12.5,
            titleFontWeight="normal",
            gridColor=RULE,
            domain=False,
            ticks=False,
            labelPadding=6,
        ),
        view=alt.ViewConfig(stroke=None),
        legend=alt.LegendConfig(
            labelFontSize=12.5,
            titleFontSize=12.5,
            labelColor=INK,
            titleColor=MUTED,
            orient="top",
            titleLimit=0,
            labelLimit=0,
            titleFontWeight="normal",
        ),
        text=alt.MarkConfig(fontSize=12.5, color=INK),
        header=alt.HeaderConfig(labelFontSize=13.5, labelColor=INK, title=None, labelFontWeight=600),
    )
    return str(themed.to_json(validate=False))
