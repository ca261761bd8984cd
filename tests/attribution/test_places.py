"""Countries, regions and cities, as affiliations spell them."""

from __future__ import annotations

import pytest

from analysis.attribution.places import city_countries, find_places, is_large_city, known_countries, meet
from analysis.core.text import tokens


def told(text: str) -> list[tuple[str, str]]:
    return [("|".join(sorted(place.countries)), place.kind) for place in find_places(tokens(text), set())]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Germany", [("DE", "country")]),
        ("Cambridge, MA", [("GB|US", "city"), ("US", "abbreviation")]),
        ("Nature of Reading", []),
        ("CO., LTD", []),
        ("Paris VI", [("FR", "city")]),
        ("no place", []),
    ],
)
def test_a_place_is_told_by_its_name_and_an_abbreviation_by_what_stands_before_it(text, places):
    assert told(text) == places


@pytest.mark.parametrize(
    ("text", "country"),
    [("Cambridge, MA", "US"), ("Cambridge, UK", "GB"), ("Hong Kong, China", "HK"), ("Paris, Texas", "US")],
)
def test_places_named_together_agree(text, country):
    assert meet(find_places(tokens(text), set())) == {country}


def test_where_no_place_is_named_none_is_agreed_on():
    assert meet([]) == frozenset()


def test_a_city_counts_for_the_countries_that_have_enough_of_it():
    assert city_countries("beijing") == {"CN"}
    assert city_countries("reading") == frozenset()  # also a common word
    assert is_large_city("london")
    assert not is_large_city("nowhere at all")


def test_every_country_of_the_list_has_a_code():
    assert all(len(code) == 2 and code.isupper() for code in known_countries())
    assert {"US", "CN", "HK", "MO", "TW"} <= known_countries()
