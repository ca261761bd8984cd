"""OpenReview's own answers: accepted notes, and the affiliation that held when the conference was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import FactCheckError
from analysis.facts.raw_rows import Row
from analysis.facts.readers.openreview_api import _on
from analysis.facts.records import LeftOut

VENUE = "Elm.cc/2031/Conference"


def note(
    name: str = "oakA1", venue: str = VENUE, people: tuple[str, ...] = ("Ada Quill", "Bo Tern"), **more: str
) -> dict:
    content = {
        "title": f"On {name}",
        "authors": list(people),
        "authorids": [f"~{who.replace(' ', '_')}1" for who in people],
        "abstract": "We plant.",
        "venueid": venue,
        **more,
    }
    return {"id": name, "forum": name, "content": {key: {"value": value} for key, value in content.items()}}


def job(start: int | None, end: int | None, name: str, **more: str) -> dict:
    return {"position": "Gardener", "start": start, "end": end, "institution": {"name": name, **more}}


def profile(person: str, *history: dict, called: str = "") -> dict:
    names = [{"fullname": "x", "username": person, "preferred": True}, {"username": called or None}]
    return {"id": person, "content": {"names": names, "history": list(history)}}


ADA = profile(
    "~Ada_Quill1",
    job(2020, 2029, "Old Elm College"),
    job(2030, None, "Elm College", domain="elm.example", country="GB", city="Elmton"),
    job(2032, None, "Ash Lab"),
)


def test_the_affiliation_is_the_one_that_held_at_the_conference(read):
    notes, people = json.dumps({"notes": [note()], "count": 1}), json.dumps({"profiles": [ADA]})
    (paper,) = read("openreview_api", notes, people, day="2031-07-13")
    assert (paper.id, paper.title, paper.track, paper.authors) == (
        "oakA1",
        "On oakA1",
        "main",
        ("Ada Quill", "Bo Tern"),
    )
    ada, bo = paper.affiliations
    assert (ada.author, ada.text, ada.city, ada.country, ada.domain) == (
        1,
        "Elm College",
        "Elmton",
        "GB",
        "elm.example",
    )
    assert (bo.author, bo.text) == (2, "")


def test_two_jobs_of_one_year_both_hold_and_none_that_ended_does(read):
    moved = profile("~Ada_Quill1", job(2025, 2031, "Oak"), job(2031, None, "Elm"), job(2019, 2030, "Ash"))
    (paper,) = read("openreview_api", json.dumps([note(people=("Ada Quill",)), moved]), day="2031-01-01")
    assert [a.text for a in paper.affiliations] == ["Oak", "Elm"]


def test_a_person_is_found_by_every_id(read):
    renamed = profile("~Ada_Quill_Rush1", job(2030, None, "Elm"), called="~Ada_Quill1")
    (paper,) = read("openreview_api", json.dumps([note(people=("Ada Quill",)), renamed]), day="2031-01-01")
    assert [a.text for a in paper.affiliations] == ["Elm"]


@pytest.mark.parametrize("layout", ["array", "lines", "answers"])
def test_notes_are_read_from_an_array_from_lines_and_from_answers(read, layout):
    first, second = note("a1"), note("b2")
    text = {
        "array": json.dumps([first, second]),
        "lines": f"{json.dumps(first)}\n{json.dumps(second)}\n",
        "answers": f"{json.dumps({'notes': [first]})}\n{json.dumps({'notes': [second]})}\n",
    }[layout]
    assert [paper.id for paper in read("openreview_api", text)] == ["a1", "b2"]


@pytest.mark.parametrize(
    "suffix", ["Rejected_Submission", "Withdrawn_Submission", "Desk_Rejected_Submission", "Submission"]
)
def test_only_accepted_notes_are_papers(read, suffix):
    assert read("openreview_api", json.dumps([note(venue=f"{VENUE}/{suffix}")])) == [LeftOut(f"venue {suffix!r}")]


def test_a_decision_in_the_note_is_obeyed(read):
    assert read("openreview_api", json.dumps([note(decision="Reject")])) == [LeftOut("decision 'Reject'")]


def test_the_tracks_of_a_venue_are_told_by_its_id(read):
    notes = json.dumps(
        [note("a1"), note("b2", "Elm.cc/2031/Position_Paper_Track"), note("c3", "Elm.cc/2031/Workshop/Moss")]
    )
    tracks = {VENUE: "main", "Position_Paper_Track": "positions"}
    first, second, third = read("openreview_api", notes, tracks=tracks)
    assert (first.track, second.track, third) == (
        "main",
        "positions",
        LeftOut("of a track that `tracks` does not name"),
    )


def test_histories_ask_for_the_day_of_the_conference(read):
    with pytest.raises(FactCheckError, match="give the cohort its first day as `date`"):
        read("openreview_api", json.dumps([note(), ADA]))


def test_a_year_that_is_none_is_told(read):
    broken = profile("~Ada_Quill1", job("soon", None, "Elm"))
    with pytest.raises(FactCheckError, match="'start' of a history is 'soon' and should be a year"):
        read("openreview_api", json.dumps([note(), broken]), day="2031-07-13")


def test_profiles_alone_are_no_papers(read):
    with pytest.raises(FactCheckError, match="holds no note with a title"):
        read("openreview_api", json.dumps([ADA]), day="2031-07-13")


YEARS = st.none() | st.integers(2025, 2035)


@given(st.lists(st.tuples(YEARS, YEARS), max_size=4))
def test_an_entry_holds_in_each_year_from_its_first_to_its_last(spans):
    history = [Row(job(start, end, f"Elm {at}"), "x") for at, (start, end) in enumerate(spans)]
    held = [a.text for a in _on(history, 1, "2030-06-01")]
    assert held == ([f"Elm {at}" for at, (s, e) in enumerate(spans) if (s or 0) <= 2030 <= (e or 9999)] or [""])
