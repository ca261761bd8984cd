"""The share over the years: our records, those of others, and what was said."""

from __future__ import annotations

import pytest

from analysis.figures.figure import FigureSet
from analysis.looks.theme import BASES
from analysis.settings.assertions import parse
from analysis.topics.chart_data import rows_of
from analysis.topics.findings import Findings
from analysis.topics.summary import charts
from tests.support.invented_book import Book, figure, with_groups


@pytest.fixture(scope="module")
def rows(settings, computed) -> list[dict]:
    return rows_of(charts.share_over_time(settings, computed))


def test_every_record_of_the_conference_is_drawn_inside_its_interval(settings, rows) -> None:
    ours = [row for row in rows if "basis" in row]
    drawn = [c for _, c, basis in settings.records if basis.removesuffix("-by-name") in BASES]
    assert len(ours) == sum(c.venue == settings.main.venue for c in drawn)
    assert all(row["low"] <= row["share"] <= row["high"] for row in ours)
    assert {row["basis"] for row in ours} == set(BASES)


def test_every_count_of_others_is_drawn(settings, rows) -> None:
    drawn = {(row["who"], row["year"]) for row in rows if "who" in row}
    assert drawn == {(o.name, year) for o in settings.independent.values() for year in o.counts}


def test_what_was_said_is_a_band(settings, computed, rows) -> None:
    said = settings.asserted(settings.claims[settings.report.headline_claim])
    assert [(row["share"], row["to"]) for row in rows if "to" in row] == [(said.low, said.high)]
    claim = settings.claims[settings.report.headline_claim]
    claims = {**settings.claims, settings.report.headline_claim: claim.model_copy(update={"asserts": parse("rises")})}
    drawn = charts.share_over_time(settings.model_copy(update={"claims": claims}), computed)
    assert not any("to" in row for row in rows_of(drawn))


def test_kinds_of_papers_are_drawn_for_every_year(settings, computed) -> None:
    drawn = rows_of(charts.one_country(settings, computed))
    assert len(drawn) == 3 * len(settings.years)
    assert {row["kind"] for row in drawn} == {"US only", "China only", "both"}


# --- by hand, for groups of any name


PEAR = {"name": "Pearland", "short": "PL", "adjective": "Pear", "countries": ["FR"], "colour": "#123456"}


@pytest.fixture
def made(settings):
    """Three groups and one year, of which the pear group is on the main pair."""
    chosen = settings.report.model_copy(update={"pair": ("us", "pear")})
    return Book(
        with_groups(settings, pear=PEAR).model_copy(update={"report": chosen, "independent": {}}),
        {"elm-2020": {"program": {}}},
    ).config


def test_the_main_pair_is_drawn_by_its_own_names_and_colours(made) -> None:
    shares = {"us-pear": 0.5, "us-only": 0.2, "pear-only": 0.1, "china-only": 0.3, "us-china": 0.4}
    figures = FigureSet(figure(f"elm-2020.{key}.share", x, interval=(0, 1)) for key, x in shares.items())
    drawn = charts.one_country(made, figures)
    assert {(row["kind"], row["share"]) for row in rows_of(drawn)} == {
        ("US only", 0.2),
        ("PL only", 0.1),
        ("both", 0.5),
    }
    assert "#123456" in drawn.to_json(validate=False)
    over_time = charts.share_over_time(made, figures)
    assert [row["share"] for row in rows_of(over_time)] == [0.5], "nobody else counted, and no share was asserted"
    assert "share of papers with a US and a Pear institution" in over_time.to_json(validate=False)


def test_without_a_share_there_is_no_chart(made) -> None:
    assert charts.charts(Findings(made, FigureSet([]), (), None)) == {}
