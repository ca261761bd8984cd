"""A part → what gives countries in it, and notes on what does not."""

from __future__ import annotations

from analysis.attribution.named import Around
from analysis.attribution.part import attributions
from analysis.attribution.reading import read_part


def told(small, text: str, everywhere=()) -> tuple[list[tuple[str, str]], list[str]]:
    registry = small()
    found, notes = attributions(read_part(text, registry), Around(frozenset(everywhere), frozenset(), "", registry))
    return [(a.name, "|".join(a.countries)) for a in found], notes


def test_every_institution_gives_its_country_with_the_places_that_belong_to_it(small):
    assert told(small, "University of Foo, Germany, Acme, France")[0] == [("University of Foo", "DE"), ("Acme", "FR")]


def test_an_unknown_institution_whose_name_holds_a_place_gives_that_place(small):
    assert told(small, "University of Foo, Hokkaido University")[0] == [("University of Foo", "DE"), ("", "JP")]


def test_a_place_alone_gives_its_country(small):
    assert told(small, "Lyon, France")[0] == [("", "FR")]


def test_what_names_nothing_is_noted(small):
    assert told(small, "Dept. of Knots") == ([], ["'Dept. of Knots': no institution or place that we know"])
