"""The attribution's measured accuracy, as figures."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting import accuracy
from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure
from analysis.statistics.intervals import wilson


def figures(book: Workbook) -> Iterator[Figure]:
    """The attribution's measured accuracy on the hand-labelled gold sets, as figures of a cohort called ``gold``."""
    sources = tuple(f"tests/gold/{name}" for name in ("affiliations.csv", "title_blocks.csv"))
    level = book.config.interval_level
    for half in ("test", "development"):
        for score in [*accuracy.score_strings(book, half), *accuracy.score_blocks(book, half)]:
            at = "" if half == "test" else ".development"
            # a string drawn several times is one piece of evidence
            interval = wilson(score.right / score.of * score.distinct, score.distinct, level) if score.of else None
            yield Figure(
                f"gold.{score.measure}{at}",
                f"{score.label}, {half} half of the gold set",
                "share",
                score.right / score.of if score.of else None,
                score.right,
                score.of,
                interval,
                None,
                "headline",
                "gold",
                sources,
                level=level,
            )
