"""All figures of the topic: is the sample like the rest, what does it say of all papers, and what would errors of attribution change."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure
from analysis.topics.uncertainty import gold_errors, sample_check, sampling, validation


def figures(book: Workbook) -> Iterator[Figure]:
    """Those of every module beside this one."""
    for part in (sample_check, sampling, validation, gold_errors):
        yield from part.figures(book)
