"""Whether the sample is like the rest, and the calibrated figures: the tests against textbook numbers, the rest by hand and on the committed facts."""

from __future__ import annotations

import copy
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.settings.definitions import parse
from analysis.statistics.double_sampling import Estimate, ratio, stratified_share
from analysis.topics.uncertainty import sampling
from analysis.topics.uncertainty.sampling import ABOUT, CALIBRATES, Frame, holm, named_share, two_sided_p

SAMPLED = "neurips-2025"


@pytest.fixture(scope="module")
def made(book) -> Frame:
    return sampling.frame(book, SAMPLED, "profile", "paper")


@pytest.fixture(scope="module")
def figures(computed) -> dict:
    return {f.id: f for f in computed if f.id.startswith((f"{SAMPLED}.sample-test.", f"{SAMPLED}.calibrated."))}


@pytest.mark.parametrize(
    ("new", "old", "p"),
    [
        ((56, 70), (48, 80), 0.0080),  # pooled 0.6933, error 0.07547, z 2.650
        ((15, 100), (5, 100), 0.0184),  # pooled 0.1, error 0.04243, z 2.357
        ((1, 20), (1, 20), 1.0),
        ((0, 20), (0, 30), 1.0),  # nothing to compare
        ((20, 20), (30, 30), 1.0),
    ],
)
def test_the_pooled_test_gives_known_p_values(new, old, p):
    assert two_sided_p(new, old) == pytest.approx(p, abs=5e-5)
    assert two_sided_p(old, new) == two_sided_p(new, old)


@pytest.mark.parametrize(
    ("p_values", "significant"),
    [
        ([0.01, 0.04, 0.03, 0.005], 2),  # 0.005 ≤ 0.05/4, 0.01 ≤ 0.05/3, 0.03 > 0.05/2
        ([0.02, 0.02, 0.02, 0.02], 0),  # each below 0.05, none below 0.05/4
        ([0.01, 0.02, 0.04], 3),
        ([0.06, 0.001], 1),
        ([0.0125, 1.0, 1.0, 1.0], 1),  # the limit counts
        ([], 0),
    ],
)
def test_holm_steps_down_and_stops(p_values, significant):
    assert holm(p_values, 0.05) == significant


@given(st.lists(st.floats(0, 1), max_size=30), st.sampled_from([0.01, 0.05, 0.2]))
def test_holm_lies_between_bonferroni_and_no_correction(p_values, alpha):
    found = holm(p_values, alpha)
    assert sum(p <= alpha / len(p_values) for p in p_values) <= found <= sum(p <= alpha for p in p_values)
    assert holm(p_values[::-1], alpha) == found


def small() -> Frame:
    """Eight papers, the first four of a group by profile."""
    us = [1, 1, 1, 1, 0, 0, 0, 0]
    known = pd.DataFrame({feature: us if feature == "us" else [0] * 8 for feature in ABOUT})
    read = np.array([1, 0, 1, 0, 1, 0, 0, 0], dtype=bool)
    return Frame(tuple("abcdefgh"), known, np.ones(8, dtype=bool), read)


EARLY = np.array([1, 1, 0, 0, 1, 1, 0, 0], dtype=float)


def test_only_papers_that_name_it_early_are_left_to_estimate():
    y = np.array([1, 0, 0, 0, 0, 0, 0, 0], dtype=float)
    frame = small()
    # two of four name it and are of the group by profile, one of them seen and found; the other two have one seen and not found
    got = named_share(frame, "us", EARLY, y, frame.read, 0.95, early_only=True)
    assert got.value == pytest.approx(0.5 * (0.5 * 1 + 0.5 * 0))
    assert got.high <= 0.5  # no other paper can count
    # by the body: early and late papers of the group have one seen each; the late ones of no group go with the first of the smallest
    assert named_share(frame, "us", EARLY, y, frame.read, 0.95, early_only=False).value == pytest.approx(2 / 8)


