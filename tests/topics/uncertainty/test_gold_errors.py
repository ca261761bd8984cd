"""Shares corrected for measured errors: Rogan and Gladen by hand, errors added to papers whose answer is known, and the committed facts."""

from __future__ import annotations

import random
from types import SimpleNamespace

import numpy as np
import pytest

from analysis.counting import accuracy, gold
from analysis.settings.definitions import headline
from analysis.topics.uncertainty import gold_errors
from analysis.topics.uncertainty.gold_errors import (
    DRAWS,
    SEED,
    corrected_blocks,
    corrected_strings,
    effect_of_errors,
    quantile,
)

BY_SCHEDULE, BY_PRINT = "neurips-2024", "neurips-2025"


@pytest.fixture(scope="module")
def figures(computed) -> dict:
    return {f.cohort: f for f in computed if ".corrected." in f.id}


@pytest.mark.parametrize(
    ("apparent", "sensitivity", "specificity", "true"),
    [
        (0.38, 0.9, 0.8, 0.18 / 0.7),  # (0.38 + 0.8 − 1) / (0.9 + 0.8 − 1)
        (0.075, 1.0, 0.99, 0.065 / 0.99),
        (0.075, 0.8, 1.0, 0.075 / 0.8),
        (0.2, 1.0, 1.0, 0.2),
    ],
)
def test_with_a_vast_gold_set_the_share_is_rogan_and_gladens(apparent, sensitivity, specificity, true):
    n = 10**8
    found, clear = round(sensitivity * n), round(specificity * n)
    draws = corrected_blocks(round(apparent * n), n, (found, n - clear, n - found, clear))
    assert len(draws) == DRAWS
    assert quantile(draws, 0.5) == pytest.approx(true, abs=1e-4)
    assert quantile(draws, 0.975) - quantile(draws, 0.025) < 1e-3


def test_a_large_gold_set_without_errors_leaves_the_share_as_it_is():
    draws = corrected_blocks(150, 2000, (10**9, 0, 0, 10**9))
    assert (quantile(draws, 0.025), quantile(draws, 0.975)) == pytest.approx((0.075, 0.075), abs=1e-6)


@pytest.mark.parametrize(("more", "rises"), [((0, 3, 0, -3), False), ((-3, 0, 3, 0), True)])
def test_false_ones_lower_the_share_and_missed_ones_raise_it(more, rises):
    usual = (15, 0, 0, 123)
    worse = tuple(a + b for a, b in zip(usual, more, strict=True))
    before, after = (quantile(corrected_blocks(143, 1904, cells), 0.5) for cells in (usual, worse))
    assert (after > before) == rises


def test_a_smaller_gold_set_leaves_a_wider_interval():
    width = lambda cells: quantile(d := corrected_blocks(143, 1904, cells), 0.975) - quantile(d, 0.025)
    assert width((15, 0, 0, 123)) > 1.2 * width((150, 0, 0, 1230))


@pytest.mark.parametrize("joint", [0, 1, 20])
@pytest.mark.parametrize("cells", [(0, 0, 0, 0), (1, 5, 5, 1), (5, 0, 0, 5), (0, 3, 2, 1)])
def test_draws_are_shares(joint, cells):
    draws = corrected_blocks(joint, 20, cells)
    assert 0 <= min(draws) <= max(draws) <= 1


def test_quantiles_by_hand():
    draws = [4.0, 1.0, 3.0, 2.0]
    assert [quantile(draws, share) for share in (0.0, 0.24, 0.25, 0.5, 0.75, 1.0)] == [1, 1, 2, 3, 4, 4]
    for level in (0.8, 0.9, 0.95, 0.99):
        tail = (1 - level) / 2
        low, high = (quantile(list(map(float, range(DRAWS))), share) for share in (tail, 1 - tail))
        assert low + high == pytest.approx(DRAWS, abs=1)  # as many below as above
        assert high - low == pytest.approx(level * DRAWS, abs=1)


def papers_of(settings, *papers: tuple[str, ...]) -> SimpleNamespace:
    """A book of one conference whose papers have an author for each text of countries."""
    countries = {
        f"p{at:04d}": SimpleNamespace(
            by_author={n: frozenset(filter(None, text.split("|"))) for n, text in enumerate(authors)}
        )
        for at, authors in enumerate(papers)
    }
    classified = SimpleNamespace(readable=frozenset(countries), countries=countries)
    return SimpleNamespace(config=settings, classified=lambda name, definition: classified)


