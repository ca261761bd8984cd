"""Intervals against values that others published, and what must hold of any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics.intervals import difference, t_quantile, t_tails, wilson

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
def test_difference_holds_the_difference_and_turns_its_sign(new, old, level):
    low, high = difference(new, old, level)
    point = new[0] / new[1] - old[0] / old[1]
    assert -1 - 1e-12 <= low <= point <= high <= 1 + 1e-12
    assert difference(old, new, level) == (pytest.approx(-high, abs=1e-12), pytest.approx(-low, abs=1e-12))


@pytest.mark.parametrize(("freedom", "t"), [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (10, 2.228), (30, 2.042)])
def test_students_t_gives_the_tabled_limits(freedom, t):
    assert t_quantile(0.95, freedom) == pytest.approx(t, abs=5e-4)
    assert t_tails(t, freedom) == pytest.approx(0.05, abs=5e-5)


@given(st.integers(1, 60), st.floats(0, 50))
def test_tails_fall_from_one_and_know_no_sign(freedom, t):
    assert 0 <= t_tails(t, freedom) <= 1
    assert t_tails(-t, freedom) == t_tails(t, freedom)
    assert t_tails(t + 0.5, freedom) <= t_tails(t, freedom) + 1e-12
    assert t_tails(0.0, freedom) == 1
