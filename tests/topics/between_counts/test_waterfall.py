"""The bridge: rounding and agreement by hand, and steps that add up on the committed facts."""

from __future__ import annotations

import csv
import io

import pytest

from analysis.core import paths
from analysis.counting import gold
from analysis.figures.figure import FigureSet
from analysis.settings.definitions import parse
from analysis.topics.between_counts import peers, waterfall


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        (10, {"a": 1, "b": 1, "c": 1}, {"a": 4, "b": 3, "c": 3}),  # ties by name
        (
            248,
            {"a": 24, "b": 16, "c": 49},
            {"a": 67, "b": 45, "c": 136},
        ),  # 66.88, 44.58, 136.54: the two largest remainders gain
        (7, {"a": 0, "b": 5}, {"a": 0, "b": 7}),
        (0, {"a": 2}, {"a": 0}),
        (5, {"a": 0}, {"a": 0}),
        (5, {}, {}),
    ],
)
def test_largest_remainders(total, parts, expected) -> None:
    assert waterfall.apportioned(total, parts) == expected


@pytest.mark.parametrize(
    ("pairs", "same", "kappa"),
    [
        ([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")], 3, 0.5),  # chance: 3/4 × 2/4 + 1/4 × 2/4
        ([("a", "b"), ("b", "a")], 0, -1.0),
        ([("a", "a"), ("b", "b")], 2, 1.0),
        ([("a", "a")], 1, None),  # only one reason: chance alone agrees
        ([], 0, None),
    ],
)
def test_agreement_of_two_readers(pairs, same, kappa) -> None:
    assert waterfall.agreement(pairs) == (same, kappa)


@pytest.fixture(scope="module")
def reproduced(book):
    """Figures of the peers."""
    return list(peers.figures(book))


@pytest.fixture(scope="module")
def found(book, reproduced) -> FigureSet:
    """Figures of the bridge."""
    return FigureSet(waterfall.figures(book, reproduced))


@pytest.mark.parametrize("name", ["neurips-2024", "neurips-2025"])
@pytest.mark.parametrize("branch", waterfall.BRANCHES)
def test_steps_add_up_to_every_total(found, name, branch) -> None:
    steps = waterfall.read_steps(found, name, branch)
    assert bool(steps) is ((name, branch) not in {("neurips-2024", "print"), ("neurips-2025", "program")})
    running = 0
    for step in steps:
        if step.kind == waterfall.TOTAL:
            assert running in (0, step.papers), step
            running = step.papers
        else:
            running += step.papers
    assert not steps or steps[-1].kind == waterfall.TOTAL


def test_the_totals_are_the_figures_of_the_grid(book, found, computed) -> None:
    assert (
        found.use("neurips-2025.bridge.print.print").value
        == computed.use("neurips-2025.calibrated.us-china.papers").value
    )
    main = parse("profile+main", book.config, book.config.cohorts["neurips-2025"])
    assert found.use("neurips-2025.bridge.ceps.profile").value == len(book.classified("neurips-2025", main).both)
    ends = computed.use("neurips-2025.us-china.papers@profile+first-last+main").value
    assert (
        found.use("neurips-2025.bridge.print.ends").value == ends - book.config.independent["article"].counts[2025][0]
    )


def test_reading_steps_back_gives_the_steps(book, found, reproduced) -> None:
    peer = {f.id: f for f in reproduced}
    assert waterfall.read_steps(found, "neurips-2025", "print") == waterfall.steps(book, "neurips-2025", "print", peer)
    assert "neurips-2025.bridge.print.profile-only-moved-since" in found.used


def test_a_cohort_without_profiles_or_original_has_no_bridge(book) -> None:
    assert waterfall.steps(book, "neurips-2020", "ceps", {}) == []
    assert waterfall.steps(book, "neurips-2023", "ceps", {}) == []


def test_reasons_come_from_the_papers_still_at_odds(book, monkeypatch) -> None:
    true = waterfall.discordant(book, "neurips-2025")
    rows = gold.rows("discordant.csv")
    some = next(r for r in rows if r["paper_id"] in true.only["profile-only"] and r["reason"] == "moved-since")
    stale = {**some, "paper_id": "no-such-paper"}
    other = {**some, "direction": "print-only"}  # this paper is at odds the other way round
    monkeypatch.setattr(gold, "rows", lambda _: [some, stale, other])
    found = waterfall.discordant(book, "neurips-2025")
    assert found.read["profile-only"] == {"moved-since": 1}
    assert not found.read["print-only"]
    made = waterfall.steps(book, "neurips-2025", "print", {})
    unread = {s.slug: s.papers for s in made if s.slug.endswith("unread")}
    assert unread["profile-only-unread"] < 0 < unread["print-only-unread"]
    # what profiles have too much is carried in proportion: every × lost / (both + lost), of which one paper was read
    lost = len(found.only["profile-only"])
    minus = -sum(s.papers for s in made if s.slug.startswith("profile-only"))
    assert minus == round(made[3].papers * lost / (found.both + lost))
    assert sum(s.papers for s in made if s.kind != waterfall.TOTAL) == made[-1].papers - made[0].papers


def test_shares_of_reasons_have_all_that_were_read_below_the_line(found) -> None:
    shares = [f for f in found if f.id.startswith("neurips-2025.discordant.profile-only.") and f.unit == "share"]
    assert len(shares) == len(waterfall.REASONS)
    assert sum(f.numerator for f in shares) == shares[0].denominator
    assert sum(f.value for f in shares) == pytest.approx(1)


def test_the_gold_file_keeps_its_rules(book) -> None:
    text = (paths.GOLD / "discordant.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {r["direction"] for r in rows} == set(waterfall.DIRECTIONS)
    assert {r[c] for r in rows for c in ("reason", "reader_a", "reader_b")} <= set(waterfall.REASONS)
    assert len({r["paper_id"] for r in rows}) == len(rows)
