"""Strings of affiliations: cut where a separator leaves no doubt, and known where they name nothing."""

from __future__ import annotations

import pytest
from hypothesis import given

from analysis.attribution.strings import names_no_institution, parts, whole_names
from analysis.core.text import clean
from tests.core.test_text import ANY, DIRTY
from tests.support.work import steps


@given(ANY | DIRTY)
def test_any_string_is_cut_into_parts_of_itself(text):
    cleaned = clean(text)
    assert all(p and p == p.strip() and p in cleaned for p in parts(cleaned))


@pytest.mark.parametrize("unit", ["a ", "a;", "(", " - ", "é"])
def test_a_long_string_is_cut_with_work_in_proportion_to_its_length(unit):
    small, large = (steps(parts, unit * (size // len(unit))) for size in (20_000, 80_000))
    assert large < 4.5 * small + 100  # a quadratic one would take 16 times as much


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CMU / FAIR", ["CMU", "FAIR"]),
        ("Oak University; Elm Ltd", ["Oak University", "Elm Ltd"]),
        ("Oak University, Oak University", ["Oak University, Oak University"]),  # commas do not cut: names hold them
        ("Oak | Elm • Ash", ["Oak", "Elm", "Ash"]),
        ("Oak - Elm – Ash", ["Oak", "Elm", "Ash"]),
        ("Oak-Elm University", ["Oak-Elm University"]),
        ("Oak + Elm", ["Oak", "Elm"]),
        ("Oak and Elm & Ash", ["Oak and Elm & Ash"]),
        ("; / ;Oak;; ", ["Oak"]),
        ("Oak / - / (.)", ["Oak"]),
        ("", []),
    ],
)
def test_parts_are_cut_only_where_a_separator_leaves_no_doubt(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "None",
        "none",
        "N/A",
        "n.a.",
        "NA",
        "null",
        "-",
        "--",
        "?",
        "(none)",
        "Independent Researcher",
        "independent",
        "Unaffiliated",
        "self-employed",
        "Freelance",
    ],
)
def test_words_for_no_institution_are_known(text):
    assert names_no_institution(clean(text))


@pytest.mark.parametrize(
    "text", ["", "Nonesuch University", "Independent University of Elm", "NAVER", "Self Labs", "Home Depot"]
)
def test_names_that_only_look_like_no_institution_are_kept(text):
    assert not names_no_institution(text)


def test_a_reviewed_name_with_a_separator_is_not_cut():
    whole = whole_names(["EHU/UPV", "Elm College", "A | B Lab"])
    assert parts("Dept. X, ehu/upv / MIT", whole) == ["Dept. X, ehu upv", "MIT"]
    assert parts("A | B Lab", whole) == ["A   B Lab"]
    assert parts("XEHU/UPV", whole) == ["XEHU", "UPV"]
    assert whole_names(["Elm College"]) is None
