"""Companies that name no place, put where other records of the paper place them; rows made by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.counting import by_person

COLUMNS = "paper_id basis author stated placed companies".split()
BARE = ("US", "", "nowhere US US Acme")


def profile(author: int, country: str, name: str = "Acme", paper: str = "p", basis: str = "profile") -> tuple[str, ...]:
    return (paper, basis, author, country, country, f"profile {country} US {name}")


def told(*rows) -> list[str]:
    """The countries of the first row, as the rule has them."""
    return by_person.countries(pd.DataFrame(rows, columns=COLUMNS)).tolist()


@pytest.mark.parametrize(
    ("others", "countries"),
    [
        ([], "US"),
        ([profile(2, "CN")], "CN"),
        ([profile(2, "CN", "Acme Labs")], "CN"),  # a unit of the company
        ([profile(2, "CN", "Bolt")], "US"),  # another company
        ([profile(2, "CN", paper="q")], "US"),  # on another paper
        ([profile(2, "CN"), profile(3, "DE")], "US"),  # they differ
        ([profile(2, "CN"), profile(3, "CN")], "CN"),
        ([profile(2, "CN", basis="paper")], "US"),  # the same record
        ([("p", "profile", 2, "CN", "CN", "own CN US Acme")], "US"),  # no place is told there either
        ([("p", "profile", 2, "", "", "")], "US"),
    ],
)
def test_print_goes_where_the_profiles_of_the_paper_place_the_company(others, countries):
    assert told(("p", "paper", 1, *BARE), *others)[0] == countries


def test_an_author_s_own_record_goes_before_those_of_the_others():
    rows = [("p", "program", 1, *BARE), ("p", "program", 2, *BARE), profile(1, "CN"), profile(2, "DE")]
    assert told(*rows)[:2] == ["CN", "DE"]
    assert told(("p", "program", 3, *BARE), *rows[2:])[0] == "US"


def test_what_stands_beside_the_company_in_the_string_stays():
    row = ("p", "paper", 1, "CN|GB|US", "CN", "nowhere US US Acme|nowhere GB GB Bolt")
    assert told(row, profile(1, "DE"))[0] == "CN|DE|GB"


def test_a_company_whose_place_is_named_stays_there_and_can_be_compared():
    table = pd.DataFrame([("p", "paper", 1, "GB", "GB", "named GB US Acme"), profile(1, "DE")], columns=COLUMNS)
    assert by_person.countries(table).tolist() == ["GB", "DE"]
    assert by_person.companies(table)["told"].tolist() == ["DE", "GB"]


def test_a_mail_domain_is_no_company_s_row():
    assert told(("p", "paper", -1, *BARE), profile(1, "DE"))[0] == "US"


ROWS = st.lists(
    st.builds(
        lambda paper, basis, author, how, country, name: (
            *(paper, basis, author, country, "" if how == "nowhere" else country),
            f"{how} {country} US {name}",
        ),
        st.sampled_from("pq"),
        st.sampled_from(["paper", "program", "profile"]),
        st.integers(-1, 3),
        st.sampled_from(["named", "profile", "own", "nowhere"]),
        st.sampled_from(["US", "CN", "DE"]),
        st.sampled_from(["Acme", "Acme Labs", "Bolt"]),
    ),
    max_size=12,
)


@given(ROWS)
def test_only_companies_without_a_place_move_and_only_to_a_country_that_another_record_tells(rows):
    table = pd.DataFrame(rows, columns=COLUMNS)
    for at, codes in enumerate(by_person.countries(table)):
        paper, basis, author, stated, _, company = rows[at]
        if codes != stated:
            assert company.startswith("nowhere") and author >= 0
            assert any(r[0] == paper and r[1] != basis and r[3] == codes and r[2] >= 0 for r in rows)
