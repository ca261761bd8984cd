"""All figures of the topic: from the number claimed to ours and on to the independent ones."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure
from analysis.topics.between_counts import completion, peers, reconstruction, waterfall


def figures(book: Workbook) -> Iterator[Figure]:
    """Completed counts, the independent analyses, the reconstruction, and the waterfall over them all."""
    reproduced = list(peers.figures(book))
    yield from [
        *completion.figures(book),
        *reproduced,
        *reconstruction.figures(book),
        *waterfall.figures(book, reproduced),
    ]
