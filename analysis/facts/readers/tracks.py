"""Tracks and awards by title: title, track, award."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.core.text import clean
from analysis.facts import identifiers
from analysis.facts.raw_rows import rows_of
from analysis.facts.records import Paper


def read(path: Path) -> Iterator[Paper]:
    """Papers with their track, named as we do, and how they were presented or honoured."""
    for row in rows_of(path):
        yield Paper(
            title=clean(row.need("title")),
            track=identifiers.track_named(clean(row.need("track"))),
            award=clean(row.get("award")).casefold(),
        )
