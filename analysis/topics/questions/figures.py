"""All figures of the topic."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure
from analysis.topics.questions import answers


def figures(book: Workbook) -> Iterator[Figure]:
    """The answers for every cohort."""
    for name in book.config.cohorts:
        yield from answers.figures(book, name)
