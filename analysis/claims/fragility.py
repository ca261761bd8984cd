"""Does a verdict turn if a constant of the rules were a little other? Each is moved, one at a time, all else as it is.

Moved by the share that config.yaml names (`verdicts.vary-by`), either way: the edges of the range that a word asserts
and the factor from which a figure is far off. An edge that is the number itself is the sentence's, not ours, and stays;
no edge passes the number. The choices by which a reading may differ are one fewer and one more. A level that asks for
several mentions is tried with every number of them up to `verdicts.vary-mentions`; the figures for that are made by the
topic `claims`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from analysis.claims.readings import Reading, allowed, case_of
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.assertions import Asserted
from analysis.settings.config import Config
from analysis.settings.figure_ids import figure_id
from analysis.settings.verdict_rules import Claim, Step


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one constant under which a verdict turns; `constant` is its key in config.yaml."""

    constant: str
    was: float
    now: float
    verdict: Step

    def as_json(self) -> dict[str, Any]:
        """As claims.json has it."""
        return {
            "constant": self.constant,
            "from": round(self.was, 6),
            "to": round(self.now, 6),
            "verdict": self.verdict,
        }


@dataclass(frozen=True, slots=True)
class Point:
    """The readings if a level asked for `mentions`: the one that is drawn, all of them, and the verdict."""

    mentions: int
    figure: Figure
    readings: tuple[Figure, ...]
    verdict: Step


@dataclass(frozen=True, slots=True)
class Curve:
    """A claim's measure for every number of mentions that a level could ask for."""

    level: str
    at_least: int
    points: tuple[Point, ...]

    def as_json(self) -> dict[str, Any]:
        """As claims.json has it: the level, and for each number of mentions the reading drawn, and the verdict."""
        return {
            "level": self.level,
            "at-least": self.at_least,
            "tried": [{"mentions": p.mentions, "figure": p.figure.id, "verdict": p.verdict} for p in self.points],
        }


def slice_of(mentions: int) -> str:
    """The slice of a figure under a number of mentions, by which it is found."""
    return f"mentions-{mentions}"


def curves(claim: Claim, found: Sequence[Reading], figures: FigureSet, config: Config) -> tuple[Curve, ...]:
    """A curve for each level that asks for several mentions and is among the readings that the words allow."""
    near = allowed(found, config.verdicts.near_steps)
    made = []
    for name, level in config.levels.items():
        if level.at_least > 1 and any(r.definition.level == name for r in near):
            points = (_point(claim, name, mentions, near, figures, config) for mentions in config.mentions_tried)
            made.append(Curve(name, level.at_least, tuple(point for point in points if point is not None)))
    return tuple(curve for curve in made if curve.points)


def _point(
    claim: Claim, level: str, mentions: int, near: Sequence[Reading], figures: FigureSet, config: Config
) -> Point | None:
    """None where a figure is not made for this number of mentions."""
    moved, drawn, own = [], None, replace(near[0].definition, level=level)
    for reading in near:
        figure: Figure | None = reading.figure
        if reading.definition.level == level:
            figure = _with_mentions(reading.figure, mentions, level, figures, config)
            drawn = figure if reading.definition == own or drawn is None else drawn
        if figure is None:
            return None
        moved.append(figure)
    rules = config.verdicts
    case = case_of(moved[0], moved[1:], config.asserted(claim), rules.wrong_factor)
    return Point(mentions, drawn, tuple(moved), rules.of(case)) if drawn else None


def _with_mentions(figure: Figure, mentions: int, level: str, figures: FigureSet, config: Config) -> Figure | None:
    if mentions == config.levels[level].at_least:
        return figure
    definition = "" if figure.definition == "headline" else figure.definition
    return figures.find(figure_id(figure.cohort, f"{figure.measure}.{slice_of(mentions)}", definition))


def changes(
    claim: Claim, step: Step, found: Sequence[Reading], drawn: Sequence[Curve], config: Config
) -> Iterator[Change]:
    """Every change under which the verdict is not `step`, in the order of config.yaml."""
    for change in _tried(claim, found, drawn, config):
        if change.verdict != step:
            yield change


def _tried(claim: Claim, found: Sequence[Reading], drawn: Sequence[Curve], config: Config) -> Iterator[Change]:
    rules, asserted = config.verdicts, config.asserted(claim)

    def judged(asserted: Asserted, factor: float, steps: int) -> Step:
        near = [r.figure for r in allowed(found[1:], steps)]
        return rules.of(case_of(found[0].figure, near, asserted, factor))

    for key, was, now, moved in _ranges(claim, config):
        yield Change(key, was, now, judged(moved, rules.wrong_factor, rules.near_steps))
    for factor in (rules.wrong_factor * float(1 - rules.vary_by), rules.wrong_factor * float(1 + rules.vary_by)):
        now = max(1.0, factor)
        found_now = judged(asserted, now, rules.near_steps)
        yield Change("verdicts.wrong-factor", rules.wrong_factor, now, found_now)
    for steps in {max(0, rules.near_steps - 1), rules.near_steps + 1}:
        yield Change("verdicts.near-steps", rules.near_steps, steps, judged(asserted, rules.wrong_factor, steps))
    for curve in drawn:
        for point in curve.points:
            yield Change(f"levels.{curve.level}.at-least", curve.at_least, point.mentions, point.verdict)


def _ranges(claim: Claim, config: Config) -> Iterator[tuple[str, float, float, Asserted]]:
    """What a claim would assert if an edge of its word's rule moved: key, factor as it is and would be, range."""
    words, by = config.assertions, config.verdicts.vary_by
    if claim.asserts.number is None:
        return
    rule = words.rules[claim.asserts.word] if claim.asserts.word else words.bare
    place = next((f"words.{word}" for word, one in words.words.items() if one is rule), "bare")
    for edge, was, clip in (("low", rule.low, min), ("high", rule.high, max)):
        for now in (was * (1 - by), was * (1 + by)) if was != 1 else ():
            now = clip(now, Fraction(1))
            moved = words.range_of(claim.asserts, rule.model_copy(update={edge: now}))
            yield f"assertions.{place}.{edge}", float(was), float(now), moved
