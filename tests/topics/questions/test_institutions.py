"""Institutions of each paper, read from affiliations made by hand, and what must hold of the committed ones."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.topics.questions.institutions import Unit, brands, institutions, units_of

MIT, PKU, UCL = Unit("MIT", "r1", "US"), Unit("Peking University", "r2", "CN"), Unit("UCL", "r3", "GB")


def rows(*given_rows) -> pd.DataFrame:
    return pd.DataFrame(given_rows, columns=["paper_id", "basis", "author", "candidate", "units"])


def test_units_keep_their_own_countries():
    assert units_of("r1 US MIT|- CN Ant Group|- CN+US Megacorp") == [MIT, Unit("Ant Group", "", "CN")]
    assert units_of("") == []


@pytest.mark.parametrize(
    ("name", "root"),
    [
        ("Tencent AI Lab", "Tencent"),
        ("Tencent AI Lab Seattle", "Tencent"),
        ("Tencent", "Tencent"),
        ("Tencentia", "Tencentia"),
        ("Toyota Technological Institute at Chicago", "Toyota Technological Institute at Chicago"),
        ("Toyota Research Institute", "Toyota"),
    ],
)
def test_units_of_a_company_go_by_the_shortest_name(name, root):
    known = ["Tencent", "Tencent AI Lab", "Tencent AI Lab Seattle", "Tencentia", "Toyota"]
    known += ["Toyota Technological Institute at Chicago", "Toyota Research Institute"]
    assert brands(known)[name] == root


@given(st.sets(st.lists(st.sampled_from(["Ant", "Bee", "Lab"]), min_size=1, max_size=4).map(" ".join)))
def test_the_shortest_name_stands_for_itself(names):
    found = brands(names)
    assert set(found) == names
    assert all(found[root] == root and name.startswith(root) for name, root in found.items())


def test_institutions_leave_out_namesakes_mail_domains_and_other_bases():
    table = rows(
        ("p", "program", 1, 0, "r1 US MIT|r2 CN Peking University"),
        ("p", "program", 2, 0, "r3 GB UCL"),
        ("p", "program", 3, 0, "- US Acme"),
        ("p", "program", 3, 1, "- CN Acme"),
        ("p", "program", -1, 0, "r9 US Elsewhere"),
        ("p", "profile", 1, 0, "r8 US Yale"),
        ("q", "program", 1, 0, ""),
    )
    assert institutions(table, "program") == {"p": frozenset({MIT, PKU, UCL})}


def test_companies_are_one_but_in_each_country_by_themselves():
    table = rows(("p", "program", 1, 0, "- US Google|- US Google Research"), ("p", "program", 2, 0, "- CN Google AI"))
    assert institutions(table, "program") == {"p": frozenset({Unit("Google", "", "US"), Unit("Google", "", "CN")})}


def test_without_affiliations_there_are_no_institutions():
    assert institutions(rows(), "program") == {}


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
