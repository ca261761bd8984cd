"""The attribution's measured accuracy, as figures."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting import accuracy, gold
from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure
from analysis.settings.figure_ids import figure_id
from analysis.statistics.intervals import wilson
from analysis.topics.attribution import companies


def figures(book: Workbook) -> Iterator[Figure]:
    """Every score on both halves of the gold sets, as figures of a cohort called ``gold``; companies of every cohort."""
    yield from companies.figures(book)
    yield from _scores(book)


def _scores(book: Workbook) -> Iterator[Figure]:
    """Every score on both halves of the gold sets."""
    own = tuple(f"tests/gold/{name}" for name in ("affiliations.csv", "title_blocks.csv"))
    elsewhere = ("tests/gold/elsewhere.csv",)
    for half, within in (("test", ""), ("development", "development")):
        for score in [*accuracy.score_strings(book, half), *accuracy.score_blocks(book, half)]:
            yield _figure(book, score, half, within, own)
        for score in accuracy.score_elsewhere(book, half):
            yield _figure(book, score, half, within, elsewhere)
    yield _figure(book, accuracy.agreement_elsewhere(), "both", "", elsewhere)
    for kind in gold.KINDS:
        for score in accuracy.score_elsewhere(book, "test", kind):
            yield _figure(book, score, kind, kind, elsewhere)


def _figure(book: Workbook, score: accuracy.Score, kind: str, within: str, sources: tuple[str, ...]) -> Figure:
    """One score; `kind` is the half of a gold set, both of them, or a kind of its strings in the test half."""
    level = book.config.interval_level
    halves = "both halves" if kind == "both" else f"{'test' if kind in gold.KINDS else kind} half"
    return Figure(
        id=figure_id("gold", f"{score.measure}.{within}" if within else score.measure),
        measure=score.measure,
        slice=within,
        label=f"{score.label}, {halves} of the gold set",
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
        kind=kind,
    )
