"""Sets in a field of a table: whatever a member holds, it comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution import registry, resolve
from analysis.attribution.answer import answer
from analysis.attribution.resolution import Attribution, Resolution
from analysis.core import multivalued
from analysis.topics.questions import institutions

ANY = st.one_of(st.text(min_size=1), st.text(alphabet="|\\ +-a\n", min_size=1))


@given(st.lists(ANY))
def test_any_members_come_back_as_they_were_and_in_their_order(members) -> None:
    assert multivalued.split(multivalued.join(members)) == tuple(members)


@given(st.lists(st.from_regex(r"[A-Z]{2}", fullmatch=True)))
def test_codes_are_joined_by_a_bar_and_nothing_else(codes) -> None:
    assert multivalued.join(codes) == "|".join(codes)


@given(st.text(alphabet="|\\ab"))
def test_any_text_is_split_into_members_that_say_something(text) -> None:
    assert all(multivalued.split(text))


def test_an_empty_member_says_nothing() -> None:
    assert multivalued.join(["", "US", ""]) == "US"
    assert multivalued.split("|US||CN|") == ("US", "CN")


@given(
    st.lists(st.tuples(ANY, st.sampled_from(["", "03vek6s52"]), st.sampled_from([("US",), ("CN", "US")])), max_size=4)
)
def test_institutions_of_any_name_are_read_back_from_what_attribution_wrote(found) -> None:
    findings = tuple(Attribution(name, ror, codes, codes, "registry", "") for name, ror, codes in found)
    units = institutions.units_of(answer(Resolution("x", "resolved", findings)).units)
    assert units == [
        institutions.Unit(name, ror, codes[0]) for name, ror, codes in dict.fromkeys(found) if len(codes) == 1
    ]


@pytest.mark.parametrize(
    "asked", ["NOREF", "J Medical", "CBG|Centrum voor familiegeschiedenis", "NABU naturgucker geG"]
)
def test_a_name_with_a_bar_in_it_is_one_institution(asked) -> None:
    decision = resolve.resolve(asked)
    [name] = decision.institutions
    assert "|" in name
    [unit] = institutions.units_of(answer(decision).units)
    assert (unit.name, (unit.country,)) == (name, decision.countries)


def test_other_names_with_a_bar_are_found_under_it() -> None:
    assert {e.ror for e in registry.load().names[" ".join(registry.key_words("J|medical S.R.L"))]} == {"01s98j802"}
