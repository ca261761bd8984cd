"""The attribution's measured accuracy, as figures."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting import accuracy
from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure, figure_id
from analysis.statistics.intervals import wilson


def figures(book: Workbook) -> Iterator[Figure]:
    """Every score on both halves of the gold sets, as figures of a cohort called ``gold``."""
    sources = tuple(f"tests/gold/{name}" for name in ("affiliations.csv", "title_blocks.csv"))
    level = book.config.interval_level
    for half, within in (("test", ""), ("development", "development")):
        for score in [*accuracy.score_strings(book, half), *accuracy.score_blocks(book, half)]:
            yield Figure(
                id=figure_id("gold", f"{score.measure}.{within}" if within else score.measure),
                measure=score.measure,
                slice=within,
                label=f"{score.label}, {half} half of the gold set",
                unit="share",
                value=score.right / score.of if score.of else None,
                numerator=score.right,
                denominator=score.of,
                # a string drawn several times is one piece of evidence
                interval=wilson(score.right / score.of * score.distinct, score.distinct, level) if score.of else None,
                cohort="gold",
                sources=sources,
                level=level,
                words=score.label,
                kind=half,
            )
