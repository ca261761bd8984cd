"""Claim → verdict: a sentence's asserted range against its figures, at every point of the definitions grid.

The rules are those that config.yaml publishes under `verdicts`; nothing here knows a claim by name. A reading is the
deciding measure under another definition. How far it is from the deciding one is the number of choices that differ, the
record (basis) aside: which record a number is read from is not a way to count, and some choices can be made on some
records only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analysis.claims.papers_query import papers_query
from analysis.core.errors import FactCheckError, did_you_mean
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.assertions import Asserted
from analysis.settings.config import AXES, Config
from analysis.settings.definitions import Definition, parse
from analysis.settings.verdict_rules import Claim, Near, State, Step

HOLDS: tuple[State, ...] = ("inside", "reached")


@dataclass(frozen=True, slots=True)
class Reading:
    """One point of the grid: its figure, how many choices it differs by from the deciding one, and where it lies."""

    figure: Figure
    definition: Definition
    steps: int
    state: State

    @property
    def fits(self) -> bool:
        """Whether the value lies in the asserted range.

        Only the deciding figure may reach it by its interval: a reading poorly known is no other definition.
        """
        return self.state == "inside"


@dataclass(frozen=True)
class Verdict:
    """The answer to one claim.

    `asserted` is the range that the sentence asserts, `decisive` the figure that decides; `readings` are all points of
    the grid, the deciding one first, then by distance and id.
    """

    claim: str
    asserted: Asserted
    verdict: Step
    decisive: Figure
    holds: bool
    readings: tuple[Reading, ...]

    @property
    def span(self) -> tuple[float, float] | None:
        """Lowest and highest value over all readings."""
        values = [r.figure.value for r in self.readings if r.figure.value is not None]
        return (min(values), max(values)) if values else None

    @property
    def fitting(self) -> tuple[Reading, ...]:
        """Readings whose value lies in the asserted range."""
        return tuple(r for r in self.readings if r.fits)

    @property
    def flips(self) -> tuple[Reading, ...]:
        """The nearest readings under which the sentence would fare otherwise than under the deciding one, if any."""
        others = [r for r in self.readings[1:] if (r.state not in HOLDS if self.holds else r.fits)]
        least = min((r.steps for r in others), default=None)
        return tuple(r for r in others if r.steps == least)

    def as_json(self, config: Config) -> dict[str, Any]:
        """The contract's form of a verdict."""
        claim = config.claims[self.claim]
        span, flips = self.span, self.flips
        return {
            "id": self.claim,
            "title": claim.title,
            "words": claim.words,
            "source": claim.source,
            "asserted": self.asserted.words,
            "verdict": self.verdict,
            "name": config.verdicts.scale[self.verdict].name,
            "decisive": self.decisive.id,
            "value": self.decisive.as_json()["value"],
            "definitions": len(self.readings),
            "inside": [r.figure.id for r in self.fitting],
            "low": span and round(span[0], 6),
            "high": span and round(span[1], 6),
            "flips": {"choices": flips[0].steps, "figures": [r.figure.id for r in flips]} if flips else None,
        }


def verdicts(config: Config, figures: FigureSet) -> list[Verdict]:
    """A verdict for each claim, in the order of config.yaml.

    Raises
    ------
    FactCheckError
        A claim names a figure that is not computed, one that is no count or share of a conference's papers, or one
        of another unit than what its words assert.
    """
    for name, claim in config.claims.items():
        where = f"config.yaml: claims.{name}.figures"
        for figure in claim.figures:
            if figure not in figures:
                raise FactCheckError(
                    f"the figure {figure!r} is not computed{did_you_mean(figure, figures.ids())}",
                    where=where,
                    mend="name a figure that `factcheck figures` lists",
                )
            if (cohort := figures.peek(figure).cohort) not in config.cohorts:
                raise FactCheckError(
                    f"{cohort!r} is no conference, so no claim can rest on {figure!r}",
                    where=where,
                    mend="name a figure of a cohort",
                )
        papers_query(figures.use(claim.figures[0]), config, where)
        _same_unit(name, claim, figures)
    return [judge(name, claim, figures, config) for name, claim in config.claims.items()]


def _same_unit(name: str, claim: Claim, figures: FigureSet) -> None:
    """Refuse a share that is said to be so many papers, and a count that is said to be a share."""
    for figure in map(figures.find, claim.figures):
        if figure is not None and claim.asserts.unit not in (None, figure.unit):
            share, count = "a share, which is below one, such as 0.03 or 2/3", "a whole count of papers"
            said, found = (count, share) if claim.asserts.unit == "papers" else (share, count)
            raise FactCheckError(
                f"{claim.asserts.text!r} asserts {said.partition(',')[0]}, and the figure {figure.id!r} is of the unit"
                f" {figure.unit!r}",
                where=f"config.yaml: claims.{name}.asserts",
                mend=f"give {found}, or name figures of the unit that the words speak of",
            )


