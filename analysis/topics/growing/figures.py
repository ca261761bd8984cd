"""All figures of the topic: the trend, and what chance mixing would give."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure
from analysis.topics.growing import chance_mixing, trend


def figures(book: Workbook) -> Iterator[Figure]:
    """Those of every module beside this one."""
    for part in (trend, chance_mixing):
        yield from part.figures(book)
