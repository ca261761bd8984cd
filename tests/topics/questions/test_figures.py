"""Which answers a source can give."""

from __future__ import annotations

from analysis.topics.questions.figures import figures
from tests.support.invented_book import Book, by_id

PAPERS = {"a": ("US:MIT|CN:PKU", "CN:PKU"), "b": ("US:MIT",)}


def answered(settings, basis: str, papers) -> set[str]:
    return {i.split(".")[1] for i in by_id(figures(Book(settings, {"elm-2020": {basis: papers}})))}


def test_a_schedule_answers_all_questions(settings):
    assert answered(settings, "program", PAPERS) == {"pairs", "apart", "dual"}


def test_print_is_not_aligned_with_authors_and_gives_pairs_only(settings):
    assert answered(settings, "paper", PAPERS) == {"pairs"}


def test_without_a_joint_paper_nothing_is_asked(settings):
    assert answered(settings, "program", {"b": PAPERS["b"]}) == set()
