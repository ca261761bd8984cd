"""How good attribution must be on the half that no rule was made from, and how it is scored."""

from __future__ import annotations

import pytest

from analysis.counting import accuracy, gold
from tests.support.invented_book import Book, three_groups

AT_LEAST = {
    "strings.right.authorship": 0.985,
    "strings.right.tail": 0.97,
    "blocks.right": 0.97,
    "blocks.precision": 0.98,
    "blocks.recall": 0.98,
}
AT_MOST = {"strings.wrong.authorship": 0.003, "strings.unresolved.authorship": 0.015}


@pytest.fixture(scope="module")
def scores(request) -> dict[str, float]:
    book = request.getfixturevalue("book")
    return {
        s.measure: s.right / s.of for s in (*accuracy.score_strings(book, "test"), *accuracy.score_blocks(book, "test"))
    }


@pytest.mark.parametrize("measure", AT_LEAST)
def test_target_from_below(scores, measure):
    assert scores[measure] >= AT_LEAST[measure]


@pytest.mark.parametrize("measure", AT_MOST)
def test_target_from_above(scores, measure):
    assert scores[measure] <= AT_MOST[measure]


def test_a_wrong_country_is_counted(book, monkeypatch):
    row = {
        "half": "test",
        "stratum": "tail",
        "certain": "yes",
        "draws": "2",
        "affiliation": "Stanford University",
        "stated": "CN",
        "headquarters": "CN",
    }
    rows = [
        row,
        row | {"stated": "US", "headquarters": "US"},
        row | {"affiliation": "abaka", "draws": "1"},
        row | {"affiliation": "None", "stated": "unaffiliated"},
        row | {"certain": "no"},
    ]
    monkeypatch.setattr(gold, "rows", lambda _: rows)
    found = {s.measure: (s.right, s.of) for s in accuracy.score_strings(book, "test")}
    assert found["strings.right.tail"] == (2, 4)
    assert found["strings.wrong.tail"] == (2, 4)
    assert found["strings.unresolved.tail"] == (1, 5)
    assert found["strings.right.authorship"] == (0, 0)


def test_nearly_all_affiliations_of_the_2024_program_are_resolved(book):
    rows = book.attributed["neurips-2024"]
    rows = rows[(rows["basis"] == "program") & (rows["affiliation"] != "")]
    assert len(rows) > 20_000
    assert (rows["status"] == "resolved").mean() >= 0.95
    assert ((rows["status"] == "unresolved").mean()) <= 0.015


def row(paper: str, countries: str, half: str = "test", certain: str = "yes", complete: str = "yes") -> dict[str, str]:
    return {"paper_id": paper, "half": half, "countries": countries, "certain": certain, "complete": complete}


def book_of(settings, **printed) -> Book:
    """Cohorts of one conference that print these papers: ``elm_2020={"p": ("US", "CN")}``."""
    return Book(settings, {name.replace("_", "-"): {"paper": papers} for name, papers in printed.items()})


def test_a_paper_of_the_gold_set_is_found_in_the_oldest_cohort_that_holds_it(settings, monkeypatch) -> None:
    monkeypatch.setattr(gold, "rows", lambda _: [row(p, "FR") for p in ("both", "later", "sooner", "nowhere")])
    book = book_of(
        settings, elm_2099={"both": ("NZ",), "later": ("NZ",)}, elm_2025={"both": ("FR",), "sooner": ("FR",)}
    )
    assert sorted(sorted(block.ours) for block in accuracy.blocks(book, "test")) == [["FR"], ["FR"], ["NZ"]]


def test_joint_papers_found_and_missed_are_told_apart(settings, monkeypatch) -> None:
    printed = {"found": ("US", "CN"), "false": ("US|CN",), "missed": ("US",), "clear": ("FR",), "lost": ("", "")}
    rows = [row("found", "CN|US"), row("false", "US"), row("missed", "CN|US"), row("clear", "FR"), row("lost", "CN|US")]
    unsure, other = row("clear", "CN|US", certain="no"), row("clear", "CN|US", half="development")
    monkeypatch.setattr(gold, "rows", lambda _: [*rows[:3], unsure, other, rows[4]])
    book = book_of(settings, elm_2020=printed)
    assert accuracy.confusion(book, "test", settings.pair) == (1, 1, 1, 0)
    monkeypatch.setattr(gold, "rows", lambda _: rows)
    assert accuracy.confusion(book, "test", settings.pair) == (1, 1, 1, 1)
    found = {s.measure: (s.right, s.of) for s in accuracy.score_blocks(book, "test")}
    assert found == {
        "blocks.right": (2, 4),
        "blocks.precision": (1, 2),
        "blocks.recall": (1, 3),
        "blocks.read": (4, 5),
    }


def test_a_block_is_joint_by_the_groups_of_the_pair_that_is_asked_about(settings, monkeypatch) -> None:
    monkeypatch.setattr(gold, "rows", lambda _: [row("p", "DE|NO"), row("q", "FR|NO"), row("r", "DE|FR")])
    book = book_of(three_groups(settings), elm_2020={"p": ("DE", "NO"), "q": ("FR", "NO"), "r": ("DE", "FR")})
    found = {pair.key: accuracy.confusion(book, "test", pair)[0] for pair in book.config.pairs}
    assert found == {"north-rhine": 1, "north-gaul": 1, "rhine-gaul": 1}
    precision = next(s for s in accuracy.score_blocks(book, "test") if s.measure == "blocks.precision")
    assert (precision.right, precision.of) == (1, 1)
    assert "of North-Rhine papers" in precision.label


def test_without_a_printed_cohort_no_block_is_scored(settings) -> None:
    book = Book(settings, {"elm-2020": {"program": {"p": ("US", "CN")}}})
    assert list(accuracy.score_blocks(book, "test")) == []
    assert accuracy.confusion(book, "test", settings.pair) == (0, 0, 0, 0)


def test_a_string_from_elsewhere_is_right_wrong_or_open(book, monkeypatch) -> None:
    def one(affiliation: str, stated: str, certain: str = "yes", kind: str = "plain") -> dict[str, str]:
        readers = {"reader_a": stated, "reader_b": stated if certain == "yes" else "FR"}
        return {
            "half": "test",
            "kind": kind,
            "affiliation": affiliation,
            "stated": stated,
            "certain": certain,
            **readers,
        }

    rows = [
        one("Stanford University", "US"),
        one("Stanford University", "CN"),
        one("Stanford University", "CN|US"),
        one("None", "unaffiliated"),
        one("abaka", "DE", kind="company"),
        one("Stanford University", "unknown"),  # nobody can say whether that is right
        one("Stanford University", "CN", certain="no"),
        {**one("Stanford University", "CN"), "half": "development"},
    ]
    monkeypatch.setattr(gold, "rows", lambda _: rows)
    found = {s.measure: (s.right, s.of) for s in accuracy.score_elsewhere(book, "test")}
    assert found == {"elsewhere.right": (2, 5), "elsewhere.wrong": (1, 5), "elsewhere.open": (3, 5)}
    [*companies] = accuracy.score_elsewhere(book, "test", "company")
    assert [(s.right, s.of) for s in companies] == [(0, 1), (0, 1), (1, 1)]
    assert (accuracy.agreement_elsewhere().right, accuracy.agreement_elsewhere().of) == (7, 8)
