"""The definitions grid: the counts of sorting papers one definition at a time, no point too many, none too few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as st

from analysis.counting.collaboration import classify
from analysis.counting.grid import Grid, Tally, points
from analysis.settings import config as configuration
from analysis.settings.config import AXES
from analysis.settings.definitions import can_carry, headline, parse
from tests.support.papers import book_of

SETTINGS = configuration.load()


def by_hand(book, name: str, definition) -> Tally:
    """The tally of a point from the papers sorted one by one."""
    countries = book.countries(name, definition.basis, definition.policy)
    found = classify(book.snapshots[name].papers, countries, definition, book.config)
    both = sum(found.weight[p] for p in found.both)
    return Tally(
        both, len(found.readable), len(found.at_hand), len(found.certain), len(found.possible), found.population
    )


def assert_same(tally: Tally, expected: Tally) -> None:
    assert tally.found == pytest.approx(expected.found, abs=1e-9)
    assert tally == Tally(tally.found, *list(vars(expected).values())[1:])


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


@at_most(max_examples=250)
@given(PAPERS, AUTHORS, st.sampled_from(ALL))
def test_a_tally_is_what_sorting_the_papers_gives(papers, authors, definition):
    book = book_of(papers, [row for row in authors if row[0] < len(papers)])
    assert_same(Grid(book, "neurips-2025").tally(definition), by_hand(book, "neurips-2025", definition))


@pytest.mark.parametrize("name", SETTINGS.cohorts)
def test_tallies_of_the_committed_facts_are_what_sorting_the_papers_gives(book, name):
    grid = Grid(book, name)
    found = [(definition, grid.tally(definition)) for definition in points(book, name)]
    assert [d for d, _ in found] == points(book, name)
    for definition, tally in found[:: len(found) // 7]:
        assert_same(tally, by_hand(book, name, definition))


def test_what_is_computed_once_does_not_depend_on_the_order_of_asking(book):
    name = "neurips-2024"
    chosen = points(book, name)[::37]
    forwards, backwards = Grid(book, name), Grid(book, name)
    assert [forwards.tally(d) for d in chosen] == [backwards.tally(d) for d in reversed(chosen)][::-1]


def test_fractional_counting_shares_a_paper_among_its_pairs_of_countries():
    rows = [(0, "profile", 1, codes, codes, codes, "resolved") for codes in ("US", "CN", "HK")]
    rows += [(1, "profile", 1, codes, codes, codes, "resolved") for codes in ("US", "CN", "FR", "DE")]
    rows += [(2, "profile", 1, "US", "US", "US", "resolved")]
    book = book_of([("main", "")] * 3, rows)
    cohort = SETTINGS.cohorts["neurips-2025"]
    found = lambda text: Grid(book, "neurips-2025").tally(parse(text, SETTINGS, cohort)).found
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
    plain = sizes["china"] * sizes["policy"] * sizes["counting"] * sizes["track"]
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
    found = points(book_of([("main", "complete")], []), "neurips-2025", ("china",))
    assert [d.china for d in found] == list(SETTINGS.definitions["china"])
    assert {(d.basis, d.policy, d.collaboration, d.counting, d.track) for d in found} == {
        ("paper", "stated-location", "any", "whole", "all")
    }
