"""The stratified share and the ratio against numbers worked out by hand, and what must hold of any."""

from __future__ import annotations

from itertools import combinations
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from analysis.statistics.double_sampling import (
    Estimate,
    counted,
    ratio,
    stratified_share,
    stratified_shares,
    tipping_rate,
)
from analysis.statistics.intervals import wilson

Z = 1.959963984540054

# (y, stratum, sampled) of each paper, one sampled at least
PAPERS = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 4), st.booleans()), min_size=1, max_size=40).filter(
    lambda rows: any(r[2] for r in rows)
)


def columns(rows) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    y, strata, sample = (np.array(c) for c in zip(*rows, strict=True))
    return y.astype(float), strata, sample


def as_tuple(estimate: Estimate) -> tuple[float, float, float]:
    return estimate.value, estimate.low, estimate.high


def near(estimate: Estimate, *numbers: float, by: float = 1e-9) -> bool:
    return as_tuple(estimate) == pytest.approx(numbers, abs=by)


def test_two_strata_by_hand():
    # six papers, three seen, two found; four papers, two seen, none found
    y = np.array([1, 1, 0, 9, 9, 9, 0, 0, 9, 9], dtype=float)
    strata = np.array([0] * 6 + [1] * 4)
    sample = np.array([1, 1, 1, 0, 0, 0, 1, 1, 0, 0], dtype=bool)
    # Wilson: 2 of 3 is 0.20766 to 0.93851, 0 of 2 is 0 to 0.65762; half of each stratum is open
    # 0.6² · 0.5 · (0.66667 − 0.20766)² = 0.037924; 0.6² · 0.5 · (0.93851 − 0.66667)² + 0.4² · 0.5 · 0.65762² = 0.047898
    assert near(stratified_share(y, strata, sample, 0.95), 0.4, 0.4 - 0.19474, 0.4 + 0.21886, by=2e-5)


@pytest.mark.parametrize(("found", "seen", "size"), [(0, 5, 20), (3, 7, 9), (40, 200, 1000), (12, 12, 50), (1, 1, 2)])
def test_one_stratum_is_wilson_shrunk_by_the_finite_population(found, seen, size):
    y = np.array([1.0] * found + [0.0] * (size - found))
    sample = np.arange(size) < seen
    low, high = wilson(found, seen)
    share, shrink = found / seen, sqrt(1 - seen / size)
    got = stratified_share(y, np.zeros(size, dtype=int), sample, 0.95)
    assert near(got, share, share - shrink * (share - low), share + shrink * (high - share))


def test_large_samples_have_the_textbook_variance():
    # Cochran 1977, (5.14): sum of W² (1 − f) p q / n; at this size Wilson's limits are the normal ones
    sizes, seen, found = (60_000, 40_000), (20_000, 30_000), (6_000, 3_000)
    y = np.concatenate([np.arange(n) < x for n, x in zip(sizes, found, strict=True)]).astype(float)
    strata = np.repeat([0, 1], sizes)
    sample = np.concatenate([np.arange(n) < s for n, s in zip(sizes, seen, strict=True)])
    parts = zip(sizes, seen, found, strict=True)
    variance = sum((n / 100_000) ** 2 * (1 - s / n) * (x / s) * (1 - x / s) / s for n, s, x in parts)
    got = stratified_share(y, strata, sample, 0.95)
    assert got.value == pytest.approx(0.6 * 0.3 + 0.4 * 0.1)
    assert (got.high - got.low) / 2 == pytest.approx(Z * sqrt(variance), rel=1e-3)


def test_over_all_samples_the_estimate_is_right_on_average():
    y = np.array([1, 0, 0, 1, 0, 0, 0, 1, 1], dtype=float)
    strata = np.array([0] * 5 + [1] * 4)
    values = []
    for first in combinations(range(5), 2):
        for second in combinations(range(5, 9), 2):
            sample = np.isin(np.arange(9), first + second)
            values.append(stratified_share(y, strata, sample, 0.95).value)
    assert np.mean(values) == pytest.approx(y.mean())


def test_strata_undo_a_sample_that_takes_more_of_one_kind():
    # nine of ten of the first kind are read and one of ten of the second
    y = np.repeat([1.0, 0.0], 100)
    sample = np.concatenate([np.arange(100) < 90, np.arange(100) < 10])
    assert y[sample].mean() == 0.9
    assert stratified_share(y, np.repeat([0, 1], 100), sample, 0.95).value == pytest.approx(0.5)


def test_a_perfect_cheap_measurement_leaves_a_narrow_interval_that_holds_the_truth():
    y = (np.arange(1000) % 10 == 0).astype(float)
    sample = np.arange(1000) % 3 == 0
    good = stratified_share(y, y.astype(int), sample, 0.95)
    plain = stratified_share(y, np.zeros(1000, dtype=int), sample, 0.95)
    assert good.value == pytest.approx(0.1)
    assert good.low < 0.1 < good.high  # thirty-four papers without an exception do not rule one out
    assert good.high - good.low < (plain.high - plain.low) / 2


