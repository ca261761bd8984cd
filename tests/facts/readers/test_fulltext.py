"""Full texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.facts.readers import fulltext


def test_a_full_text_is_joined_by_id_only(raw):
    [body] = fulltext.read(raw({"id": "oakA1", "header": "x", "body": None, "references_found": True}))
    assert (body.id, body.texts, body.header) == ("oakA1", {"body": ""}, "")


@pytest.mark.parametrize(
    "heading",
    [
        "## Bibliography",
        "## References",
        "# REFERENCES",
        "## 7 References",
        "## 7. References:",
        "## A Works Cited",
        "## ElmConf Paper Checklist",
        "## Paper Checklist",
    ],
)
def test_references_and_a_checklist_that_were_left_in_are_cut_with_all_behind_them(raw, heading):
    text = f"We study oaks.\n\n## 2 Elms\n\nThey grow.\n\n{heading}\n\n[1] Ash, 2020. On ash.\n\n## A Proofs\n\nBy ash."
    [paper] = fulltext.read(raw({"id": "oakA1", "body": text}))
    assert paper.texts["body"] == "We study oaks.\n\n## 2 Elms\n\nThey grow."


@pytest.mark.parametrize(
    "line",
    [
        "## References to other trees",
        "## A checklist for elms",
        "References",
        "The bibliography\n",
        "we follow the ElmConf Paper Checklist",
        "## Cross-references",
        "##References",
    ],
)
def test_a_text_that_only_speaks_of_references_or_a_checklist_stays_whole(line):
    text = f"We study oaks.\n\n{line}\n\nBy ash."
    assert fulltext.own_text(text) == text


@given(st.text(), st.sampled_from(["## References", "## Bibliography", "# Paper checklist"]), st.text())
def test_what_is_kept_is_the_beginning_and_is_not_cut_again(before, heading, behind):
    kept = fulltext.own_text(f"{before}\n{heading}\n{behind}")
    assert before.startswith(kept)
    assert fulltext.own_text(kept) == kept
