"""The verdicts at a glance, and the numbers of every year."""

from __future__ import annotations

import pytest

from analysis.claims.judge import verdicts
from analysis.looks.numbers import as_text, between
from analysis.topics.findings import Findings
from analysis.topics.summary import tables


@pytest.fixture(scope="module")
def found(settings, computed, book) -> Findings:
    return Findings(settings, computed, verdicts(settings, computed), book, {"last-year": "(changed)"})


def test_each_claim_stands_once_under_its_source(settings, found) -> None:
    made = {source: tables.glance(found, source) for source in tables.SOURCES}
    for name, claim in settings.claims.items():
        assert [source for source, table in made.items() if f"claims/{name}.qmd" in table] == [claim.source]


def test_what_changed_since_the_last_release_is_marked(found) -> None:
    one = next(v for v in found.verdicts if v.claim == "last-year")
    said = f"{as_text(one.decisive, one.decisive.value)} (changed) | {between(one.decisive, one.decisive.interval)}"
    assert said in "".join(tables.glance(found, source) for source in tables.SOURCES)


def test_every_record_has_a_row_and_the_headline_one_is_bold(settings, computed) -> None:
    lines = tables.by_cohort(settings, computed).splitlines()[2:-2]
    assert len(lines) == len(settings.records)
    assert sum("**" in line.split("|")[1] for line in lines) == len(settings.cohorts)


def test_a_year_that_nothing_is_comparable_with_has_a_dash(settings, computed) -> None:
    lines = tables.by_cohort(settings, computed).splitlines()[2:-2]
    without = [f"{n}.us-china.change{c.at(b)}" not in computed for n, c, b in settings.records]
    assert [line.endswith("| – |") for line in lines] == without


def test_an_estimated_number_of_papers_is_marked(settings, computed) -> None:
    lines = tables.one_country(settings, computed).splitlines()[2:-2]
    estimated = [computed.use(f"{name}.us.papers").estimate for name in settings.cohorts]
    assert ["≈" in line for line in lines] == estimated
    assert any(estimated)
