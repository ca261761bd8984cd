"""What is known, where it comes from, and what the site offers: on one snapshot made by hand."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from analysis.topics.data import tables


@pytest.fixture
def made(settings) -> dict[str, str]:
    shot = SimpleNamespace(
        papers=range(1200),
        coverage={
            "title-blocks": {"complete": 90, "incomplete": 10},
            "affiliations-profile": {"papers": 1100, "authorships": 4000, "with-affiliation": 3000},
            "papers-with-abstract": 1199,
            "papers-with-body": 7,
        },
        sources=[
            {"origin": "oak", "recorded": "2026-01-02", "licence": "CC0", "rows-in": 1300, "dropped": {"a copy": 100}},
            {"origin": "elm", "recorded": "2026-01-03", "licence": "MIT", "rows-in": 5, "dropped": {}},
        ],
    )
    config = settings.model_copy(update={"cohorts": {"neurips-2025": settings.cohorts["neurips-2025"]}})
    return tables.tables(
        SimpleNamespace(config=config, book=SimpleNamespace(config=config, snapshots={"neurips-2025": shot}))
    )


def test_each_basis_says_what_is_known_by_it(made) -> None:
    rows = made["coverage"].splitlines()[2:-2]
    assert rows == [
        "| neurips-2025 | paper | 1,200 | 100 | 90.0% of title blocks complete | 1,199 | 7 |",
        "| neurips-2025 | profile | 1,200 | 1,100 | 75.0% of 4,000 authorships | 1,199 | 7 |",
    ]


def test_a_basis_of_which_the_facts_have_nothing_has_no_row(settings) -> None:
    nothing = {"papers": 0, "authorships": 0, "with-affiliation": 0}
    for coverage in ({}, {"title-blocks": {"complete": 0, "incomplete": 0}, "affiliations-profile": nothing}):
        known = {"papers-with-abstract": 0, "papers-with-body": 0, **coverage}
        shot = SimpleNamespace(papers=range(2), coverage=known, sources=[])
        made = tables.coverage(SimpleNamespace(config=settings, snapshots={"neurips-2025": shot}))
        assert len(made.splitlines()) == 2 + 2, "the head and the caption"


def test_each_source_says_what_was_left_out(made) -> None:
    assert "| neurips-2025 | oak | 2026-01-02 | CC0 | 1,300 | 100: a copy |" in made["sources"]
    assert "| neurips-2025 | elm | 2026-01-03 | MIT | 5 | none |" in made["sources"]


def test_each_file_is_offered_in_both_forms(made, settings) -> None:
    assert "| Every figure | [CSV](../figures.csv) | [.xlsx](../figures.xlsx) |" in made["files"]
    assert "| Every verdict | [JSON](../claims.json) | [.xlsx](../claims.xlsx) |" in made["files"]
    assert made["files"].count("](../papers/") == 2 * len(settings.claims)
