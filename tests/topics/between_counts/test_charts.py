"""Charts of the waterfall: bars that meet, marks where the figures are, and one text on every run."""

from __future__ import annotations

from analysis.looks import theme
from analysis.topics.between_counts import charts
from analysis.topics.between_counts.waterfall import TOTAL, Step, steps_of
from analysis.topics.findings import Findings

STEPS = [
    Step("z", "start", "total", 100),
    Step("b", "more", "definition", 40),
    Step("a", "less", "read one by one", -60),
    Step("c", "end", "total", 80),
]


def test_bars_of_a_waterfall_meet() -> None:
    rows = charts.waterfall(STEPS).data.to_dict("records")
    assert [(r["step"], r["low"], r["high"], r["text"]) for r in rows] == [
        ("start", 0, 100, "100"),
        ("more", 100, 140, "+40"),
        ("less", 80, 140, "−60"),
        ("end", 0, 80, "80"),
    ]


def test_kinds_of_the_legend_are_those_that_occur() -> None:
    layer = charts.waterfall(STEPS).layer[0].to_dict()
    assert layer["encoding"]["color"]["scale"]["domain"] == ["total", "definition", "read one by one"]


def test_every_branch_of_the_facts_has_a_chart(settings, computed, book) -> None:
    found = charts.charts(Findings(settings, computed, (), book))
    assert {
        "bridge-neurips-2025-print",
        "bridge-neurips-2025-ceps",
        "bridge-neurips-2024-program",
        "reasons-neurips-2025",
        "reconstruction",
    } <= set(found)
    assert "bridge-neurips-2024-print" not in found
    steps = steps_of(computed, "neurips-2025", "print")
    bars = found["bridge-neurips-2025-print"].data
    assert len(bars) == len(steps)
    assert bars.loc[bars["kind"] == TOTAL, "low"].eq(0).all()


def test_reasons_have_marks_inside_their_intervals(computed) -> None:
    table = charts.reasons(computed, "neurips-2025").data
    assert (table["low"] <= table["share"]).all()
    assert (table["share"] <= table["high"]).all()
    assert table["direction"].nunique() == 2


def test_a_chart_is_the_same_text_twice(settings, computed) -> None:
    one, two = (theme.to_svg(charts.waterfall(steps_of(computed, "neurips-2025", "ceps"))) for _ in range(2))
    assert one == two
    assert "CEPS, as published" in one


def test_without_a_year_of_the_original_there_is_no_reconstruction_to_draw(settings, computed, book) -> None:
    config = settings.model_copy(update={"cohorts": {n: c for n, c in settings.cohorts.items() if n != "neurips-2024"}})
    assert "reconstruction" not in charts.charts(Findings(config, computed, (), book))
