"""The trend against published values, and what must hold of any."""

from __future__ import annotations

import copy
from dataclasses import replace
from math import exp, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.topics.between_counts import independent
from analysis.topics.growing import trend
from analysis.topics.growing.trend import Cell, cochran_armitage, fit

# alcohol and malformation (Agresti 2002, Categorical Data Analysis, table 3.7): malformed, well, score doubled to a whole number
AGRESTI = [(48, 17066, 0), (38, 14464, 1), (5, 788, 3), (1, 126, 8), (1, 37, 14)]


def cell(joint: int, papers: int, year: int, kind: str = "program", cohort: str = "", first: int = 0) -> Cell:
    ids = [f"{cohort or year}-{n}" for n in range(first, first + papers)]
    return Cell(cohort or str(year), "program", kind, year, frozenset(ids), frozenset(ids[:joint]))


def test_the_test_for_a_trend_gives_the_published_value():
    z = cochran_armitage([(x, x + y, t) for x, y, t in AGRESTI])
    assert z * z == pytest.approx(6.57, abs=0.005)


def test_the_slope_is_the_published_one():
    found = fit([cell(x, x + y, t) for x, y, t in AGRESTI])
    assert found.slope * 2 == pytest.approx(0.3166, abs=5e-5)
    assert found.freedom == 3


def test_two_years_give_the_log_odds_ratio_and_its_error():
    found = fit([cell(30, 100, 2020), cell(50, 100, 2021)])
    assert found.slope == pytest.approx(log(50 / 50) - log(30 / 70))
    assert found.error == pytest.approx(sqrt(1 / 30 + 1 / 70 + 1 / 50 + 1 / 50))
    assert (found.dispersion, found.freedom) == (1.0, 0)
    assert found.shares == (pytest.approx(0.3), pytest.approx(0.5))


def test_the_same_papers_recorded_twice_add_no_certainty():
    once = [cell(30, 400, 2020), cell(50, 400, 2021), cell(60, 400, 2023)]
    twice = [*once, *(replace(c, kind="openreview") for c in once)]
    assert fit(twice).slope == pytest.approx(fit(once).slope)
    assert fit(twice).error == pytest.approx(fit(once).error)
    other = [*once, *(cell(len(c.joint), 400, c.year, "openreview", first=1000) for c in once)]
    assert fit(other).error == pytest.approx(fit(once).error / sqrt(2)), "other papers do add certainty"


def test_a_kind_that_lies_higher_moves_no_slope():
    low = [cell(20, 200, 2020), cell(20, 200, 2021)]
    high = [cell(80, 200, 2021, "profiles", first=1000), cell(80, 200, 2022, "profiles")]
    found = fit(low + high)
    assert found.slope == pytest.approx(0, abs=1e-9)
    assert found.dispersion == 1.0


def test_years_that_jump_widen_what_is_known():
    found = fit([cell(20, 400, 2020), cell(120, 400, 2021), cell(30, 400, 2022), cell(110, 400, 2023)])
    assert found.dispersion > 10


@pytest.mark.parametrize("joint", [0, 50])
def test_without_variation_there_is_no_trend(joint):
    assert fit([cell(joint, 50, 2020), cell(joint, 50, 2021)]) is None


def test_no_cells_no_trend():
    assert fit([]) is None
    assert cochran_armitage([(0, 5, 1), (0, 5, 2)]) == 0.0


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(31, 60)), min_size=2, max_size=5))
def test_turning_time_round_turns_the_slope_round(counts):
    there = fit([cell(x, n, 2000 + t) for t, (x, n) in enumerate(counts)])
    back = fit([cell(x, n, 2000 - t) for t, (x, n) in enumerate(counts)])
    assert back.slope == pytest.approx(-there.slope, abs=1e-9)
    assert back.error == pytest.approx(there.error, abs=1e-9)


def test_only_kinds_with_two_years_speak(book):
    kinds = {c.kind for c in trend.cells(book)}
    assert kinds == {"program", "openreview", "profiles"}
    known = trend.cells(book, all_known=True)
    assert sum(len(c.papers) for c in known) < sum(len(c.papers) for c in trend.cells(book))


def test_a_kind_of_two_years_has_the_odds_ratio_of_its_shares(computed):
    old, new = (
        computed.use(f"neurips-{i}").value
        for i in ("2024.us-china.share@profile-by-name", "2025.us-china.share@profile")
    )
    found = computed.use("trend.us-china.slope.profiles")
    assert found.value == pytest.approx(new / (1 - new) / (old / (1 - old)))
    assert found.interval[0] < found.value < found.interval[1]


def test_the_joint_interval_and_its_p_value_agree(computed):
    slope, points, p = (computed.use(f"trend.us-china.{m}") for m in ("slope", "points", "p"))
    assert (slope.interval[0] > 1) == (p.value < 0.05) == (points.interval[0] > 0)
    assert computed.use("trend.us-china.dispersion").value >= 1
    assert slope.value == pytest.approx(exp(fit_of(slope, points)), rel=0.02)


def fit_of(slope, points) -> float:
    """Slope in log odds, worked back from points a year at the mean share."""
    mean = slope.numerator / slope.denominator
    return points.value / (mean * (1 - mean))


def test_another_conference_moves_no_trend_and_is_held_against_no_count_of_others(book):
    names = {"icml-2021": "neurips-2021", "icml-2025": "neurips-2025"}
    made = copy.copy(book)
    more = {new: book.config.cohorts[old].model_copy(update={"venue": "ICML"}) for new, old in names.items()}
    made.config = book.config.model_copy(update={"cohorts": {**more, **book.config.cohorts}})
    assert trend.cells(made) == trend.cells(book)
    assert independent.rules_of(made, "neurips-2025", "ceps") is not None
    assert independent.rules_of(made, "icml-2025", "ceps") is None
