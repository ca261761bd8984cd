"""The guides, and what they name."""

from __future__ import annotations

import re

from analysis.core import paths

ROOT = paths.ROOT
GUIDES = sorted(
    file
    for pattern in ("*.md", "docs/*.md", "changelog.d/README.md", ".github/**/*.md", ".github/ISSUE_TEMPLATE/*.yml")
    for file in ROOT.glob(pattern)
    if file.name not in ("CHANGELOG.md", "CORRECTIONS.md")
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")


def text_of(name: str) -> str:
    """A guide's text by its name in the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """A guide without its blocks and spans of code."""
    return CODE.sub("", FENCE.sub("", text))


def commands(text: str) -> list[str]:
    """What a guide shows as code: the lines of its shell blocks and the spans of its prose."""
    lines = [line for kind, block in FENCE.findall(text) if kind == "sh" for line in block.splitlines()]
    return lines + CODE.findall(FENCE.sub("", text))


def targets(text: str) -> set[str]:
    """Targets of `make` that a text names as code."""
    said = [words for line in commands(text) for words in re.findall(r"(?:^|[\s;&])make((?: [\w=./…-]+)*)", line)]
    return {word for words in said for word in words.split() if re.fullmatch(r"[a-z][a-z-]*", word)}


def verbs(text: str) -> set[str]:
    """Verbs of `factcheck` that a text names as code."""
    return {verb for line in commands(text) for verb in re.findall(r"factcheck ([a-z]+)", line)}
