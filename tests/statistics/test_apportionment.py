"""Whole parts of a whole: worked by hand, then what holds of any parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics.apportionment import apportioned


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        (10, {"a": 1, "b": 1, "c": 1}, {"a": 4, "b": 3, "c": 3}),  # ties by name
        # 66.88, 44.58, 136.54: the two largest remainders gain
        (248, {"a": 24, "b": 16, "c": 49}, {"a": 67, "b": 45, "c": 136}),
        (7, {"a": 0, "b": 5}, {"a": 0, "b": 7}),
        (0, {"a": 2}, {"a": 0}),
        (5, {"a": 0}, {"a": 0}),
        (5, {}, {}),
    ],
)
def test_largest_remainders(total, parts, expected) -> None:
    assert apportioned(total, parts) == expected


@given(st.integers(0, 500), st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 99), min_size=1))
def test_parts_add_up_and_none_is_off_by_one_or_more(total, parts) -> None:
    shares = apportioned(total, parts)
    if whole := sum(parts.values()):
        assert sum(shares.values()) == total
        assert all(abs(shares[key] - total * n / whole) < 1 for key, n in parts.items())
