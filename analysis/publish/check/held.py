"""Findings written by hand, each tied to the figures that make it true.

Beside a sentence that says more than one number does ("it rises", "no year comes near", what a picture shows) stands a
comment that the reader does not see::

    <!-- holds: neurips-2024.us-china.share:low > neurips-2020.us-china.share:high; trend.us-china.p < 0.05 -->

Conditions are joined by ``;``, each of two sides and one of ``< <= > >=``. A side is a number, a percentage, or the id
of a figure, whose value is meant, or with ``:low`` or ``:high`` an end of its interval.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator

from analysis.core.errors import did_you_mean
from analysis.figures.figure import FigureSet

HOLDS = re.compile(r"<!-- holds:(.*?)-->", re.DOTALL)
COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?%?")


def problems(name: str, text: str, figures: FigureSet) -> Iterator[str]:
    """Each finding of a page that its figures no longer bear out, one sentence each."""
    for found in HOLDS.finditer(text):
        where = f"{name}:{text.count(chr(10), 0, found.start()) + 1}"
        for condition in filter(None, (part.strip() for part in found[1].split(";"))):
            if problem := _problem(condition, figures):
                yield f"{where}: {problem}"


def _problem(condition: str, figures: FigureSet) -> str:
    """What is wrong with a condition; nothing where it holds."""
    parts = condition.split()
    if len(parts) != 3 or parts[1] not in COMPARED:
        return f"{condition!r} is no condition; write it as two sides and one of {' '.join(COMPARED)} between spaces"
    try:
        left, right = _value(parts[0], figures), _value(parts[2], figures)
    except ValueError as error:
        return str(error)
    if left is not None and right is not None and COMPARED[parts[1]](left, right):
        return ""
    said = " and ".join("nothing" if side is None else f"{side:.6g}" for side in (left, right))
    return f"the finding here rests on {condition!r}, which no longer holds ({said}); read the words beside it again"


def _value(side: str, figures: FigureSet) -> float | None:
    """The number that a side stands for; None where the figure has none.

    Raises
    ------
    ValueError
        It is neither a number nor a figure that is computed.
    """
    if NUMBER.fullmatch(side):
        return float(side.removesuffix("%")) / (100 if side.endswith("%") else 1)
    figure_id, _, end = side.partition(":")
    if figure_id not in figures:
        raise ValueError(
            f"a finding rests on {figure_id!r}, which is not computed{did_you_mean(figure_id, figures.ids())}"
        )
    if end not in ("", "low", "high"):
        raise ValueError(f"{side!r} asks for {end!r}; give :low, :high or nothing")
    figure = figures.peek(figure_id)
    if not end:
        return figure.value
    return figure.interval and figure.interval["low high".split().index(end)]
