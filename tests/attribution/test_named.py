"""An institution named → its country: its own, a campus abroad, or the one that something beside it tells."""

from __future__ import annotations

import pytest

from analysis.attribution.named import Around, attributed
from analysis.attribution.reading import read_part

TWINS = """ror,name,other_names,acronyms,country,city,kind,domains
0aaaaaa01,Northern University,,,DE,Footown,education,northern.de
0aaaaaa02,Northern University,,,FR,Foix,education,northern.fr
0aaaaaa03,Foo College,,,GB,Bar,education,foo.uk
"""


def countries(small, text: str, everywhere=(), hint=(), domain="") -> str:
    registry = small(institutions=TWINS)
    reading = read_part(text, registry)
    around = Around(frozenset(everywhere), frozenset(hint), domain, registry)
    found = attributed(reading.mentions[0], list(reading.places), reading, around)
    return "|".join(found.countries) if found else ""


def test_a_name_borne_in_several_countries_is_left_open(small):
    assert countries(small, "Northern University") == ""


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("Northern University, France", {}),
        ("Northern University", {"everywhere": {"FR"}}),
        ("Northern University", {"hint": {"FR"}}),
        ("Northern University", {"domain": "northern.fr"}),
        ("Northern University", {"domain": "oak.fr"}),
    ],
)
def test_a_name_borne_in_several_countries_is_decided_by_what_stands_around_it(small, text, beside):
    assert countries(small, text, **beside) == "FR"


def test_an_institution_counts_where_it_is_and_its_campus_abroad_where_that_is(small):
    assert countries(small, "Foo College", hint={"FR"}) == "GB"
    assert countries(small, "Foo College, Germany") == "DE"


def test_a_company_counts_at_the_place_stated_and_its_headquarters_stay(small):
    registry = small()
    reading = read_part("Acme, Germany", registry)
    found = attributed(
        reading.mentions[0], list(reading.places), reading, Around(frozenset(), frozenset(), "", registry)
    )
    assert found is not None
    assert (found.countries, found.headquarters, found.placed) == (("DE",), ("JP",), True)


def test_a_company_that_names_no_place_is_not_placed(small):
    registry = small()
    reading = read_part("Acme", registry)
    found = attributed(reading.mentions[0], [], reading, Around(frozenset(), frozenset(), "", registry))
    assert found is not None
    assert (found.countries, found.placed) == (("JP",), False)
