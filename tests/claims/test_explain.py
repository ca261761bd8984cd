"""What stands behind a figure, and how one is found."""

from __future__ import annotations

from dataclasses import replace

from analysis.claims.explain import explained, search
from analysis.claims.papers_query import papers_command
from tests.support.claims import figure
from tests.support.papers import SETTINGS

NAME = "neurips-2024"


def test_a_figure_says_where_it_comes_from() -> None:
    made = figure(
        0.035, "profile+cn-hk", numerator=35, denominator=1000, interval=(0.02, 0.05), bounds=(0.01, 0.2), part="counts"
    )
    told = dict(explained(replace(made, sources=("data/x.csv", "data/y.csv")), SETTINGS))
    assert told["id"] == f"{NAME}.us-china.share@profile+cn-hk"
    assert told["value"] == "3.5%"
    assert told["counted"] == "35 of 1,000"
    assert told["interval"] == "2.0% to 5.0% (wilson, 95%)"
    assert told["bounds"].startswith("1.0% to 20.0%")
    assert told["definition"] == "profile+cn-hk: profile, with HK"
    assert told["computed by"] == "tests.support.claims.figure, for counts"
    assert told["from"] == "data/x.csv, data/y.csv"
    assert told["papers"] == f"factcheck papers --cohort {NAME} --countries us,china --definition profile+cn-hk"


def test_an_estimate_names_the_plain_count_behind_it() -> None:
    made = figure(0.068, measure=f"{NAME}.calibrated.us-china.share", estimate=True)
    told = dict(explained(made, SETTINGS))
    assert told["value"] == "6.8%, an estimate"
    assert told["plain count"] == f"{NAME}.us-china.share"


def test_a_figure_of_no_conference_has_no_definition_and_no_papers() -> None:
    made = figure(1.0, measure="gold.strings.right", group="")
    told = dict(explained(made, SETTINGS))
    assert "definition" not in told
    assert told["papers"] == "no list of papers stands behind it"
    assert papers_command(replace(made, group="us"), SETTINGS) is None


def test_every_word_must_stand_in_id_or_label_whatever_its_case() -> None:
    some = [replace(figure(0.1), label="share of Oaks"), replace(figure(0.2, "profile"), label="share of elms")]
    assert search(some, "SHARE oaks") == some[:1]
    assert search(some, "profile") == some[1:]
    assert search(some, "us-china") == some
    assert search(some, "oaks elms") == []
