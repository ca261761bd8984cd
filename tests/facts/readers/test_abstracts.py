"""Abstracts, whole or cut off."""

from __future__ import annotations

from analysis.facts.readers import abstracts


def test_an_abstract_cut_off_by_its_source_is_not_counted_as_one(raw):
    whole, cut, none = abstracts.read(
        raw(
            {"title": "On Oak", "abstract": "We plant.", "truncated": False, "id": "a1"},
            {"title": "On Elm", "abstract": "We pl", "truncated": True},
            {"title": "On Ash", "abstract": None, "track": "datasets and benchmarks"},
        )
    )
    assert (whole.texts, whole.id) == ({"abstract": "We plant."}, "a1")
    assert cut.texts == none.texts == {}
    assert none.track == "datasets-and-benchmarks"
