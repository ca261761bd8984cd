"""The companies of an affiliation, and the units that are one company."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution.answer import answer
from analysis.attribution.resolution import NAMED, NOWHERE, Attribution, Resolution
from analysis.counting.companies import Company, brands, companies_of


def test_companies_are_read_as_they_were_written():
    acme = Attribution("Acme | Labs", "", ("GB",), ("JP",), "company", "x", company=NAMED)
    bolt = Attribution("Bolt", "", ("US",), ("US",), "company", "x", company=NOWHERE)
    oak = Attribution("Oak College", "r1", ("DE",), ("DE",), "registry", "x")
    found = answer(Resolution("x", "resolved", (acme, oak, bolt))).companies
    assert companies_of(found) == [Company("named", "GB", "JP", "Acme | Labs"), Company("nowhere", "US", "US", "Bolt")]
    assert companies_of("") == []


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
