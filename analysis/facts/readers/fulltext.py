"""Full texts: id at OpenReview, body (abstract up to the references)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.core.text import clean
from analysis.facts.raw_rows import rows_of
from analysis.facts.records import Paper


def read(path: Path) -> Iterator[Paper]:
    """Papers with their bodies."""
    for row in rows_of(path):
        yield Paper(id=clean(row.need("id")), texts={"body": str(row.need("body") or "")})
