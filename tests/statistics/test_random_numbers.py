"""Random numbers: the same stream for ever, evenly spread."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.statistics.random_numbers import Chance


def test_the_stream_is_the_one_that_numpy_promises_for_ever():
    assert Chance(1).shares(3).tolist() == pytest.approx(
        [0.5118216247002567, 0.9504636963259353, 0.14415961271963373], abs=1e-15
    )


def test_two_draws_are_one_longer_draw_and_another_seed_is_another_stream():
    one, two = Chance(7), Chance(7)
    assert np.array_equal(np.concatenate([one.shares(5), one.shares(5)]), two.shares(10))
    assert not np.array_equal(Chance(8).shares(10), Chance(7).shares(10))


def test_numbers_are_evenly_spread_below_their_limit():
    shares, numbers = Chance(3).shares(20_000), Chance(3).below(5, 20_000)
    assert shares.min() >= 0 and shares.max() < 1
    assert shares.mean() == pytest.approx(0.5, abs=0.01)
    assert set(numbers.tolist()) == {0, 1, 2, 3, 4}
    assert np.bincount(numbers) / 20_000 == pytest.approx(np.full(5, 0.2), abs=0.015)