def test_where_no_paper_that_names_it_is_sampled_any_number_of_them_may_count():
    frame = small()
    assert named_share(frame, "us", EARLY, np.zeros(8), EARLY == 0, 0.95, early_only=True) == Estimate(0.0, 0.0, 0.5)
    nobody = named_share(frame, "us", np.zeros(8), np.zeros(8), frame.read, 0.95, early_only=True)
    assert nobody == Estimate(0.0, 0.0, 0.0)


def test_papers_that_are_both_belong_to_either_group():
    frame = small()
    both = replace(frame, known=frame.known.assign(us=0, joint=frame.known["us"]))
    y = EARLY * frame.known["us"].to_numpy()
    assert named_share(both, "us", EARLY, y, frame.read, 0.95, early_only=True) == named_share(
        frame, "us", EARLY, y, frame.read, 0.95, early_only=True
    )


def test_cells_differ_where_a_calibrating_feature_does():
    known = pd.DataFrame([[n >> k & 1 for k in range(len(ABOUT))] for n in range(2 ** len(ABOUT))], columns=list(ABOUT))
    frame = Frame(tuple(map(str, known.index)), known, np.ones(len(known), dtype=bool), np.ones(len(known), dtype=bool))
    groups = known.assign(cell=frame.cells()).groupby(list(CALIBRATES))["cell"]
    assert (groups.nunique() == 1).all()
    assert groups.first().nunique() == 2 ** len(CALIBRATES)
    more = known["award"].to_numpy()
    assert len(np.unique(frame.cells(more))) == 2 ** (len(CALIBRATES) + 1)


def test_the_frame_covers_the_main_track(book, made):
    papers = book.snapshots[SAMPLED].papers
    assert made.ids == tuple(papers.loc[papers["track"] == "main", "paper_id"])
    assert list(made.known) == list(ABOUT)
    assert set(np.unique(made.known)) == {0, 1}
    assert (made.known[["joint", "us", "china"]].sum(axis=1) <= 1).all()
    assert (made.known[["four-to-six", "seven-or-more"]].sum(axis=1) <= 1).all()
    assert not (made.read & ~made.at_hand).any()
    assert 0 < made.read.sum() < made.at_hand.sum() < len(made.ids)


def test_the_calibrated_share_is_the_strata_weighted(book, made, figures):
    printed = book.classified(SAMPLED, parse("paper", book.config, book.config.cohorts[SAMPLED])).both
    table = pd.DataFrame({"cell": made.cells(), "read": made.read, "joint": [p in printed for p in made.ids]})
    share = table[table["read"]].groupby("cell")["joint"].mean()
    figure = figures[f"{SAMPLED}.calibrated.us-china.share"]
    assert figure.value == pytest.approx((share * table["cell"].value_counts(normalize=True)).sum())
    assert figure.interval[0] < figure.value < figure.interval[1]
    count = figures[f"{SAMPLED}.calibrated.us-china.papers"]
    assert count.value == round(figure.value * len(made.ids))
    assert count.interval == pytest.approx([edge * len(made.ids) for edge in figure.interval])
    assert printed <= set(made.ids)
    assert count.interval[0] > len(printed)  # those found are certain


def test_another_order_of_papers_gives_the_same_bits(book, made):
    printed = book.classified(SAMPLED, parse("paper", book.config, book.config.cohorts[SAMPLED])).both
    y = np.array([p in printed for p in made.ids], dtype=float)
    order = np.random.default_rng(1).permutation(len(y))
    assert stratified_share(y[order], made.cells()[order], made.read[order], 0.95) == stratified_share(
        y, made.cells(), made.read, 0.95
    )


def test_the_same_figures_twice(book, figures):
    assert {f.id: f for f in sampling.figures(book)} == figures


