"""Title blocks as text."""

from __future__ import annotations

from analysis.facts.readers import headers


def test_a_title_block_is_joined_by_id_only(raw):
    [header] = headers.read(raw({"id": "oakA1", "header": "## On Oak\n\nAda Quill"}))
    assert (header.id, header.header, header.title) == ("oakA1", "## On Oak\n\nAda Quill", "")
