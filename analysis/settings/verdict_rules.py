"""The parts of config.yaml that say what is claimed, and how a claim is judged.

Models of `analysis.settings.config`.
"""

from __future__ import annotations

from itertools import product
from typing import Literal, get_args

from pydantic import Field, model_validator

from analysis.settings.models import Model


class Rule(Model):
    """What a sentence asserts of its figure.

    ``above`` and ``below`` give a range to which its edges belong; ``about`` holds within ``within`` (in the figure's
    unit); ``rises`` asks for an upward trend.
    """

    above: float | None = None
    below: float | None = None
    about: float | None = None
    within: float | None = None
    rises: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_assertion(self) -> Rule:
        if (
            sum(x is not None for x in (self.about, self.rises)) + (self.above is not None or self.below is not None)
            != 1
        ):
            raise ValueError("a rule asserts one thing: `about` (with `within`), `above` and/or `below`, or `rises`")
        if (self.about is None) != (self.within is None):
            raise ValueError("`about` and `within` go together")
        if self.range[0] > self.range[1]:
            raise ValueError(
                "no number lies in the range: `above` is the lower edge and `below` the upper one, and `within` is not"
                " negative"
            )
        return self

    @property
    def range(self) -> tuple[float, float]:
        """Lowest and highest value for which the assertion holds."""
        if self.about is not None and self.within is not None:
            return self.about - self.within, self.about + self.within
        return (self.above if self.above is not None else float("-inf")), (
            self.below if self.below is not None else float("inf")
        )


class Claim(Model):
    """A checkable statement: its exact words, the figures it rests on, the rule, and how it may be read."""

    title: str
    words: str
    source: Literal["retelling", "original"]
    figures: list[str] = Field(min_length=1)
    rule: Rule
    asserted: str
    reading: str


class NotCheckable(Model):
    words: str
    reason: str


State = Literal["inside", "reached", "above", "below", "far", "contrary", "missing"]
Near = Literal["all", "some", "none"]
Step = Literal["accurate", "caveat", "depends", "understated", "overstated", "wrong", "uncheckable"]


class When(Model):
    """Where the deciding figure lies, and how many of the near readings lie in the asserted range."""

    decisive: list[State]
    near: list[Near]


class VerdictRule(Model):
    """A step of the scale. `rating` is its place from 1 (false) to 5 (true); a verdict that says neither has none."""

    name: str
    about: str
    rating: int | None = Field(default=None, ge=1, le=5)
    when: list[When]


class Verdicts(Model):
    """The published scale of verdicts, each with its rule."""

    wrong_factor: float = Field(gt=1)
    near_steps: int = Field(ge=0)
    scale: dict[Step, VerdictRule]

    @model_validator(mode="after")
    def _every_case_has_one_verdict(self) -> Verdicts:
        for decisive, near in product(get_args(State), get_args(Near)):
            if len(fitting := self.fitting(decisive, near)) != 1:
                what = f"is claimed by {' and '.join(fitting)}" if fitting else "has no verdict"
                raise ValueError(
                    f"the case decisive: {decisive}, near: {near} {what}; give each case to exactly one entry of"
                    " `scale`"
                )
        return self

    def fitting(self, decisive: State, near: Near) -> list[Step]:
        """Verdicts whose rule fits a case; one, once the configuration is read."""
        return [
            name
            for name, rule in self.scale.items()
            if any(decisive in when.decisive and near in when.near for when in rule.when)
        ]


class Tolerance(Model):
    """How far figures whose id matches a pattern may move without `factcheck diff` naming them.

    The first that matches decides.
    """

    figures: str
    absolute: float | None = Field(default=None, ge=0)
    relative: float | None = Field(default=None, ge=0)

    def holds(self, old: float, new: float) -> bool:
        """Whether a move from `old` to `new` stays within the tolerance."""
        reach = self.absolute if self.absolute is not None else (self.relative or 0.0) * abs(old)
        return abs(new - old) <= reach + 1e-9  # published values have six decimals

    @model_validator(mode="after")
    def _one_distance(self) -> Tolerance:
        if (self.absolute is None) == (self.relative is None):
            raise ValueError("a tolerance has `absolute` or `relative`, one of the two")
        return self
