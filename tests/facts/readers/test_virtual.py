"""The JSON of a virtual site, packed or not, and what is none."""

from __future__ import annotations

import gzip
import json

import pytest

from analysis.core.errors import FactCheckError
from analysis.facts.readers import virtual


def texts(paper) -> list[tuple[int, str]]:
    return [(a.author, a.text) for a in paper.affiliations]


def result(name: str, *people: tuple[str, str | None], **more) -> dict:
    return {"name": name, "authors": [{"fullname": n, "institution": i} for n, i in people], **more}


@pytest.mark.parametrize("packed", [True, False])
def test_a_virtual_site_gives_papers_and_leaves_out_what_has_no_authors(tmp_path, packed):
    results = [
        result(
            "On Oak",
            ("Ada Quill", "Oak University"),
            ("Bo Tern", None),
            abstract="We plant.",
            eventtype="Poster",
            paper_url="https://openreview.net/forum?id=oakA1",
        ),
        result("on oak", ("Ada Quill", "Oak University"), eventtype="Oral"),
        result("Coffee Break"),
        result("", ("Ada Quill", "Oak")),
        result(
            "On Elm", ("Cy Marrow", "Elm"), decision="Accept (Datasets and Benchmarks)", virtualsite_url="/poster/2"
        ),
        result("On Ash", ("Di Ash", "Ash"), event_type="Journal Poster"),
    ]
    text = json.dumps({"count": 6, "results": results}).encode()
    path = tmp_path / "2026.json.gz"
    path.write_bytes(gzip.compress(text) if packed else text)
    oak, elm, ash = virtual.read(path)
    assert (oak.title, oak.id, oak.track, oak.texts) == ("On Oak", "oakA1", "main", {"abstract": "We plant."})
    assert texts(oak) == [(1, "Oak University"), (2, "")]
    assert (elm.track, elm.url, elm.id, ash.track) == ("datasets-and-benchmarks", "/poster/2", "", "journal")


NO_SITES = [
    b"",
    b"{}",
    b"[]",
    b"not json",
    b'{"results": 3}',
    b'{"results": [1]}',
    b'{"results": [{"name": "x", "authors": ["y"]}]}',
    b'{"results": []}',
    b"\x1f\x8b\x08cut",
    b'{"results": "\xff"}',
]


@pytest.mark.parametrize("content", NO_SITES)
def test_what_is_no_virtual_site_is_refused_with_its_file(tmp_path, content):
    path = tmp_path / "site.json.gz"
    path.write_bytes(content)
    with pytest.raises(FactCheckError) as failure:
        list(virtual.read(path))
    assert str(failure.value).startswith(f"{path}: is not the JSON of a virtual site (")
    assert failure.value.mend == "fetch it again"


def test_a_virtual_site_that_is_missing_is_refused(tmp_path):
    with pytest.raises(FactCheckError, match="raw file is missing"):
        list(virtual.read(tmp_path / "none.json.gz"))
