"""Accepted notes of OpenReview."""

from __future__ import annotations

from analysis.facts.readers import notes


def test_notes_give_id_title_authors_and_abstract(raw):
    full, bare = notes.read(
        raw(
            {"id": "n1", "title": "On\u00a0Oak", "authors": ["Ada Quill"], "abstract": "We plant."},
            {"id": "n2", "title": "On Elm", "authors": None, "abstract": None},
        )
    )
    assert (full.id, full.title, full.authors, full.texts) == (
        "n1",
        "On Oak",
        ("Ada Quill",),
        {"abstract": "We plant."},
    )
    assert (bare.authors, bare.texts) == ((), {})
