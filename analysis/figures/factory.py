"""Makes the figures of one cohort under one definition: fills in what they share.

Used by every module that computes figures.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.definitions import Definition
from analysis.statistics.intervals import wilson


@dataclass(frozen=True)
class Maker:
    """Fills in what the figures of one cohort and definition share."""

    cohort: str
    suffix: str
    definition: Definition
    config: Config

    def __call__(self, measure: str, label: str, unit: str, value, **more) -> Figure:
        at = f"@{self.suffix}" if self.suffix else ""
        more.setdefault(
            "sources",
            (
                f"data/{self.cohort}/{'printed' if self.definition.basis == 'paper' else 'authorships'}.csv",
                f"data/{self.cohort}/papers.csv",
            ),
        )
        known = {
            "numerator": None,
            "denominator": None,
            "interval": None,
            "bounds": None,
            "level": self.config.interval_level,
        }
        return Figure(
            f"{self.cohort}.{measure}{at}",
            f"{label}, {self.words}",
            unit,
            value,
            **{**known, **more},
            definition=self.suffix or "headline",
            cohort=self.cohort,
        )

    @property
    def words(self) -> str:
        cohort = self.config.cohorts[self.cohort]
        return f"{cohort.venue} {cohort.year}, by {self.definition.basis}" + (
            f" ({self.suffix})" if self.suffix not in ("", self.definition.basis) else ""
        )

    def share(
        self, measure: str, label: str, x: float, n: int, bounds: tuple[float, float] | None = None, **more
    ) -> Figure:
        """A share with its Wilson interval; no value where the denominator is zero."""
        interval = wilson(x, n, self.config.interval_level) if n else None
        return self(
            measure,
            label,
            "share",
            x / n if n else None,
            numerator=x,
            denominator=n,
            interval=interval,
            bounds=bounds,
            **more,
        )

    def count(
        self,
        measure: str,
        label: str,
        x: float,
        n: int,
        population: int,
        sample: bool,
        bounds: tuple[float, float] | None = None,
        **more,
    ) -> Figure:
        """A count; known for a sample only, it is projected to `population` and called an estimate."""
        low, high = wilson(x, n, self.config.interval_level) if n else (0.0, 1.0)
        if not sample:
            return self(
                measure,
                label,
                "papers",
                x,
                numerator=x,
                denominator=n,
                interval=(low * n, high * n),
                bounds=bounds,
                **more,
            )
        label = f"{label} (estimated from {n:,} papers for {population:,})"
        value = round(population * x / n) if n else None
        return self(
            measure,
            label,
            "papers",
            value,
            numerator=x,
            denominator=n,
            interval=(low * population, high * population),
            bounds=bounds,
            estimate=True,
            **more,
        )


def maker(config: Config, name: str, definition: Definition) -> Maker:
    """Maker of the figures of a cohort under a definition, which their ids name where it is not the headline one."""
    return Maker(name, definition.text(config, config.cohorts[name]), definition, config)
