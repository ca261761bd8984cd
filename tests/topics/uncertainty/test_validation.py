"""The trial: its samples, its coverage where the truth is known, and what it says of the method."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from analysis.settings.definitions import parse
from analysis.settings.groups import Pair
from analysis.statistics.coverage import random_samples
from analysis.statistics.double_sampling import Estimate, ratio, stratified_shares
from analysis.topics.uncertainty import validation
from analysis.topics.uncertainty.calibration import named_shares
from analysis.topics.uncertainty.frame import Frame, frame
from analysis.topics.uncertainty.validation import TIMES, uneven_chances
from tests.support.invented_book import Book, by_id, papers, three_groups

TRIED = "neurips-2024"


@pytest.fixture(scope="module")
def figures(computed) -> dict:
    return {f.id.removeprefix(f"{TRIED}.validation."): f for f in computed if ".validation." in f.id}


def few(rows: list[tuple[int, int]], read: list[bool]) -> Frame:
    """Papers with (joint, seven authors or more)."""
    joint, many = (np.array(column, dtype=bool) for column in zip(*rows, strict=True))
    none = np.zeros(len(rows), dtype=bool)
    known = {**dict.fromkeys(("us", "china", "open", "four-to-six"), none), "joint": joint, "seven-or-more": many}
    return Frame(np.arange(len(rows)), Pair("us", "china"), known, np.array(read), np.array(read))


def test_chances_are_those_of_the_same_cell_and_of_all_for_a_cell_nobody_has():
    real = few([(0, 0), (0, 0), (0, 0), (0, 0), (1, 0), (1, 0)], [True, False, False, False, True, True])
    tried = few([(1, 0), (0, 0), (1, 1)], [True, True, True])
    assert uneven_chances(real, tried).tolist() == [1.0, 0.25, 0.5]


# sixty papers with a schedule and profiles, twelve of them joint; a sample that reads half of each kind
JOINT = papers(12, 60)
COHORTS = {
    "elm-2020": {"program": JOINT, "profile-by-name": JOINT},
    "elm-2021": {"paper": {p: JOINT[p] for at, p in enumerate(JOINT) if at < 6 or 12 <= at < 36}, "profile": JOINT},
}


def tried(settings, cohorts, **more) -> dict:
    book = Book(settings, cohorts, **more)
    return {i.removeprefix("elm-2020.validation."): f for i, f in by_id(validation.figures(book)).items()}


@pytest.fixture
def few_trials(monkeypatch):
    monkeypatch.setattr(validation, "TIMES", 20)
    monkeypatch.setattr(validation, "TERM_TIMES", 5)


def test_the_truth_is_the_share_of_papers_by_schedule_that_can_be_classified(settings, few_trials):
    schedule = JOINT | {f"p{at}": ("", "") for at in range(50, 60)}
    truth = tried(settings, {**COHORTS, "elm-2020": {"program": schedule, "profile-by-name": JOINT}})["truth"]
    assert (truth.numerator, truth.denominator) == (12, 50)
    assert truth.value == 12 / 50


def test_profiles_that_say_it_all_leave_the_calibrated_estimate_right_and_narrow(settings, few_trials):
    figures = tried(settings, COHORTS)
    good, plain = (figures[f"random.{who}.coverage"] for who in ("calibrated", "plain"))
    assert (good.value, good.denominator) == (1.0, 20)
    assert figures["random.calibrated.bias"].value == pytest.approx(0, abs=1e-9)
    assert figures["random.plain.bias"].value != pytest.approx(0, abs=1e-4)
    assert plain.denominator == 20
    assert figures["uneven.calibrated.bias"].value == pytest.approx(0, abs=1e-9)


def test_every_term_is_tried_for_both_countries(settings, few_trials):
    early = next(iter(settings.levels))
    named = {(term, early): {"p1", "p20"} for term in settings.terms}
    terms = tried(settings, COHORTS, named=named)["terms.coverage"]
    assert terms.denominator == len(settings.terms) * 2 * 5
    assert terms.interval is None, "the trials of a sample depend on each other"
    assert terms.value == 1.0


@pytest.mark.parametrize("left", COHORTS)
def test_without_profiles_by_name_or_without_print_there_is_no_trial(settings, left):
    assert tried(settings, {left: COHORTS[left]}) == {}


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
    name, level, usual = TRIED, settings.interval_level, parse("program+main", settings, settings.cohorts[TRIED])
    classified = book.classified(name, usual)
    made = frame(book, name, "profile-by-name", "program")
    known = made.part(made.read)
    samples, held = random_samples(len(known.papers), round(0.36 * len(known.papers)), 40, seed=7), []
    for group in settings.pair:
        of = known.where(classified.of(group))
        sizes = stratified_shares(of.astype(float), known.cells(), samples, level)
        for term in settings.terms:
            named = known.where(book.naming(name, term, usual))
            counts = named_shares(known, group, named, named & of, samples, level, early_only=True)
            truth = (named & of).mean() / of.mean()
            for count, size in zip(counts.tolist(), sizes.tolist(), strict=True):
                got = ratio(Estimate(*count), Estimate(*size))
                held.append(got.low <= truth <= got.high)
    assert np.mean(held) >= level


def test_a_sample_of_which_nothing_is_read_tries_nothing(settings, few_trials):
    printed = {p: ("", "") for p in JOINT}
    assert tried(settings, {**COHORTS, "elm-2021": {"paper": printed, "profile": JOINT}}) == {}


def test_so_few_papers_that_an_uneven_sample_may_be_empty_are_tried_at_random_only(settings, few_trials):
    three = dict(list(JOINT.items())[10:13])
    figures = tried(settings, {**COHORTS, "elm-2020": {"program": three, "profile-by-name": three}})
    assert figures["truth"].denominator == 3
    assert "random.calibrated.coverage" in figures
    assert not [i for i in figures if i.startswith("uneven.")]


def test_the_main_pair_of_three_groups_is_tried(settings, few_trials):
    two = {f"p{at}": ("NO", "DE") if at < 12 else (("SE", "FR"), ("DE", "DE"))[at % 2] for at in range(60)}
    cohorts = {
        "elm-2020": {"program": two, "profile-by-name": two},
        "elm-2021": {"paper": {p: two[p] for p in [*two][:30]}, "profile": two},
    }
    figures = tried(three_groups(settings), cohorts)
    assert (figures["truth"].numerator, figures["truth"].denominator) == (12, 60)
    assert figures["random.calibrated.coverage"].value == 1.0
