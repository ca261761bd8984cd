"""Title blocks as text: id at OpenReview, header (what stands above the abstract)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.core.text import clean
from analysis.facts.raw_rows import rows_of
from analysis.facts.records import Paper


def read(path: Path) -> Iterator[Paper]:
    """Papers with their title blocks, which `analysis.facts.title_block` reads once the authors are known."""
    for row in rows_of(path):
        yield Paper(id=clean(row.need("id")), header=str(row.need("header") or ""))
