"""Which papers name a term, on six papers made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.figures import adoption
from analysis.settings.definitions import parse
from tests.support.papers import book_of

NAME = "neurips-2025"
AUTHORS = {0: ("US", "CN"), 1: ("US", "US"), 2: ("CN", "CN"), 3: ("FR", "CN"), 4: ("US", ""), 5: ("", "")}
NAMING = {"p0", "p1", "p5"}


@pytest.fixture
def figures(settings):
    """Figures of one term, given the papers whose text is at hand."""
    rows = [
        (paper, "profile", n, codes, codes, codes, "resolved" if codes else "unresolved")
        for paper, authors in AUTHORS.items()
        for n, codes in enumerate(authors, 1)
    ]
    book = book_of([("main", "")] * len(AUTHORS), rows)
    definition = parse("profile", settings, settings.cohorts[NAME])
    level, term = next(iter(settings.levels)), next(iter(settings.terms))

    def among(ids) -> np.ndarray:
        return np.array([f"p{n}" in ids for n in AUTHORS])

    def of(*text: str, only=None, errors=None) -> dict:
        book.naming_errors = errors or {}
        book.with_text = lambda name, at: among(text if at == level else ())
        book.naming = lambda name, term, at: among(NAMING)
        wanted = only if only is not None else {(term, group) for group in adoption.groups(settings)}
        made = list(adoption.figures(book, NAME, definition, book.classified(NAME, definition), wanted))
        assert {(f.term, f.group) for f in made} <= wanted
        return {f"{f.group}.{'share' if f.unit == 'share' else 'papers'}": f for f in made}

    return of


ALL = [f"p{n}" for n in AUTHORS]


@pytest.mark.parametrize(("group", "x", "n"), [("all", 2, 5), ("us", 2, 3), ("china", 1, 3), ("us-china", 1, 1)])
def test_a_share_is_of_the_papers_of_the_group_that_can_be_read(figures, group, x, n) -> None:
    assert figures(*ALL)[f"{group}.share"].fraction == (x, n)


def test_papers_that_could_belong_to_a_group_widen_its_bounds(figures) -> None:
    found = figures(*ALL)
    # the sixth names the term and may be US; the fifth names nothing and may be Chinese
    assert found["us.papers"].bounds == (2, 3)
    assert found["us.share"].bounds == pytest.approx((2 / 3, 3 / 4))
    assert found["china.share"].bounds == pytest.approx((1 / 4, 2 / 4))


def test_where_texts_are_lacking_a_count_is_projected(figures) -> None:
    found = figures("p0", "p1", "p2")
    assert found["us.papers"].estimate
    assert found["us.papers"].value == round(6 * 2 / 3)
    assert found["us.share"].fraction == (2, 2)


def test_without_texts_nothing_is_said(figures) -> None:
    assert figures() == {}


def test_only_what_is_asked_for_is_counted(figures, settings) -> None:
    term = next(iter(settings.terms))
    assert set(figures(*ALL, only={(term, "us")})) == {"us.papers", "us.share"}


def test_errors_of_naming_widen_the_intervals_of_count_and_share_alike(figures, settings) -> None:
    term, usual = next(iter(settings.terms)), next(iter(settings.definitions["naming"]))
    plain = figures(*ALL)
    wider = figures(*ALL, errors={(term, usual): np.linspace(0.5, 1.2, 100)})
    for key in ("us.share", "us.papers", "all.papers"):
        before, after = plain[key], wider[key]
        assert after.value == before.value
        assert after.interval[0] < before.interval[0] < before.interval[1] < after.interval[1]
        assert after.method == "wilson-and-gold"
        assert "tests/gold/terms.csv" in after.sources
    # two of three papers name it, two of the five that can be read: distances in shares of the group, times its size
    added = [
        (wider[key].value - wider[key].interval[0]) ** 2 - (plain[key].value - plain[key].interval[0]) ** 2
        for key in ("us.share", "us.papers")
    ]
    assert added[1] == pytest.approx(9 * added[0])


def test_errors_of_another_naming_widen_nothing(figures, settings) -> None:
    plain, term = figures(*ALL), next(iter(settings.terms))
    other = figures(*ALL, errors={(term, "family"): np.array([0.5])})
    assert {key: f.interval for key, f in other.items()} == {key: f.interval for key, f in plain.items()}


def test_under_a_wider_naming_only_terms_that_have_names_for_it_are_counted(settings) -> None:
    usual = parse("profile", settings, settings.cohorts[NAME])
    family = parse("profile+family", settings, settings.cohorts[NAME])
    assert all(usual.has_names(settings, term) for term in ("", *settings.terms))
    assert {term for term in settings.terms if not family.has_names(settings, term)} == {"gemma"}
    assert not family.has_names(settings, "")
    assert not family.is_own(settings, "us")
    assert family.is_own(settings, "us", "llama")
