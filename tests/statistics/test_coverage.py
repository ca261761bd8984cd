"""Trials: their samples, and coverage, bias and width where the truth is known."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from analysis.statistics.coverage import Trials, random_samples, smallest, uneven_samples
from analysis.statistics.double_sampling import stratified_shares
from analysis.statistics.intervals import wilson

Y = np.tile([1.0, 0.0, 0.0, 0.0], 20)
ONE = np.zeros(len(Y), dtype=int)


def test_the_smallest_of_random_numbers_are_a_sample_of_the_size():
    order = np.array([0.4, 0.1, 0.9, 0.3])
    assert smallest(order, 2).tolist() == [False, True, False, True]
    assert smallest(order, 0).tolist() == [False] * 4
    assert smallest(order, 4).tolist() == [True] * 4


def test_random_samples_have_one_size_and_repeat_themselves():
    once, twice = (random_samples(30, 12, 5, seed=7) for _ in range(2))
    assert once.sum(axis=1).tolist() == [12] * 5
    assert np.array_equal(once, twice)
    assert len(np.unique(once, axis=0)) == 5, "samples differ from each other"


def test_uneven_samples_hold_each_unit_as_often_as_its_chance_says():
    chances = np.array([0.0, 0.2, 0.7, 1.0])
    found = uneven_samples(chances, 4000, seed=7)
    assert found.mean(axis=0) == pytest.approx(chances, abs=0.03)


def test_trials_count_what_holds_the_truth_and_average_the_rest():
    tried = Trials(np.array([[0.2, 0.1, 0.3], [0.5, 0.4, 0.6], [0.3, 0.25, 0.45]]))
    assert tried.held(0.25) == 2, "a limit counts"
    assert tried.held(0.1 - 1e-14) == 1, "what rounding took from a limit is given back"
    assert tried.bias(0.25) == pytest.approx(1 / 3 - 0.25)
    assert tried.width == pytest.approx(0.2)


def test_trials_of_a_full_sample_find_the_truth():
    tried = Trials(stratified_shares(Y, ONE, random_samples(80, 80, 2, seed=1), 0.95))
    assert tried.estimates == pytest.approx(np.full((2, 3), 0.25))
    assert tried.width == pytest.approx(0)


def test_one_stratum_gives_the_sample_share_with_wilsons_interval_for_a_finite_population():
    for value, low, high in stratified_shares(Y, ONE, random_samples(80, 40, 3, seed=1), 0.95).tolist():
        lower, upper = wilson(round(value * 40), 40)
        half = sqrt(1 - 40 / 80)
        assert (low, high) == pytest.approx((value - half * (value - lower), value + half * (upper - value)))


def test_random_samples_hold_the_truth_as_often_as_the_level_says():
    y = np.tile([1.0, 0.0, 0.0, 0.0, 0.0], 200)
    samples = random_samples(1000, 300, 1000, seed=3)
    tried = Trials(stratified_shares(y, np.zeros(1000, dtype=int), samples, 0.9))
    assert tried.held(0.2) / 1000 == pytest.approx(0.9, abs=0.03)
    assert tried.bias(0.2) == pytest.approx(0, abs=0.003)
