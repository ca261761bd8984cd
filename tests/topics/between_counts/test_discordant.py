"""The reasons why print and profile disagree: who is counted, and the file that they are read from."""

from __future__ import annotations

import csv

import pytest

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.counting import gold
from analysis.topics.between_counts import discordant
from analysis.topics.between_counts.words import words


def test_reasons_come_from_the_papers_still_at_odds(book, monkeypatch) -> None:
    rows = gold.rows("discordant.csv")
    some = next(r for r in rows if r["direction"] == "profile-only" and r["reason"] == "moved-since")
    stale = {**some, "paper_id": "no-such-paper"}
    other = {**some, "direction": "print-only"}  # this paper is at odds the other way round
    monkeypatch.setattr(gold, "rows", lambda _: [some, stale, other])
    found = discordant.discordant(book, "neurips-2025")
    assert found.read["profile-only"] == {"moved-since": 1}
    assert not found.read["print-only"]
    assert found.unread("profile-only") == found.only["profile-only"] - 1


def test_shares_of_reasons_have_all_that_were_read_below_the_line(book) -> None:
    shares = [f for f in discordant.figures(book) if f.measure == "discordant.profile-only"]
    assert [f.slice for f in shares] == list(words().reasons)
    assert sum(f.numerator for f in shares) == shares[0].denominator
    assert sum(f.value for f in shares) == pytest.approx(1)


def test_the_gold_file_keeps_its_rules() -> None:
    text = (paths.GOLD / "discordant.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert {r["direction"] for r in rows} == set(discordant.DIRECTIONS)
    assert {r[c] for r in rows for c in ("reason", "reader_a", "reader_b")} <= set(words().reasons)
    assert len({r["paper_id"] for r in rows}) == len(rows)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("reason", "moved-sinse", "the reason 'moved-sinse'; did you mean 'moved-since'?"),
        ("direction", "print", "the direction 'print'; did you mean 'print-only'?"),
    ],
)
def test_a_reason_without_words_is_told(monkeypatch, column, value, said) -> None:
    row = {"paper_id": "oak", "direction": "print-only", "reason": "other", column: value}
    monkeypatch.setattr(gold, "rows", lambda _: [row])
    with pytest.raises(FactCheckError, match=r"discordant\.csv: the paper oak has") as failure:
        discordant.gold_rows()
    assert said in str(failure.value)


def test_without_a_search_for_the_original_nothing_is_held_against_it(book, settings) -> None:
    assert discordant.cohorts(settings) == ["neurips-2025"]
    assert discordant.cohorts(settings.model_copy(update={"reconstructions": None})) == []


def test_where_nobody_has_read_there_is_no_reason(book, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(paths, "GOLD", tmp_path)
    assert list(discordant.figures(book)) == []
    assert discordant.discordant(book, "neurips-2025").unread("print-only") > 0
