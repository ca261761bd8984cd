"""All figures of the topic: from the number claimed to ours and on to the independent ones."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure
from analysis.topics.between_counts import (
    completion,
    completion_check,
    discordant,
    independent,
    reconstruction,
    waterfall,
)


def figures(book: Workbook) -> Iterator[Figure]:
    """Completed counts, the independent analyses, the reconstruction, and the waterfall over them all."""
    yield from completion.figures(book)
    yield from completion_check.figures(book)
    reproduced = independent.reproduced(book)
    yield from independent.figures(book, reproduced)
    yield from reconstruction.figures(book)
    yield from discordant.figures(book)
    yield from waterfall.figures(book, reproduced)
