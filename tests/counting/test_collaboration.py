"""Paper × country on papers made by hand: what is known, what is open, what is missing."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.counting.collaboration import classify, could_be_joint, joint, paper_countries
from analysis.settings.definitions import parse

US, CN = frozenset({"US"}), frozenset({"CN"})
ATTRIBUTED = ["paper_id", "basis", "author", "candidate", "stated", "headquarters", "status", "institutions"]


def row(
    author: int,
    codes: str = "",
    *,
    paper: str = "p",
    status: str | None = None,
    candidate: int = 0,
    basis: str = "program",
    headquarters: str | None = None,
    name: str = "",
):
    return (
        paper,
        basis,
        author,
        candidate,
        codes,
        codes if headquarters is None else headquarters,
        status or ("resolved" if codes else "unresolved"),
        name,
    )


def table(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=ATTRIBUTED)


def papers_of(*ids: str, block: str = "", track: str = "main") -> pd.DataFrame:
    return pd.DataFrame({"paper_id": list(ids), "block": [block] * len(ids), "track": [track] * len(ids)})


def one(*rows, block: str = "", basis: str = "program", policy: str = "stated-location"):
    return paper_countries(papers_of("p", block=block), table(*rows), basis, policy)["p"]


CASES = {
    "two authors, one in each": ([row(1, "US"), row(2, "CN")], True, True, True),
    "one author with both": ([row(1, "CN|US"), row(2, "FR")], True, False, True),
    "one author with both on two rows": ([row(1, "CN"), row(1, "US")], True, False, True),
    "one with both and one in China": ([row(1, "CN|US"), row(2, "CN")], True, True, True),
    "both in the middle only": ([row(1, "FR"), row(2, "US"), row(3, "CN"), row(4, "FR")], True, True, False),
    "first in the US, China in the middle": ([row(1, "US"), row(2, "CN"), row(3, "US")], True, True, False),
    "first and last": ([row(1, "CN"), row(2, "FR"), row(3, "US")], True, True, True),
    "US only": ([row(1, "US"), row(2, "US")], False, False, False),
    "Hong Kong is not China here": ([row(1, "US"), row(2, "HK")], False, False, False),
    "nobody": ([], False, False, False),
}


@pytest.mark.parametrize("case", CASES)
def test_each_rule_of_collaboration_on_a_paper_made_by_hand(case):
    rows, by_any, by_two, by_ends = CASES[case]
    paper = one(*rows)
    assert joint(paper, US, CN, "any") is by_any
    assert joint(paper, US, CN, "two-authors") is by_two
    assert joint(paper, US, CN, "first-last") is by_ends


def test_a_wider_china_turns_hong_kong_into_a_collaboration():
    paper = one(row(1, "US"), row(2, "HK"))
    assert joint(paper, US, frozenset({"CN", "HK"}), "any")


def test_the_policy_chooses_the_column():
    rows = [row(1, "CN", headquarters="US"), row(2, "US")]
    assert one(*rows).known == {"US", "CN"}
    assert one(*rows, policy="headquarters").known == {"US"}


def test_namesakes_that_agree_settle_the_country():
    paper = one(row(1, "CN", candidate=1), row(1, "CN", candidate=2), row(2, "US"))
    assert (paper.known, paper.unknown) == ({"US", "CN"}, 0)


def test_namesakes_that_differ_leave_the_authorship_open():
    paper = one(row(1, "CN", candidate=1), row(1, "US", candidate=2), row(2, "US"))
    assert (paper.known, paper.unknown) == ({"US"}, 1)
    assert not joint(paper, US, CN, "any")
    assert could_be_joint(paper, incomplete=False)


def test_what_namesakes_have_in_common_is_known_though_the_rest_is_open():
    paper = one(row(1, "CN|US", candidate=1), row(1, "US", candidate=2))
    assert (paper.known, paper.unknown) == ({"US"}, 1)


def test_an_unaffiliated_author_is_not_open_and_an_empty_one_is():
    assert one(row(1, "US"), row(2, status="unaffiliated")).unknown == 0
    assert one(row(1, "US"), row(2, status="empty")).unknown == 1
    assert one(row(1, "US"), row(2, status="unresolved")).unknown == 1
    assert one(row(1, "US"), row(1, status="unresolved")).unknown == 0  # one of the author's two affiliations is known


def test_a_paper_of_which_nothing_is_known_is_not_readable():
    assert not one(row(1, status="unaffiliated")).readable
    assert not one().readable
    assert one(row(1, "FR")).readable


def test_an_incomplete_title_block_is_not_readable_and_another_basis_of_it_is():
    printed = [row(1, "US", basis="paper"), row(-1, "CN", basis="paper")]
    assert one(*printed, block="complete", basis="paper").readable
    lost = one(*printed, block="incomplete", basis="paper")
    assert not lost.readable
    assert lost.known == {"US", "CN"}  # a mail domain counts for the bounds
    assert one(row(1, "US"), block="incomplete").readable


def test_a_mail_domain_that_tells_nothing_is_no_open_authorship():
    assert (
        one(
            row(1, "US", basis="paper"), row(-1, status="unresolved", basis="paper"), block="complete", basis="paper"
        ).unknown
        == 0
    )


@pytest.mark.parametrize(
    ("rows", "incomplete", "expected"),
    [
        ([row(1, "US"), row(2)], False, True),
        ([row(1, "US"), row(2, "FR")], False, False),
        ([row(1, "FR")], False, False),
        ([row(1, "FR"), row(2)], False, True),  # one open authorship may hold both countries
        ([row(1, "FR"), row(2), row(3)], False, True),
        ([row(1, "FR")], True, True),
        ([], False, True),
        ([row(1, "CN|US"), row(2, "FR")], False, False),  # under two-authors nothing that is open could change it
        ([row(1, "CN|US"), row(2)], False, True),
    ],
)
def test_open_authorships_and_lost_lines_could_make_a_paper_joint(rows, incomplete, expected):
    assert could_be_joint(one(*rows), incomplete) is expected


def classified(settings, text: str, frame: pd.DataFrame, attributed: pd.DataFrame):
    cohort = settings.cohorts["neurips-2024"]
    definition = parse(text, settings, cohort)
    return classify(
        frame, paper_countries(frame, attributed, definition.basis, definition.policy), definition, settings
    )


def test_a_cohort_is_sorted_into_groups(settings):
    of = {"a": ["US", "CN"], "b": ["US"], "c": ["CN"], "d": ["FR", "DE"], "e": [""], "f": ["US", ""]}
    rows = [row(author, codes, paper=paper) for paper, authors in of.items() for author, codes in enumerate(authors, 1)]
    found = classified(settings, "", papers_of(*"abcdef"), table(*rows))
    assert found.at_hand == tuple("abcdef")
    assert found.readable == set("abcdf")
    assert (found.both, found.us, found.china) == ({"a"}, set("abf"), set("ac"))
    assert (found.us_only, found.china_only, found.one_country) == (set("bf"), {"c"}, set("bcf"))
    assert (found.certain, found.possible) == ({"a"}, set("aef"))
    assert (found.population, found.is_sample) == (6, False)


def test_a_rule_that_asks_for_more_does_not_call_a_settled_paper_possible(settings):
    found = classified(
        settings, "two-authors", papers_of("p"), table(row(1, "CN|US"), row(2, "US", status="resolved"), row(3, "FR"))
    )
    assert found.both == {"p"}
    found = classified(settings, "two-authors", papers_of("p"), table(row(1, "CN|US"), row(2, "FR")))
    assert found.both == found.possible == frozenset()


@pytest.mark.parametrize(("codes", "weight"), [("CN|US", 1.0), ("CN|FR|US", 1 / 3), ("CN|DE|FR|US", 1 / 6)])
def test_fractional_counting_shares_a_paper_among_its_pairs_of_countries(settings, codes, weight):
    assert classified(settings, "fractional", papers_of("p"), table(row(1, codes))).weight == {
        "p": pytest.approx(weight)
    }
    assert classified(settings, "", papers_of("p"), table(row(1, codes))).weight == {"p": 1.0}


def test_fractional_counting_takes_a_wider_china_as_one_country(settings):
    assert classified(settings, "cn-hk+fractional", papers_of("p"), table(row(1, "CN|HK|US"))).weight == {"p": 1.0}


def test_title_blocks_are_a_sample_that_stands_for_their_track(settings):
    frame = pd.DataFrame(
        {
            "paper_id": list("abcd"),
            "block": ["complete", "incomplete", "", ""],
            "track": ["main", "main", "main", "datasets-and-benchmarks"],
        }
    )
    rows = [row(1, "CN|US", paper="a", basis="paper"), row(1, "US", paper="b", basis="paper")]
    found = classified(settings, "paper", frame, table(*rows))
    assert (found.at_hand, found.readable, found.population, found.is_sample) == (("a", "b"), {"a"}, 3, True)
    assert found.possible == {"a", "b"}  # what an incomplete block lost could be Chinese


def test_the_main_track_leaves_the_others_out(settings):
    frame = pd.DataFrame({"paper_id": list("ab"), "block": ["", ""], "track": ["main", "datasets-and-benchmarks"]})
    found = classified(settings, "main", frame, table(row(1, "CN|US", paper="a"), row(1, "CN|US", paper="b")))
    assert found.at_hand == ("a",)
