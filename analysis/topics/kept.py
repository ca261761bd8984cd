"""Every figure, kept in `.cache` under a fingerprint of all that can change one: what did not change costs no computing.

The figures stand there whole, as they were computed, under a checksum (`analysis.core.result_cache`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from analysis.core import garbage_collector, inputs, paths, result_cache
from analysis.core.progress import Progress, silent
from analysis.figures.figure import Figure, FigureSet

if TYPE_CHECKING:  # where the figures are kept there is no need to load what computes them
    from analysis.counting.workbook import Workbook

FIELDS = tuple(field.name for field in fields(Figure))
PAIRS = ("interval", "bounds", "sources")  # tuples, which JSON has as lists
KEPT = 4


def figures(book: Callable[[], Workbook], progress: Progress = silent) -> FigureSet:
    """Every figure of the working tree; `book` is asked for only where they are not kept.

    Parameters
    ----------
    book : callable
        Gives the facts of the working tree, attributed.
    """
    file = paths.CACHE / "figures" / f"{fingerprint()}.json"
    if (known := result_cache.read(file, progress)) is not None:
        return FigureSet(_figure(row) for row in json.loads(known))
    with garbage_collector.paused():
        facts = book()
        from analysis.topics import catalogue  # and with it the libraries of numbers and charts

        progress("computing the figures")
        computed = catalogue.compute(facts)
        rows = [[getattr(figure, name) for name in FIELDS] for figure in computed]
        result_cache.keep(file, json.dumps(rows, ensure_ascii=False).encode(), most=KEPT)
        return computed


def fingerprint() -> str:
    """Fingerprint of everything that can change a figure: files, libraries, Python."""
    places = (paths.CONFIG, paths.DATA, paths.REFERENCE, paths.OVERRIDES, paths.GOLD)
    return inputs.key(inputs.files(paths.ROOT, paths.CODE), *map(str, places))


def _figure(row: list[Any]) -> Figure:
    said = dict(zip(FIELDS, row, strict=True))
    return Figure(**said | {name: tuple(said[name]) for name in PAIRS if said[name] is not None})
