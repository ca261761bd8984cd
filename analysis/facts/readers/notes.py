"""Accepted notes of OpenReview: id, title, authors, abstract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.core.text import clean
from analysis.facts import identifiers
from analysis.facts.raw_rows import rows_of
from analysis.facts.records import Paper


def read(path: Path) -> Iterator[Paper]:
    """Papers with their authors and, where the note has one, an abstract."""
    for row in rows_of(path):
        forum = clean(row.need("id"))
        authors: list[str] = row.need("authors", list) if "authors" in row else []
        yield Paper(
            id=forum,
            url=identifiers.url_of(forum),
            title=clean(row.need("title")),
            authors=tuple(map(clean, authors)),
            texts={"abstract": str(row["abstract"])} if row.get("abstract") else {},
        )
