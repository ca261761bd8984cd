"""What is compared with what, and by how much it changed."""

from __future__ import annotations

import pytest

from analysis.figures.changes import change, comparisons
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.statistics.intervals import difference


@pytest.fixture
def make(settings) -> FigureFactory:
    return FigureFactory("neurips-2025", "", parse("profile", settings, settings.cohorts["neurips-2025"]), settings)


def share(name: str, x: int, n: int, bounds=None) -> Figure:
    value = x / n if n else None
    return Figure(
        id=f"{name}.us-china.share",
        measure="us-china.share",
        label="",
        unit="share",
        value=value,
        numerator=x,
        denominator=n,
        bounds=bounds,
        cohort=name,
        sources=(f"{name}.csv",),
    )


def test_a_change_has_newcombe_s_interval_and_the_widest_bounds(make) -> None:
    now, old = share("neurips-2025", 30, 100, (0.25, 0.4)), share("neurips-2024", 20, 100, (0.1, 0.2))
    [found] = change(make, make.config.pair, "change", now, old)
    assert found.value == pytest.approx(0.1)
    assert found.interval == difference((30, 100), (20, 100), 0.95)
    assert found.bounds == pytest.approx((0.05, 0.3))
    assert found.words == "change of the US-China share since 2024"
    assert found.sources == ("neurips-2025.csv", "neurips-2024.csv")


def test_a_year_without_papers_has_no_change(make) -> None:
    some, none = share("neurips-2025", 30, 100), share("neurips-2024", 0, 0)
    assert (
        list(change(make, make.config.pair, "change", some, none))
        == list(change(make, make.config.pair, "change", none, some))
        == []
    )


def test_only_the_same_kind_of_source_of_the_same_venue_is_compared(settings) -> None:
    found = list(comparisons(settings))
    assert found
    for measure, name, basis, old, old_basis in found:
        new_cohort, old_cohort = settings.cohorts[name], settings.cohorts[old]
        assert measure in ("change", "rise")
        assert (new_cohort.venue, new_cohort.year > old_cohort.year) == (old_cohort.venue, True)
        assert settings.kind_of_source(new_cohort, basis) == settings.kind_of_source(old_cohort, old_basis)


def test_a_change_is_since_the_year_before_and_a_rise_since_the_first(settings) -> None:
    by_basis: dict[tuple[str, str], dict[str, int]] = {}
    for measure, name, basis, old, _ in comparisons(settings):
        by_basis.setdefault((name, basis), {})[measure] = settings.cohorts[old].year
    assert all(years["rise"] <= years["change"] for years in by_basis.values())
    assert any(years["rise"] < years["change"] for years in by_basis.values())
