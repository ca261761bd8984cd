"""Charts and tables of the trend and of the readers' questions: what they show is in the figures."""

from __future__ import annotations

import pytest

from analysis.looks.numbers import as_text
from analysis.looks.theme import to_svg
from analysis.topics.findings import Findings
from analysis.topics.growing import charts as growing_charts
from analysis.topics.growing import tables as growing_tables
from analysis.topics.questions import charts, tables
from analysis.topics.questions.answers import Unit, newest, pairs_of
from analysis.topics.questions.charts import short


@pytest.fixture(scope="module")
def drawn(settings, book, computed):
    found = Findings(settings, computed, (), book)
    return growing_charts.charts(found) | charts.charts(found)


def test_every_chart_is_there_and_draws(drawn):
    assert set(drawn) == {"trend", "against-chance", "pairs-program", "pairs-profile", "apart", "dual"}
    for name in ("trend", "pairs-program"):
        assert to_svg(drawn[name]) == to_svg(drawn[name])


def test_no_chart_is_too_wide_for_a_telephone(drawn):
    for name, chart in drawn.items():
        width = float(to_svg(chart).partition('width="')[2].partition('"')[0])
        assert width <= 520, name


def test_the_map_shows_the_pair_that_meets_most(book, settings, drawn):
    name, basis = newest(settings)[0]
    (a, b), ids = next(iter(pairs_of(book, name, basis).items()))
    svg = to_svg(drawn[f"pairs-{basis}"])
    assert f">{len(ids)}</text>" in svg
    assert f">{short(a)}</text>" in svg
    assert f">{short(b)}</text>" in svg


def test_names_are_shortened_for_the_map():
    assert short(Unit("University of California, Los Angeles", "", "US")) == "UC, Los Angeles"
    assert short(Unit("Tsinghua University", "", "CN")) == "Tsinghua"


def test_the_newest_schedule_and_profiles_are_shown(settings):
    assert newest(settings) == [("neurips-2024", "program"), ("neurips-2025", "profile")]


def test_tables_show_the_figures(settings, book, computed):
    found = Findings(settings, computed, (), book)
    made = growing_tables.tables(found) | tables.tables(found)
    slope = computed.use("trend.us-china.slope")
    assert f"| {as_text(slope, slope.value)} |" in made["slopes"]
    assert made["pairs-program"].count("\n| ") == 20
    for name, id_ in (
        ("dual", "neurips-2025.dual.only@profile"),
        ("institutions-apart", "neurips-2024.apart.institutions"),
        ("chance", "neurips-2024.us-china.expected-papers"),
    ):
        figure = computed.use(id_)
        assert as_text(figure, figure.value) in made[name]
        assert "#tbl-" in made[name]
