"""What a string says of place, against a name that many countries' institutions might bear."""

from __future__ import annotations

import pytest

from analysis.attribution.places import find_places
from analysis.attribution.reading import read_part
from analysis.attribution.registry import load
from analysis.attribution.weighing import against, agreed, elsewhere, is_telling, joined_at
from analysis.core.text import tokens


def weighed(text: str) -> tuple[str, str]:
    reading = read_part(text, load())
    words, stated = against(reading.mentions[0], list(reading.places), reading, load())
    return words, "|".join(stated)


@pytest.mark.parametrize(
    ("name", "telling"),
    [
        ("Institute of Microelectronics", False),
        ("Trinity College", False),
        ("Tsinghua University", True),
        ("University of London", True),  # many bear the word, but it is its city
    ],
)
def test_a_name_tells_its_bearer_by_a_rare_word_or_its_own_city(name, telling):
    reading = read_part(name, load())
    assert is_telling(reading.mentions[0], reading, load()) == telling


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Institute of Microelectronics, 5 Long Road, Singapore", "SG"),
        ("Institute of Microelectronics, name@imel.gr", "GR"),
        ("Trinity College, Cambridge", ""),
    ],
)
def test_a_name_of_many_gives_way_to_what_the_string_states(text, stated):
    words, country = weighed(text)
    assert "is a name of many" in words
    assert country == stated


@pytest.mark.parametrize(
    "text",
    [
        "Institute of Microelectronics, Beijing",
        "Institute of Microelectronics",
        "Tsinghua University, 5 Road, Singapore",
    ],
)
def test_nothing_speaks_against_a_name_that_agrees_or_tells_its_bearer(text):
    assert weighed(text) == ("", "")


def test_places_agree_on_the_one_country_that_all_can_lie_in():
    assert agreed(find_places(tokens("Cambridge, MA, USA"), set())) == {"US"}
    assert not agreed(find_places(tokens("Paris, France, Boston, USA"), set()))
    assert not agreed(find_places(tokens("Cambridge"), set()))
    assert not agreed([])


def test_an_and_behind_a_country_begins_another_institution():
    reading = read_part("Stanford University, USA and Foo Laboratory, Lyon, France", load())
    [places] = elsewhere(reading)
    assert [reading.words(place) for place in places] == ["Lyon", "France"]
    assert len(joined_at(reading)) == 1
    assert elsewhere(read_part("Stanford University, USA and Canada", load())) == []
