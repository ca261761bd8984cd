"""What stands in a page's source beside prose."""

from __future__ import annotations

import re

SHORTCODE = re.compile(r"\{\{<\s*(\w+)\s+(.*?)\s*>\}\}")
FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.DOTALL | re.MULTILINE)


def without(text: str, *patterns: re.Pattern[str]) -> str:
    """The text with blanks in place of what the patterns find, one after the other; its lines stay where they are."""
    for pattern in patterns:
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text
