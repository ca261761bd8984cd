"""Which papers are joint by a rule: every rule by hand."""

from __future__ import annotations

import pytest

from analysis.counting.collaboration import RULES
from tests.support.papers import counted


@pytest.mark.parametrize(
    ("rule", "codes", "expected"),
    [
        ("any", ("US", "", "CN"), 1),
        ("any", ("US", "DE"), 0),
        ("any", (), 0),
        ("two-authors", ("US", "CN"), 1),
        ("two-authors", ("US|CN", "DE"), 0),
        ("two-authors", ("US|CN", "CN"), 1),
        ("separate-people", ("US|DE", "CN"), 1),
        ("separate-people", ("US|CN", "CN"), 0),
        ("shared-person", ("US|CN", "CN"), 1),
        ("shared-person", ("US|CN", "CN", "US"), 0),
        ("shared-person", ("US", "CN"), 0),
        ("first-author", ("US|CN", "DE"), 1),
        ("first-author", ("US", "CN"), 0),
        ("last-author", ("DE", "US|CN"), 1),
        ("last-author", ("US|CN", "DE"), 0),
        ("first-last", ("US", "DE", "CN"), 1),
        ("first-last", ("US|CN", "DE"), 1),
        ("first-last", ("US", "CN", "US"), 0),
        ("opposite-ends", ("US", "CN"), 1),
        ("opposite-ends", ("US|CN", "DE"), 0),
        ("opposite-ends", ("US|CN",), 0),
        ("single-country", ("US", "CN"), 1),
        ("single-country", ("US|CN", "CN"), 0),
        ("two-each", ("US", "US", "CN", "CN"), 1),
        ("two-each", ("US|CN", "US", "CN"), 1),
        ("two-each", ("US", "US", "CN"), 0),
        ("third-each", ("US", "CN", "DE"), 1),
        ("third-each", ("US", "CN", "DE", "DE"), 0),
        ("third-each", (), 0),
        ("quarter-each", ("US", "CN", "DE", "DE"), 1),
        ("quarter-each", ("US", "CN", "DE", "DE", "DE"), 0),
        ("quarter-each", (), 0),
        ("only-two", ("US", "CN"), 1),
        ("only-two", ("US", "CN", "DE"), 0),
        ("fractional", ("US", "CN"), 1),
        ("fractional", ("US", "CN", "DE"), 1 / 3),
        ("fractional", ("US", "DE"), 0),
    ],
)
def test_which_papers(rule, codes, expected) -> None:
    # the paper stands between others, whose authors must not be taken for its own
    papers = counted({"a": ("US|CN",), "p": codes, "z": ("CN", "US")})
    assert RULES[rule](papers.sides())[1] == pytest.approx(expected)


def test_every_rule_is_tried_by_hand() -> None:
    [mark] = test_which_papers.pytestmark
    assert {rule for rule, _, _ in mark.args[1]} == set(RULES)
