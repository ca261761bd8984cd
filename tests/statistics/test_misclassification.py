"""Shares corrected for measured errors: Rogan and Gladen by hand, and errors added to units whose answer is known."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaincinv

from analysis.statistics.misclassification import (
    Stratum,
    distances,
    effect_of_wrong_labels,
    quantile,
    rogan_gladen,
    true_for_each_found,
    widened,
    without_wrong_labels,
)

DRAWS, SEED, VAST = 4000, 1, 10**8
SMALL = (15, 0, 0, 123)  # a gold set without an error


def corrected(share: float, confusion: tuple[int, int, int, int]) -> list[float]:
    return rogan_gladen(share, confusion, DRAWS, SEED)


def width(draws: list[float]) -> float:
    return quantile(draws, 0.975) - quantile(draws, 0.025)


@pytest.mark.parametrize(
    ("apparent", "sensitivity", "specificity", "true"),
    [
        (0.38, 0.9, 0.8, 0.18 / 0.7),  # (0.38 + 0.8 − 1) / (0.9 + 0.8 − 1)
        (0.075, 1.0, 0.99, 0.065 / 0.99),
        (0.075, 0.8, 1.0, 0.075 / 0.8),
        (0.2, 1.0, 1.0, 0.2),
    ],
)
def test_with_a_vast_gold_set_the_share_is_rogan_and_gladens(apparent, sensitivity, specificity, true):
    found, clear = round(sensitivity * VAST), round(specificity * VAST)
    draws = corrected(apparent, (found, VAST - clear, VAST - found, clear))
    assert len(draws) == DRAWS
    assert quantile(draws, 0.5) == pytest.approx(true, abs=1e-4)
    assert width(draws) < 1e-3


@pytest.mark.parametrize(("more", "rises"), [((0, 3, 0, -3), False), ((-3, 0, 3, 0), True)])
def test_false_ones_lower_the_share_and_missed_ones_raise_it(more, rises):
    worse = tuple(a + b for a, b in zip(SMALL, more, strict=True))
    before, after = (quantile(corrected(143 / 1904, cells), 0.5) for cells in (SMALL, worse))
    assert (after > before) == rises


def test_a_smaller_gold_set_leaves_a_wider_interval():
    assert width(corrected(143 / 1904, SMALL)) > 1.2 * width(corrected(143 / 1904, (150, 0, 0, 1230)))


@pytest.mark.parametrize("share", [0.0, 0.05, 1.0])
@pytest.mark.parametrize("cells", [(0, 0, 0, 0), (1, 5, 5, 1), (5, 0, 0, 5), (0, 3, 2, 1)])
def test_draws_are_shares(share, cells):
    draws = corrected(share, cells)
    assert 0 <= min(draws) <= max(draws) <= 1


@pytest.mark.parametrize(("wrong", "of"), [(0, 200), (3, 200), (40, 60)])
def test_the_rate_of_errors_has_the_quantiles_of_jeffreys_posterior(wrong, of):
    """SciPy's Beta quantiles; a share of one half and an effect of minus one shift it by the rate itself."""
    draws = [d - 0.25 for d in without_wrong_labels(0.25, -1.0, wrong, of, 40_000, SEED)]
    for share in (0.025, 0.5, 0.975):
        theirs = betaincinv(wrong + 0.5, of - wrong + 0.5, share)
        assert quantile(draws, share) == pytest.approx(theirs, rel=0.05, abs=1e-4)


def test_a_share_corrected_for_wrong_labels_falls_by_effect_times_rate():
    draws = without_wrong_labels(0.1, 1.2, 0.01 * VAST, VAST, DRAWS, SEED)
    assert quantile(draws, 0.5) == pytest.approx(0.1 - 1.2 * 0.01, abs=1e-4)
    assert width(draws) < 1e-3
    assert min(without_wrong_labels(0.1, 1.2, 50, 100, DRAWS, SEED)) == 0.0, "no share below nothing"


def test_quantiles_by_hand():
    draws = [4.0, 1.0, 3.0, 2.0]
    assert [quantile(draws, share) for share in (0.0, 0.24, 0.25, 0.5, 0.75, 1.0)] == [1, 1, 2, 3, 4, 4]


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=50), st.floats(0, 1))
def test_a_quantile_is_a_draw_with_its_share_of_the_draws_below_it(draws, share):
    found = quantile(draws, share)
    assert found in draws
    assert sum(d < found for d in draws) <= share * len(draws)


