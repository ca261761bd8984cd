"""What a chart draws, to download: the rows as drawn, rounded as published."""

from __future__ import annotations

import csv
import io
import json

import altair as alt
import pandas as pd

from analysis.topics.chart_data import files, rows_of

ONE = alt.Chart(pd.DataFrame({"a": [1 / 3, 2.0], "b": ["oak", "elm"]})).mark_point().encode(x="a:Q")
TWO = alt.Chart(pd.DataFrame({"a": [3.0], "c": ["ash"]})).mark_rule().encode(x="a:Q")


def test_rows_are_those_of_every_layer() -> None:
    assert rows_of(ONE) == [{"a": 0.333333, "b": "oak"}, {"a": 2.0, "b": "elm"}]
    assert sorted(map(len, rows_of(alt.layer(ONE, TWO)))) == [2, 2, 2]


def test_each_chart_is_a_table_and_a_document_with_its_release() -> None:
    made = files({"trees.svg": alt.layer(ONE, TWO)}, "2026.1")
    assert set(made) == {"charts/trees.csv", "charts/trees.json"}
    document = json.loads(made["charts/trees.json"])
    assert (document["release"], document["chart"]) == ("2026.1", "trees")
    table = list(csv.DictReader(io.StringIO(made["charts/trees.csv"])))
    assert len(table) == len(document["rows"]) == 3
    assert set(table[0]) == {"a", "b", "c"}
