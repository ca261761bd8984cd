"""Makes the figures of one cohort under one definition: fills in what they share.

Used by every module that computes figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

from analysis.figures.figure import Details, Figure, Origin, Pair
from analysis.settings.config import Config
from analysis.settings.definitions import Definition
from analysis.settings.figure_ids import figure_id
from analysis.statistics.intervals import wilson


def table_of(basis: str) -> str:
    """The file of a cohort's facts in which the affiliations of a basis stand."""
    return "printed.csv" if basis == "paper" else "authorships.csv"


@dataclass(frozen=True, slots=True)
class FigureFactory:
    """Fills in what the figures of one cohort and definition share; `suffix` is how their ids name the definition."""

    cohort: str
    suffix: str
    definition: Definition
    config: Config

    def __call__(self, measure: str, label: str, unit: str, value: float | None, **details: Unpack[Details]) -> Figure:
        """One figure; its label is followed by what cohort and definition it is of."""
        cohort, definition = self.config.cohorts[self.cohort], self.definition
        more = f" ({self.suffix})" if self.suffix not in ("", definition.basis) else ""
        files = (table_of(definition.basis), "papers.csv")
        filled: Details = {
            "sources": tuple(f"data/{self.cohort}/{file}" for file in files),
            "level": self.config.interval_level,
            **details,
        }
        within = filled.get("slice")
        return Figure(
            id=figure_id(self.cohort, f"{measure}.{within}" if within else measure, self.suffix),
            measure=measure,
            label=f"{label}, {cohort.venue} {cohort.year}, by {definition.basis}{more}",
            unit=unit,
            value=value,
            definition=self.suffix or "headline",
            cohort=self.cohort,
            words=label,
            **filled,
        )

    def share(
        self, measure: str, label: str, x: float, n: int, bounds: Pair | None = None, **origin: Unpack[Origin]
    ) -> Figure:
        """A share with its Wilson interval; no value where the denominator is zero."""
        interval = wilson(x, n, self.config.interval_level) if n else None
        value = x / n if n else None
        return self(
            measure, label, "share", value, numerator=x, denominator=n, interval=interval, bounds=bounds, **origin
        )

    def count(
        self,
        measure: str,
        label: str,
        x: float,
        n: int,
        population: int,
        sample: bool,
        bounds: Pair | None = None,
        **origin: Unpack[Origin],
    ) -> Figure:
        """A count; known for a sample only, it is projected to `population` and called an estimate."""
        low, high = wilson(x, n, self.config.interval_level)
        value: float | None = x
        if sample:
            label = f"{label} (estimated from {n:,} papers for {population:,})"
            value = round(population * x / n) if n else None
            origin = {**origin, "estimate": True}
        size = population if sample else n
        interval = (low * size, high * size)
        return self(
            measure, label, "papers", value, numerator=x, denominator=n, interval=interval, bounds=bounds, **origin
        )


def factory(config: Config, name: str, definition: Definition) -> FigureFactory:
    """Factory of the figures of a cohort under a definition, named in their ids where it is not the headline one."""
    return FigureFactory(name, definition.text(config, config.cohorts[name]), definition, config)
