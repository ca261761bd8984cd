"""Tables of doubt: what they say is what the figures say, and what a project has no figures for is left out."""

from __future__ import annotations

import re

import pytest

from analysis.core import paths
from analysis.figures.figure import FigureSet
from analysis.looks.numbers import percent
from analysis.publish.variables import path_of
from analysis.topics.findings import Findings
from analysis.topics.uncertainty import tables as module
from analysis.topics.uncertainty.frame import features

SAMPLED, TRIED = "neurips-2025", "neurips-2024"
PAGE = paths.REPORT / "uncertainty.qmd"


@pytest.fixture(scope="module")
def tables(settings, computed, book) -> dict[str, str]:
    return module.tables(Findings(settings, computed, (), book))


def cells(table: str) -> list[list[str]]:
    """Rows of a pipe table without its head."""
    rows = [line for line in table.split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in rows[2:]]


def without(computed, *parts: str) -> FigureSet:
    return FigureSet(f for f in computed if not any(part in f.id for part in parts))


def test_all_tables_are_made(tables):
    assert set(tables) == {"three-kinds", "records", "drawn", "sample", "calibrated", "trial"}
    assert len({re.search(r"\{#(tbl-[\w-]+)", text)[1] for text in tables.values()}) == 6


def test_rows_are_as_wide_as_the_head_and_the_columns_fill_the_page(tables):
    for name, text in tables.items():
        head = text.split("\n")[0].strip("|").split("|")
        assert all(len(row) == len(head) for row in cells(text)), name
        widths = [int(w) for w in re.search(r'tbl-colwidths="\[([\d,]+)\]"', text)[1].split(",")]
        assert (len(widths), sum(widths)) == (len(head), 100), name


def test_three_kinds_has_every_year_with_its_numbers(settings, computed, tables):
    rows = cells(tables["three-kinds"])
    assert len(rows) == len(settings.years)
    for row, (name, cohort) in zip(rows, settings.years.items(), strict=True):
        share, corrected = computed.use(f"{name}.us-china.share"), computed.use(f"{name}.corrected.us-china.share")
        assert row[0].startswith(f"{cohort.year}, ")
        assert row[1] == percent(share.value)
        spans = [share.interval, share.bounds, corrected.interval]
        assert [row[2], row[3], row[5]] == [f"{percent(low)} to {percent(high)}" for low, high in spans]
        assert row[4] == percent(corrected.value)


def test_a_conference_without_a_corrected_share_has_dashes(settings, computed):
    rows = cells(module.three_kinds(settings, without(computed, f"{SAMPLED}.corrected.")))
    assert [row[4:] == ["–", "–"] for row in rows] == [name == SAMPLED for name in settings.years]


def test_a_mark_stands_where_the_interval_leaves_zero_out(settings, computed, tables):
    rows, known = cells(tables["sample"]), features(settings)
    assert len(rows) == len(known) + 1
    for row, feature in zip(rows, known, strict=False):
        for cell, slug in zip(row[1:], ("at-hand", "read"), strict=True):
            low, high = computed.use(f"{SAMPLED}.sample-test.{slug}.{feature}").interval
            assert cell.endswith("●") == (low > 0 or high < 0)
    marks = tables["sample"].count(" ● |")
    assert 0 < marks < 2 * len(known)


def test_where_all_blocks_are_at_hand_the_table_has_one_column_less(settings, computed):
    text = module.sample_like_rest(settings, without(computed, "sample-test.at-hand."), SAMPLED)
    assert {len(row) for row in cells(text)} == {2}
    assert "at hand" not in text
    assert len(text.split("\n")[1].strip("|").split("|")) == 2


