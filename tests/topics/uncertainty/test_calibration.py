"""What a sample says of all papers: invented samples worked by hand, and the committed one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analysis.settings.definitions import headline, parse
from analysis.settings.groups import Pair
from analysis.statistics.double_sampling import Estimate, ratio, stratified_share
from analysis.topics.uncertainty import calibration
from analysis.topics.uncertainty.calibration import named_shares
from analysis.topics.uncertainty.frame import Frame, frame
from tests.support.invented_book import Book, by_id, papers, three_groups

COHORT = "elm-2020"
PROFILE = papers(20, 80)  # twenty are joint, thirty more are US alone
# of the joint ones by profile fifteen are read, of which fourteen print both; of the others twenty-five are read
PRINTED = {p: authors for at, (p, authors) in enumerate(PROFILE.items()) if at < 15 or at >= 55} | {"p0": ("US", "US")}


def book_of(settings, printed=PRINTED, **more) -> Book:
    return Book(settings, {COHORT: {"paper": printed, "profile": PROFILE}}, **more)


def found(book: Book) -> dict:
    return {i.removeprefix(f"{COHORT}.calibrated."): f for i, f in by_id(calibration.figures(book)).items()}


def test_the_calibrated_share_weighs_each_stratum_by_its_papers(settings):
    figures = found(book_of(settings))
    share, count = figures["us-china.share"], figures["us-china.papers"]
    assert share.value == pytest.approx(20 / 80 * 14 / 15)
    assert share.interval[0] < share.value < share.interval[1]
    assert count.value == round(80 * share.value)
    assert count.interval == pytest.approx([80 * edge for edge in share.interval])
    assert share.estimate and count.estimate
    assert "from 40 papers, calibrated by profile for all 80 papers of the main track" in share.label


def test_the_tipping_rate_brings_the_share_to_the_edge_of_the_headline_claim(settings):
    edge = settings.asserted(settings.claims[settings.report.headline_claim]).high
    rate = found(book_of(settings))["us-china.tipping"].value
    p = 14 / 15
    assert 20 / 80 * p / (p + rate * (1 - p)) == pytest.approx(edge)


def test_where_nothing_tips_the_share_there_is_no_tipping_rate(settings):
    assert "us-china.tipping" not in found(book_of(settings, PRINTED | {"p0": ("US", "CN")}))


def test_a_term_is_calibrated_at_every_level_for_both_groups(settings):
    early, term = next(iter(settings.levels)), next(iter(settings.terms))
    named = {(term, level): {"p1", "p2", "p16", "p56"} for level in settings.levels}
    figures = found(book_of(settings, named=named))
    for level in settings.levels:
        at = "" if level == early else f"@{level}"
        for group in ("us", "china"):
            share, count = (figures[f"adoption.{term}.{group}.{unit}{at}"] for unit in ("share", "papers"))
            assert 0 < share.interval[0] < share.value < share.interval[1] < 1
            assert 0 < count.interval[0] < count.value <= count.interval[1] < 80
    other = [f for i, f in figures.items() if i.startswith("adoption.") and f".{term}." not in f".{i}"]
    assert other
    assert {f.value for f in other} == {0}, "what nobody names is none, and has its figures"


def test_a_share_of_a_group_is_count_over_size(settings):
    early, term = next(iter(settings.levels)), next(iter(settings.terms))
    book = book_of(settings, named={(term, early): {"p1", "p2", "p40", "p56"}})
    sample, level = frame(book, COHORT, "profile", "paper"), settings.interval_level
    us = sample.where(book.classified(COHORT, parse("paper", book.config, book.config.cohorts[COHORT])).of("us"))
    naming = sample.where(book.naming(COHORT, term, headline(book.config, book.config.cohorts[COHORT])))
    count = named_share(sample, "us", naming, naming & us, sample.read, level, early_only=True)
    expected = ratio(count, stratified_share(us.astype(float), sample.cells(), sample.read, level))
    figure = found(book)[f"adoption.{term}.us.share"]
    assert (figure.value, *figure.interval) == pytest.approx((expected.value, expected.low, expected.high))


def test_without_full_texts_terms_are_calibrated_in_title_and_abstract_only(settings):
    book = book_of(settings)
    every, early = book.with_text, next(iter(settings.levels))
    book.with_text = lambda name, level: every(name, level) if level == early else np.zeros(80, dtype=bool)
    figures = found(book)
    assert f"adoption.{next(iter(settings.terms))}.us.share" in figures
    assert {i.partition("@")[2] for i in figures} == {"", *list(settings.definitions["naming"])[1:]}


@pytest.mark.parametrize("printed", [PROFILE, {p: ("", "") for p in PROFILE}])
def test_a_cohort_read_in_full_or_not_at_all_is_no_sample(settings, printed):
    assert found(book_of(settings, printed)) == {}


@pytest.mark.parametrize("bases", [("profile",), ("paper",), ("program", "profile")])
def test_a_cohort_without_print_or_without_profiles_has_none(settings, bases):
    assert found(Book(settings, {COHORT: dict.fromkeys(bases, PROFILE)})) == {}


def named_share(sample: Frame, group: str, early, found, seen, level, early_only) -> Estimate:
    """From one sample of shape (papers,)."""
    made = named_shares(sample, group, early, found, seen[np.newaxis], level, early_only)
    assert made.shape == (1, 3)
    return Estimate(*made[0].tolist())


def small() -> Frame:
    """Eight papers, the first four of a group by profile."""
    known = dict.fromkeys(("joint", "china", "open", "seven-or-more"), np.zeros(8, dtype=bool))
    read = np.array([1, 0, 1, 0, 1, 0, 0, 0], dtype=bool)
    return Frame(np.arange(8), Pair("us", "china"), {**known, "us": np.arange(8) < 4}, np.ones(8, dtype=bool), read)


EARLY = np.array([1, 1, 0, 0, 1, 1, 0, 0], dtype=bool)
NONE = np.zeros(8, dtype=bool)


def test_only_papers_that_name_it_early_are_left_to_estimate():
    first, sample = np.arange(8) == 0, small()
    # two of four name it and are of the group, one of them seen and found; the other two have one seen and not found
    got = named_share(sample, "us", EARLY, first, sample.read, 0.95, early_only=True)
    assert got.value == pytest.approx(0.5 * (0.5 * 1 + 0.5 * 0))
    assert got.high <= 0.5, "no other paper can count"
    # by the body: early and late papers of the group have one seen each; late ones of no group join the smallest
    assert named_share(sample, "us", EARLY, first, sample.read, 0.95, early_only=False).value == pytest.approx(2 / 8)


def test_where_no_paper_that_names_it_is_sampled_any_number_of_them_may_count():
    sample = small()
    assert named_share(sample, "us", EARLY, NONE, ~EARLY, 0.95, early_only=True) == Estimate(0.0, 0.0, 0.5)
    assert named_share(sample, "us", NONE, NONE, sample.read, 0.95, early_only=True) == Estimate(0.0, 0.0, 0.0)


def test_papers_that_are_both_belong_to_either_group():
    sample = small()
    both = replace(sample, known={**sample.known, "us": NONE, "joint": sample.known["us"]})
    found_in = EARLY & sample.known["us"]
    one, other = (named_share(s, "us", EARLY, found_in, s.read, 0.95, early_only=True) for s in (both, sample))
    assert one == other


def test_the_committed_papers_that_were_found_are_certain(book, computed, settings):
    name = settings.shown(settings.having("paper", "profile"))
    printed = book.classified(name, parse("paper", settings, settings.cohorts[name])).both()
    assert computed.use(f"{name}.calibrated.us-china.papers").interval[0] > printed.sum()


def test_several_samples_are_estimated_as_each_alone():
    sample, found = small(), EARLY & (np.arange(8) < 2)
    seen = np.array([sample.read, ~EARLY, np.ones(8, dtype=bool)])
    for early_only in (True, False):
        made = named_shares(sample, "us", EARLY, found, seen, 0.95, early_only)
        for one, row in zip(seen, made.tolist(), strict=True):
            assert named_share(sample, "us", EARLY, found, one, 0.95, early_only) == Estimate(*row)


def test_estimates_name_the_plain_counts_behind_them(settings):
    term = next(iter(settings.terms))
    figures = found(book_of(settings))
    share, count = figures["us-china.share"], figures[f"adoption.{term}.china.papers@body"]
    assert (share.plain_id, share.group, share.term) == (f"{COHORT}.us-china.share", "us-china", "")
    assert (count.plain_id, count.group, count.term) == (f"{COHORT}.adoption.{term}.china.papers@body", "china", term)


def test_every_pair_of_three_groups_is_calibrated_by_its_own_profiles(settings):
    config, term = three_groups(settings), next(iter(settings.terms))
    # forty papers join the north and Gaul, half of them read; of the others none joins anything
    profile = {f"p{at}": ("NO", "FR") if at < 40 else ("DE", "DE") for at in range(100)}
    printed = {p: of for at, (p, of) in enumerate(profile.items()) if at < 20 or at >= 70}
    named = {(term, level): {"p1", "p90"} for level in config.levels}
    figures = found(Book(config, {COHORT: {"paper": printed, "profile": profile}}, named=named))
    assert figures["north-gaul.share"].value == pytest.approx(0.4)
    assert {figures[f"{key}.share"].value for key in ("north-rhine", "rhine-gaul")} == {0.0}
    assert "papers that print a Northern and an ancient Gaulish institution" in figures["north-gaul.papers"].label
    assert {f.group for f in figures.values() if f.term} == {"north", "rhine", "gaul"}
    assert figures[f"adoption.{term}.gaul.papers"].value == 1


def test_errors_of_naming_widen_calibrated_shares_and_counts(settings):
    early, term, usual = (
        next(iter(part)) for part in (settings.levels, settings.terms, settings.definitions["naming"])
    )
    named = {(term, early): {"p1", "p2", "p40", "p56"}}
    plain = found(book_of(settings, named=named))
    wider = found(book_of(settings, named=named, errors={(term, usual): np.linspace(0.6, 1.3, 200)}))
    for what in ("share", "papers"):
        before, after = (figures[f"adoption.{term}.us.{what}"] for figures in (plain, wider))
        assert after.value == before.value
        assert after.interval[0] < before.interval[0] < before.interval[1] < after.interval[1]
    moved = {i for i in plain if plain[i].interval != wider[i].interval}
    assert moved == {i for i in moved if f".{term}." in f".{i}"}, "of this term alone"
    assert moved
