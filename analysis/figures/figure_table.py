"""Figures as a table, the form of them for spreadsheets: figures.csv."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.core import multivalued
from analysis.figures.figure import Figure

TABLE = (
    "id label unit value numerator denominator interval_low interval_high bounds_low bounds_high"
    " definition cohort estimate sources"
).split()


def to_table(figures: Iterable[Figure]) -> pd.DataFrame:
    """One row a figure, the parts of interval and bounds in columns of their own: the columns of `TABLE`."""
    rows = []
    for figure in figures:
        row = figure.as_json()
        for part in ("interval", "bounds"):
            inside = row.pop(part) or {}
            row |= {f"{part}_low": inside.get("low"), f"{part}_high": inside.get("high")}
        rows.append({**row, "sources": multivalued.join(row["sources"])})
    return pd.DataFrame(rows, columns=TABLE)
