"""Charts of the readers' questions: what they draw is what the figures say."""

from __future__ import annotations

import pytest

from analysis.figures.figure import FigureSet
from analysis.looks.theme import to_svg
from analysis.topics import own_settings
from analysis.topics.chart_data import rows_of
from analysis.topics.findings import Findings
from analysis.topics.questions import charts
from analysis.topics.questions.figures import figures
from analysis.topics.questions.institutions import Unit
from tests.support.invented_book import Book, with_groups

PAPERS = {
    "a": ("US:MIT", "CN:PKU"),
    "b": ("US:MIT", "CN:PKU", "US:CMU"),
    "c": ("US:CMU|CN:THU",),
    "d": ("US:CMU", "US:Yale"),
}


def findings(settings, papers) -> Findings:
    book = Book(settings, {"elm-2020": {"program": papers}})
    return Findings(book.config, FigureSet(figures(book)), (), book)


@pytest.fixture(scope="module")
def drawn(settings):
    return {name: rows_of(chart) for name, chart in charts.charts(findings(settings, PAPERS)).items()}


def test_the_map_has_a_cell_for_each_pair_of_those_that_meet(drawn):
    assert {(row["us"], row["china"]): row["papers"] for row in drawn["pairs-program"]} == {
        ("MIT", "PKU"): 2,
        ("MIT", "THU"): 0,
        ("CMU", "PKU"): 1,
        ("CMU", "THU"): 1,
    }


def test_the_map_holds_the_busiest_of_each_side(settings):
    many = {f"p{n}": (f"US:U{n:02}", "CN:PKU") for n in range(charts.SIDE + 3)} | {"more": ("US:U10", "CN:THU")}
    chart = charts.charts(findings(settings, many))["pairs-program"]
    sides = [list(dict.fromkeys(row[side] for row in rows_of(chart))) for side in ("us", "china")]
    assert (len(sides[0]), sides[0][0]) == (charts.SIDE, "U10")
    assert sides[1] == ["PKU", "THU"]


def test_those_apart_are_shown_by_what_they_are(drawn):
    shown = {row["what"]: row["share"] for row in drawn["apart"]}
    assert shown["institutions, US"] == pytest.approx(1 / 3, abs=1e-6)
    assert shown["authorships, all"] == pytest.approx(2 / 8)
    assert "US or Chinese, 5 papers or more" not in shown, "there is none"
    assert {row["who"] for row in drawn["apart"]} == {"2020, program"}


def test_both_shares_of_double_affiliations_are_shown_with_their_intervals(drawn):
    rows = {row["kind"]: row for row in drawn["dual"]}
    assert set(rows) == {"has such an author", "not joint without"}
    for row in rows.values():
        assert row["share"] == pytest.approx(1 / 3, abs=1e-6)
        assert row["low"] < row["share"] < row["high"]


def test_what_has_nothing_to_show_is_no_chart(settings):
    assert charts.charts(findings(settings, {"d": PAPERS["d"]})) == {}
    assert set(charts.charts(findings(settings, {"a": PAPERS["a"]}))) == {"pairs-program", "apart"}


def test_names_are_shortened_for_the_map():
    shorter = own_settings.read("questions", charts.Settings).shorter
    assert charts.short(Unit("University of California, Los Angeles", "", "US"), shorter) == "UC, Los Angeles"
    assert charts.short(Unit("Tsinghua University", "", "CN"), shorter) == "Tsinghua"
    assert charts.short(Unit("Tsinghua University", "", "CN"), {}) == "Tsinghua University"


def test_the_map_is_drawn_for_groups_of_any_name(settings):
    pear = {"name": "Pearland", "short": "PL", "adjective": "Pear", "countries": ["GB"]}
    chosen = settings.report.model_copy(update={"pair": ("us", "pear-land")})
    config = with_groups(settings, pear_land=pear).model_copy(update={"report": chosen})
    chart = charts.charts(findings(config, {"a": ("US:MIT", "GB:UCL")}))["pairs-program"]
    assert rows_of(chart) == [{"us": "MIT", "pear-land": "UCL", "papers": 1}]
    svg = to_svg(chart)
    assert all(f">{word}<" in svg for word in ("MIT", "UCL", "Pear institution", "US institution"))


def test_charts_are_the_same_twice_and_fit_a_telephone(settings, computed, book):
    for name, chart in charts.charts(Findings(settings, computed, (), book)).items():
        svg = to_svg(chart)
        assert svg == to_svg(chart), name
        assert float(svg.partition('width="')[2].partition('"')[0]) <= 520, name
