"""The code is of any fact-check: no word of this one stands in it, but in examples of docstrings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import analysis
from analysis.settings import config

CODE = Path(analysis.__file__).parent
OTHER = ("*.jinja", "*.js", "*.html", "*.lua", "*.typ")  # what is no Python is read whole
FILES = sorted(file for kind in ("*.py", *OTHER) for file in CODE.rglob(kind))


def words() -> list[str]:
    """What config.yaml calls things: groups, pairs, venues, cohorts, years, terms, others' counts, claims."""
    settings = config.load()
    groups, cohorts = settings.groups.values(), settings.cohorts
    said = {word for group in groups for word in (group.name, group.short, group.adjective)}
    said |= {pair.key for pair in settings.pairs} | {settings.name_of(pair) for pair in settings.pairs}
    said |= set(cohorts) | {name.partition("-")[0] for name in cohorts}
    said |= {cohort.venue for cohort in cohorts.values()} | {str(cohort.year) for cohort in cohorts.values()}
    said |= {word for key, term in settings.terms.items() for word in (key, term.name.removeprefix("the "))}
    said |= {word for key, other in settings.independent.items() for word in (key, other.name)} - {
        "article",
        "the original",
    }
    said |= {key for key in settings.claims if "-" in key} | {settings.article.original.name}
    return sorted(said, key=lambda word: (-len(word), word))


WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words()))})(?![\w-])")
# lists of the whole world's names, in which some of this fact-check's must stand
ALLOWED = ("settings/country_codes.py", "facts/title_block/vocabulary.py", "attribution/domains.py")
KEYS = frozenset(config.load().groups)  # too short to look for inside a text: a constant of their own


def said(file: Path) -> Iterator[tuple[int, str]]:
    """Line and text of everything in a file that is no comment and no docstring."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        yield from enumerate(text.splitlines(), 1)
        return
    tree = ast.parse(text)
    scopes = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, scopes) and ast.get_docstring(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | int) and id(node) not in docs:
            yield node.lineno, str(node.value)
        elif isinstance(node, ast.Name | ast.arg | ast.Attribute):
            yield node.lineno, getattr(node, "id", None) or getattr(node, "arg", None) or getattr(node, "attr", "")


def found(file: Path) -> list[str]:
    """The words of this fact-check in a file, each with its line."""
    if file.is_relative_to(CODE) and file.relative_to(CODE).as_posix() in ALLOWED:
        return []
    return [
        f"{line}: {text[:60]!r}" for line, text in said(file) if text in KEYS or WORD.search(text.replace("_", "-"))
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(CODE).as_posix())
def test_no_word_of_this_fact_check_stands_in_the_code(file: Path) -> None:
    assert found(file) == []


def test_a_word_is_found_where_it_stands(tmp_path: Path) -> None:
    settings = config.load()
    key, group = next(iter(settings.groups.items()))
    file = tmp_path / "x.py"
    file.write_text(f'"""{group.name}."""\n\n# {group.name}\nONE = "{key}"\nTWO = f"a {group.short} thing"\n')
    assert found(file) == [f"4: {key!r}", f"5: 'a {group.short} thing'"]
    assert len(words()) > 30
