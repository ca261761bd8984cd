"""Completed counts: what is open by hand, and the figures of the committed facts."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.figures.figure import FigureSet
from analysis.settings.definitions import parse
from analysis.topics.between_counts import completion
from tests.support.invented_book import Book
from tests.support.other_groups import of_trees
from tests.support.papers import counted

PAPERS = counted({"a": ("US", "CN"), "b": ("US", "CN"), "c": ("US", ""), "d": ("DE", "")})


def test_every_authorship_is_hidden_with_the_share_that_is_open() -> None:
    done = completion.completed(PAPERS)
    assert completion.open_share(PAPERS) == (2, 8)
    assert (done.found, done.kept) == (2, pytest.approx(0.75**2))


def test_a_chance_that_is_given_stands_in_its_place() -> None:
    assert completion.completed(PAPERS, np.full(8, 0.5)).kept == pytest.approx(0.25)
    assert completion.completed(counted({"a": ("US",)})).completed is None


def test_completed_are_the_joint_papers_of_the_definition(book, settings) -> None:
    found = {f.id: f for f in completion.figures(book)}
    definition = parse("profile-by-name", settings, settings.cohorts["neurips-2024"])
    kept = found["neurips-2024.knockout.kept.share@profile-by-name"]
    assert kept.denominator == int(book.classified("neurips-2024", definition).both().sum())


def test_the_papers_are_those_of_the_main_pair() -> None:
    papers = {"a": ("FR", "DE"), "b": ("US", "CN"), "c": ("FR", "")}
    book = Book(of_trees(), {"yew-2030": {"program": papers, "profile-by-name": papers}})
    found = FigureSet(completion.figures(book))
    assert {f.cohort for f in found} == {"yew-2030"}
    completed = found.use("yew-2030.knockout.completed.papers@profile-by-name")
    assert completed.words == "OK-EL papers, completed for open authorships"
    assert completed.numerator == 1