def test_a_difference_is_that_of_the_two_shares(made, figures):
    for slug, inside in (("at-hand", made.at_hand), ("read", made.read)):
        for feature in ABOUT:
            figure, column = figures[f"{SAMPLED}.sample-test.{slug}.{feature}"], made.known[feature].to_numpy()
            assert figure.value == pytest.approx(column[inside].mean() - column[~inside].mean())
            assert figure.interval[0] < figure.value < figure.interval[1]
        words = figures[f"{SAMPLED}.sample-test.{slug}.title-words"]
        assert 0 <= words.value <= words.denominator == sampling.WORDS


def test_words_of_titles_are_common_and_no_small_change(book, made):
    words = sampling.title_words(book, SAMPLED, made.ids)
    counts = [int(has.sum()) for has in words.values()]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) >= 30  # so that the normal test is good enough
    assert all(len(word) >= sampling.SHORT and len(has) == len(made.ids) for word, has in words.items())


def test_every_term_has_figures_at_every_level_whatever_was_found(settings, figures):
    for level in settings.levels:
        at = "" if level == next(iter(settings.levels)) else f"@{level}"
        for term in settings.terms:
            for group in ("us", "china"):
                share, count = (
                    figures[f"{SAMPLED}.calibrated.adoption.{term}.{group}.{unit}{at}"] for unit in ("share", "papers")
                )
                for figure in (share, count):
                    assert 0 <= figure.interval[0] <= figure.value + 0.5 * (figure.unit == "papers")
                    assert figure.value - 0.5 * (figure.unit == "papers") <= figure.interval[1]
                assert (share.value == 0) == (count.interval[0] == 0 and count.value == 0)


def test_a_share_of_a_group_is_count_over_size(book, made, settings, figures):
    level = settings.interval_level
    term, group = "qwen", "us"
    us = book.classified(SAMPLED, parse("paper", settings, settings.cohorts[SAMPLED])).us
    of = np.array([p in us for p in made.ids], dtype=float)
    early = np.array([p in book.naming(SAMPLED, term, next(iter(settings.levels))) for p in made.ids], dtype=float)
    count = named_share(made, group, early, early * of, made.read, level, early_only=True)
    expected = ratio(count, stratified_share(of, made.cells(), made.read, level))
    figure = figures[f"{SAMPLED}.calibrated.adoption.{term}.{group}.share"]
    assert (figure.value, *figure.interval) == pytest.approx((expected.value, expected.low, expected.high), abs=1e-4)


def test_a_conference_without_print_or_without_profiles_has_none(part, settings):
    without = [n for n, c in settings.cohorts.items() if not {"paper", "profile"} <= set(c.bases)]
    assert without
    assert list(sampling.figures(part(*without))) == []


def altered(book, made: Frame, monkeypatch, **changes) -> set[str]:
    """Ids of the figures where the sample is another."""
    monkeypatch.setattr(sampling, "frame", lambda *_: replace(made, **changes))
    return {f.id.removeprefix(f"{SAMPLED}.") for f in sampling.figures(book)}


def test_where_all_blocks_are_at_hand_only_those_read_are_compared(book, made, monkeypatch):
    ids = altered(book, made, monkeypatch, at_hand=np.ones(len(made.ids), dtype=bool))
    assert not [i for i in ids if i.startswith("sample-test.at-hand.")]
    assert {"sample-test.read.joint", "sample-test.read.title-words", "calibrated.us-china.share"} <= ids


def test_a_conference_read_in_full_or_not_at_all_has_none(book, made, monkeypatch):
    assert altered(book, made, monkeypatch, read=np.ones(len(made.ids), dtype=bool)) == set()
    assert altered(book, made, monkeypatch, read=np.zeros(len(made.ids), dtype=bool)) == set()


def test_without_full_texts_terms_are_calibrated_in_title_and_abstract_only(book, made, settings):
    early = next(iter(settings.levels))
    bare = copy.copy(book)
    bare.with_text = lambda name, level: book.with_text(name, level) if level == early else set()
    ids = {f.id for f in sampling.calibrated(bare, SAMPLED, made)}
    assert f"{SAMPLED}.calibrated.adoption.qwen.us.share" in ids
    assert not [i for i in ids if "@" in i]
