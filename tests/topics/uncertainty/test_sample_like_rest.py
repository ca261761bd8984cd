"""Whether the sample is like the rest: invented samples, worked by hand."""

from __future__ import annotations

import pytest

from analysis.figures.figure import FigureSet
from analysis.statistics.intervals import difference
from analysis.topics.uncertainty import sample_like_rest
from analysis.topics.uncertainty.frame import features
from tests.support.invented_book import Book, by_id, papers, three_groups

COHORT = "elm-2020"
PROFILE = papers(20, 80)  # the first twenty are joint
PRINTED = {p: authors for at, (p, authors) in enumerate(PROFILE.items()) if at < 15 or at >= 55}
OPEN = {p: ("", "") for p in list(PROFILE)[15:25]}  # at hand, and not read in full


def found(settings, printed, **facts) -> dict:
    book = Book(settings, {COHORT: {"paper": printed, "profile": PROFILE}}, facts=facts)
    return {i.removeprefix(f"{COHORT}."): f for i, f in by_id(sample_like_rest.figures(book)).items()}


def test_a_difference_is_that_of_the_two_shares_with_newcombes_interval(settings):
    figures = found(settings, PRINTED)
    # fifteen of the forty papers read in full are joint by profile, and five of the others
    joint = figures["sample-test.read.joint"]
    assert joint.value == pytest.approx(15 / 40 - 5 / 40)
    assert joint.interval == difference((15, 40), (5, 40), settings.interval_level)
    assert joint.method == "newcombe"


def test_blocks_at_hand_are_compared_apart_from_blocks_read_in_full(settings):
    figures = found(settings, PRINTED | OPEN)
    assert figures["sample-test.at-hand.joint"].value == pytest.approx(20 / 50 - 0)
    assert figures["sample-test.read.joint"].value == pytest.approx(15 / 40 - 5 / 40)


def test_every_feature_is_compared(settings):
    figures = found(settings, PRINTED)
    assert {i.removeprefix("sample-test.read.") for i in figures if i.startswith("sample-test.read.")} == {
        *features(settings),
        "title-words",
    }


def test_a_title_word_of_one_part_alone_differs_and_one_of_both_does_not(settings):
    titles = {p: f"Common {'Sampled' if p in PRINTED else 'Elsewhere'}" for p in PROFILE}
    words = found(settings, PRINTED, title=titles)["sample-test.read.title-words"]
    assert (words.value, words.denominator) == (2, 3)


def test_shares_of_either_part_and_their_agreement_by_hand(settings):
    printed = dict(PRINTED) | {"p0": ("US", "US"), "p60": ("US", "CN")}
    figures = found(settings, printed)
    assert (figures["sample-check.read.share"].numerator, figures["sample-check.read.share"].denominator) == (15, 40)
    assert (figures["sample-check.rest.share"].numerator, figures["sample-check.rest.share"].denominator) == (5, 40)
    assert [figures[f"sample-check.{part}.papers"].value for part in ("print", "profile", "twice")] == [15, 15, 14]


def test_words_of_titles_are_common_and_no_small_change(settings):
    titles = {p: f"The {'deep ' * (at < 30)}{'graph ' * (at < 50)}of {p}" for at, p in enumerate(PROFILE)}
    words = sample_like_rest.title_words(titles.values())
    assert {word: int(has.sum()) for word, has in words.items()} == {"graph": 50, "deep": 30}
    assert words["deep"].tolist() == [True] * 30 + [False] * 50


def test_where_all_blocks_are_at_hand_only_those_read_are_compared(settings):
    rest = {p: ("", "") for p in PROFILE if p not in PRINTED}
    figures = found(settings, PRINTED | rest)
    assert not [i for i in figures if i.startswith("sample-test.at-hand.")]
    assert "sample-test.read.joint" in figures


@pytest.mark.parametrize("printed", [PROFILE, {p: ("", "") for p in PROFILE}])
def test_a_cohort_read_in_full_or_not_at_all_is_no_sample(settings, printed):
    assert not [i for i in found(settings, printed) if i.startswith("sample-test.")]


@pytest.mark.parametrize("bases", [("profile",), ("paper",), ("program", "profile")])
def test_a_cohort_without_print_or_without_profiles_has_none(settings, bases):
    book = Book(settings, {COHORT: dict.fromkeys(bases, PROFILE)})
    assert list(sample_like_rest.figures(book)) == []


def test_the_committed_title_words_are_frequent_enough_for_the_normal_test(book, settings):
    name = settings.shown(settings.having("paper", "profile"))
    papers = book.snapshots[name].papers
    titles = papers.loc[papers["track"] == "main", "title"]
    assert min(int(has.sum()) for has in sample_like_rest.title_words(titles).values()) >= 30


def test_differences_come_in_the_order_of_the_features_with_their_words(settings):
    figures = FigureSet(found(settings, PRINTED).values())
    listed = sample_like_rest.tests_of(figures, COHORT, "read")
    assert [(f.slice, f.kind) for f in listed] == list(features(settings).items())


def test_the_main_pair_of_other_groups_is_compared(settings):
    profile = {f"p{at}": ("NO", "DE") if at < 20 else ("FR", "SE") for at in range(80)}
    printed = {p: of for at, (p, of) in enumerate(profile.items()) if at < 10 or at >= 50}
    book = Book(three_groups(settings), {COHORT: {"paper": printed, "profile": profile}})
    figures = by_id(sample_like_rest.figures(book))
    check = figures[f"{COHORT}.sample-check.read.share"]
    assert (check.numerator, check.denominator) == (10, 40)
    assert check.words == "North-Rhine share by profile of papers whose title block is read in full"
    assert figures[f"{COHORT}.sample-test.read.north"].words.startswith("Northern and not Rhenish by profile, ")
    assert f"{COHORT}.sample-test.read.gaul" not in figures
