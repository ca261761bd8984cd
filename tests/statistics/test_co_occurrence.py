"""Labels that meet by chance: the closed form against every permutation there is, and ratios by hand."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics.co_occurrence import LogRatio, change_a_step, expected_by_permutation, observed_to_expected


def shuffled(units: list[list[str]]) -> float:
    """Mean number of units with both labels, a and b, over all orders of the parts' labels."""
    parts = [labels for unit in units for labels in unit]
    total = orders = 0
    for order in permutations(parts):
        at = iter(order)
        total += sum({"a", "b"} <= set("".join(next(at) for _ in unit)) for unit in units)
        orders += 1
    return total / orders


def counted(units: list[list[str]]) -> tuple[Counter[int], int, int, int]:
    parts = [labels for unit in units for labels in unit]
    marks = (sum("a" in p for p in parts), sum("b" in p for p in parts), sum("a" in p or "b" in p for p in parts))
    return Counter(map(len, units)), *marks


@pytest.mark.parametrize(
    "units",
    [
        [["a"], ["b"], ["a", "b", ""]],
        [["a", "a"], ["b", "b"], ["", "ab"]],
        [["a", "a", "a"], ["", ""]],
        [["ab"], [""], ["a", "b"]],
        [["a", "b"], [], [""]],
    ],
)
def test_the_closed_form_is_the_mean_over_all_permutations(units):
    assert expected_by_permutation(*counted(units)) == pytest.approx(shuffled(units))


def test_units_of_one_part_hold_both_labels_where_a_part_does():
    assert expected_by_permutation({1: 3}, 1, 1, 2) == pytest.approx(0, abs=1e-12)
    assert expected_by_permutation({1: 3}, 1, 2, 2) == pytest.approx(1)


def test_a_label_that_does_not_occur_meets_nothing_to_the_last_bit():
    for first, second in ((0, 3), (3, 0)):
        assert expected_by_permutation({2: 3, 3: 4}, first, second, 3) == 0.0


def test_without_units_nothing_is_expected():
    assert expected_by_permutation({}, 0, 0, 0) == 0


@given(st.dictionaries(st.integers(1, 6), st.integers(1, 5), min_size=1), st.data())
def test_no_more_units_are_expected_than_there_are_or_than_carry_the_rarer_label(sizes, data):
    parts = sum(n * units for n, units in sizes.items())
    first, second = (data.draw(st.integers(0, parts)) for _ in range(2))
    either = data.draw(st.integers(max(first, second), min(parts, first + second)))
    found = expected_by_permutation(sizes, first, second, either)
    assert -1e-9 <= found <= min(sum(sizes.values()), first, second) + 1e-9


def test_the_ratio_is_that_to_independent_units():
    ratio = observed_to_expected(10, 50, 40, 100)
    assert ratio.log == pytest.approx(log(0.5))
    assert ratio.value == pytest.approx(0.5)
    more = observed_to_expected(40, 200, 160, 400)
    assert ratio.error == pytest.approx(2 * more.error), "four times the units, half the error"


def test_the_error_is_that_of_resampled_tables():
    """Delta method against the spread of log ratios of multinomial tables (both, one, other, neither)."""
    from numpy import log as logs
    from numpy.random import default_rng

    both, one, other, neither = default_rng(1).multinomial(4000, [0.1, 0.4, 0.2, 0.3], size=20_000).T
    n = both + one + other + neither
    spread = logs(both * n / ((both + one) * (both + other))).std()
    assert observed_to_expected(400, 2000, 1200, 4000).error == pytest.approx(spread, rel=0.02)


def test_units_that_all_hold_both_meet_as_chance_has_it():
    assert observed_to_expected(7, 7, 7, 7) == LogRatio(0.0, 0.0)


def test_without_a_unit_that_holds_both_there_is_no_ratio():
    assert observed_to_expected(0, 50, 40, 100) is None


def test_two_samples_change_by_their_ratio_with_both_their_errors():
    change = change_a_step([(2020, LogRatio(log(0.4), 0.04)), (2021, LogRatio(log(0.8), 0.03))])
    assert change.value == pytest.approx(2)
    assert change.error == pytest.approx(0.05)
    low, high = change.limits(0.95)
    assert sqrt(low * high) == pytest.approx(2)
    assert log(high / 2) == pytest.approx(1.959964 * 0.05, rel=1e-6)


RATIOS = st.builds(LogRatio, st.floats(-3, 3), st.floats(0.01, 1))


@given(st.lists(st.tuples(st.integers(1990, 2030), RATIOS), min_size=3, max_size=9, unique_by=lambda point: point[0]))
def test_the_slope_is_that_of_weighted_least_squares(points):
    """statsmodels is the oracle: its scale is chi-squared over the degrees of freedom."""
    from numpy import array
    from statsmodels.api import WLS, add_constant

    times, logs, weights = (array(x) for x in zip(*((t, r.log, r.error**-2) for t, r in points), strict=True))
    fitted = WLS(logs, add_constant(times - times.mean()), weights=weights).fit()
    error = fitted.bse[1] / min(1.0, sqrt(fitted.scale)) if fitted.scale else None
    change = change_a_step(points)
    assert change.log == pytest.approx(fitted.params[1], abs=1e-9)
    if error:
        assert change.error == pytest.approx(error, rel=1e-6)


def test_one_time_has_no_change_and_a_ratio_without_error_is_left_out():
    one, other = LogRatio(0.1, 0.1), LogRatio(0.2, 0.0)
    assert change_a_step([]) is None
    assert change_a_step([(2020, one), (2020, one)]) is None
    assert change_a_step([(2020, one), (2021, other)]) is None
