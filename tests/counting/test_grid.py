"""The definitions grid: the counts of reading papers one at a time, no point too many, none too few."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as st

from analysis.counting.classified import Tally, classified
from analysis.counting.grid import points
from analysis.counting.ledger import Ledger
from analysis.settings import config as configuration
from analysis.settings.config import AXES
from analysis.settings.definitions import can_carry, headline, parse
from tests.support import one_by_one
from tests.support.papers import book_of

SETTINGS = configuration.load()


def assert_same(tally: Tally, expected: Tally) -> None:
    assert tally.found == pytest.approx(expected.found, abs=1e-9)
    assert replace(tally, found=0) == replace(expected, found=0)


def by_hand(book, name: str, definition) -> Tally:
    return one_by_one.tally(book.snapshots[name].papers, book.attributed[name], definition, book.config)


CODES = st.sampled_from(["", "US", "CN", "HK", "MO", "TW", "FR", "CN|US", "HK|US", "CN|FR|US", "DE|TW|US"])
PAPERS = st.lists(
    st.tuples(st.sampled_from(["main", "datasets-and-benchmarks"]), st.sampled_from(["", "complete", "incomplete"])),
    min_size=1,
    max_size=6,
)
AUTHORS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(["profile", "paper"]),
        st.integers(-1, 4),
        CODES,
        CODES,
        CODES,
        st.sampled_from(["resolved", "unresolved", "empty"]),
    ),
    max_size=20,
)
ALL = [d for d in points(book_of([("main", "complete"), ("other", "complete")], []), "neurips-2025")]


@at_most(max_examples=150)
@given(PAPERS, AUTHORS, st.sampled_from(ALL))
def test_a_tally_is_what_reading_paper_by_paper_gives(papers, authors, definition):
    book = book_of(papers, [row for row in authors if row[0] < len(papers)])
    assert_same(book.classified("neurips-2025", definition).tally(), by_hand(book, "neurips-2025", definition))


@pytest.mark.long
def test_points_of_the_committed_facts_are_what_reading_paper_by_paper_gives(book):
    """Every hundredth point of every cohort, on fifty papers of it: all its kinds, not all its papers."""
    for name in SETTINGS.cohorts:
        papers, rows = book.snapshots[name].papers, book.attributed[name]
        papers = pd.concat([papers[papers["block"] != ""].head(25), papers.sample(25, random_state=1)])
        papers = papers.drop_duplicates("paper_id")
        rows = rows[rows["paper_id"].isin(papers["paper_id"])]
        ledger = Ledger(papers, rows)
        for definition in points(book, name)[::100]:
            found = classified(ledger, definition, SETTINGS).tally()
            assert_same(found, one_by_one.tally(papers, rows, definition, SETTINGS))


def test_fractional_counting_shares_a_paper_among_its_pairs_of_countries():
    rows = [(0, "profile", 1, codes, codes, codes, "resolved") for codes in ("US", "CN", "HK")]
    rows += [(1, "profile", 1, codes, codes, codes, "resolved") for codes in ("US", "CN", "FR", "DE")]
    rows += [(2, "profile", 1, "US", "US", "US", "resolved")]
    book = book_of([("main", "")] * 3, rows)
    cohort = SETTINGS.cohorts["neurips-2025"]
    found = lambda text: book.classified("neurips-2025", parse(text, SETTINGS, cohort)).found()
    assert found("profile") == 2
    assert found("profile+fractional") == pytest.approx(1 / 3 + 1 / 6)
    assert found("profile+cn-hk+fractional") == pytest.approx(1 + 1 / 6)  # a wider China is one country
    assert found("profile+first-last+fractional") == pytest.approx(1 / 3 + 1 / 6)


# --- which points there are


def test_points_are_all_that_the_cohort_can_carry_each_once():
    held = book_of([("main", "complete"), ("other", "complete")], [])
    found = points(held, "neurips-2025")
    assert len(set(found)) == len(found)
    assert headline(SETTINGS, SETTINGS.cohorts["neurips-2025"]) in found
    assert all(can_carry(d, SETTINGS.cohorts["neurips-2025"]) for d in found)
    sizes = {axis: len(SETTINGS.definitions[axis]) for axis in AXES}
    plain = sizes["extent"] * sizes["policy"] * sizes["counting"] * sizes["track"] * sizes["naming"]
    assert (
        len(found) == plain * sizes["collaboration"] + plain
    )  # by profile, and by print without asking who wrote what


@pytest.mark.parametrize(
    ("papers", "by_profile", "by_print"),
    [
        ([("main", "complete"), ("main", "")], {"all"}, {"all"}),
        ([("main", "complete"), ("other", "")], {"all", "main"}, {"all"}),  # no title block of the other track
        ([("main", ""), ("other", "complete")], {"all", "main"}, {"all", "main"}),
    ],
)
def test_the_main_track_is_a_point_of_its_own_only_where_another_is_held(papers, by_profile, by_print):
    found = points(book_of(papers, []), "neurips-2025")
    assert {d.track for d in found if d.basis == "profile"} == by_profile
    assert {d.track for d in found if d.basis == "paper"} == by_print


def test_first_and_last_author_are_no_point_by_print():
    found = points(book_of([("main", "complete")], []), "neurips-2025")
    assert {d.collaboration for d in found if d.basis == "paper"} == {"any"}
    assert {d.collaboration for d in found if d.basis == "profile"} == set(SETTINGS.definitions["collaboration"])


def test_axes_that_are_not_asked_for_keep_the_headline_choice():
    found = points(book_of([("main", "complete")], []), "neurips-2025", ("extent",))
    assert [d.extent for d in found] == list(SETTINGS.definitions["extent"])
    assert {(d.basis, d.policy, d.collaboration, d.counting, d.track) for d in found} == {
        ("paper", "stated-location", "any", "whole", "all")
    }
