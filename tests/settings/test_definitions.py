"""The definitions grid: each point has one text, and each text one point."""

from __future__ import annotations

from itertools import product

import pytest

from analysis.core.errors import FactCheckError
from analysis.settings.config import AXES
from analysis.settings.definitions import Definition, can_carry, headline, parse


def grid(settings):
    axes = [list(settings.definitions[axis]) for axis in AXES] + [list(settings.levels)]
    return [Definition(*choices) for choices in product(*axes)]


def test_every_point_of_the_grid_comes_back_from_its_text(settings):
    points = grid(settings)
    assert len(points) > 100
    for cohort in settings.cohorts.values():
        texts = {d.text(settings, cohort): d for d in points}
        assert len(texts) == len(points)  # no two points share a text
        for text, definition in texts.items():
            assert parse(text, settings, cohort) == definition


def test_the_order_of_words_does_not_matter(settings):
    cohort = settings.cohorts["neurips-2024"]
    assert parse("headquarters+profile", settings, cohort) == parse("profile+headquarters", settings, cohort)
    assert parse("headquarters+profile", settings, cohort).text(settings, cohort) == "profile+headquarters"


@pytest.mark.parametrize("text", [None, "", "headline"])
def test_nothing_and_headline_are_the_headline_definition(settings, text):
    for cohort in settings.cohorts.values():
        chosen = parse(text, settings, cohort)
        assert chosen == headline(settings, cohort)
        assert chosen.text(settings, cohort) == ""
        assert chosen.basis == cohort.headline_basis


def test_a_word_of_the_headline_itself_changes_nothing(settings):
    cohort = settings.cohorts["neurips-2024"]
    assert parse("program+cn+whole+abstract", settings, cohort) == headline(settings, cohort)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("profil", "did you mean 'profile'?"),
        ("headquarter", "did you mean 'headquarters'?"),
        ("profile+", "'' is no definition"),
        ("profile+program", "are both a choice of basis"),
        ("cn+cn", "are both a choice of extent"),
    ],
)
def test_a_wrong_text_is_refused_with_what_to_do(settings, text, said):
    with pytest.raises(FactCheckError) as failure:
        parse(text, settings, settings.cohorts["neurips-2024"])
    assert said in str(failure.value)
    assert str(failure.value).startswith("--definition: ")
    assert failure.value.mend


def test_a_cohort_carries_only_what_its_sources_can_answer(settings):
    cohort = settings.cohorts["neurips-2025"]
    assert can_carry(parse("paper", settings, cohort), cohort)
    assert not can_carry(
        parse("paper+separate-people", settings, cohort), cohort
    )  # a title block is not aligned with the authors
    assert not can_carry(parse("program", settings, cohort), cohort)