def judge(name: str, claim: Claim, figures: FigureSet, config: Config) -> Verdict:
    """The verdict on one claim."""
    decisive = figures.use(claim.figures[0])
    found = readings(claim, decisive, figures, config)
    state = found[0].state
    return Verdict(name, config.asserted(claim), _verdict(state, found, config), decisive, state in HOLDS, tuple(found))


def verdict_with(verdict: Verdict, figure: Figure, config: Config) -> Step:
    """The verdict if `figure` decided in place of the deciding one, the other readings as they are."""
    state = state_of(figure, verdict.asserted, config.verdicts.wrong_factor)
    return _verdict(state, verdict.readings, config)


def _verdict(state: State, found: Sequence[Reading], config: Config) -> Step:
    """The one verdict of a state and the readings near the deciding one, which stands first.

    Where none is near the deciding one speaks alone.
    """
    near = [r.fits for r in found[1:] if r.steps <= config.verdicts.near_steps]
    (verdict,) = config.verdicts.fitting(state, share_fitting(near or [state in HOLDS]))
    return verdict


def readings(claim: Claim, decisive: Figure, figures: FigureSet, config: Config) -> list[Reading]:
    """Every figure of the claim's measures that has a value, the deciding one first, then by distance and id.

    Where a calibrated figure is known, the plain count under the same definition is no other reading: it is the same
    number, less well known.
    """
    measures = {figures.peek(figure_id).named for figure_id in claim.figures}
    asserted, factor = config.asserted(claim), config.verdicts.wrong_factor
    start = parse(decisive.definition, config, config.cohorts[decisive.cohort])
    by_definition: dict[tuple[str, Definition], Figure] = {}
    for figure in figures:
        if figure.named in measures and figure.value is not None:
            definition = parse(figure.definition, config, config.cohorts[figure.cohort])
            if not definition.is_own(config, figure.group, figure.term):
                continue
            known = by_definition.setdefault((figure.cohort, definition), figure)
            if not known.plain:
                by_definition[figure.cohort, definition] = figure
    by_definition.pop((decisive.cohort, start), None)
    found = []
    for (_, definition), figure in by_definition.items():
        steps = sum(getattr(definition, axis) != getattr(start, axis) for axis in (*AXES, "level") if axis != "basis")
        found.append(Reading(figures.use(figure.id), definition, steps, state_of(figure, asserted, factor)))
    found.sort(key=lambda r: (r.steps, r.figure.id))
    return [Reading(decisive, start, 0, state_of(decisive, asserted, factor)), *found]


def is_inside(figure: Figure, asserted: Asserted) -> bool:
    """Whether a figure lies in the asserted range; what is said to rise rises if its whole interval lies above zero."""
    if figure.value is None:
        return False
    if asserted.rises:
        return figure.interval is not None and figure.interval[0] > 0
    return asserted.low <= figure.value <= asserted.high


def state_of(figure: Figure, asserted: Asserted, wrong_factor: float) -> State:
    """Where the deciding figure lies, in the words of config.yaml."""
    if figure.value is None:
        return "missing"
    if is_inside(figure, asserted):
        return "inside"
    if asserted.rises:
        return "contrary" if figure.interval is not None and figure.interval[1] < 0 else "below"
    low, high = asserted.low, asserted.high
    if figure.estimate and figure.interval is not None and figure.interval[0] <= high and figure.interval[1] >= low:
        return "reached"
    if figure.value > high * wrong_factor or figure.value < low / wrong_factor:
        return "far"
    return "above" if figure.value > high else "below"


def share_fitting(near: Sequence[bool]) -> Near:
    """How many of the near readings fit."""
    return "all" if all(near) else "some" if any(near) else "none"


def papers_to_change(figure: Figure, asserted: Asserted) -> int | None:
    """Fewest papers that, counted otherwise, bring a figure into the asserted range, or out of it.

    None where the data hold no such count, or no number of papers does.
    """
    if figure.fraction is None or not figure.numerator or not figure.value or asserted.rises:
        return None
    (x, of), found = figure.fraction, figure.value
    low, high = asserted.low, asserted.high
    inside = low <= found <= high
    up, down = inside or found < low, inside or found > high

    def changes(count: float) -> bool:
        # the same division as the figure's own, so that a value on the edge falls on the same side
        value = count / of if figure.unit == "share" else found * count / x
        return 0 <= count <= of and (low <= value <= high) != inside

    return next((k for k in range(1, of + 1) if (up and changes(x + k)) or (down and changes(x - k))), None)
