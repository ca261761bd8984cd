"""All figures of the topic: the trend, and what chance mixing would give."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure
from analysis.topics.growing import chance_mixing, trend


def figures(book: Workbook) -> Iterator[Figure]:
    """The trend over all cohorts, then chance mixing in each and over them."""
    yield from trend.figures(book)
    for name in book.config.cohorts:
        yield from chance_mixing.figures(book, name)
    yield from chance_mixing.over_years(book)
