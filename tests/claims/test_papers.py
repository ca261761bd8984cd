"""The papers behind a figure, on six papers made by hand; `tests/test_cli.py` holds the lists against all figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.claims.papers import COLUMNS, papers
from analysis.claims.papers_query import papers_query
from analysis.core.errors import FactCheckError
from tests.support.claims import figure
from tests.support.papers import SETTINGS, book_of

NAME = "neurips-2025"


@pytest.fixture
def six():
    authors = {0: ("US", "CN"), 1: ("US", "US"), 2: ("CN", "CN"), 3: ("US", "HK"), 4: ("FR", ""), 5: ("", "")}
    rows = [
        (paper, "profile", n, codes, codes, codes, "resolved" if codes else "unresolved")
        for paper, of_paper in authors.items()
        for n, codes in enumerate(of_paper, 1)
    ]
    book = book_of([("main", "")] * len(authors), rows)
    table = book.snapshots[NAME].papers
    table["title"], table["url"] = table["paper_id"].str.upper(), "https://example.org/" + table["paper_id"]
    among = lambda *ids: table["paper_id"].isin(ids).to_numpy()
    book.with_text = lambda name, level: among("p0", "p1", "p2")
    book.naming = lambda name, term, level: among("p1", "p2", "p3") if term == "qwen" else among()
    return book


@pytest.mark.parametrize(
    ("countries", "term", "definition", "ids"),
    [
        ([], None, "profile", ["p0", "p1", "p2", "p3", "p4"]),
        (["US"], None, "profile", ["p0", "p1", "p3"]),
        (["US", "CN"], None, "profile", ["p0"]),
        (["US", "CN"], None, "profile+cn-hk", ["p0"]),  # a code is itself, a group as the definition has it
        (["us", "china"], None, "profile+cn-hk", ["p0", "p3"]),
        (["china"], None, "profile+cn-hk", ["p0", "p2", "p3"]),
        (["HK", "us"], None, "profile", ["p3"]),
        (["us", "china"], None, "profile+first-last", ["p0"]),
        (["US", "CN", "FR"], None, "profile", []),
        (["FR"], None, "profile", ["p4"]),
        ([], "qwen", "profile", ["p1", "p2"]),
        (["US"], "qwen", "profile", ["p1"]),
    ],
)
def test_the_list_holds_the_papers_that_are_asked_for(six, countries, term, definition, ids) -> None:
    found = papers(six, NAME, countries, term, definition)
    assert list(found.columns) == COLUMNS
    assert found["paper_id"].tolist() == ids


def test_a_row_says_what_is_known_of_the_paper(six) -> None:
    row = papers(six, NAME, ["us", "china"], None, "profile+cn-hk").iloc[1]
    assert row.tolist() == ["p3", "P3", "https://example.org/p3", "profile", "HK|US", "", "qwen"]


@pytest.mark.parametrize(
    ("countries", "term", "definition", "said"),
    [
        (
            ["UK"],
            None,
            "profile",
            "--countries: 'UK' is no country code of ISO 3166-1 (two capital letters); did you mean 'GB'",
        ),
        ([], "quen", "profile", "--term: there is no term 'quen'; did you mean 'qwen'"),
        ([], None, "program", "--definition: neurips-2025 cannot answer under 'program'; it has the bases"),
    ],
)
def test_a_wrong_word_is_told_with_what_was_meant(six, countries, term, definition, said) -> None:
    with pytest.raises(FactCheckError) as told:
        papers(six, NAME, countries, term, definition)
    assert str(told.value).startswith(said)


@pytest.mark.parametrize(
    ("group", "term", "at", "query"),
    [
        ("us-china", "", "", {"countries": "us,china", "term": "", "definition": ""}),
        ("us", "", "profile", {"countries": "us", "term": "", "definition": "profile"}),
        ("us", "qwen", "body", {"countries": "us", "term": "qwen", "definition": "body"}),
        ("all", "qwen", "", {"countries": "", "term": "qwen", "definition": ""}),
    ],
)
def test_a_figure_knows_which_papers_it_counts(group, term, at, query) -> None:
    made = replace(figure(0.1, at, measure=f"{NAME}.oak"), group=group, term=term)
    assert papers_query(made, SETTINGS) == {"cohort": NAME, **query}


def test_a_figure_of_no_group_has_no_list() -> None:
    with pytest.raises(FactCheckError, match=r"no list of papers stands behind 'neurips-2025\.oak\.share'; name"):
        papers_query(figure(0.1, measure=f"{NAME}.oak.share", group=""), SETTINGS, "here")
