"""Markdown that both engines read alike."""

from __future__ import annotations


def plain(text: str) -> str:
    """Text with Markdown's marks taken literally."""
    return "".join("\\" + c if c in "\\`*_{}[]<>()#+-.!|$@^~'\"" else c for c in text[:120])
