"""The metadata of proceedings: every author with an institution, or without one."""

from __future__ import annotations

import pytest

from analysis.core.errors import FactCheckError
from analysis.facts.readers import proceedings

HASH = "06a15eb1c3836723b53e4abca8d9b879"


def test_an_author_without_an_institution_keeps_the_place(raw):
    url = f"http://papers.example.cc/paper/2015/file/{HASH}-Paper.pdf"
    authors = [["Ada Quill", "Oak University"], ["Bo Tern", None], ["Cy Vale", "Elm Institute"]]
    (paper,) = proceedings.read(raw({"title": "Oaks &amp; Elms", "hash": HASH, "url": url, "authors": authors}))
    assert (paper.title, paper.authors) == ("Oaks & Elms", ("Ada Quill", "Bo Tern", "Cy Vale"))
    assert [(a.author, a.text) for a in paper.affiliations] == [(1, "Oak University"), (2, ""), (3, "Elm Institute")]
    assert paper.url == f"https://papers.example.cc/paper/2015/hash/{HASH}-Abstract.html"


def test_a_paper_without_an_address_has_none(raw):
    (paper,) = proceedings.read(raw({"title": "Oaks", "authors": [["Ada Quill", "Oak"]]}))
    assert paper.url == ""


def test_an_author_in_no_known_shape_is_named_with_its_line(raw):
    with pytest.raises(FactCheckError, match="an author is given as list"):
        list(proceedings.read(raw({"title": "Oaks", "authors": [["Ada", "Quill", "Oak"]]})))
