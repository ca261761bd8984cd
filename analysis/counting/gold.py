"""The hand-labelled gold sets of tests/gold.

The sets were labelled under the rules kept beside them, by readers who had not seen the resolver's answers. The
development half may be looked at while rules are made; the test half is only scored.
"""

from __future__ import annotations

from analysis.core import paths
from analysis.core.csv_table import rows_of

GOLD = {
    "affiliations.csv": ("id", "half", "stratum", "draws", "affiliation", "stated", "headquarters", "certain"),
    "title_blocks.csv": ("paper_id", "half", "countries", "headquarters", "complete", "certain"),
    "discordant.csv": ("paper_id", "direction", "reason", "sure", "reader_a", "reader_b"),
    "names.csv": ("cohort", "paper_id", "source", "n", "label", "rest"),
    "not_names.csv": ("affiliation", "reason"),
}


def rows(name: str) -> list[dict[str, str]]:
    """Rows of one gold file."""
    return [row for _, row in rows_of(paths.GOLD / name, GOLD[name])]
