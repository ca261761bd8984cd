"""Intervals against values that others published, against statsmodels, and what must hold of any."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analysis.statistics.intervals import difference, wald, wilson, wilson_limits

COUNTS = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
LEVELS = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99])


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [  # Newcombe 1998 (Statistics in Medicine 17:857), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_limits(successes, trials, low, high):
    assert wilson(successes, trials) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(COUNTS, LEVELS)
def test_wilson_is_that_of_statsmodels(count, level):
    assert wilson(*count, level) == pytest.approx(proportion_confint(*count, 1 - level, method="wilson"), abs=1e-12)


@given(COUNTS, LEVELS)
def test_wilson_lies_in_the_unit_interval_and_holds_the_share(count, level):
    low, high = wilson(*count, level)
    assert 0 <= low <= count[0] / count[1] <= high <= 1
    assert low < high


@given(COUNTS, LEVELS)
def test_wilson_is_symmetric_in_successes_and_failures(count, level):
    x, n = count
    low, high = wilson(x, n, level)
    assert wilson(n - x, n, level) == (pytest.approx(1 - high, abs=1e-12), pytest.approx(1 - low, abs=1e-12))


@given(COUNTS)
def test_a_higher_level_gives_a_wider_interval(count):
    narrow, wide = wilson(*count, 0.8), wilson(*count, 0.99)
    assert wide[0] <= narrow[0]
    assert narrow[1] <= wide[1]


def test_wilson_without_trials_says_nothing():
    assert wilson(0, 0) == (0.0, 1.0)


def test_wilson_takes_a_fractional_count():
    low, high = wilson(1.5, 10)
    assert wilson(1, 10)[0] < low < 0.15 < high < wilson(2, 10)[1]


@pytest.mark.parametrize(
    ("new", "old", "low", "high"),
    [  # Newcombe 1998 (Statistics in Medicine 17:873), table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_difference_gives_the_published_limits(new, old, low, high):
    assert difference(new, old) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(COUNTS, COUNTS, LEVELS)
def test_difference_is_that_of_statsmodels(new, old, level):
    theirs = confint_proportions_2indep(*new, *old, method="newcomb", compare="diff", alpha=1 - level)
    assert difference(new, old, level) == pytest.approx(theirs, abs=1e-9)


@given(COUNTS, COUNTS, LEVELS)
def test_difference_holds_the_difference_and_turns_its_sign(new, old, level):
    low, high = difference(new, old, level)
    point = new[0] / new[1] - old[0] / old[1]
    assert -1 - 1e-12 <= low <= point <= high <= 1 + 1e-12
    assert difference(old, new, level) == (pytest.approx(-high, abs=1e-12), pytest.approx(-low, abs=1e-12))


@given(st.floats(-5, 5), st.floats(0.01, 3), LEVELS)
def test_a_normal_estimate_lies_between_its_limits_as_often_as_the_level_says(value, error, level):
    low, high = wald(value, error, level)
    assert ndtr((high - value) / error) - ndtr((low - value) / error) == pytest.approx(level)


@given(st.lists(COUNTS, min_size=1, max_size=10), LEVELS)
def test_many_at_once_have_the_limits_of_each_alone(counts, level):
    successes, trials = (np.array(column, dtype=float) for column in zip(*counts, strict=True))
    low, high = wilson_limits(successes, trials, level)
    assert list(zip(low.tolist(), high.tolist(), strict=True)) == [wilson(x, n, level) for x, n in counts]
