"""What each chart draws, as files to download beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import altair as alt

from analysis.core.strict_json import canonical_json
from analysis.figures.figure import DIGITS


def rows_of(chart: alt.TopLevelMixin) -> list[dict[str, Any]]:
    """The rows of all data sets of a chart, in the order in which it draws them, numbers rounded as published."""
    found = [row for rows in chart.to_dict(validate=False).get("datasets", {}).values() for row in rows]
    return [
        {key: round(value, DIGITS) if isinstance(value, float) else value for key, value in row.items()}
        for row in found
    ]


def files(charts: Mapping[str, alt.TopLevelMixin], release: str) -> dict[str, str]:
    """File name → text: ``charts/<name>.csv``, with the columns of all rows, and ``charts/<name>.json``.

    Parameters
    ----------
    charts : mapping
        File name of the picture → chart, as `charts.all_charts` gives it.
    """
    made = {}
    for file, chart in charts.items():
        name, rows = file.removesuffix(".svg"), rows_of(chart)
        stream = io.StringIO()
        writer = csv.DictWriter(stream, list(dict.fromkeys(key for row in rows for key in row)), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        made[f"charts/{name}.csv"] = stream.getvalue()
        made[f"charts/{name}.json"] = canonical_json({"schema": 1, "release": release, "chart": name, "rows": rows})
    return made
