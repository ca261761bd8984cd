"""A chart's specification → SVG text, written without a browser, and by another process where there are many.

Text stays text; its width is measured with the bundled font, so that a chart is the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import vl_convert

from analysis.core import kept_work, paths

FONT = "Source Sans 3"
WORK = kept_work.Work("analysis.looks.drawing", ".svg", most=200, libraries=("vl-convert-python",))


def to_svgs(specifications: Mapping[str, str]) -> dict[str, str]:
    """File name → SVG of every chart, by another process; what was drawn before is not drawn again.

    Parameters
    ----------
    specifications : mapping
        File name → Vega-Lite, as `analysis.looks.theme.specification` gives it.
    """
    drawn = kept_work.results(WORK, specifications, paths.FONTS.glob("*.ttf"))
    return {name: drawn[name].decode() for name in specifications}


def to_svg(specification: str) -> str:
    """A chart as SVG, with a stable text whatever ran before."""
    _fonts()
    svg = vl_convert.vegalite_to_svg(specification, vl_version="6.4")
    # Vega numbers its clip paths and gradients by a counter that outlives a chart
    found: dict[str, str] = {}
    svg = re.sub(r"\b(clip|gradient_)(\d+)\b", lambda m: found.setdefault(m[0], f"{m[1]}{len(found)}"), svg)
    # a family whose name holds a digit must be quoted, or browsers drop the whole value
    return (
        svg.replace(f'font-family="{FONT}"', f"font-family=\"'{FONT}', 'Source Sans Pro', system-ui, sans-serif\"")
        + "\n"
    )


@lru_cache(maxsize=1)
def _fonts() -> None:
    vl_convert.register_font_directory(str(paths.FONTS))


if __name__ == "__main__":
    kept_work.answer(lambda specification: to_svg(specification).encode())
