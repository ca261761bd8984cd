"""Which verdict fits a case, how its rule is said, and how far a figure may move unnamed."""

from __future__ import annotations

import re
from itertools import product
from typing import get_args

import pytest

from analysis.settings.verdict_rules import Near, State, Step, Tolerance, VerdictRule


def test_every_case_has_one_verdict_of_the_scale(settings):
    for decisive, near in product(get_args(State), get_args(Near)):
        [step] = settings.verdicts.fitting(decisive, near)
        assert step in get_args(Step)


@pytest.mark.parametrize(
    ("change", "step", "said"),
    [
        ({}, "wrong", "off by a factor of more than three, or"),
        ({"wrong_factor": 4.0}, "wrong", "off by a factor of more than four, or"),
        ({"wrong_factor": 2.5}, "wrong", "off by a factor of more than 2.5, or"),
        ({}, "accurate", "on another record or one choice away"),
        ({"near_steps": 2}, "accurate", "on another record or two choices away"),
    ],
)
def test_the_rule_of_a_verdict_is_said_with_the_numbers_that_hold(settings, change, step, said):
    assert said in settings.verdicts.model_copy(update=change).about(step)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("off by more than {wrong-facto}", "{wrong-facto} stands for nothing; known are {wrong-factor}, {near-steps}"),
        ("off by more than {wrong-facto}", "did you mean 'wrong-factor'?"),
        ("off by more than three", "the number 'three' is typed"),
        ("off by more than 3", "the number '3' is typed"),
        ("off by more than {wrong-factor", "a brace stands alone"),
    ],
)
def test_a_rule_that_types_its_number_or_asks_for_one_that_is_not_there_is_refused(about, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        VerdictRule.model_validate({"name": "Wrong", "about": about, "when": []})


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
