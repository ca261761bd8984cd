"""How every chart of the report looks, and a chart → SVG text, written without a browser.

Text stays text; its width is measured with the bundled font, so that a chart is the same on every machine.
"""

from __future__ import annotations

import re
from functools import lru_cache

import altair as alt
import vl_convert

from analysis.core import paths

FONT = "Source Sans 3"
INK, MUTED, RULE, ACCENT, CLAIM = "#1f2933", "#5b6773", "#d5dbe1", "#0b6e99", "#b3261e"
BASES = {"program": "#0b6e99", "profile": "#c2571a", "paper": "#2e7d4f"}
WIDTH = 620

Layers = alt.LayerChart | alt.FacetChart  # what altair says that `alt.layer` gives


@lru_cache(maxsize=1)
def _fonts() -> None:
    vl_convert.register_font_directory(str(paths.FONTS))


def to_svg(chart: alt.TopLevelMixin) -> str:
    """A chart as SVG, with a stable text whatever ran before."""
    _fonts()
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
    svg = vl_convert.vegalite_to_svg(themed.to_json(validate=False), vl_version="6.4")
    # Vega numbers its clip paths and gradients by a counter that outlives a chart
    found: dict[str, str] = {}
    svg = re.sub(r"\b(clip|gradient_)(\d+)\b", lambda m: found.setdefault(m[0], f"{m[1]}{len(found)}"), svg)
    # a family whose name holds a digit must be quoted, or browsers drop the whole value
    return (
        svg.replace(f'font-family="{FONT}"', f"font-family=\"'{FONT}', 'Source Sans Pro', system-ui, sans-serif\"")
        + "\n"
    )
