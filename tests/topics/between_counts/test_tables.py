"""Tables of the page: what they say follows from the figures."""

from __future__ import annotations

import pytest

from analysis.looks.numbers import percent
from analysis.topics.between_counts import tables
from analysis.topics.findings import Findings


@pytest.fixture(scope="module")
def made(settings, computed, book) -> dict[str, str]:
    """All tables of the page."""
    return tables.tables(Findings(settings, computed, (), book))


def lines(table: str) -> list[list[str]]:
    """Cells of the rows below the header."""
    return [
        [c.strip() for c in line.strip("|").split(" | ")] for line in table.splitlines()[2:] if line.startswith("|")
    ]


def test_every_question_has_a_number(made, settings, computed) -> None:
    rows = lines(made["questions"])
    assert all(any(cell.endswith("%") for cell in row[1:3]) for row in rows)
    assert len(rows) == 4 + len(settings.independent)
    assert rows[0][1:3] == ["–", percent(computed.use("neurips-2025.calibrated.us-china.share").value)]


@pytest.mark.parametrize(
    "name", ["bridge-neurips-2025-print", "bridge-neurips-2025-ceps", "bridge-neurips-2024-program"]
)
def test_the_running_total_runs(made, name) -> None:
    now = 0
    for words, _, change, papers in lines(made[name]):
        total = int(papers.strip("*").replace(",", ""))
        if words.startswith("**"):
            assert now in (0, total)
        else:
            assert now + int(change.replace("−", "-").replace(",", "")) == total
        now = total


def test_reasons_add_up(made, computed) -> None:
    rows = lines(made["reasons-neurips-2025"])
    for column, direction in ((1, "profile-only"), (3, "print-only")):
        read = sum(int(row[column].split(" ")[0]) for row in rows)
        assert read == computed.use(f"neurips-2025.discordant.{direction}.moved-since").denominator


def test_a_peer_has_a_column_for_each_year_it_counts(made, settings) -> None:
    for key in ("ceps", "neurips-us-vs-china"):
        years = [str(y) for y in settings.independent[key].counts]
        assert [c.strip() for c in made[f"peer-{key}"].splitlines()[0].strip("|").split(" | ")][1:] == years
    assert "joined by id" in made["peer-neurips-us-vs-china"]
    assert "joined by id" not in made["peer-ceps"]
    assert "Northeastern" not in made["peer-ceps"]


def test_the_test_of_the_completion_is_told_in_order(made) -> None:
    rows = lines(made["knockout-test"])
    assert len(rows) == len(tables.TESTS)
    assert rows[0][0] == "US-China papers found"
    assert "NeurIPS" not in made["knockout-test"]
