"""What lies beside a chart is what it draws."""

from __future__ import annotations

import json

from analysis.topics import chart_data
from analysis.topics.summary import charts


def test_each_chart_has_the_rows_it_draws(settings, computed) -> None:
    drawn = {"share-over-time.svg": charts.share_over_time(settings, computed)}
    files = chart_data.files(drawn, "2026.1")
    data = json.loads(files["charts/share-over-time.json"])
    assert (data["release"], data["chart"]) == ("2026.1", "share-over-time")
    shares = {(row["year"], row["basis"]): row["share"] for row in data["rows"] if "basis" in row}
    assert shares[2024, "program"] == computed.use("neurips-2024.us-china.share").as_json()["value"]
    header, *lines = files["charts/share-over-time.csv"].splitlines()
    assert {"year", "basis", "share", "low", "high", "who"} <= set(header.split(","))
    assert len(lines) == len(data["rows"])
