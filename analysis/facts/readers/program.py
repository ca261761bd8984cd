"""A conference's schedule: authors with the affiliation they gave at registration.

Four shapes are read, told apart row by row: ``[name, affiliation]`` (2017, 2019, 2022), ``[name, [affiliation, …]]``
(2020), ``"Name (Affiliation)"`` (2021) and ``{name, affiliation}`` (2024).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from analysis.core.errors import FactCheckError
from analysis.core.text import clean
from analysis.facts.raw_rows import rows_of
from analysis.facts.records import Affiliation, Paper


def read(path: Path) -> Iterator[Paper]:
    """Papers of a schedule, with `affiliations` and, where the source has one, a `title`."""
    for row in rows_of(path):
        title = row.need("title")
        authors = [author_of(author, row.where) for author in row.need("authors", list)]
        # 2021's schedule numbers its rows where a title should be
        yield Paper(
            title=clean(title) if isinstance(title, str) else "",
            authors=tuple(clean(n) for n, _ in authors),
            affiliations=affiliated(authors),
        )


def affiliated(authors: Sequence[tuple[str, Sequence[str]]]) -> list[Affiliation]:
    """The affiliations of authors, numbered in their order; an empty one for an author who has none."""
    return [
        Affiliation(position, clean(text)) for position, (_, texts) in enumerate(authors, 1) for text in (texts or [""])
    ]


def author_of(author: Any, where: str) -> tuple[str, list[str]]:
    """Name and affiliations of one author.

    Raises
    ------
    FactCheckError
        The author is given in a shape that is not known.
    """
    if isinstance(author, str):
        return split_name(author)
    if isinstance(author, list) and len(author) == 2 and isinstance(author[1], list | str | None):
        texts = author[1] if isinstance(author[1], list) else [author[1]]
        return str(author[0]), [str(a or "") for a in texts]
    if isinstance(author, dict) and "name" in author:
        return str(author["name"]), [str(author.get("affiliation") or "")]
    what = f"an author is given as {type(author).__name__}, in no shape known"
    raise FactCheckError(what, where=where, mend="see analysis/facts/readers/program.py")


def split_name(text: str) -> tuple[str, list[str]]:
    """The affiliation is the last group of balanced brackets.

    >>> split_name("Ada Quill (Oak University (OU))")
    ('Ada Quill', ['Oak University (OU)'])
    """
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
