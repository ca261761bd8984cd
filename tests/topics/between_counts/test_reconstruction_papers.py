"""Which papers are joint by a rule of the reconstruction: every rule by hand."""

from __future__ import annotations

import pytest

from analysis.topics.between_counts.reconstruction_papers import PAPERS

US, CN = frozenset({"US"}), frozenset({"CN"})


def authors(*codes: str) -> list[frozenset[str]]:
    return [frozenset(filter(None, c.split("|"))) for c in codes]


@pytest.mark.parametrize(
    ("rule", "codes", "expected"),
    [
        ("any", ("US", "", "CN"), 1),
        ("any", ("US", "DE"), 0),
        ("any", (), 0),
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
        ("only-two", ("US", "CN"), 1),
        ("only-two", ("US", "CN", "DE"), 0),
        ("fractional", ("US", "CN"), 1),
        ("fractional", ("US", "CN", "DE"), 1 / 3),
        ("fractional", ("US", "DE"), 0),
    ],
)
def test_which_papers(rule, codes, expected) -> None:
    assert PAPERS[rule](authors(*codes), US, CN) == pytest.approx(expected)
