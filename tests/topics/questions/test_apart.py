"""Who takes no part: invented papers worked by hand."""

from __future__ import annotations

import pytest

from analysis.figures.factory import factory
from analysis.settings.definitions import parse
from analysis.topics.questions import apart
from analysis.topics.questions.institutions import institutions
from tests.support.invented_book import Book, by_id, with_groups

PAPERS = {
    "a": ("US:MIT", "CN:PKU"),
    "b": ("US:CMU", "US:CMU", "GB:UCL"),
    "c": ("CN:THU", ""),
}


def found(settings, papers) -> dict:
    book = Book(settings, {"elm-2020": {"program": papers}})
    make = factory(book.config, "elm-2020", parse("", book.config, book.config.cohorts["elm-2020"]))
    figures = apart.figures(
        make, book.classified("elm-2020", make.definition), institutions(book, "elm-2020", "program")
    )
    return {i.removeprefix("elm-2020.apart."): f for i, f in by_id(figures).items()}


@pytest.mark.parametrize(
    ("slug", "apart", "of"),
    [
        ("institutions", 2, 4),  # CMU and THU, of those and MIT and PKU
        ("institutions-us", 1, 2),
        ("institutions-china", 1, 2),
        ("institutions-anywhere", 3, 5),
        ("institutions-frequent", 0, 0),
        ("authorships", 4, 6),
        ("authorships-us", 2, 3),
        ("authorships-china", 1, 2),
    ],
)
def test_shares_that_take_no_part_by_hand(settings, slug, apart, of):
    figure = found(settings, PAPERS)[slug]
    assert (figure.numerator, figure.denominator) == (apart, of)
    assert figure.value == (apart / of if of else None)
    assert figure.interval is None


def test_an_institution_is_frequent_from_five_papers_on(settings):
    many = {f"m{n}": ("US:MIT", "US:CMU" if n else "CN:PKU") for n in range(5)}
    figure = found(settings, many)["institutions-frequent"]
    assert (figure.numerator, figure.denominator) == (0, 1), "MIT has five, CMU four"


def test_open_authorships_may_fall_either_way(settings):
    # six known authorships and an open one; that could make c joint, so its Chinese author is not surely apart
    figure = found(settings, PAPERS)["authorships"]
    assert figure.bounds == (3 / 7, 5 / 7)
    assert figure.bounds[0] <= figure.value <= figure.bounds[1]


def test_with_every_author_known_the_bounds_are_the_share(settings):
    figure = found(settings, {p: authors for p, authors in PAPERS.items() if p != "c"})["authorships"]
    assert figure.bounds == (figure.value, figure.value)


def test_the_figures_are_named_and_called_by_the_main_pair(settings):
    pear = {"name": "Pearland", "short": "PL", "adjective": "Pear", "countries": ["GB"]}
    chosen = settings.report.model_copy(update={"pair": ("pear", "us")})
    figures = found(with_groups(settings, pear=pear).model_copy(update={"report": chosen}), {"a": ("US:MIT", "GB:UCL")})
    assert {i for i in figures if i.startswith("authorships")} == {"authorships", "authorships-us", "authorships-pear"}
    assert figures["institutions"].words == "US or Pear institutions that take part in no US-PL paper"
    assert (figures["institutions"].numerator, figures["institutions"].denominator) == (0, 2)


def test_us_and_chinese_institutions_add_up_to_both_in_the_committed_figures(computed):
    assert computed.of("apart.institutions")
    for whole in computed.of("apart.institutions"):
        us, china = (computed.use(whole.beside(f"apart.institutions-{who}")) for who in ("us", "china"))
        assert us.numerator + china.numerator == whole.numerator
        assert us.denominator + china.denominator == whole.denominator
