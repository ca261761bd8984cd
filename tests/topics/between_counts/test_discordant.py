"""The reasons why print and profile disagree: who is counted, and the file that they are read from."""

from __future__ import annotations

import csv

import pytest

from analysis.core import paths
from analysis.counting import gold
from analysis.topics.between_counts import discordant


def test_reasons_come_from_the_papers_still_at_odds(book, monkeypatch) -> None:
    true = discordant.discordant(book, "neurips-2025")
    rows = gold.rows("discordant.csv")
    some = next(r for r in rows if r["paper_id"] in true.only["profile-only"] and r["reason"] == "moved-since")
    stale = {**some, "paper_id": "no-such-paper"}
    other = {**some, "direction": "print-only"}  # this paper is at odds the other way round
    monkeypatch.setattr(gold, "rows", lambda _: [some, stale, other])
    found = discordant.discordant(book, "neurips-2025")
    assert found.read["profile-only"] == {"moved-since": 1}
    assert not found.read["print-only"]
    assert found.unread("profile-only") == len(found.only["profile-only"]) - 1


def test_shares_of_reasons_have_all_that_were_read_below_the_line(book) -> None:
    found = discordant.figures(book)
    shares = [f for f in found if f.id.startswith("neurips-2025.discordant.profile-only.") and f.unit == "share"]
    assert len(shares) == len(discordant.REASONS)
    assert sum(f.numerator for f in shares) == shares[0].denominator
    assert sum(f.value for f in shares) == pytest.approx(1)


def test_the_gold_file_keeps_its_rules() -> None:
    text = (paths.GOLD / "discordant.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert {r["direction"] for r in rows} == set(discordant.DIRECTIONS)
    assert {r[c] for r in rows for c in ("reason", "reader_a", "reader_b")} <= set(discordant.REASONS)
    assert len({r["paper_id"] for r in rows}) == len(rows)
