"""All figures of the topic: do records agree, is the sample like the rest, what does it say of all, what would our errors change."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure
from analysis.topics.uncertainty import (
    calibration,
    drawn_sample,
    gold_errors,
    record_pairs,
    sample_like_rest,
    validation,
)


def figures(book: Workbook) -> Iterator[Figure]:
    """Those of every module beside this one."""
    for part in (record_pairs, sample_like_rest, calibration, drawn_sample, validation, gold_errors):
        yield from part.figures(book)