def effect(*units: str) -> tuple[float, float]:
    """Of units written as the labels of their parts: a is of the first kind, b of the second, x of both."""
    parts = [(at, label) for at, labels in enumerate(units) for label in labels]
    labels = np.array([label for _, label in parts])
    codes = np.unique(labels, return_inverse=True)[1]
    unit = np.array([at for at, _ in parts])
    return effect_of_wrong_labels(len(units), unit, codes, np.isin(labels, ["a", "x"]), np.isin(labels, ["b", "x"]), 7)


def test_an_error_makes_a_unit_of_both_of_every_unit_it_hits():
    # two parts with one label: one wrong part makes the unit of both, so the share rises by two units for two parts
    share, slope = effect(*["aa", "bb"] * 1000)
    assert share == 0
    assert slope == pytest.approx(2, abs=0.05)


def test_errors_part_units_that_are_all_of_both():
    share, slope = effect(*["ab"] * 2000)
    assert share == 1
    assert slope == pytest.approx(-2, abs=0.05)


def test_errors_that_change_no_label_have_no_effect():
    assert effect(*["xx"] * 10) == (1.0, 0.0)


def test_errors_among_other_labels_move_nothing():
    assert effect(*["aa", "cc", "dd"] * 500) == (0.0, 0.0)


def test_a_unit_without_parts_counts_as_a_unit():
    assert effect("ab", "")[0] == 0.5


def test_the_stream_of_random_numbers_is_the_one_that_published_numbers_were_made_with():
    """A library may change how it draws; then this fails and not only pins."""
    draw = random.Random(20260707)
    assert [draw.betavariate(15.5, 0.5) for _ in range(3)] == pytest.approx(
        [0.9988047157313719, 0.9997816043746517, 0.9737916287568743], abs=1e-12
    )


@pytest.mark.parametrize(
    ("found", "others", "factor"),
    [
        ([(9, 10, 100)], [], 0.9),
        ([(10, 10, 100)], [(1, 10, 50)], 1.05),  # five more that are missed
        ([(9, 10, 100)], [(1, 10, 100)], 1.0),  # as many are missed as are false
        ([(10, 10, 300), (5, 10, 100)], [(0, 10, 50)], 0.875),  # each stratum counts by its size
    ],
)
def test_with_vast_samples_true_ones_for_each_found_follow_from_the_strata(found, others, factor):
    vast = [[Stratum(true * VAST, of * VAST, size) for true, of, size in part] for part in (found, others)]
    draws = true_for_each_found(*vast, DRAWS, SEED)
    assert draws.shape == (DRAWS,)
    assert float(np.median(draws)) == pytest.approx(factor, abs=1e-4)
    assert float(np.ptp(draws)) < 1e-3


def test_a_sample_without_an_error_widens_an_interval_all_the_same_and_the_less_the_larger_it_is():
    below, above = zip(
        *(
            distances(0.4, true_for_each_found([Stratum(n, n, 500)], [Stratum(0, n, 50)], DRAWS, SEED), 0.95)
            for n in (30, 60, 600)
        ),
        strict=True,
    )
    assert below[0] > below[1] > below[2] > 0
    assert above[0] > above[1] > above[2] > 0
    assert below[1] == pytest.approx(0.4 * (1 - betaincinv(60.5, 0.5, 0.025)), rel=0.15)


shares = st.floats(0, 1)


@given(shares, st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_errors_keep_a_share_a_share_and_never_narrow_its_interval(share, true, false, missed, clear):
    strata = [Stratum(true, true + false, 100)], [Stratum(missed, missed + clear, 40)]
    below, above = distances(share, true_for_each_found(*strata, 50, SEED), 0.95)
    assert 0 <= below <= share
    assert 0 <= above <= 1 - share + 1e-12
    interval = (share - 0.1, share + 0.05)
    low, high = widened(share, interval, below, above)
    assert low <= interval[0] + 1e-12
    assert high >= interval[1] - 1e-12
    assert share - low <= 0.1 + below + 1e-12


@given(st.integers(1, 30), st.integers(0, 30), st.integers(1, 30))
def test_more_true_ones_among_those_not_found_raise_what_the_share_may_be(right, missed, more):
    def above(true: int) -> float:
        strata = [Stratum(right, 30, 100)], [Stratum(true, 60, 60)]
        return distances(0.3, true_for_each_found(*strata, 200, SEED), 0.95)[1]

    assert above(missed + more) >= above(missed) - 0.02
