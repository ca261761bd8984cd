"""A schedule: the four shapes of its rows, and brackets inside brackets."""

from __future__ import annotations

import pytest

from analysis.core.errors import FactCheckError
from analysis.facts.readers import program


def texts(paper) -> list[tuple[int, str]]:
    return [(a.author, a.text) for a in paper.affiliations]


def test_the_2020_schedule_gives_several_affiliations_an_author(raw):
    path = raw(
        {
            "title": "On Oak",
            "authors": [["Ada Quill", ["Oak University", "Elm &amp; Ash"]], ["Bo Tern", []], ["Cy Marrow", [None, ""]]],
        }
    )
    [paper] = program.read(path)
    assert (paper.title, paper.authors) == ("On Oak", ("Ada Quill", "Bo Tern", "Cy Marrow"))
    assert texts(paper) == [(1, "Oak University"), (1, "Elm & Ash"), (2, ""), (3, ""), (3, "")]


def test_the_2022_schedule_has_one_affiliation_or_none(raw):
    [paper] = program.read(raw({"title": "On Oak", "authors": [["Ada Quill", "Oak"], ["Bo Tern", None]]}))
    assert texts(paper) == [(1, "Oak"), (2, "")]


def test_the_2021_schedule_has_the_affiliation_in_brackets_and_a_number_for_a_title(raw):
    [paper] = program.read(
        raw({"title": 7, "authors": ["Ada Quill (Oak University (OU))", "Bo Tern", "Cy (Cyd) Marrow (Elm, Inc.)"]})
    )
    assert paper.title == ""
    assert paper.authors == ("Ada Quill", "Bo Tern", "Cy (Cyd) Marrow")
    assert texts(paper) == [(1, "Oak University (OU)"), (2, ""), (3, "Elm, Inc.")]


@pytest.mark.parametrize(
    ("text", "name", "affiliation"),
    [
        ("Ada Quill (Oak)", "Ada Quill", ["Oak"]),
        ("Ada Quill (Oak (Elm (Ash)))", "Ada Quill", ["Oak (Elm (Ash))"]),
        ("Ada Quill (Oak) (Elm)", "Ada Quill (Oak)", ["Elm"]),
        ("Ada Quill (Oak (Elm)", "Ada Quill (Oak", ["Elm"]),
        ("Ada Quill (Oak) Elm)", "Ada Quill", ["Oak) Elm"]),
        ("Ada Quill ()", "Ada Quill", [""]),
        ("Ada Quill", "Ada Quill", []),
        (")", ")", []),
        ("", "", []),
    ],
)
def test_brackets_inside_brackets_belong_to_the_affiliation(text, name, affiliation):
    assert program.split_name(text) == (name, affiliation)


def test_the_2024_schedule_says_none_in_several_ways(raw):
    authors = [
        {"name": "Ada Quill", "affiliation": "Xi&#x27;an Oak", "no": "1"},
        {"name": "Bo Tern", "affiliation": None},
        {"name": "Cy Marrow"},
        {"name": "Di Ash", "affiliation": "None"},
    ]
    [paper] = program.read(raw({"title": "  On  Oak ", "authors": authors}))
    assert (paper.title, len(paper.authors)) == ("On Oak", 4)
    assert texts(paper) == [(1, "Xi'an Oak"), (2, ""), (3, ""), (4, "None")]


def test_an_author_in_no_known_shape_is_named_with_its_line(raw):
    path = raw({"title": "On Oak", "authors": []}, {"title": "On Elm", "authors": [12]})
    with pytest.raises(FactCheckError, match=r"raw\.jsonl\.gz:2: an author is given as int") as failure:
        list(program.read(path))
    assert failure.value.mend
