"""A conference's schedule: authors with the affiliation they gave at registration.

Three shapes are read, told apart row by row: ``[name, [affiliation, …]]`` (2020), ``"Name (Affiliation)"`` (2021) and
``{name, affiliation}`` (2024).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.core.errors import FactCheckError
from analysis.core.text import clean
from analysis.facts.readers.records import Affiliation, Paper, get, read_rows


def read(path: Path) -> Iterator[Paper]:
    """Papers of a schedule, with `affiliations` and, where the source has one, a `title`."""
    for number, row in read_rows(path):
        title = get(row, "title", path, number)
        authors = [_author(a, path, number) for a in get(row, "authors", path, number, list)]
        affiliations = [
            Affiliation(position, clean(text))
            for position, (_, texts) in enumerate(authors, 1)
            for text in (texts or [""])
        ]
        # 2021's schedule numbers its rows where a title should be
        yield Paper(
            title=clean(title) if isinstance(title, str) else "",
            authors=tuple(clean(n) for n, _ in authors),
            affiliations=affiliations,
        )


def _author(author: Any, path: Path, number: int) -> tuple[str, list[str]]:
    if isinstance(author, str):
        return split_name(author)
    if isinstance(author, list) and len(author) == 2 and isinstance(author[1], list):
        return str(author[0]), [str(a or "") for a in author[1]]
    if isinstance(author, dict) and "name" in author:
        return str(author["name"]), [str(author.get("affiliation") or "")]
    raise FactCheckError(
        f"an author is given as {type(author).__name__}, in no shape known",
        where=f"{path}:{number}",
        mend="see analysis/facts/readers/program.py",
    )


def split_name(text: str) -> tuple[str, list[str]]:
    """``"Name (Affiliation (ACRONYM))"`` → name and affiliation; the affiliation is the last group of balanced brackets."""
    text = text.strip()
    if not text.endswith(")"):
        return text, []
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            return text[:at].strip(), [text[at + 1 : -1]]
    at = text.find("(")  # brackets that do not balance: the first one opens the affiliation
    return (text[:at].strip(), [text[at + 1 : -1]]) if at > 0 else (text, [])
