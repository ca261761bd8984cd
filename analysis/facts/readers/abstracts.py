"""Abstracts by title: title, abstract and, where given, url, author, track and id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.core.text import clean
from analysis.facts import identifiers
from analysis.facts.raw_rows import rows_of
from analysis.facts.readers.listing import names
from analysis.facts.records import Paper


def read(path: Path) -> Iterator[Paper]:
    """Papers with their abstracts, save those cut off by their source: what stands after the cut would be missed."""
    for row in rows_of(path):
        url = clean(row.get("url"))
        whole = row.get("abstract") and not row.get("truncated")
        yield Paper(
            title=clean(row.need("title")),
            authors=names(str(row.get("author") or "")),
            id=clean(row.get("id")) or identifiers.forum_of(url),
            url=identifiers.proper(url),
            track=identifiers.track_named(clean(row.get("track"))) or identifiers.track_of(url),
            texts={"abstract": str(row["abstract"])} if whole else {},
        )
