"""What is worth a look and wrong nowhere: overrides that make no difference."""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd

from analysis.attribution import registry, resolve, table
from analysis.core import multivalued
from analysis.counting import workbook
from analysis.facts import store


def overrides(book: workbook.Workbook) -> list[str]:
    """Overrides that decide nothing in the data, and those without which every decision would be the same."""
    rows = pd.concat(book.attributed.values())[[*table.ASKED, "stated", "evidence"]].drop_duplicates()
    rows = rows[rows["evidence"].str.contains("overrides.csv:", regex=False)]
    bare = registry.without_overrides(registry.load())
    used: set[int] = set()
    needed: set[int] = set()
    for *asked, stated, evidence in rows.itertuples(index=False, name=None):
        affiliation, city, country, domain = asked
        lines = {int(n) for n in re.findall(r"overrides\.csv:(\d+)", evidence)}
        used |= lines
        # by itself or with what the profile says beside it: a string must resolve either way
        alone = resolve.resolve_with(affiliation, "", "", "", bare).countries
        beside = multivalued.join(resolve.resolve_with(affiliation, city, country, domain, bare).countries)
        if beside != stated or alone != resolve.resolve(affiliation).countries:
            needed |= lines
    found = []
    for line, row in store.shared_rows("overrides"):
        if row["country"] and line not in needed:
            why = "the registry gives the same for" if line in used else "nothing in the data uses"
            found.append(f"data/overrides.csv:{line}: {why} {row['affiliation']!r}")
    return found


def summary(remarks: list[str]) -> list[str]:
    """How many notes there are of each kind, and how to see them: none of them asks for anything."""
    kinds = Counter(remark.partition(": ")[2].partition(" '")[0] for remark in remarks)
    return [
        f"data/overrides.csv: {why} {count} of the overrides; `factcheck check --notes` lists them"
        for why, count in kinds.items()
    ]
