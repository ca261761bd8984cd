"""Tests of shares against values that others published, against statsmodels, and what must hold of any."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.random import default_rng
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest

from analysis.statistics.significance import cochran_armitage, equal_shares, holm, two_sided
from tests.conftest import some

COUNTS = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
P_VALUES = st.lists(st.floats(0, 1), max_size=30)
# alcohol and malformation (Agresti 2002, Categorical Data Analysis, table 3.7): malformed, all, drinks a day
AGRESTI = [(48, 17114, 0.0), (38, 14502, 0.5), (5, 793, 1.5), (1, 127, 4.0), (1, 38, 7.0)]


@pytest.mark.parametrize(("z", "p"), [(0.0, 1.0), (1.96, 0.05), (-2.576, 0.01), (3.291, 0.001)])
def test_a_normal_number_has_the_tabled_tails(z, p):
    assert two_sided(z) == pytest.approx(p, abs=5e-5)


@pytest.mark.parametrize(
    ("new", "old", "p"),
    [
        ((56, 70), (48, 80), 0.0080),  # pooled 0.6933, error 0.07547, z 2.650
        ((15, 100), (5, 100), 0.0184),  # pooled 0.1, error 0.04243, z 2.357
        ((1, 20), (1, 20), 1.0),
        ((0, 20), (0, 30), 1.0),  # nothing to compare
        ((20, 20), (30, 30), 1.0),
    ],
)
def test_the_pooled_test_gives_p_values_worked_by_hand(new, old, p):
    assert equal_shares(new, old) == pytest.approx(p, abs=5e-5)
    assert equal_shares(old, new) == equal_shares(new, old)


@given(COUNTS, COUNTS)
def test_the_pooled_test_is_that_of_statsmodels(new, old):
    assume(0 < new[0] + old[0] < new[1] + old[1])
    found, of = zip(new, old, strict=True)
    assert equal_shares(new, old) == pytest.approx(proportions_ztest(found, of)[1], abs=1e-12)


def test_the_test_for_a_trend_gives_the_published_value():
    assert cochran_armitage(AGRESTI) ** 2 == pytest.approx(6.57, abs=0.005)


@given(st.lists(COUNTS, min_size=2, max_size=6))
def test_the_test_for_a_trend_is_the_score_test_of_logistic_regression(counts):
    """statsmodels has no Cochran-Armitage test by name; Agresti 2013, section 5.3.5, shows that the two are one."""
    x, n = np.array(counts).T
    assume(0 < x.sum() < n.sum())
    constant, time = np.ones((len(x), 1)), np.arange(len(x), dtype=float)[:, None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # shares of zero and one, which the null model does not have
        null = sm.GLM(np.column_stack([x, n - x]), constant, family=sm.families.Binomial()).fit(tol=1e-14)
    chi_squared = float(np.squeeze(null.score_test(exog_extra=time)[0]))
    z = cochran_armitage([(int(a), int(b), float(t)) for t, (a, b) in enumerate(counts)])
    assert z * z == pytest.approx(chi_squared, rel=1e-7, abs=1e-9)


def test_shares_that_do_not_vary_have_no_trend():
    assert cochran_armitage([(0, 5, 1), (0, 5, 2)]) == 0.0
    assert cochran_armitage([(5, 5, 1), (5, 5, 2)]) == 0.0


@pytest.mark.parametrize(
    ("p_values", "significant"),
    [
        ([0.01, 0.04, 0.03, 0.005], 2),  # 0.005 ≤ 0.05/4, 0.01 ≤ 0.05/3, 0.03 > 0.05/2
        ([0.02, 0.02, 0.02, 0.02], 0),  # each below 0.05, none below 0.05/4
        ([0.01, 0.02, 0.04], 3),
        ([0.06, 0.001], 1),
        ([0.0125, 1.0, 1.0, 1.0], 1),  # the limit counts
        ([], 0),
    ],
)
def test_holm_steps_down_and_stops(p_values, significant):
    assert holm(p_values, 0.05) == significant


@pytest.mark.parametrize("alpha", some([0.05, 0.01, 0.2], 3))
@pytest.mark.parametrize("tests", [1, 2, 7, 30])
def test_holm_is_that_of_statsmodels(tests, alpha):
    p_values = default_rng(tests).beta(0.2, 2, size=tests)
    assert holm(p_values, alpha) == multipletests(p_values, alpha, method="holm")[0].sum()


@given(P_VALUES, st.sampled_from([0.01, 0.05, 0.2]))
def test_holm_lies_between_bonferroni_and_no_correction(p_values, alpha):
    found = holm(p_values, alpha)
    assert sum(p <= alpha / len(p_values) for p in p_values) <= found <= sum(p <= alpha for p in p_values)
    assert holm(p_values[::-1], alpha) == found
