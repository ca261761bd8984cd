"""Institutions of each paper, read from affiliations made by hand, and what must hold of the committed ones."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.topics.questions.institutions import Unit, institutions, units_of

NAMED = ("r1 US MIT", "r2 CN Peking University", "- CN+US Megacorp", "- US Acme", "- CN Acme")
MIT, PKU, UCL = Unit("MIT", "r1", "US"), Unit("Peking University", "r2", "CN"), Unit("UCL", "r3", "GB")


def found(*rows, basis: str = "program") -> dict[str, set[Unit]]:
    """Paper → its institutions, of papers p and q with these rows: (paper, basis, author, candidate, units)."""
    table = pd.DataFrame(rows, columns=["paper_id", "basis", "author", "candidate", "units"])
    papers = pd.DataFrame({"paper_id": ["p", "q"]})
    book = SimpleNamespace(attributed={"elm": table}, snapshots={"elm": SimpleNamespace(papers=papers)})
    made = institutions(book, "elm", basis)
    return {paper: set(made.on(at)) for at, paper in enumerate(papers["paper_id"]) if made.on(at)}


def test_units_keep_their_own_countries():
    assert units_of("r1 US MIT|- CN Ant Group|- CN+US Megacorp") == [MIT, Unit("Ant Group", "", "CN")]
    assert units_of("") == []


def test_institutions_leave_out_namesakes_mail_domains_and_other_bases():
    assert found(
        ("p", "program", 1, 0, "r1 US MIT|r2 CN Peking University"),
        ("p", "program", 2, 0, "r3 GB UCL"),
        ("p", "program", 3, 0, "- US Acme"),
        ("p", "program", 3, 1, "- CN Acme"),
        ("p", "program", -1, 0, "r9 US Elsewhere"),
        ("p", "profile", 1, 0, "r8 US Yale"),
        ("q", "program", 1, 0, ""),
        ("lost", "program", 1, 0, "r8 US Yale"),
    ) == {"p": {MIT, PKU, UCL}}


def test_companies_are_one_but_in_each_country_by_themselves():
    rows = (("p", "program", 1, 0, "- US Google|- US Google Research"), ("p", "program", 2, 0, "- CN Google AI"))
    assert found(*rows) == {"p": {Unit("Google", "", "US"), Unit("Google", "", "CN")}}


@given(
    st.lists(st.tuples(st.sampled_from("pq"), st.integers(1, 3), st.integers(0, 1), st.sets(st.sampled_from(NAMED)))),
    st.sets(st.sampled_from("pq")),
)
def test_papers_and_institutions_are_those_of_a_dictionary(rows, chosen):
    table = [(paper, "program", author, other, "|".join(sorted(units))) for paper, author, other, units in rows]
    namesakes = {(paper, author) for paper, author, other, _ in rows if other}
    plain: dict[str, set[Unit]] = {}
    for paper, _, author, _, units in table:
        if (paper, author) not in namesakes:
            plain.setdefault(paper, set()).update(units_of(units))
    assert found(*table) == {paper: units for paper, units in plain.items() if units}


def test_without_affiliations_there_are_no_institutions():
    assert found() == {}


def test_an_institution_is_counted_on_the_papers_that_are_asked_for():
    rows = [(p, "program", 1, 0, "r1 US MIT") for p in "pq"] + [("q", "program", 2, 0, "r1 US MIT|r3 GB UCL")]
    table = pd.DataFrame(rows, columns=["paper_id", "basis", "author", "candidate", "units"])
    papers = pd.DataFrame({"paper_id": ["p", "q"]})
    book = SimpleNamespace(attributed={"elm": table}, snapshots={"elm": SimpleNamespace(papers=papers)})
    made = institutions(book, "elm", "program")
    assert made.units == [MIT, UCL]
    assert made.papers(np.array([True, True])).tolist() == [2, 1]
    assert made.papers(np.array([True, False])).tolist() == [1, 0]
    assert made.within(frozenset({"GB"})).tolist() == [False, True]


def test_a_registry_id_has_one_name_in_the_committed_facts(book):
    names: dict[str, set[str]] = {}
    for table in book.attributed.values():
        for text in table["units"].unique():
            for unit in units_of(text):
                names.setdefault(unit.ror, set()).add(unit.name)
    names.pop("")
    assert len(names) > 1000
    assert {ror: found for ror, found in names.items() if len(found) > 1} == {}


def test_units_agree_with_institutions_and_countries_of_the_committed_facts(book):
    for attributed in book.attributed.values():
        table = attributed[["institutions", "units", "stated"]].drop_duplicates()
        for named, units, stated in table.itertuples(index=False, name=None):
            parts = [unit.split(" ", 2) for unit in units.split("|") if unit]
            assert list(dict.fromkeys(name for _, _, name in parts)) == [n for n in named.split("|") if n]
            assert {c for _, codes, _ in parts for c in codes.split("+")} <= set(stated.split("|"))
