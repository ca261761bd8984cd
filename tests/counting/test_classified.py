"""The papers of a cohort under one definition: sorted into groups, with what could still change."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.counting.classified import ALL, classified
from analysis.counting.ledger import Ledger
from analysis.settings.definitions import parse
from tests.support.papers import SETTINGS, attributed, counted, ids, papers_of

OF = {"a": ("US", "CN"), "b": ("US",), "c": ("CN",), "d": ("FR", "DE"), "e": ("",), "f": ("US", "")}


def test_a_cohort_is_sorted_into_groups():
    found = counted(OF)
    assert ids(found, found.at_hand) == set("abcdef")
    assert ids(found, found.readable) == ids(found, found.of(ALL)) == set("abcdf")
    assert ids(found, found.of("us")) == set("abf")
    assert ids(found, found.of("china")) == set("ac")
    assert ids(found, found.of("us-china")) == ids(found, found.both()) == {"a"}
    assert (ids(found, found.only("us")), ids(found, found.only("china"))) == (set("bf"), {"c"})
    assert ids(found, found.one_country) == set("bcf")
    assert (ids(found, found.certain()), ids(found, found.possible())) == ({"a"}, set("aef"))
    assert (found.population, found.is_sample) == (6, False)


def test_what_is_open_may_belong_to_any_group():
    found = counted(OF)
    assert ids(found, found.may_belong("us")) == {"e"}
    assert ids(found, found.may_belong("china")) == set("ef")
    assert ids(found, found.may_belong("us-china")) == set("ef")
    assert ids(found, found.may_belong(ALL)) == {"e"}
    assert (found.bounds("us"), found.bounds_only("us"), found.bounds_one_country) == ((3, 4), (1, 3), (2, 4))


@pytest.mark.parametrize(
    ("authors", "possible"),
    [
        (("US", ""), True),
        (("US", "FR"), False),
        (("FR",), False),
        (("FR", ""), True),  # one open author may hold both countries
        (("FR", "", ""), True),
        (("US", "-"), False),  # of whom it is known that there is none
        (("CN|US", "FR"), True),
    ],
)
def test_open_authors_could_make_a_paper_joint(authors, possible):
    assert counted({"p": authors}).possible().tolist() == [possible]


def test_a_paper_without_authors_could_be_joint():
    frame = papers_of("p")
    definition = parse("", SETTINGS, SETTINGS.cohorts["neurips-2024"])
    assert classified(Ledger(frame, attributed({})), definition, SETTINGS).possible().tolist() == [True]


def test_a_rule_that_asks_for_more_does_not_call_a_settled_paper_possible():
    found = counted({"p": ("CN", "US", "FR")}, "separate-people")
    assert found.both().tolist() == [True]
    found = counted({"p": ("CN|US", "FR")}, "separate-people")
    assert (found.both().tolist(), found.possible().tolist()) == ([False], [False])


@pytest.mark.parametrize(("codes", "weight"), [("CN|US", 1.0), ("CN|FR|US", 1 / 3), ("CN|DE|FR|US", 1 / 6)])
def test_fractional_counting_weighs_the_joint_papers(codes, weight):
    assert counted({"p": (codes,)}, "fractional").found() == pytest.approx(weight)
    assert counted({"p": (codes,)}).found() == 1


def test_an_extent_makes_a_group_wider():
    assert counted({"p": ("CN|HK|US",)}, "cn-hk+fractional").found() == 1.0
    assert counted({"p": ("HK",)}, "cn-hk").of("china").all()
    assert not counted({"p": ("HK",)}).of("china").any()


def test_title_blocks_are_a_sample_that_stands_for_their_track():
    frame = pd.DataFrame(
        {
            "paper_id": list("abcd"),
            "block": ["complete", "incomplete", "", ""],
            "track": ["main", "main", "main", "datasets-and-benchmarks"],
        }
    )
    rows = attributed({"a": ("CN|US",), "b": ("US",)}, "paper")
    found = classified(Ledger(frame, rows), parse("paper", SETTINGS, SETTINGS.cohorts["neurips-2025"]), SETTINGS)
    assert (ids(found, found.at_hand), ids(found, found.readable)) == ({"a", "b"}, {"a"})
    assert (found.population, found.is_sample) == (3, True)
    assert ids(found, found.possible()) == {"a", "b"}  # what an incomplete block lost could be Chinese


def test_the_main_track_leaves_the_others_out():
    frame = pd.DataFrame({"paper_id": list("ab"), "block": ["", ""], "track": ["main", "datasets-and-benchmarks"]})
    ledger = Ledger(frame, attributed({"a": ("CN|US",), "b": ("CN|US",)}))
    found = classified(ledger, parse("main", SETTINGS, SETTINGS.cohorts["neurips-2024"]), SETTINGS)
    assert ids(found, found.at_hand) == {"a"}


def test_three_groups_give_three_pairs():
    groups = SETTINGS.groups | {"fr": SETTINGS.groups["us"].model_copy(update={"countries": ["FR"]})}
    config = SETTINGS.model_copy(update={"groups": groups})
    frame, rows = papers_of(*"abc"), attributed({"a": ("US", "FR"), "b": ("CN", "FR", "US"), "c": ("US", "CN")})
    found = classified(Ledger(frame, rows), parse("", config, config.cohorts["neurips-2024"]), config)
    joint = {pair.key: ids(found, found.of(pair.key)) for pair in config.pairs}
    assert joint == {"us-china": {"b", "c"}, "us-fr": {"a", "b"}, "china-fr": {"b"}}
