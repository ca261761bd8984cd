"""Claim → verdict: a sentence's asserted range against the figures it rests on.

The rules are those that config.yaml publishes under `verdicts`; nothing here knows a claim by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from analysis.config import Claim, Config, did_you_mean
from analysis.errors import FactCheckError
from analysis.figure import Figure, FigureSet


@dataclass(frozen=True)
class Verdict:
    """The answer to one claim. `decisive` is the figure that decides, `others` the same measure under every other definition."""

    claim: str
    verdict: str
    decisive: Figure
    others: tuple[Figure, ...]
    inside: tuple[str, ...]

    @property
    def span(self) -> tuple[float, float] | None:
        """Lowest and highest value over all definitions."""
        values = [f.value for f in (self.decisive, *self.others) if f.value is not None]
        return (min(values), max(values)) if values else None

    def as_json(self, config: Config) -> dict[str, Any]:
        claim = config.claims[self.claim]
        span = self.span
        return {
            "id": self.claim, "title": claim.title, "words": claim.words, "source": claim.source, "asserted": claim.asserted, "verdict": self.verdict,
            "name": config.verdicts.scale[self.verdict].name, "decisive": self.decisive.id, "value": self.decisive.as_json()["value"],
            "definitions": 1 + len(self.others), "inside": list(self.inside), "low": span and round(span[0], 6), "high": span and round(span[1], 6),
        }  # fmt: skip


def verdicts(config: Config, figures: FigureSet) -> list[Verdict]:
    """A verdict for each claim, in the order of config.yaml.

    Raises
    ------
    FactCheckError
        A claim names a figure that is not computed.
    """
    for name, claim in config.claims.items():
        for figure in claim.figures:
            if figure not in figures:
                raise FactCheckError(
                    f"the figure {figure!r} is not computed{did_you_mean(figure, figures.ids())}",
                    where=f"config.yaml: claims.{name}.figures",
                    mend="name a figure that `factcheck figures` lists",
                )
    return [judge(name, claim, figures, config) for name, claim in config.claims.items()]


def judge(name: str, claim: Claim, figures: FigureSet, config: Config) -> Verdict:
    """The verdict on one claim."""
    decisive = figures.use(claim.figures[0])
    if claim.rule.rises:
        others = tuple(figures.use(f) for f in claim.figures[1:])
        return Verdict(name, rising(decisive, others), decisive, others, tuple(f.id for f in (decisive, *others) if f.interval and f.interval[0] > 0))
    base = decisive.id.partition("@")[0]
    others = tuple(figures.use(f.id) for f in figures if f.id.partition("@")[0] == base and f.id != decisive.id and f.value is not None)
    low, high = claim.rule.range
    inside = tuple(f.id for f in (decisive, *others) if f.value is not None and low <= f.value <= high)
    return Verdict(name, ranged(decisive, others, low, high, config.verdicts.wrong_factor), decisive, others, inside)


def ranged(decisive: Figure, others: tuple[Figure, ...], low: float, high: float, wrong_factor: float) -> str:
    """Verdict on a claim that asserts the range [low, high]."""
    if decisive.value is None:
        return "uncheckable"
    near = low <= decisive.value <= high
    reached = decisive.estimate and decisive.interval is not None and decisive.interval[0] <= high and decisive.interval[1] >= low
    inside = [low <= f.value <= high for f in others if f.value is not None]
    if near or reached:
        return "accurate" if near and all(inside) else "caveat"
    if any(inside):
        return "depends"
    if decisive.value > high:
        return "wrong" if decisive.value > high * wrong_factor else "understated"
    return "wrong" if decisive.value < low / wrong_factor else "overstated"


def rising(decisive: Figure, others: tuple[Figure, ...]) -> str:
    """Verdict on a claim that something rises: each figure is a change with its interval."""
    figures = [f for f in (decisive, *others) if f.value is not None and f.interval is not None]
    if not figures or decisive not in figures:
        return "uncheckable"
    up = [f.interval[0] > 0 for f in figures]
    if all(up):
        return "accurate"
    if up[0]:
        return "caveat"
    return "wrong" if all(f.interval[1] < 0 for f in figures) else "depends"
