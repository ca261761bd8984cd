"""The trial: its samples, its coverage where the truth is known, and what it says of the method."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd
import pytest

from analysis.settings.definitions import parse
from analysis.statistics.double_sampling import ratio, stratified_share
from analysis.statistics.intervals import wilson
from analysis.topics.uncertainty import validation
from analysis.topics.uncertainty.sampling import ABOUT, Frame, frame, named_share
from analysis.topics.uncertainty.validation import TIMES, smallest, trials, uneven_chances

TRIED, SAMPLED = "neurips-2024", "neurips-2025"


@pytest.fixture(scope="module")
def figures(computed) -> dict:
    return {f.id.removeprefix(f"{TRIED}.validation."): f for f in computed if ".validation." in f.id}


def few(rows: list[tuple[int, int]], read: list[bool]) -> Frame:
    """Papers with (joint, seven authors or more)."""
    joint, many = zip(*rows, strict=True)
    known = pd.DataFrame(
        {feature: {"joint": joint, "seven-or-more": many}.get(feature, [0] * len(rows)) for feature in ABOUT}
    )
    return Frame(tuple(map(str, range(len(rows)))), known, np.array(read), np.array(read))


def test_chances_are_those_of_the_same_cell_and_of_all_for_a_cell_nobody_has():
    real = few([(0, 0), (0, 0), (0, 0), (0, 0), (1, 0), (1, 0)], [True, False, False, False, True, True])
    tried = few([(1, 0), (0, 0), (1, 1)], [True, True, True])
    assert uneven_chances(real, tried).tolist() == [1.0, 0.25, 0.5]


def test_the_smallest_of_random_numbers_are_a_sample_of_the_size():
    order = np.array([0.4, 0.1, 0.9, 0.3])
    assert smallest(order, 2).tolist() == [False, True, False, True]
    assert smallest(order, 0).tolist() == [False] * 4
    assert smallest(order, 4).tolist() == [True] * 4


def test_trials_repeat_themselves(monkeypatch):
    monkeypatch.setattr(validation, "TIMES", 5)
    y, strata = np.tile([1.0, 0.0, 0.0], 30), np.tile([0, 1, 1], 30)
    once, twice = (trials(y, strata, np.full(90, 0.4), 0.95, exact=True) for _ in range(2))
    assert once.shape == (5, 6)
    assert np.array_equal(once, twice)
    assert len(np.unique(once[:, 3])) > 1  # samples differ from each other


def test_trials_of_a_full_sample_find_the_truth(monkeypatch):
    monkeypatch.setattr(validation, "TIMES", 2)
    y = np.tile([1.0, 0.0, 0.0], 30)
    for exact in (True, False):
        got = trials(y, np.zeros(90, dtype=int), np.ones(90), 0.95, exact=exact)
        assert got[:, :4] == pytest.approx(np.full((2, 4), 1 / 3))


def test_the_stream_of_random_numbers_is_the_one_the_pins_were_made_with():
    """A library may change how it draws; then this fails and not a hundred pins."""
    draw = np.random.Generator(np.random.PCG64(validation.SEED))
    assert draw.random(3).tolist() == pytest.approx(
        [0.051716919832994646, 0.36622740838806267, 0.8498620178719536], abs=1e-15
    )


def test_the_truth_is_the_share_of_papers_by_schedule_that_can_be_classified(book, figures, settings):
    papers = book.classified(TRIED, parse("program+main", settings, settings.cohorts[TRIED]))
    truth = figures["truth"]
    assert (truth.numerator, truth.denominator) == (len(papers.both), len(papers.readable))
    assert truth.value == len(papers.both) / len(papers.readable)


def test_with_random_samples_the_interval_holds_the_truth_as_often_as_it_says(figures, settings):
    level = settings.interval_level
    error = sqrt(level * (1 - level) / TIMES)
    assert figures["random.calibrated.coverage"].value == pytest.approx(level, abs=3 * error)
    assert figures["random.calibrated.coverage"].denominator == TIMES
    assert figures["random.plain.coverage"].value == pytest.approx(level, abs=3 * error)
    assert figures["random.calibrated.width"].value < 0.85 * figures["random.plain.width"].value
    for who in ("calibrated", "plain"):
        spread = figures[f"random.{who}.width"].value / 4
        assert abs(figures[f"random.{who}.bias"].value) < 4 * spread / sqrt(TIMES)


def test_with_uneven_samples_the_calibrated_estimate_beats_the_plain_one(figures, settings):
    level = settings.interval_level
    good, bad = (figures[f"uneven.{who}.coverage"] for who in ("calibrated", "plain"))
    assert good.value == pytest.approx(level, abs=4 * sqrt(level * (1 - level) / TIMES))
    assert bad.interval[1] < good.interval[0]
    assert abs(figures["uneven.calibrated.bias"].value) < abs(figures["uneven.plain.bias"].value) / 5


def test_counts_and_shares_of_terms_hold_the_truth_as_often_as_they_say(book, figures, settings):
    assert figures["terms.coverage"].value >= settings.interval_level
    name, level, early = TRIED, settings.interval_level, next(iter(settings.levels))
    papers = book.classified(name, parse("program+main", settings, settings.cohorts[name]))
    made = frame(book, name, "profile-by-name", "program")
    ids = np.array(made.ids)[made.read]
    known = Frame(tuple(ids), made.known[made.read], made.at_hand[made.read], made.read[made.read])
    draw = np.random.Generator(np.random.PCG64(7))
    held = []
    for _ in range(40):
        sample = smallest(draw.random(len(ids)), round(0.36 * len(ids)))
        for group, members in (("us", papers.us), ("china", papers.china)):
            of = np.isin(ids, sorted(members)).astype(float)
            size = stratified_share(of, known.cells(), sample, level)
            for term in settings.terms:
                named = np.isin(ids, sorted(book.naming(name, term, early))).astype(float)
                got = ratio(named_share(known, group, named, named * of, sample, level, early_only=True), size)
                held.append(got.low <= (named * of).mean() / of.mean() <= got.high)
    assert np.mean(held) >= level


def test_without_profiles_by_name_or_without_print_there_is_no_trial(part, settings):
    assert list(validation.figures(part(SAMPLED))) == []
    assert list(validation.figures(part(TRIED))) == []
    assert list(validation.figures(part(*(n for n in settings.cohorts if n != TRIED)))) == []


def test_the_plain_estimate_is_the_sample_share_with_wilsons_interval_for_a_finite_conference(monkeypatch):
    monkeypatch.setattr(validation, "TIMES", 3)
    y = np.tile([1.0, 0.0, 0.0, 0.0], 20)
    for row in trials(y, np.zeros(80, dtype=int), np.full(80, 0.5), 0.95, exact=True):
        low, high = wilson(round(row[3] * 40), 40)
        half = sqrt(1 - 40 / 80)
        assert tuple(row[4:]) == pytest.approx((row[3] - half * (row[3] - low), row[3] + half * (high - row[3])))
