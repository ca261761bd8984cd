"""The glossary's words are each in one place, and each thing that it names is where it says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

from analysis.core import paths

GUIDE = paths.ROOT / "docs" / "glossary.md"
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)[1:]
THING = re.compile(r"`([\w.-]+)` in \[[\w./-]+\]\(([\w./-]+)\)")


def defined(folder: Path) -> set[str]:
    """What a folder holds by name: files and folders at any depth, and classes, functions and fields of modules."""
    found = {p.name for p in folder.rglob("*")}
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.add(node.name)
            if isinstance(node, ast.AnnAssign | ast.Assign):
                targets = [node.target] if isinstance(node, ast.AnnAssign) else node.targets
                found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def test_words_are_sorted_and_each_has_one_sentence() -> None:
    words = [word for word, _, _ in ROWS]
    assert words == sorted(set(words))
    assert all(about.endswith(".") and len(re.findall(r"[.!?](?:\s|$)", about)) == 1 for _, about, _ in ROWS)


@pytest.mark.parametrize(("word", "where"), [pytest.param(word, where, id=word) for word, _, where in ROWS])
def test_what_is_named_is_where_the_glossary_says(word: str, where: str) -> None:
    assert all((GUIDE.parent / target).exists() for target in re.findall(r"\]\(([^)]+)\)", where)), where
    things = THING.findall(where)
    assert things or "](" in where
    for thing, target in things:
        if target.endswith("config.yaml"):
            node = yaml.safe_load(paths.CONFIG.read_text(encoding="utf-8"))
            for key in thing.split("."):
                node = node[key]
        else:
            folder = (GUIDE.parent / target).resolve()
            assert thing in defined(folder) | {folder.name}, f"{thing} is not in {target}"
