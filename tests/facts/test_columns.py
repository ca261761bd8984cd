"""The tables of data/: what is committed is what their columns say, and every key leads to a row."""

from __future__ import annotations

import pytest

from analysis.core import paths
from analysis.facts.columns import OF_A_COHORT, SAID, SHARED

COHORT = "neurips-2025"  # the one with title blocks
TABLES = {**{f"{COHORT}/{name}": table for name, table in OF_A_COHORT.items()}, **SHARED}


@pytest.mark.parametrize("name", TABLES)
def test_keys_and_limits_hold_in_the_committed_tables(name, rows_of):
    table = TABLES[name]
    rows = [row for _, row in table.checked(paths.DATA / f"{name}.csv")]

    assert tuple(rows_of(f"{name}.csv")[0]) == table.names
    for column, (other, key) in table.foreign.items():
        header, found = rows_of(f"{COHORT}/{other}.csv" if other in OF_A_COHORT else f"{other}.csv")
        assert {row[column] for row in rows} - {""} <= {row[header.index(key)] for row in found}


def test_every_table_and_column_says_what_it_means():
    for table in TABLES.values():
        assert table.about.endswith(".")
        assert all(column.about for column in table.columns)


def test_what_a_source_says_of_a_place_ends_each_authorship():
    assert OF_A_COHORT["authorships"].columns[-len(SAID) :] == SAID
