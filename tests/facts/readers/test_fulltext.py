"""Full texts."""

from __future__ import annotations

from analysis.facts.readers import fulltext


def test_a_full_text_is_joined_by_id_only(raw):
    [body] = fulltext.read(raw({"id": "oakA1", "header": "x", "body": None, "references_found": True}))
    assert (body.id, body.texts, body.header) == ("oakA1", {"body": ""}, "")
