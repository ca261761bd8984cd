"""How good attribution must be on the half that no rule was made from, and how it is scored."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from analysis.counting import accuracy, gold

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


def test_a_paper_of_the_gold_set_is_found_in_whichever_cohort_holds_it(settings) -> None:
    newest = settings.cohorts["neurips-2025"]
    cohorts = {"neurips-2099": newest.model_copy(update={"year": 2099}), **settings.cohorts}
    held = {"neurips-2099": {"both": "new", "later": "new"}, "neurips-2025": {"both": "old", "sooner": "old"}}
    book = SimpleNamespace(
        config=settings.model_copy(update={"cohorts": cohorts}),
        classified=lambda name, _: SimpleNamespace(countries=held[name]),
    )
    assert accuracy.printed_countries(book) == {"both": "old", "later": "new", "sooner": "old"}
