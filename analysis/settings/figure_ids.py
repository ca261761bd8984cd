"""The id of a figure: ``<cohort>.<measure>`` and, under another definition than the headline one, ``@<definition>``.

The one place where an id is put together, and taken apart where config.yaml or a user gives one; a figure that is
computed has its parts as fields.
"""

from __future__ import annotations

from typing import NamedTuple


class FigureId(NamedTuple):
    """The parts of an id; `definition` is empty for the headline one."""

    cohort: str
    measure: str
    definition: str


def figure_id(cohort: str, measure: str, definition: str = "") -> str:
    """The id of a figure; `definition` is empty for the headline one.

    >>> figure_id("elm-2026", "ab-cd.share", "profile+main")
    'elm-2026.ab-cd.share@profile+main'
    """
    return f"{cohort}.{measure}@{definition}" if definition else f"{cohort}.{measure}"


def parse(text: str) -> FigureId:
    """The parts of an id.

    >>> parse("elm-2026.ab-cd.share@profile+main")
    FigureId(cohort='elm-2026', measure='ab-cd.share', definition='profile+main')
    """
    name, _, definition = text.partition("@")
    cohort, _, measure = name.partition(".")
    return FigureId(cohort, measure, definition)