def test_the_trial_says_how_each_estimate_did(computed, tables):
    rows = cells(tables["trial"])
    for row, (slug, who) in zip(
        rows, [(s, w) for s in ("random", "uneven") for w in ("calibrated", "plain")], strict=False
    ):
        held = computed.use(f"{TRIED}.validation.{slug}.{who}.coverage")
        assert row[1] == who
        assert row[2] == f"{percent(held.value)} ({percent(held.interval[0])} to {percent(held.interval[1])})"
        width = computed.use(f"{TRIED}.validation.{slug}.{who}.width")
        assert f"{row[4]}%" == percent(width.value)
    assert rows[-1][2].startswith(percent(computed.use(f"{TRIED}.validation.terms.coverage").value))
    assert percent(computed.use(f"{TRIED}.validation.truth").value) in tables["trial"]


def test_plain_and_calibrated_stand_side_by_side_for_every_term_of_a_claim(settings, computed, tables):
    rows = cells(tables["calibrated"])
    assert rows[0][1] == percent(computed.use(f"{SAMPLED}.us-china.share").value)
    assert rows[0][2].startswith(percent(computed.use(f"{SAMPLED}.calibrated.us-china.share").value))
    asked = {
        tuple(re.split(r"[.@]", f)[2:4])
        for c in settings.claims.values()
        for f in c.figures
        if f.startswith(f"{SAMPLED}.adoption.")
    }
    assert asked
    assert len(rows) == 1 + len(asked) * len(settings.levels)
    assert not [row for row in rows if "–" in row]


def test_what_has_no_calibrated_figure_keeps_its_plain_number(settings, computed):
    rows = cells(module.calibrated(settings, without(computed, "calibrated.adoption."), SAMPLED))
    assert {tuple(row[2:]) for row in rows[1:]} == {("–", "–")}
    assert all(row[1].endswith("%") for row in rows)


def test_a_level_without_texts_has_no_row(settings, computed):
    level, claimed = "body", {f for claim in settings.claims.values() for f in claim.figures}
    there = {f.id for f in computed.of("adoption.llama.china.share", SAMPLED) if f.definition == level} - claimed
    assert len(there) == 1
    rows = cells(module.calibrated(settings, FigureSet(f for f in computed if f.id not in there), SAMPLED))
    whole = cells(module.calibrated(settings, computed, SAMPLED))
    assert rows == [row for row in whole if row[0] != f"Llama, Chinese papers, {settings.levels[level].name}"]
    assert len(rows) == len(whole) - 1


def test_trials_that_were_not_run_have_no_row(settings, computed):
    found = without(computed, ".validation.uneven.", ".validation.terms.")
    assert [row[0] for row in cells(module.trial(settings, found, TRIED))] == ["Drawn at random"] * 2


@pytest.mark.parametrize(
    ("missing", "left"),
    [
        ((".validation.", ".drawn-share."), {"three-kinds", "records", "sample", "calibrated"}),
        ((f"{SAMPLED}.calibrated.", ".sample-test.", ".validation."), {"three-kinds", "records", "drawn"}),
        ((f"{SAMPLED}.calibrated.", ".sample-test."), {"three-kinds", "records", "drawn", "trial"}),
    ],
)
def test_tables_without_figures_are_left_out(settings, computed, book, missing, left):
    assert set(module.tables(Findings(settings, without(computed, *missing), (), book))) == left


def test_the_same_text_twice(settings, computed, book, tables):
    assert module.tables(Findings(settings, FigureSet(reversed(list(computed))), (), book)) == tables


def test_the_page_asks_for_nothing_that_is_not_made(computed, tables):
    page = PAGE.read_text(encoding="utf-8")
    paths_known = {".".join(path_of(f)) for f in computed}
    asked = [v.rpartition(".")[0] for v in re.findall(r"\{\{< var ([\w.-]+) >\}\}", page) if v != "level"]
    assert len(asked) >= 5
    assert set(asked) <= paths_known
    included = re.findall(r"\{\{< include _generated/([\w-]+)\.md >\}\}", page)
    assert sorted(included) == sorted(tables)
    anchors = set(re.findall(r"\{#(tbl-[\w-]+)", "\n".join(tables.values())))
    assert set(re.findall(r"@(tbl-[\w-]+)", page)) <= anchors
