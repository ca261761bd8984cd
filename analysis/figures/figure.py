"""One number with its id, interval and bounds; a set of them; and the form in which they are published.

Between figures (which computes them) and claims, charts, tables and variables (which use them).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, TypedDict

from analysis.core.errors import FactCheckError
from analysis.core.strict_json import canonical_json

DIGITS = 6  # decimals kept of a share: enough for one paper in a million, few enough to be the same on every machine

CONSTRUCTORS = (__name__, "analysis.figures.factory")

Pair = tuple[float, float]


class Origin(TypedDict, total=False):
    """What may be said of where a figure comes from; see `Figure`."""

    estimate: bool
    method: str
    level: float
    sources: tuple[str, ...]
    slice: str
    kind: str
    order: int
    group: str
    term: str
    plain: str


class Details(Origin, total=False):
    """What a figure may have beside id, label, unit and value; see `Figure`."""

    numerator: float | None
    denominator: int | None
    interval: Pair | None
    bounds: Pair | None


def _maker() -> str:
    """The function that is making a figure: the first on the stack outside of this room's own constructors."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__") in CONSTRUCTORS:
        frame = frame.f_back
    return f"{frame.f_globals['__name__']}.{frame.f_code.co_qualname}" if frame else ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number.

    Parameters
    ----------
    value : float, int or None
        None where the data cannot answer.
    interval : (low, high), optional
        What chance could add, by `method` at `level`.
    bounds : (low, high), optional
        What the unresolved and the missing could add.
    estimate : bool
        Whether a count is projected from a sample.
    measure, slice : str
        What is measured, ``us-china.share``, and of which part where a measure has many, such as a reason. With the
        cohort they make up the id. These and what follows here are not published: code asks them in place of the id.
    group, term : str
        Whose papers the numerator counts: ``all``, the key of a group or of a pair; and the term that they name. Empty
        where no list of papers stands behind a figure.
    plain : str
        Measure of the plain count behind an estimate.
    words : str
        The label without what cohort and definition add to it.
    kind, order : str, int
        What a figure is among others of its measure, and its place among them, where charts and tables ask for it.
    part, function : str
        Who made it: a topic, or ``counts`` or ``grid``; and the function.
    """

    id: str
    measure: str
    slice: str = ""
    group: str = ""
    term: str = ""
    plain: str = ""
    label: str
    unit: str
    value: float | int | None
    numerator: float | int | None = None
    denominator: int | None = None
    interval: Pair | None = None
    bounds: Pair | None = None
    definition: str = "headline"
    cohort: str
    sources: tuple[str, ...]
    estimate: bool = False
    method: str = "wilson"
    level: float = 0.95
    words: str = ""
    kind: str = ""
    order: int = 0
    part: str = ""
    function: str = field(default_factory=_maker)

    @property
    def named(self) -> tuple[str, str, str]:
        """What it measures, whatever the definition: cohort, measure and slice."""
        return self.cohort, self.measure, self.slice

    def beside(self, measure: str) -> str:
        """Id of another measure of the same cohort under the same definition."""
        return figure_id(self.cohort, measure, "" if self.definition == "headline" else self.definition)

    @property
    def plain_id(self) -> str:
        """Id of the plain count behind an estimate; of any other figure its own."""
        return self.beside(self.plain) if self.plain else self.id

    @property
    def fraction(self) -> tuple[float, int] | None:
        """What the value is a share of: (numerator, denominator); nothing where there is no paper to divide by."""
        return (self.numerator, self.denominator) if self.numerator is not None and self.denominator else None

    def as_json(self) -> dict[str, Any]:
        """The contract's form of a figure."""
        interval, bounds = (
            None if pair is None else {"low": _tidy(pair[0]), "high": _tidy(pair[1])}
            for pair in (self.interval, self.bounds)
        )
        return {
            "id": self.id,
            "label": self.label,
            "unit": self.unit,
            "value": _tidy(self.value),
            "numerator": _tidy(self.numerator),
            "denominator": self.denominator,
            "interval": interval and {"method": self.method, "level": self.level, **interval},
            "bounds": bounds,
            "definition": self.definition,
            "cohort": self.cohort,
            "sources": list(self.sources),
            "estimate": self.estimate,
        }


def _tidy(value: float | int | None) -> float | int | None:
    if value is None or isinstance(value, int):
        return value
    rounded = round(float(value), DIGITS)
    return 0.0 if rounded == 0 else rounded


def figure_id(cohort: str, measure: str, definition: str = "") -> str:
    """The id of a figure; `definition` is empty for the headline one.

    >>> figure_id("elm-2026", "ab-cd.share", "profile+main")
    'elm-2026.ab-cd.share@profile+main'
    """
    return f"{cohort}.{measure}@{definition}" if definition else f"{cohort}.{measure}"


class FigureSet:
    """Figures in order of their ids; looked up by id, and remembering which were.

    So `factcheck check` can name those that nothing uses.

    Raises
    ------
    FactCheckError
        Two figures have one id.
    """

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._by_id: dict[str, Figure] = {}
        for figure in sorted(figures, key=lambda f: f.id):
            if figure.id in self._by_id:
                raise FactCheckError(
                    f"the figure {figure.id} is computed twice",
                    where="analysis/topics/catalogue.py",
                    mend="give one of them another id",
                )
            self._by_id[figure.id] = figure
        self.used: set[str] = set()

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._by_id.values())

    def __contains__(self, figure_id: str) -> bool:
        return figure_id in self._by_id

    def of(self, measure: str, cohort: str | None = None) -> list[Figure]:
        """The figures of a measure, of one cohort or of all, in order of their ids; not marked as used."""
        return [f for f in self if f.measure == measure and cohort in (None, f.cohort)]

    def ids(self) -> list[str]:
        """All ids, sorted."""
        return list(self._by_id)

    def use(self, figure_id: str) -> Figure:
        """The figure of an id, marked as used.

        Raises
        ------
        KeyError
            There is none of that id.
        """
        figure = self._by_id[figure_id]
        self.used.add(figure_id)
        return figure

    def peek(self, figure_id: str) -> Figure:
        """The figure of an id, not marked as used."""
        return self._by_id[figure_id]

    def find(self, figure_id: str) -> Figure | None:
        """The figure of an id, marked as used; None where it is not computed."""
        return self.use(figure_id) if figure_id in self else None


def to_json(figures: Iterable[Figure], release: str) -> str:
    """Canonical figures.json: sorted keys, LF, no timestamp; `release` names the state that the figures belong to."""
    return canonical_json({"schema": 1, "release": release, "figures": [f.as_json() for f in figures]})
