"""A list of Paper Copilot as published: who is accepted, and whose affiliation each is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import FactCheckError
from analysis.facts.readers.paper_copilot import apart
from analysis.facts.records import LeftOut, Paper

ROW = {
    "id": "oakA1",
    "title": "On  Oak",
    "status": "Poster",
    "track": "main",
    "site": "https://openreview.net/forum?id=oakA1",
    "author": "Ada Quill;Bo Tern;Cy Marrow",
    "authorids": "~Ada_Quill1;~Bo_Tern1;~Cy_Marrow1",
    "or_profile": "~Ada_Quill1;~Bo_Tern1;~Cy_Marrow1",
    "aff": "Elm College;;Oak Lab+Elm College",
    "aff_domain": "elm.example;;oak.example+elm.example",
    "position": "PhD student;;Engineer+PhD student",
    "abstract": "We plant.",
}


def affiliations(record) -> list[tuple[int, str, str]]:
    return [(a.author, a.text, a.domain) for a in record.affiliations]


def test_each_author_has_each_of_the_affiliations(read):
    (paper,) = read("paper_copilot", json.dumps([ROW]))
    assert (paper.id, paper.title, paper.track, paper.award, paper.texts) == (
        "oakA1",
        "On Oak",
        "main",
        "poster",
        {"abstract": "We plant."},
    )
    assert paper.authors == ("Ada Quill", "Bo Tern", "Cy Marrow")
    assert affiliations(paper) == [
        (1, "Elm College", "elm.example"),
        (2, "", ""),
        (3, "Oak Lab", "oak.example"),
        (3, "Elm College", "elm.example"),
    ]


def test_profiles_in_another_order_than_the_authors_are_given_to_theirs(read):
    row = ROW | {"or_profile": "~Cy_Marrow1;~Ada_Quill1;~Bo_Tern1"}
    (paper,) = read("paper_copilot", json.dumps([row]))
    assert affiliations(paper)[:2] == [(1, "", ""), (2, "Oak Lab", "oak.example")]


@pytest.mark.parametrize("status", ["Reject", "Withdraw", "Desk Reject", "Active"])
def test_what_is_not_accepted_is_left_out(read, status):
    left, paper = read("paper_copilot", json.dumps([ROW | {"status": status}, ROW]))
    assert left == LeftOut(f"status {status!r}")
    assert isinstance(paper, Paper)


def test_words_of_a_conference_s_own_are_told_in_config(read):
    rows = json.dumps([ROW | {"status": "Long"}, ROW | {"status": "Findings"}])
    assert [isinstance(r, Paper) for r in read("paper_copilot", rows)] == [False, False]
    assert [isinstance(r, Paper) for r in read("paper_copilot", rows, decisions=["Long"])] == [True, False]


def test_a_list_without_profiles_has_titles_and_decisions(read):
    bare = {key: ROW[key] for key in ("id", "title", "status", "track", "author")} | {
        "site": "https://elm.example/poster/7"
    }
    (paper,) = read("paper_copilot", json.dumps([bare]))
    assert (paper.id, paper.url, paper.affiliations) == ("", "https://elm.example/poster/7", [])


def test_a_row_may_be_left_out_by_its_address_and_must_be_there(read):
    (left,) = read("paper_copilot", json.dumps([ROW]), leave_out=["https://openreview.net/forum?id=oakA1"])
    assert left == LeftOut("left out by config.yaml")
    with pytest.raises(FactCheckError, match="holds no 'elm', which `leave-out` in "):
        read("paper_copilot", json.dumps([ROW]), leave_out=["elm"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "holds no object"),
        ("[1]", "is no JSON object"),
        ("<html>", "is not JSON"),
        ('[{"title": "x"}]', "the row has no 'status'"),
        ('[{"status": "Poster", "author": "A"}]', "the row has no 'title'"),
    ],
)
def test_what_is_no_such_list_is_refused(read, content, said):
    with pytest.raises(FactCheckError, match=said):
        read("paper_copilot", content)


NAMES = st.sampled_from(["Elm College", "Computing + Mathematics, Oak", "Ash", "Yew + Fern Lab"])


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_names_that_hold_a_plus_of_their_own_come_apart_as_they_went_in(names):
    assert apart("+".join(names), len(names)) == names
