"""The frame of a sample: what is known of every paper, and the strata that it makes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.topics.uncertainty.frame import CALIBRATES, FEATURES, Frame, frame
from tests.support.invented_book import Book

PROFILE = {
    "joint": ("US", "CN", "FR", "US"),
    "us": ("US",) * 7,
    "china": ("CN", ""),
    "none": ("FR",),
}
PRINTED = {"joint": ("US", "CN"), "none": ("", "")}
TITLES = {"joint": "A Language Model", "us": "LLMs at Sea", "china": "Small Children", "none": "Smallm"}
AWARDS = {"joint": "oral", "us": "poster", "china": "", "none": ""}


@pytest.fixture
def made(settings) -> Frame:
    early, term = next(iter(settings.levels)), next(iter(settings.terms))
    book = Book(
        settings,
        {"elm-2020": {"paper": PRINTED, "profile": PROFILE}},
        named={(term, early): {"us"}},
        facts={"title": TITLES, "award": AWARDS, "authors": {p: len(of) for p, of in PROFILE.items()}},
    )
    return frame(book, "elm-2020", "profile", "paper")


def papers_with(made: Frame, feature: str) -> set[str]:
    return {p for p, has in zip(made.ids, made.known[feature], strict=True) if has}


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
def test_each_feature_is_known_of_every_paper(made, feature, papers):
    assert papers_with(made, feature) == papers
    assert list(made.known) == list(FEATURES)


def test_a_block_at_hand_that_cannot_be_classified_is_not_read(made):
    assert {p for p, at_hand in zip(made.ids, made.at_hand, strict=True) if at_hand} == {"joint", "none"}
    assert {p for p, read in zip(made.ids, made.read, strict=True) if read} == {"joint"}


def test_a_part_keeps_what_is_known_of_its_papers(made):
    part = made.part(made.where({"us", "none"}))
    assert set(part.ids) == {"us", "none"}
    assert papers_with(part, "seven-or-more") == {"us"}
    assert (len(part.at_hand), len(part.read)) == (2, 2)


def test_cells_differ_where_a_calibrating_feature_does():
    n = 2 ** len(FEATURES)
    known = pd.DataFrame([[at >> k & 1 for k in range(len(FEATURES))] for at in range(n)], columns=list(FEATURES))
    every = np.ones(n, dtype=bool)
    whole = Frame(tuple(map(str, range(n))), known, every, every)
    groups = known.assign(cell=whole.cells()).groupby(list(CALIBRATES))["cell"]
    assert (groups.nunique() == 1).all()
    assert groups.first().nunique() == 2 ** len(CALIBRATES)


def test_the_frame_of_a_committed_sample_covers_its_main_track(book, settings):
    name = settings.shown(settings.having("paper", "profile"))
    made = frame(book, name, "profile", "paper")
    papers = book.snapshots[name].papers
    assert made.ids == tuple(papers.loc[papers["track"] == "main", "paper_id"])
    assert set(np.unique(made.known)) == {0, 1}
    assert (made.known[["joint", "us", "china"]].sum(axis=1) <= 1).all()
    assert not (made.read & ~made.at_hand).any()
    assert 0 < made.read.sum() < made.at_hand.sum() < len(made.ids)
