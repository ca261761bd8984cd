"""Agreement of two readers: worked by hand, and against statsmodels."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa, to_table

from analysis.statistics.agreement import agreement


@pytest.mark.parametrize(
    ("pairs", "same", "kappa"),
    [
        ([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")], 3, 0.5),  # chance: 3/4 × 2/4 + 1/4 × 2/4
        ([("a", "b"), ("b", "a")], 0, -1.0),
        ([("a", "a"), ("b", "b")], 2, 1.0),
        ([("a", "a")], 1, None),  # only one reason: chance alone agrees
        ([], 0, None),
    ],
)
def test_agreement_of_two_readers(pairs, same, kappa) -> None:
    assert agreement(pairs) == (same, kappa)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40))
def test_kappa_is_that_of_statsmodels(pairs) -> None:
    same, kappa = agreement(pairs)
    assume(kappa is not None)
    table, _ = to_table([["abc".index(reader) for reader in pair] for pair in pairs], bins=3)
    assert kappa == pytest.approx(cohens_kappa(table, return_results=False))
    assert same == sum(one == other for one, other in pairs)