def test_a_stratum_without_a_sampled_paper_goes_with_the_smallest_that_has_one():
    y = np.array([1, 0, 0, 0, 0, 1, 1, 1, 1], dtype=float)
    strata = np.array([7, 7, 7, 3, 3, 5, 5, 5, 5])
    sample = np.array([1, 1, 0, 0, 0, 1, 1, 0, 0], dtype=bool)
    # strata 3, 5 and 7: found, seen, size
    assert [column.tolist() for column in counted(y, strata, sample[np.newaxis])] == [
        [[0, 2, 1]],
        [[0, 2, 2]],
        [[0, 4, 5]],
    ]
    assert stratified_share(y, strata, sample, 0.95).value == pytest.approx((4 * 1 + 5 * 0.5) / 9)


def test_where_nothing_is_sampled_nothing_is_said():
    with pytest.raises(ValueError, match="nothing is sampled"):
        stratified_share(np.ones(3), np.zeros(3, dtype=int), np.zeros(3, dtype=bool), 0.95)


@given(PAPERS)
def test_a_full_sample_gives_the_truth_without_width(rows):
    y, strata, _ = columns(rows)
    got = stratified_share(y, strata, np.ones(len(y), dtype=bool), 0.95)
    assert near(got, *[y.mean()] * 3)


