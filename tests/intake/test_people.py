"""People and the authors who bear their names: one candidate, several, none."""

from __future__ import annotations

import pytest

from analysis.facts.records import Affiliation, Person
from analysis.intake.people import ByName, by_name, of_authors


def person(id: str, name: str, text: str, city: str = "", country: str = "") -> Person:
    return Person(id, name, Affiliation(0, text, city=city, country=country))


@pytest.fixture
def people() -> ByName:
    return by_name(
        [
            person("~Ada_Quill1", "Ada Quill", "Oak University", "Oakton", "US"),
            person("~Ada_Quill1", "Ada Quill", "Oak University", "Oakton", "US"),
            person("~Ada_Quill1", "Ada Quill", "Elm Ltd"),
            person("~Bo_Tern12", "Bo Tern", "Yew", country="CN"),
            person("~Bo_Tern1", "Bo Tern", "Ash"),
            person("~Zoë_O'Reed1", "Zoë O'Reed", "Pine"),
        ]
    )


def test_a_name_with_one_candidate_gets_all_affiliations_of_that_person_once(people):
    assert of_authors(("Ada Quill",), people) == [
        Affiliation(1, "Oak University", 0, "Oakton", "US"),
        Affiliation(1, "Elm Ltd"),
    ]


def test_a_name_with_several_candidates_keeps_them_apart(people):
    assert of_authors(("Bo Tern",), people) == [
        Affiliation(1, "Ash", 1),
        Affiliation(1, "Yew", 2, "", "CN"),
    ]


def test_a_name_without_candidate_gets_an_empty_affiliation(people):
    assert of_authors(("Nobody Else", "zoe oreed"), people) == [Affiliation(1, ""), Affiliation(2, "Pine")]
