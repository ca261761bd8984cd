"""What a claim asserts as a range, which verdict fits a case, and how far a figure may move unnamed."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from analysis.settings.verdict_rules import Near, Rule, State, Step, Tolerance


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"above": 0.03, "below": 0.04}, (0.03, 0.04)),
        ({"about": 100, "within": 10}, (90, 110)),
        ({"above": 60}, (60, float("inf"))),
        ({"below": 2}, (float("-inf"), 2)),
    ],
)
def test_a_rule_gives_the_range_it_asserts(rule, expected):
    assert Rule(**rule).range == expected


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({}, "asserts one thing"),
        ({"about": 1, "within": 1, "above": 0}, "asserts one thing"),
        ({"rises": True, "below": 2}, "asserts one thing"),
        ({"about": 100}, "go together"),
        ({"above": 4, "below": 3}, "no number lies in the range"),
        ({"about": 1, "within": -1}, "no number lies in the range"),
    ],
)
def test_a_rule_that_asserts_nothing_or_two_things_is_refused(rule, said):
    with pytest.raises(ValueError, match=said):
        Rule(**rule)


def test_every_case_has_one_verdict_of_the_scale(settings):
    for decisive, near in product(get_args(State), get_args(Near)):
        [step] = settings.verdicts.fitting(decisive, near)
        assert step in get_args(Step)


@pytest.mark.parametrize(
    ("allowed", "new", "holds"),
    [
        ({"absolute": 0.01}, 0.11, True),
        ({"absolute": 0.01}, 0.1100001, False),
        ({"absolute": 0}, 0.1, True),
        ({"relative": 0.1}, 0.11, True),
        ({"relative": 0.1}, 0.089, False),
    ],
)
def test_a_tolerance_holds_up_to_its_edge_and_no_further(allowed, new, holds):
    assert Tolerance(figures="*", **allowed).holds(0.1, new) is holds


@pytest.mark.parametrize("allowed", [{}, {"absolute": 1, "relative": 1}])
def test_a_tolerance_has_one_distance(allowed):
    with pytest.raises(ValueError, match="one of the two"):
        Tolerance(figures="*", **allowed)
