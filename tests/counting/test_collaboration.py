"""When a paper is joint: each rule on papers made by hand, and on any papers against the rules in plain Python."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.counting.authors import Sides
from analysis.counting.collaboration import RULES, joint
from analysis.counting.ledger import Ledger
from tests.support import one_by_one
from tests.support.papers import attributed, papers_of

US, CN = frozenset({"US"}), frozenset({"CN"})
CHINA = frozenset({"CN", "HK"})
# authors → the rules by which a paper is joint, fractional counting aside
CASES = {
    "two authors, one in each": (
        ("US", "CN"),
        "any two-authors first-last opposite-ends single-country third-each only-two separate-people quarter-each",
    ),
    "one author with both": (("CN|US", "FR"), "any first-author first-last third-each shared-person quarter-each"),
    "one with both, alone": (
        ("CN|US",),
        "any first-author last-author first-last third-each only-two shared-person quarter-each",
    ),
    "one with both and one in China": (
        ("CN|US", "CN"),
        "any two-authors first-author first-last opposite-ends third-each only-two shared-person quarter-each",
    ),
    "both in the middle only": (
        ("FR", "US", "CN", "FR"),
        "any two-authors single-country separate-people quarter-each",
    ),
    "first in the US, China in the middle": (
        ("US", "CN", "US"),
        "any two-authors single-country third-each only-two separate-people quarter-each",
    ),
    "first and last": (
        ("CN", "FR", "US"),
        "any two-authors first-last opposite-ends single-country third-each separate-people quarter-each",
    ),
    "last author with both": (("FR", "", "CN|US"), "any last-author first-last third-each shared-person quarter-each"),
    "two on each side": (
        ("US", "US", "CN", "CN"),
        "any two-authors first-last opposite-ends single-country two-each third-each only-two separate-people quarter-each",
    ),
    "US only": (("US", "US"), ""),
    "Hong Kong is not mainland China": (("US", "HK"), ""),
    "nobody": ((), ""),
}


def sides_of(papers, us=US, china=CN) -> Sides:
    ledger = Ledger(papers_of(*papers), attributed(papers))
    return Sides(ledger.record("program", "stated-location").authors, us, china)


@pytest.mark.parametrize("case", CASES)
def test_each_rule_on_a_paper_made_by_hand(case):
    authors, joint = CASES[case]
    sides = sides_of({"p": authors})
    assert {name for name, rule in RULES.items() if rule(sides)[0]} - {"fractional"} == set(joint.split())


def test_a_wider_group_turns_hong_kong_into_a_collaboration():
    assert RULES["any"](sides_of({"p": ("US", "HK")}, china=CHINA)).tolist() == [True]


@pytest.mark.parametrize(
    ("codes", "weight"), [("CN|US", 1.0), ("CN|FR|US", 1 / 3), ("CN|DE|FR|US", 1 / 6), ("CN|HK|US", 1 / 3), ("FR", 0)]
)
def test_fractional_counting_shares_a_paper_among_its_pairs_of_countries(codes, weight):
    assert RULES["fractional"](sides_of({"p": (codes,)})).tolist() == pytest.approx([weight])


def test_fractional_counting_takes_a_wider_group_as_one_country():
    assert sides_of({"p": ("CN|HK|US",)}, china=CHINA).links.tolist() == [1.0]


AUTHORS = st.lists(st.sampled_from(["", "-", "US", "CN", "HK", "FR", "CN|US", "DE|FR", "HK|US"]), max_size=7)


@given(st.lists(AUTHORS, min_size=1, max_size=4), st.sampled_from([CN, CHINA]))
def test_every_rule_is_what_plain_python_says(papers, china):
    sides = sides_of({f"p{n}": authors for n, authors in enumerate(papers)}, china=china)
    for name, rule in RULES.items():
        found = [float(weight) for weight in rule(sides)]
        papers_read = [one_by_one.Paper(dict(enumerate(sides.authors.sets(n))), 0, True) for n in range(len(papers))]
        assert found == pytest.approx([one_by_one.weight(paper, name, US, china) for paper in papers_read])


@given(st.lists(AUTHORS, min_size=1, max_size=4))
def test_which_group_is_named_first_does_not_matter(papers):
    given_papers = {f"p{n}": authors for n, authors in enumerate(papers)}
    one, other = sides_of(given_papers, US, CHINA), sides_of(given_papers, CHINA, US)
    for rule in RULES.values():
        assert rule(one).tolist() == rule(other).tolist()


def test_what_a_rule_finds_is_found_once():
    sides = sides_of({"p": ("US", "CN"), "q": ("US",)})
    assert joint(sides, "any") is joint(sides, "any")
    assert joint(sides, "any").tolist() == [True, False]
    assert joint(sides, "fractional").tolist() == [True, False]  # a weight is joint where it is not zero
