"""A listing: authors, and what the address of a paper tells."""

from __future__ import annotations

from analysis.facts.readers import listing


def test_a_listing_gives_authors_id_and_track_from_its_url(raw):
    forum, proceedings, other = listing.read(
        raw(
            {"title": "On Oak.", "author": "Ada Quill; Bo Tern", "url": "http://openreview.net/forum?id=oakA1&x=1"},
            {
                "title": "On Elm",
                "author": "Ada Quill, Bo Tern",
                "url": "https://papers.example.cc//hash/ab-Abstract-Datasets_and_Benchmarks.html",
            },
            {"title": "On Ash", "author": "", "url": "poster 12"},
        )
    )
    assert (forum.title, forum.id, forum.authors, forum.url) == (
        "On Oak",
        "oakA1",
        ("Ada Quill", "Bo Tern"),
        "https://openreview.net/forum?id=oakA1&x=1",
    )
    assert (proceedings.authors, proceedings.track, proceedings.id) == (
        ("Ada Quill", "Bo Tern"),
        "datasets-and-benchmarks",
        "",
    )
    assert proceedings.url == "https://papers.example.cc/hash/ab-Abstract-Datasets_and_Benchmarks.html"
    assert (other.authors, other.url, other.track) == ((), "", "")