def test_errors_make_a_joint_paper_of_every_paper_they_hit(settings):
    # two authors of one country each: one wrong author makes the paper joint, so the share rises by two papers for each two authors
    book = papers_of(settings, *[("US", "US"), ("CN", "CN")] * 1000)
    share, slope = effect_of_errors(book, BY_SCHEDULE)
    assert share == 0
    assert slope == pytest.approx(2, abs=0.05)


def test_errors_part_papers_that_are_all_joint(settings):
    # one of two authors becomes as the other is
    share, slope = effect_of_errors(papers_of(settings, *[("US", "CN")] * 2000), BY_SCHEDULE)
    assert share == 1
    assert slope == pytest.approx(-2, abs=0.05)


def test_errors_that_change_no_country_have_no_effect(settings):
    assert effect_of_errors(papers_of(settings, *[("US|CN", "US|CN")] * 10), BY_SCHEDULE) == (1.0, 0.0)


def test_errors_among_other_countries_move_nothing(settings):
    assert effect_of_errors(papers_of(settings, *[("US", "US"), ("FR", "FR"), ("DE", "DE")] * 500), BY_SCHEDULE) == (
        0.0,
        0.0,
    )


def test_authors_without_a_country_are_neither_hit_nor_drawn(settings):
    whole = papers_of(settings, *[("US", "US"), ("CN", "CN")] * 200)
    holed = papers_of(settings, *[("US", "US", ""), ("", "CN", "CN")] * 200)
    assert effect_of_errors(holed, BY_SCHEDULE) == effect_of_errors(whole, BY_SCHEDULE)


def test_the_share_corrected_for_wrong_affiliations_falls_by_effect_times_rate(monkeypatch):
    monkeypatch.setattr(gold_errors, "effect_of_errors", lambda *_: (0.1, 1.2))
    n = 10**8
    draws = corrected_strings(None, BY_SCHEDULE, 0.01 * n, n)
    assert quantile(draws, 0.5) == pytest.approx(0.1 - 1.2 * 0.01, abs=1e-4)
    assert quantile(draws, 0.975) - quantile(draws, 0.025) < 1e-3
    assert min(corrected_strings(None, BY_SCHEDULE, 50, 100)) == 0.0  # no share below nothing


def test_every_conference_has_a_corrected_share_near_its_own(book, settings, figures):
    assert set(figures) == set(settings.cohorts)
    for name, figure in figures.items():
        papers = book.classified(name, headline(settings, settings.cohorts[name]))
        share = len(papers.both) / len(papers.readable)
        assert figure.id == f"{name}.corrected.us-china.share"
        assert figure.denominator is None  # it is no share that was counted
        assert 0 < figure.interval[0] < figure.value < figure.interval[1] < 1
        assert figure.interval[0] < share
        assert figure.value == pytest.approx(share, abs=0.01, rel=0.1)


def test_the_same_figures_twice(book, figures):
    assert {f.cohort: f for f in gold_errors.figures(book)} == figures


def test_the_stream_of_random_numbers_is_the_one_the_pins_were_made_with():
    """A library may change how it draws; then this fails and not only pins."""
    draw = random.Random(SEED)
    assert [draw.betavariate(15.5, 0.5) for _ in range(3)] == pytest.approx(
        [0.9988047157313719, 0.9997816043746517, 0.9737916287568743], abs=1e-12
    )
    assert np.random.Generator(np.random.PCG64(SEED)).integers(1000, size=5).tolist() == [332, 51, 925, 366, 872]


def test_a_gold_set_that_says_nothing_corrects_nothing(part, monkeypatch):
    monkeypatch.setattr(gold, "rows", lambda name: [])
    assert list(gold_errors.figures(part(BY_SCHEDULE, BY_PRINT))) == []


def test_a_gold_set_without_a_joint_paper_corrects_no_print(part, monkeypatch):
    monkeypatch.setattr(accuracy, "confusion", lambda book, half: (0, 0, 0, 50))
    assert [f.cohort for f in gold_errors.figures(part(BY_SCHEDULE, BY_PRINT))] == [BY_SCHEDULE]
