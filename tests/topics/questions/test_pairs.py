"""Pairs of institutions: invented papers worked by hand."""

from __future__ import annotations

from analysis.figures.factory import factory
from analysis.settings.definitions import parse
from analysis.topics.questions import pairs
from analysis.topics.questions.institutions import Unit, institutions
from tests.support.invented_book import Book, by_id, with_groups

MIT, CMU, PKU, THU = (Unit(n, f"r{n}", c) for n, c in (("MIT", "US"), ("CMU", "US"), ("PKU", "CN"), ("THU", "CN")))
PAPERS = {
    "a": ("US:MIT", "CN:PKU"),
    "b": ("US:MIT", "CN:PKU", "US:CMU"),
    "c": ("US:Acme|CN:Acme",),
    "d": ("US:CMU", "US:MIT"),
    "e": ("US", "CN"),
}


def book_of(settings, **cohorts) -> Book:
    return Book(settings, {name.replace("_", "-"): bases for name, bases in cohorts.items()})


def figures_of(settings, papers, basis: str = "program") -> dict:
    book = book_of(settings, elm_2020={basis: papers})
    make = factory(book.config, "elm-2020", parse(basis, book.config, book.config.cohorts["elm-2020"]))
    figures = pairs.figures(make, book.classified("elm-2020", make.definition), institutions(book, "elm-2020", basis))
    return {i.removeprefix("elm-2020.pairs."): f for i, f in by_id(figures).items()}


def test_pairs_count_papers_once_and_order_by_papers_then_name(settings):
    papers = {
        "d": ("US:MIT", "CN:PKU", "US:MIT"),
        "b": ("US:MIT", "CN:PKU|GB:UCL"),
        "c": ("US:CMU", "CN:THU"),
        "a": ("US:CMU|CN:PKU",),
        "other": ("US:CMU", "GB:UCL"),
    }
    found = pairs.pairs_of(book_of(settings, elm_2020={"program": papers}), "elm-2020", "program")
    assert list(found.items()) == [((MIT, PKU), ["b", "d"]), ((CMU, PKU), ["a"]), ((CMU, THU), ["c"])]


def test_shares_of_pairs_and_of_joint_papers_by_hand(settings):
    figures = figures_of(settings, PAPERS)
    # MIT and PKU meet on a and b, CMU and PKU on b, Acme with itself on c; e is joint and names no institution
    assert figures["all"].value == 3
    assert {i: (f.numerator, f.denominator) for i, f in figures.items() if i != "all"} == {
        "once": (2, 3),
        "top": (3, 4),
        "own": (1, 4),
    }
    assert all(f.interval is None for f in figures.values()), "all papers are at hand, so chance has no part"


def test_joint_papers_that_name_no_institution_have_no_pairs(settings):
    figures = figures_of(settings, {"e": PAPERS["e"]})
    assert figures["all"].value == 0
    assert (figures["once"].value, figures["top"].value) == (None, 0.0)


def test_the_table_of_pairs_has_the_papers_behind_each(settings):
    table = pairs.pairs_table(book_of(settings, elm_2020={"program": PAPERS}, elm_2021={"paper": {"z": PAPERS["a"]}}))
    assert list(table) == "cohort basis us_institution us_ror china_institution china_ror papers paper_ids".split()
    assert table[["cohort", "basis", "us_institution", "china_institution", "papers", "paper_ids"]].values.tolist() == [
        ["elm-2020", "program", "MIT", "PKU", 2, "a|b"],
        ["elm-2020", "program", "Acme", "Acme", 1, "c"],
        ["elm-2020", "program", "CMU", "PKU", 1, "b"],
        ["elm-2021", "paper", "MIT", "PKU", 1, "z"],
    ]


def test_the_pair_that_the_report_names_gives_the_columns_their_names(settings):
    pear = {"name": "Pearland", "short": "PL", "adjective": "Pear", "article": "a", "countries": ["GB"]}
    chosen = settings.report.model_copy(update={"pair": ("china", "pear")})
    config = with_groups(settings, pear=pear).model_copy(update={"report": chosen})
    papers = {"a": ("US:MIT", "CN:PKU"), "b": ("GB:UCL", "CN:PKU")}
    table = pairs.pairs_table(book_of(config, elm_2020={"program": papers}))
    assert table[["china_institution", "pear_institution", "paper_ids"]].values.tolist() == [["PKU", "UCL", "b"]]
    assert figures_of(config, papers)["all"].words == "pairs of a Chinese and a Pear institution that share a paper"


def test_the_newest_schedule_and_profiles_are_shown(settings):
    book = book_of(
        settings,
        elm_2019={"program": PAPERS, "profile": PAPERS},
        elm_2020={"program": PAPERS},
        elm_2021={"profile": PAPERS},
    )
    assert pairs.newest(book.config) == [("elm-2020", "program"), ("elm-2021", "profile")]
    assert pairs.newest(book_of(settings, elm_2020={"paper": PAPERS}).config) == []
