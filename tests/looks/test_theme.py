"""A chart is one text, whatever was drawn before."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.looks.theme import FONT, to_svg

CHART = alt.Chart(pd.DataFrame({"a": [1, 2], "b": ["oak", "elm"]})).mark_bar(clip=True).encode(x="a:Q", y="b:N")


def test_a_chart_is_the_same_text_twice() -> None:
    first = to_svg(CHART)
    to_svg(alt.layer(CHART, CHART))
    assert to_svg(CHART) == first


def test_text_stays_text_in_our_font_with_others_to_fall_back_on() -> None:
    svg = to_svg(CHART)
    assert ">oak</text>" in svg
    assert f"font-family=\"'{FONT}', 'Source Sans Pro'" in svg
    assert f'font-family="{FONT}"' not in svg
