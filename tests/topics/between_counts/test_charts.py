"""Charts of the bridge: bars that meet, marks where the figures are, and one text on every run."""

from __future__ import annotations

import pytest

from analysis.figures.figure import Figure, FigureSet
from analysis.looks import theme
from analysis.looks.numbers import signed
from analysis.topics.between_counts import charts, reconstruction
from analysis.topics.between_counts.reconstruction import Trial
from analysis.topics.between_counts.waterfall import TOTAL, read_steps
from analysis.topics.findings import Findings


def step(at: int, slug: str, kind: str, words: str, papers: int) -> Figure:
    label = f"step {at} of the bridge to elm, {kind}: {words}"
    return Figure(
        f"oak-2026.bridge.elm.{slug}", label, "papers", papers, None, None, None, None, "headline", "oak-2026", ()
    )


@pytest.fixture
def small() -> FigureSet:
    """100, then +40 and −60, then 80."""
    return FigureSet(
        [
            step(2, "b", "definition", "more", 40),
            step(1, "z", "total", "start", 100),
            step(3, "a", "read one by one", "less", -60),
            step(4, "c", "total", "end", 80),
        ]
    )


@pytest.mark.parametrize(("papers", "text"), [(387, "+387"), (-67, "−67"), (0, "0"), (1234, "+1,234")])
def test_a_step_shows_its_sign(papers, text) -> None:
    assert signed(papers) == text


def test_bars_of_a_waterfall_meet(small) -> None:
    rows = charts.waterfall(small, "oak-2026", "elm").data.to_dict("records")
    assert [(r["step"], r["low"], r["high"], r["text"]) for r in rows] == [
        ("start", 0, 100, "100"),
        ("more", 100, 140, "+40"),
        ("less", 80, 140, "−60"),
        ("end", 0, 80, "80"),
    ]
    assert small.used == set(small.ids())


def test_kinds_of_the_legend_are_those_that_occur(small) -> None:
    layer = charts.waterfall(small, "oak-2026", "elm").layer[0].to_dict()
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
    steps = read_steps(computed, "neurips-2025", "print")
    bars = found["bridge-neurips-2025-print"].data
    assert len(bars) == len(steps)
    assert bars.loc[bars["kind"] == TOTAL, "low"].eq(0).all()


def test_reasons_have_marks_inside_their_intervals(computed) -> None:
    table = charts.reasons(computed, "neurips-2025").data
    assert (table["low"] <= table["share"]).all()
    assert (table["share"] <= table["high"]).all()
    assert table["direction"].nunique() == 2


def test_the_nearest_way_stands_first(settings, computed) -> None:
    shown = reconstruction.shown_trials(settings, computed)
    far = [reconstruction.distance(settings, computed, t) for t in shown]
    assert far == sorted(far)
    assert far[0] < settings.reconstructions.near < far[-1]
    assert {(t.track, t.china) for t in shown} == {("original", "cn")}
    assert reconstruction.distance(settings, computed, Trial("every-author", "profile", "original", "cn")) > 1


def test_a_chart_is_the_same_text_twice(settings, computed) -> None:
    one, two = (theme.to_svg(charts.waterfall(computed, "neurips-2025", "ceps")) for _ in range(2))
    assert one == two
    assert "CEPS, as published" in one


def test_without_a_year_of_the_original_there_is_no_reconstruction_to_draw(settings, computed, book) -> None:
    config = settings.model_copy(update={"cohorts": {n: c for n, c in settings.cohorts.items() if n != "neurips-2024"}})
    assert "reconstruction" not in charts.charts(Findings(config, computed, (), book))
