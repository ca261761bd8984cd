"""The verdicts at a glance, and the numbers of every year."""

from __future__ import annotations

import pytest

from analysis.claims.judge import verdicts
from analysis.figures.figure import FigureSet
from analysis.looks.numbers import as_text, between
from analysis.topics.findings import Findings
from analysis.topics.summary import tables
from tests.support.invented_book import Book, figure, with_groups


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
    assert len(lines) == len(settings.records_of_years)
    assert sum("**" in line.split("|")[1] for line in lines) == len(settings.years)


def test_a_year_that_nothing_is_comparable_with_has_a_dash(settings, computed) -> None:
    lines = tables.by_cohort(settings, computed).splitlines()[2:-2]
    without = [f"{n}.us-china.change{c.at(b)}" not in computed for n, c, b in settings.records_of_years]
    assert [line.endswith("| – |") for line in lines] == without


def test_an_estimated_number_of_papers_is_marked(settings, computed) -> None:
    lines = tables.one_country(settings, computed).splitlines()[2:-2]
    estimated = [computed.use(f"{name}.us.papers").estimate for name in settings.years]
    assert ["≈" in line for line in lines] == estimated
    assert any(estimated)


# --- by hand, for groups of any name


def test_three_groups_have_two_columns_each(settings) -> None:
    pear = {"name": "Pearland", "short": "PL", "adjective": "Pear", "countries": ["FR"]}
    config = Book(with_groups(settings, pear=pear), {"elm-2020": {"program": {}}}).config
    kinds = ("us", "china", "pear", "us-only", "china-only", "pear-only", "one-country")
    figures = FigureSet(
        figure(f"elm-2020.{kind}.{what}", value, unit=unit)
        for kind in kinds
        for what, value, unit in (("share", 0.5, "share"), ("papers", 3, "papers"))
    )
    head, _, row, *_, caption = tables.one_country(config, figures).splitlines()
    assert head == "| Year, basis | Any US | Any Chinese | Any Pear | US only | China only | PL only | One country |"
    assert row == f"| 2020, program | {' | '.join(['50.0% (3)'] * 7)} |"
    assert 'tbl-colwidths="[18,12,12,12,12,12,11,11]"' in caption


def test_a_year_without_figures_has_no_row(settings) -> None:
    config = Book(settings, {"elm-2020": {"program": {}}}).config
    for made in (tables.one_country, tables.by_cohort):
        assert len([line for line in made(config, FigureSet([])).splitlines() if line.startswith("|")]) == 2
