"""The frame of a sample: what is known of every paper, and the strata that it makes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.topics.uncertainty.frame import Frame, cohorts_with, described, features, frame
from tests.support.invented_book import Book, three_groups

PROFILE = {
    "joint": ("US", "CN", "FR", "US"),
    "us": ("US",) * 7,
    "china": ("CN", ""),
    "none": ("FR",),
}
PRINTED = {"joint": ("US", "CN"), "none": ("", "")}
TITLES = {"joint": "A Language Model", "us": "LLMs at Sea", "china": "Small Children", "none": "Smallm"}
AWARDS = {"joint": "oral", "us": "poster", "china": "", "none": ""}


def book_of(settings) -> Book:
    early, term = next(iter(settings.levels)), next(iter(settings.terms))
    return Book(
        settings,
        {"elm-2020": {"paper": PRINTED, "profile": PROFILE}},
        named={(term, early): {"us"}},
        facts={"title": TITLES, "award": AWARDS, "authors": {p: len(of) for p, of in PROFILE.items()}},
    )


def ids(book: Book, made: Frame, flags: np.ndarray) -> set[str]:
    return set(book.snapshots["elm-2020"].papers["paper_id"].to_numpy()[made.papers[flags]])


@pytest.mark.parametrize(
    ("feature", "papers"),
    [
        ("joint", {"joint"}),
        ("us", {"us"}),
        ("china", {"china"}),
        ("open", {"china"}),
        ("four-to-six", {"joint"}),
        ("seven-or-more", {"us"}),
        ("award", {"joint"}),
        ("language-model", {"joint", "us"}),
        ("names-model", {"us"}),
    ],
)
def test_each_feature_is_known_of_every_paper(settings, feature, papers):
    book = book_of(settings)
    made = frame(book, "elm-2020", "profile", "paper")
    known = described(book, "elm-2020", made)
    assert ids(book, made, known[feature]) == papers
    assert list(known) == list(features(settings))


def test_the_groups_of_any_pair_are_told_apart(settings):
    book = Book(
        three_groups(settings),
        {"elm-2020": {"profile": {"both": ("SE", "FR"), "gaul": ("FR", "DE"), "rhine": ("DE",)}, "paper": {}}},
    )
    pair = book.config.pairs[1]
    made = frame(book, "elm-2020", "profile", "paper", pair)
    assert (pair.key, made.pair) == ("north-gaul", pair)
    assert [ids(book, made, made.known[feature]) for feature in ("joint", "north", "gaul")] == [
        {"both"},
        set(),
        {"gaul"},
    ]
    assert ids(book, made, made.of_group("gaul")) == {"both", "gaul"}


def test_features_are_called_as_the_groups_are(settings):
    found = features(three_groups(settings))
    assert (found["north"], found["rhine"]) == (
        "Northern and not Rhenish by profile",
        "Rhenish and not Northern by profile",
    )
    assert "gaul" not in found


def test_a_block_at_hand_that_cannot_be_classified_is_not_read(settings):
    book = book_of(settings)
    made = frame(book, "elm-2020", "profile", "paper")
    assert ids(book, made, made.at_hand) == {"joint", "none"}
    assert ids(book, made, made.read) == {"joint"}
    assert made.is_sample


def test_papers_of_other_tracks_are_not_in_the_frame(settings):
    book = book_of(settings)
    book.snapshots["elm-2020"].papers.loc[0, "track"] = "other"
    made = frame(book, "elm-2020", "profile", "paper")
    assert made.papers.tolist() == [1, 2, 3]
    assert made.where(np.array([True, False, True, False])).tolist() == [False, True, False]


def test_without_a_main_track_there_is_no_frame(settings):
    assert cohorts_with(settings, "program")
    tracks = {"all": settings.definitions["track"]["all"]}
    assert cohorts_with(settings.model_copy(update={"definitions": {**settings.definitions, "track": tracks}})) == []


def test_a_part_keeps_what_is_known_of_its_papers(settings):
    book = book_of(settings)
    made = frame(book, "elm-2020", "profile", "paper")
    part = made.part(made.where(book.snapshots["elm-2020"].papers["paper_id"].isin(["us", "none"]).to_numpy()))
    assert ids(book, part, np.ones(2, dtype=bool)) == {"us", "none"}
    assert ids(book, part, part.known["seven-or-more"]) == {"us"}
    assert (len(part.at_hand), len(part.read)) == (2, 2)


def test_cells_differ_where_a_calibrating_feature_does(settings):
    columns = ["joint", *settings.pair, "open", "seven-or-more", "four-to-six"]
    n = 2 ** len(columns)
    known = {feature: np.arange(n) >> k & 1 == 1 for k, feature in enumerate(columns)}
    every = np.ones(n, dtype=bool)
    whole = Frame(np.arange(n), settings.pair, known, every, every)
    groups = pd.DataFrame(known).assign(cell=whole.cells()).groupby(columns[:-1])["cell"]
    assert (groups.nunique() == 1).all()
    assert groups.first().nunique() == 2 ** (len(columns) - 1)
    assert len(np.unique(whole.cells(columns[3:]))) == n


def test_the_frame_of_a_committed_sample_covers_its_main_track(book, settings):
    name = settings.shown(settings.having("paper", "profile"))
    made = frame(book, name, "profile", "paper")
    papers = book.snapshots[name].papers
    assert made.papers.tolist() == np.flatnonzero(papers["track"] == "main").tolist()
    apart = np.sum([made.known[feature] for feature in ("joint", *settings.pair)], axis=0)
    assert (apart <= 1).all()
    assert not (made.read & ~made.at_hand).any()
    assert 0 < made.read.sum() < made.at_hand.sum() < len(made.papers)
