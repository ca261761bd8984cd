"""The figures of a cohort on six papers made by hand."""

from __future__ import annotations

import pytest

from analysis.figures.counts import count_figures
from analysis.figures.factory import maker
from analysis.settings.definitions import parse
from tests.support.papers import book_of

NAME = "neurips-2025"
AUTHORS = {0: ("US", "CN"), 1: ("US", "US"), 2: ("CN", "CN"), 3: ("FR", "CN"), 4: ("US", ""), 5: ("", "")}


def figures_of(text: str) -> dict:
    rows = [
        (paper, "profile", n, codes, codes, codes, "resolved" if codes else "unresolved")
        for paper, authors in AUTHORS.items()
        for n, codes in enumerate(authors, 1)
    ]
    book = book_of([("main", "")] * len(AUTHORS), rows)
    definition = parse(text, book.config, book.config.cohorts[NAME])
    make = maker(book.config, NAME, definition)
    found = count_figures(make, book.classified(NAME, definition))
    return {f.id.removeprefix(f"{NAME}.").partition("@")[0]: f for f in found}


@pytest.fixture(scope="module")
def found() -> dict:
    return figures_of("profile")


@pytest.mark.parametrize(
    ("measure", "x", "n"),
    [
        ("classified", 5, 6),
        ("all-known", 4, 6),
        ("us-china.share", 1, 5),
        ("us.share", 3, 5),
        ("china.share", 3, 5),
        ("us-only.share", 2, 5),  # what is open is not counted against it
        ("china-only.share", 1, 5),
        ("one-country.share", 3, 5),
    ],
)
def test_shares_are_of_the_papers_that_can_be_read(found, measure, x, n) -> None:
    assert found[measure].fraction == (x, n)


@pytest.mark.parametrize(
    ("measure", "low", "high"),
    [
        ("us-china.share", 1 / 6, 3 / 6),  # the fifth and the sixth could be joint
        ("us.share", 3 / 6, 4 / 6),
        ("us-only.share", 1 / 6, 3 / 6),
        ("one-country.share", 2 / 6, 4 / 6),
    ],
)
def test_bounds_are_of_all_papers_at_hand(found, measure, low, high) -> None:
    assert found[measure].bounds == pytest.approx((low, high))
    count = found[measure.replace(".share", ".papers")]
    assert count.bounds == pytest.approx((low * 6, high * 6))


def test_fractional_counting_has_no_bounds_and_no_groups() -> None:
    found = figures_of("profile+fractional")
    assert found["us-china.share"].bounds is None
    assert set(found) == {"papers", "classified", "all-known", "us-china.papers", "us-china.share"}
