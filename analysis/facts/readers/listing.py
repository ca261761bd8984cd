"""Listings of papers, as proceedings and virtual sites give them: title, author (``;`` or ``,`` between names), url."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from analysis.core.text import clean
from analysis.facts import identifiers
from analysis.facts.raw_rows import rows_of
from analysis.facts.records import Paper


def read(path: Path) -> Iterator[Paper]:
    """Papers with their authors and what the address tells: the id at OpenReview, the track."""
    for row in rows_of(path):
        url = clean(row.need("url"))
        yield Paper(
            title=clean(row.need("title")).removesuffix("."),
            authors=names(row.need("author", str)),
            id=identifiers.forum_of(url),
            url=identifiers.proper(url),
            track=identifiers.track_of(url),
        )


def names(text: str) -> tuple[str, ...]:
    """The authors of a listing.

    >>> names("Ada Quill, Bo Tern")
    ('Ada Quill', 'Bo Tern')
    """
    return tuple(clean(n) for n in re.split(r";" if ";" in text else r",", text) if n.strip())
