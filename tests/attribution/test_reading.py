"""Institutions and places of a part: leftmost first, longest first."""

from __future__ import annotations

from analysis.attribution.reading import is_one_name, names_something, read_part


def test_the_longest_name_is_read_and_says_how_it_was_found(small):
    reading = read_part("University of Foo Bar, Germany", small())
    [mention] = reading.mentions
    assert (reading.words(mention), mention.method, mention.entries[0].ror) == (
        "University of Foo Bar",
        "registry",
        "0aaaaaa03",
    )
    assert [(reading.words(place), place.kind) for place in reading.places] == [("Germany", "country")]


def test_a_name_of_one_word_counts_only_where_it_fills_its_segment(small):
    assert [m.entries[0].name for m in read_part("Foo, France", small()).mentions] == ["Foo"]
    assert read_part("Foo Fighters", small()).mentions == ()


def test_a_reviewed_company_counts_beside_other_words(small):
    assert [m.method for m in read_part("Acme Robotics", small()).mentions] == ["company"]


def test_an_acronym_is_weak_so_that_a_place_must_agree(small):
    [mention] = read_part("UFOO Lab", small()).mentions
    assert (mention.method, mention.weak) == ("acronym", True)
    assert read_part("Ufoo Lab", small()).mentions == ()


def test_a_misspelt_name_is_read_as_the_name(small):
    [mention] = read_part("Univeristy of Foo Bar", small()).mentions
    assert (mention.method, mention.entries[0].ror) == ("spelling", "0aaaaaa03")


def test_whether_a_text_names_something_or_is_one_name_from_its_first_word_to_its_last():
    assert names_something("Dept. of Knots, Stanford University")
    assert is_one_name("Stanford University")
    assert not is_one_name("Dept. of Knots, Stanford University")
    assert not names_something("Alba Quintero")
