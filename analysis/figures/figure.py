"""One number with its id, interval and bounds; a set of them; and their two published forms.

Between figures (which computes them) and claims, charts, tables and variables (which use them).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.core import multivalued
from analysis.core.errors import FactCheckError
from analysis.core.strict_json import canonical_json

DIGITS = 6  # decimals kept of a share: enough for one paper in a million, few enough to be the same on every machine


@dataclass(frozen=True)
class Figure:
    """One number. `value` is None where the data cannot answer; `estimate` marks a count projected from a sample.

    `part` says who made it, a topic or ``counts`` or ``grid``; it is not published.
    """

    id: str
    label: str
    unit: str
    value: float | int | None
    numerator: float | int | None
    denominator: int | None
    interval: tuple[float, float] | None
    bounds: tuple[float, float] | None
    definition: str
    cohort: str
    sources: tuple[str, ...]
    estimate: bool = False
    method: str = "wilson"
    level: float = 0.95
    part: str = ""

    def as_json(self) -> dict[str, Any]:
        """The contract's form of a figure."""
        interval = (
            None
            if self.interval is None
            else {
                "method": self.method,
                "level": self.level,
                "low": _tidy(self.interval[0]),
                "high": _tidy(self.interval[1]),
            }
        )
        bounds = None if self.bounds is None else {"low": _tidy(self.bounds[0]), "high": _tidy(self.bounds[1])}
        return {
            "id": self.id,
            "label": self.label,
            "unit": self.unit,
            "value": _tidy(self.value),
            "numerator": _tidy(self.numerator),
            "denominator": self.denominator,
            "interval": interval,
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


def plain_id(figure_id: str) -> str:
    """Id of the plain count behind a calibrated figure; of any other figure its own."""
    return figure_id.replace(".calibrated.", ".", 1)


class FigureSet(Sequence[Figure]):
    """Figures in order of their ids; looked up by id, and remembering which were, so that `factcheck check` can name those nothing uses.

    Raises
    ------
    FactCheckError
        Two figures have one id.
    """

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures = sorted(figures, key=lambda f: f.id)
        self._by_id: dict[str, Figure] = {}
        for figure in self._figures:
            if figure.id in self._by_id:
                raise FactCheckError(
                    f"the figure {figure.id} is computed twice",
                    where="analysis/topics/catalogue.py",
                    mend="give one of them another id",
                )
            self._by_id[figure.id] = figure
        self.used: set[str] = set()

    def __len__(self) -> int:
        return len(self._figures)

    def __getitem__(self, at):
        return self._figures[at]

    def __contains__(self, figure_id: object) -> bool:
        return figure_id in self._by_id

    def ids(self) -> list[str]:
        """All ids, sorted."""
        return list(self._by_id)

    def use(self, figure_id: str) -> Figure:
        """The figure of an id, marked as used."""
        self.used.add(figure_id)
        return self._by_id[figure_id]


def to_json(figures: Iterable[Figure], release: str) -> str:
    """Canonical figures.json: sorted keys, LF, no timestamp; `release` names the state that the figures belong to."""
    return canonical_json({"schema": 1, "release": release, "figures": [f.as_json() for f in figures]})


def to_table(figures: Iterable[Figure]) -> pd.DataFrame:
    """One row a figure, the parts of interval and bounds in columns of their own."""
    rows = []
    for figure in figures:
        row = figure.as_json()
        for part in ("interval", "bounds"):
            inside: Mapping[str, Any] = row.pop(part) or {}
            row |= {f"{part}_low": inside.get("low"), f"{part}_high": inside.get("high")}
        rows.append({**row, "sources": multivalued.join(row["sources"])})
    columns = [
        "id",
        "label",
        "unit",
        "value",
        "numerator",
        "denominator",
        "interval_low",
        "interval_high",
        "bounds_low",
        "bounds_high",
        "definition",
        "cohort",
        "estimate",
        "sources",
    ]
    return pd.DataFrame(rows, columns=columns)
