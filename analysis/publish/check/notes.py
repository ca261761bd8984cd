"""What is worth a look and wrong nowhere: overrides that nothing in the data uses."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.attribution import overrides as needed
from analysis.counting import workbook
from analysis.facts import store


def overrides(book: workbook.Workbook) -> list[str]:
    """Overrides that decide nothing in the data."""
    used = needed.uses(pd.concat(book.attributed.values()))
    return [
        f"data/overrides.csv:{line}: nothing in the data uses {row['affiliation']!r}"
        for line, row in store.shared_rows("overrides")
        if row["country"] and line not in used
    ]


def summary(remarks: list[str]) -> list[str]:
    """How many notes there are of each kind, and how to see them: none of them asks for anything."""
    kinds = Counter(remark.partition(": ")[2].partition(" '")[0] for remark in remarks)
    return [
        f"data/overrides.csv: {why} {count} of the overrides; `factcheck check --notes` lists them"
        for why, count in kinds.items()
    ]
