"""One person with two affiliations: invented papers worked by hand."""

from __future__ import annotations

import pytest

from analysis.figures.factory import factory
from analysis.settings.definitions import parse
from analysis.topics.questions import two_affiliations
from analysis.topics.questions.two_affiliations import holds_both
from tests.support.invented_book import Book, by_id

PAPERS = {
    "alone": ("CN|US", "CN"),
    "helped": ("CN|US", "CN", "US"),
    "two": ("CN", "US"),
    "other": ("GB|FR", "GB"),
}


def found(settings, papers) -> dict:
    book = Book(settings, {"elm-2020": {"program": papers}})
    make = factory(book.config, "elm-2020", parse("", book.config, book.config.cohorts["elm-2020"]))
    figures = two_affiliations.figures(make, book.classified("elm-2020", make.definition))
    return {i.removeprefix("elm-2020.dual."): f for i, f in by_id(figures).items()}


@pytest.mark.parametrize(
    ("authors", "some", "only"),
    [
        (("US", "CN"), False, False),
        (("CN|US",), True, True),
        (("CN|US", "CN"), True, True),
        (("CN|US", "CN|US"), True, True),
        (("CN|US", "CN", "US"), True, False),
        (("CN|US", "GB", ""), True, True),
        (("CN|GB", "US"), False, False),
    ],
)
def test_one_person_with_both_affiliations(settings, authors, some, only):
    book = Book(settings, {"elm-2020": {"program": {"p": authors}}})
    definition = parse("", book.config, book.config.cohorts["elm-2020"])
    flags = holds_both(book.classified("elm-2020", definition).sides())
    assert tuple(of.tolist() for of in flags) == ([some], [only])


def test_shares_by_hand(settings):
    assert {i: (f.numerator, f.denominator) for i, f in found(settings, PAPERS).items()} == {
        "authorships": (3, 9),
        "any": (2, 3),
        "only": (1, 3),
    }


def test_a_source_with_one_affiliation_an_author_could_find_none_and_says_nothing(settings):
    assert found(settings, {"two": PAPERS["two"]}) == {}


def test_what_joins_by_one_person_has_such_a_person_in_the_committed_figures(computed):
    assert computed.of("dual.only")
    for only in computed.of("dual.only"):
        some = computed.use(only.beside("dual.any"))
        assert only.numerator <= some.numerator
        assert only.denominator == some.denominator
