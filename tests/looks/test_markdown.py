"""Text in Markdown stays the text that it is."""

from __future__ import annotations

import pytest

from analysis.looks.markdown import plain


@pytest.mark.parametrize("text", ["Oak & Elm", "*bold*", "a_b", "[link](x)", "<b>", "$x$", "1.", "CN|US", "@key"])
def test_marks_are_escaped_and_nothing_else_changes(text) -> None:
    assert plain(text).replace("\\", "") == text
    assert all(plain(text)[at - 1] == "\\" for at, c in enumerate(plain(text)) if c in "*_[]<>$|@." and at)


def test_a_long_text_is_cut() -> None:
    assert plain("a" * 500) == "a" * 120
