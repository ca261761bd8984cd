"""Profiles beside their papers: whose affiliation is whose, in whatever order and shape."""

from __future__ import annotations

import pytest

from analysis.facts.readers import openreview
from analysis.facts.records import Affiliation


def texts(paper) -> list[tuple[int, str]]:
    return [(a.author, a.text) for a in paper.affiliations]


def test_profiles_follow_the_order_of_or_profile_and_not_of_the_authors(raw):
    path = raw(
        {
            "id": "oakA1",
            "author": "Ada Quill;Bo Tern;Cy Marrow",
            "authorids": "~Ada_Quill1;~Bo_Tern2;~Cy_Marrow1",
            "or_profile": "~Cy_Marrow1;~Ada_Quill1;~Bo_Tern2",
            "aff": "Elm &amp; Co;Oak University;",
            "aff_domain": "ELM.example;oak.example;",
        }
    )
    [paper] = openreview.read(path)
    assert (paper.id, paper.url) == ("oakA1", "https://openreview.net/forum?id=oakA1")
    assert paper.affiliations == [
        Affiliation(1, "Oak University", domain="oak.example"),
        Affiliation(2, ""),
        Affiliation(3, "Elm & Co", domain="elm.example"),
    ]


def test_a_semicolon_inside_an_affiliation_does_not_shift_the_others(raw):
    [paper] = openreview.read(
        raw(
            {
                "id": "x",
                "authorids": "~A_Q1;~B_T1;~C_M1",
                "or_profile": "~A_Q1;~B_T1;~C_M1",
                "aff": ";Oak College; Elm Lab;Ash A&M",
            }
        )
    )
    assert texts(paper) == [(1, ""), (2, "Oak College; Elm Lab"), (3, "Ash A&M")]


def test_two_authors_of_one_name_keep_their_own_affiliations(raw):
    [paper] = openreview.read(
        raw(
            {
                "id": "x",
                "authorids": "~Ada_Quill1;~Bo_Tern1;~Ada_Quill2",
                "or_profile": "~Ada_Quill2;~Ada_Quill1;~Bo_Tern1",
                "aff": "Ash;Oak;Elm",
            }
        )
    )
    assert texts(paper) == [(1, "Oak"), (2, "Elm"), (3, "Ash")]


def test_a_profile_is_matched_by_its_name_where_its_id_differs(raw):
    [paper] = openreview.read(
        raw({"id": "x", "authorids": "~Ada_Quill1;~Bo_Tern1", "or_profile": "Bo Tern;~Ada_Quill3", "aff": "Elm;Oak"})
    )
    assert texts(paper) == [(1, "Oak"), (2, "Elm")]


def test_profiles_that_match_nobody_take_the_places_left(raw):
    [paper] = openreview.read(
        raw(
            {
                "id": "x",
                "authorids": "~Ada_Quill1;~Bo_Tern1;~Cy_Marrow1",
                "or_profile": "~Zo_Pine1;~Bo_Tern1;~Yu_Reed1",
                "aff": "Oak;Elm;Ash",
            }
        )
    )
    assert texts(paper) == [(1, "Oak"), (2, "Elm"), (3, "Ash")]


@pytest.mark.parametrize(
    "row", [{"aff": None}, {"aff": ""}, {"aff": "Oak"}, {"authorids": None, "aff": "Oak;Elm;Ash"}, {}]
)
def test_columns_that_are_short_or_null_leave_the_rest_empty(raw, row):
    [paper] = openreview.read(raw({"id": "x", "authorids": "~A_Q1;~B_T1", "or_profile": "~A_Q1;~B_T1", **row}))
    assert [a.author for a in paper.affiliations] == [1, 2]
