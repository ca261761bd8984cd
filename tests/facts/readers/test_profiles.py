"""Profiles of people: one record for each affiliation, under the name that the id spells."""

from __future__ import annotations

from analysis.facts.readers import profiles
from analysis.facts.records import Affiliation, Person


def test_a_profile_gives_the_name_that_its_id_spells_and_one_affiliation(raw):
    row = {"author_id": "~Ada_Quill1", "name": "A.", "institution": "Oak &amp; Elm", "city": "Oakton", "country": "us"}
    [person] = profiles.read(raw(row))
    assert person == Person("~Ada_Quill1", "Ada Quill", Affiliation(0, "Oak & Elm", city="Oakton", country="US"))


def test_a_place_that_is_not_given_is_empty(raw):
    [person] = profiles.read(raw({"author_id": "~Zoë_O'Reed12", "institution": "Pine", "city": None}))
    assert person == Person("~Zoë_O'Reed12", "Zoë O'Reed", Affiliation(0, "Pine"))
