"""The trend against published values, against statsmodels, and what must hold of any."""

from __future__ import annotations

from dataclasses import replace
from math import log, sqrt

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import default_rng
from scipy import stats

from analysis.statistics.trend import Cell, Trend, fit

# alcohol and malformation (Agresti 2002, Categorical Data Analysis, table 3.7): malformed, well, score in half drinks
AGRESTI = [(48, 17066, 0), (38, 14464, 1), (5, 788, 3), (1, 126, 8), (1, 37, 14)]


TIMES = 30  # times told apart


def cell(successes: int, units: int, time: int, source: str = "one", first: int = 0, room: int = 2000) -> Cell:
    """Units that no cell of another time holds; those of another source are the same from `first` on.

    A time has room for so many units.
    """
    start = time % TIMES * room + first
    assert first + units <= room
    flags = np.zeros((2, TIMES * room), dtype=bool)
    flags[0, start : start + units] = flags[1, start : start + successes] = True
    return Cell(source=source, time=time, units=flags[0], successes=flags[1])


def overlapping(seed: int) -> list[Cell]:
    """Three times in each of two sources that grow; a unit may stand in any of the cells, a success in some of them."""
    draw = default_rng(seed)
    cells = []
    for source in ("one", "two"):
        for time in range(3):
            units = draw.choice(400, size=draw.integers(100, 300), replace=False)
            successes = units[: int(len(units) * (0.1 + 0.1 * time + 0.2 * draw.random()))]
            units, successes = (np.isin(np.arange(400), some) for some in (units, successes))
            cells.append(Cell(source=source, time=time, units=units, successes=successes))
    return cells


def test_the_slope_is_the_published_one():
    found = fit([cell(x, x + y, t, room=20_000) for x, y, t in AGRESTI])
    assert found.slope * 2 == pytest.approx(0.3166, abs=5e-5)
    assert found.freedom == 3


def test_two_times_give_the_log_odds_ratio_and_its_error():
    found = fit([cell(30, 100, 2020), cell(50, 100, 2021)])
    assert found.slope == pytest.approx(log(50 / 50) - log(30 / 70))
    assert found.odds == pytest.approx(7 / 3)
    assert found.error == pytest.approx(sqrt(1 / 30 + 1 / 70 + 1 / 50 + 1 / 50))
    assert (found.dispersion, found.freedom) == (1.0, 0)
    assert found.shares == (pytest.approx(0.3), pytest.approx(0.5))
    assert found.worth == pytest.approx((0.3 * 0.7 + 0.5 * 0.5) / 2)


@pytest.mark.parametrize("seed", range(6))
def test_slope_error_and_dispersion_are_those_of_statsmodels_to_ten_digits(seed):
    cells = overlapping(seed)
    sources = sorted({c.source for c in cells})
    design = np.array([[*(float(c.source == s) for s in sources), float(c.time)] for c in cells])
    rows = [(at, unit, float(c.successes[unit])) for at, c in enumerate(cells) for unit in np.flatnonzero(c.units)]
    at, unit, y = (np.array(column) for column in zip(*rows, strict=True))
    tight = {"tol": 1e-14, "maxiter": 100}
    clusters = {"groups": unit, "use_correction": False}
    theirs = sm.GLM(y, design[at], family=sm.families.Binomial()).fit(cov_type="cluster", cov_kwds=clusters, **tight)
    counts = np.array([(c.count, c.size - c.count) for c in cells], dtype=float)
    quasi = sm.GLM(counts, design, family=sm.families.Binomial()).fit(**tight)
    ours = fit(cells)
    assert ours.slope == pytest.approx(theirs.params[-1], rel=1e-10)
    assert ours.error == pytest.approx(theirs.bse[-1], rel=1e-10)
    assert ours.dispersion == pytest.approx(quasi.pearson_chi2 / quasi.df_resid, rel=1e-9)


@pytest.mark.parametrize(("freedom", "t"), [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (10, 2.228), (30, 2.042)])
def test_few_times_have_the_limits_of_students_table(freedom, t):
    found = Trend(slope=t, error=1.0, dispersion=1.0, freedom=freedom, shares=(), worth=0.25)
    assert found.limits(0.95) == (pytest.approx(0, abs=5e-4), pytest.approx(2 * t, abs=5e-4))
    assert found.p_value == pytest.approx(0.05, abs=5e-5)


@given(st.floats(-4, 4), st.floats(0.1, 3), st.floats(1, 9), st.integers(0, 20), st.sampled_from([0.8, 0.95, 0.99]))
def test_the_interval_leaves_zero_out_where_the_p_value_is_small(slope, error, dispersion, freedom, level):
    found = Trend(slope, error, dispersion, freedom, (), 0.25)
    low, high = found.limits(level)
    t = abs(slope) / (error * sqrt(dispersion))
    assert found.p_value == pytest.approx(2 * (stats.t.sf(t, freedom) if freedom else stats.norm.sf(t)))
    if abs(found.p_value - (1 - level)) > 1e-9:
        assert (not low <= 0 <= high) == (found.p_value < 1 - level)


def test_the_same_units_in_two_sources_add_no_certainty():
    once = [cell(30, 400, 2020), cell(50, 400, 2021), cell(60, 400, 2023)]
    twice = [*once, *(replace(c, source="two") for c in once)]
    assert fit(twice).slope == pytest.approx(fit(once).slope)
    assert fit(twice).error == pytest.approx(fit(once).error)
    other = [*once, *(cell(c.count, 400, c.time, "two", first=1000) for c in once)]
    assert fit(other).error == pytest.approx(fit(once).error / sqrt(2)), "other units do add certainty"


def test_a_source_that_lies_higher_moves_no_slope():
    low = [cell(20, 200, 2020), cell(20, 200, 2021)]
    high = [cell(80, 200, 2021, "two", first=1000), cell(80, 200, 2022, "two")]
    found = fit(low + high)
    assert found.slope == pytest.approx(0, abs=1e-9)
    assert found.dispersion == 1.0


def test_times_that_jump_widen_what_is_known():
    found = fit([cell(20, 400, 2020), cell(120, 400, 2021), cell(30, 400, 2022), cell(110, 400, 2023)])
    assert found.dispersion > 10
    assert found.wide_error == pytest.approx(found.error * sqrt(found.dispersion))


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(31, 60)), min_size=2, max_size=5))
def test_turning_time_round_turns_the_slope_round(counts):
    there = fit([cell(x, n, 2000 + t, room=60) for t, (x, n) in enumerate(counts)])
    back = fit([cell(x, n, 2000 - t, room=60) for t, (x, n) in enumerate(counts)])
    assert back.slope == pytest.approx(-there.slope, abs=1e-9)
    assert back.error == pytest.approx(there.error, abs=1e-9)


@pytest.mark.parametrize("successes", [0, 50])
def test_without_variation_there_is_no_trend(successes):
    assert fit([cell(successes, 50, 2020), cell(successes, 50, 2021)]) is None


def test_no_cells_no_trend():
    assert fit([]) is None


def test_one_time_tells_no_trend():
    assert fit([cell(5, 50, 2020)]) is None


def test_a_time_without_failures_beside_one_without_successes_has_a_slope_without_an_end():
    assert fit([cell(0, 50, 2020), cell(50, 50, 2021)]) is None