@given(PAPERS, st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_the_estimate_lies_in_its_interval_and_that_in_the_unit_interval(rows, level):
    got = stratified_share(*columns(rows), level)
    assert 0 <= got.low <= got.value + 1e-12
    assert got.value - 1e-12 <= got.high <= 1


@given(PAPERS)
def test_a_higher_level_gives_a_wider_interval(rows):
    narrow, wide = (stratified_share(*columns(rows), level) for level in (0.8, 0.99))
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


@given(PAPERS)
def test_finding_and_not_finding_mirror_each_other(rows):
    y, strata, sample = columns(rows)
    got, other = stratified_share(y, strata, sample, 0.95), stratified_share(1 - y, strata, sample, 0.95)
    assert near(other, 1 - got.value, 1 - got.high, 1 - got.low)


@given(PAPERS)
def test_nothing_outside_the_sample_is_looked_at(rows):
    y, strata, sample = columns(rows)
    assert stratified_share(np.where(sample, y, np.nan), strata, sample, 0.95) == stratified_share(
        y, strata, sample, 0.95
    )


@given(PAPERS, st.randoms(use_true_random=False))
def test_the_order_of_papers_changes_no_bit(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert stratified_share(*columns(shuffled), 0.95) == stratified_share(*columns(rows), 0.95)


@given(PAPERS, st.permutations([10, 20, 30, 40, 50]))
def test_the_names_of_strata_change_nothing(rows, names):
    # where all strata are sampled: which of several as small takes in the others goes by name
    rows = [*rows, *((0, h, True) for h in range(5))]
    y, strata, sample = columns(rows)
    other = stratified_share(y, np.array(names)[strata], sample, 0.95)
    assert near(other, *as_tuple(stratified_share(y, strata, sample, 0.95)))


@given(PAPERS, st.lists(st.randoms(use_true_random=False), min_size=1, max_size=5))
def test_many_samples_are_estimated_as_each_alone(rows, chances):
    y, strata, sample = columns(rows)
    samples = np.array([chance.sample(sample.tolist(), len(sample)) for chance in chances], dtype=bool)
    for one, row in zip(samples, stratified_shares(y, strata, samples, 0.95).tolist(), strict=True):
        assert near(stratified_share(y, strata, one, 0.95), *row, by=1e-12)


@given(PAPERS)
def test_the_interval_joins_those_of_the_strata(rows):
    """Derived again with sums over strata and scalars."""
    y, strata, sample = columns(rows)
    value = below = above = 0.0
    for found, seen, size in zip(*(c[0].tolist() for c in counted(y, strata, sample[np.newaxis])), strict=True):
        if seen:
            share, (low, high), weight, left = found / seen, wilson(found, seen), size / len(y), 1 - seen / size
            value += weight * share
            below += weight**2 * left * (share - low) ** 2
            above += weight**2 * left * (high - share) ** 2
    limits = max(0.0, value - sqrt(below)), min(1.0, value + sqrt(above))
    assert near(stratified_share(y, strata, sample, 0.95), value, *limits)


def fieller(p: float, se_p: float, q: float, se_q: float) -> tuple[float, float]:
    """Limits of p/q for two independent normal estimates (Fieller 1954)."""
    theta, g = p / q, (Z * se_q / q) ** 2
    half = Z / q * sqrt(se_p**2 + theta**2 * se_q**2 - g * se_p**2)
    return (theta - half) / (1 - g), (theta + half) / (1 - g)


@pytest.mark.parametrize(
    ("p", "se_p", "q", "se_q"), [(0.1, 0.01, 0.4, 0.02), (0.05, 0.02, 0.3, 0.05), (0.2, 0.001, 0.5, 0.1)]
)
def test_with_normal_limits_the_ratio_is_fiellers(p, se_p, q, se_q):
    # Donner and Zou 2012: their limits are Fieller's where those that go in are symmetric
    got = ratio(Estimate(p, p - Z * se_p, p + Z * se_p), Estimate(q, q - Z * se_q, q + Z * se_q))
    assert near(got, p / q, *fieller(p, se_p, q, se_q))


EDGES = st.floats(0.001, 0.999)


@given(st.tuples(EDGES, EDGES, EDGES).map(sorted), st.tuples(EDGES, EDGES, EDGES).map(sorted))
def test_a_limit_of_the_ratio_is_where_the_difference_stops_holding_zero(tops, bottoms):
    """Derived another way: a ratio t is excluded as soon as MOVER's interval of top − t · bottom leaves zero out."""
    (a, p, b), (c, q, d) = tops, bottoms
    got = ratio(Estimate(p, a, b), Estimate(q, c, d))
    assert got.low <= p / q + 1e-6
    assert min(1.0, p / q) <= got.high + 1e-6
    below, above = (
        (lambda t: p - t * q - sqrt((p - a) ** 2 + (t * (d - q)) ** 2)),
        (lambda t: p - t * q + sqrt((b - p) ** 2 + (t * (q - c)) ** 2)),
    )
    assert below(got.low) == pytest.approx(0, abs=1e-6)
    if got.high < 1:
        assert above(got.high) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("top", "bottom", "limits"),
    [
        ((0.3, 0.3, 0.3), (0.5, 0.4, 0.6), (0.3 / 0.6, 0.3 / 0.4)),  # an exact top
        ((0.3, 0.2, 0.4), (0.5, 0.5, 0.5), (0.2 / 0.5, 0.4 / 0.5)),  # an exact bottom
        ((0.3, 0.2, 0.3), (0.5, 0.5, 0.6), (None, 0.6)),  # nothing above
        ((0.0, 0.0, 0.03), (0.5, 0.4, 0.6), (0.0, 0.03 / sqrt(0.4 * 0.6))),  # nothing found
        ((0.0, 0.0, 0.0), (0.5, 0.4, 0.6), (0.0, 0.0)),
        ((0.01, 0.005, 0.02), (0.1, 0.05, 0.2), (None, None)),  # a bottom that could be twice as large
    ],
)
def test_ratios_with_a_limit_at_an_edge(top, bottom, limits):
    got = ratio(Estimate(*top), Estimate(*bottom))
    assert 0 <= got.low <= got.value <= got.high <= 1
    for edge, expected in zip((got.low, got.high), limits, strict=True):
        assert expected is None or edge == pytest.approx(expected, abs=1e-7)


def test_a_bottom_that_may_be_zero_has_no_ratio():
    for bottom in (Estimate(0.1, 0.0, 0.2), Estimate(0.0, 0.0, 0.2)):
        with pytest.raises(ValueError, match="may be zero"):
            ratio(Estimate(0.05, 0.01, 0.1), bottom)


def test_the_tipping_rate_undoes_the_sampling_that_it_assumes():
    # one stratum: 100 of 400 papers are joint; joint ones are read twice as often as others
    y = np.array([1.0] * 100 + [0.0] * 300)
    sample = np.array([True] * 80 + [False] * 20 + [True] * 120 + [False] * 180)
    strata = np.zeros(400, dtype=int)
    assert stratified_share(y, strata, sample, 0.95).value == pytest.approx(0.4)
    assert tipping_rate(y, strata, sample, 0.25) == pytest.approx(2.0)
    assert tipping_rate(y, strata, sample, 0.4) is None
    assert tipping_rate(y, strata, sample, 0.5) is None


@given(PAPERS, st.floats(0.01, 0.99))
def test_the_tipping_rate_is_the_root_that_scipy_finds(rows, share):
    y, strata, sample = columns(rows)
    by_stratum = (column[0].tolist() for column in counted(y, strata, sample[np.newaxis]))
    parts = [(found / seen, size / len(y)) for found, seen, size in zip(*by_stratum, strict=True) if seen]
    truth = lambda rate: sum(weight * (p / (p + rate * (1 - p)) if p else 0.0) for p, weight in parts)
    rate = tipping_rate(y, strata, sample, share)
    if rate is not None:
        theirs = brentq(lambda exponent: truth(exp(exponent)) - share, 0, log(1e6), xtol=1e-12)
        assert log(rate) == pytest.approx(theirs, abs=1e-6)
