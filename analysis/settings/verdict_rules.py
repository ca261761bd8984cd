"""The parts of config.yaml that say what is claimed, and how a claim is judged.

Models of `analysis.settings.config`.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, model_validator

from analysis.core.number_words import spelt
from analysis.settings.assertions import Written
from analysis.settings.models import Model
from analysis.settings.placeholders import PLACEHOLDER, filled, in_words
from analysis.settings.values import Text


class Claim(Model):
    """A checkable statement: its exact words, what they assert of the figures it rests on, and how it may be read."""

    title: Text = Field(description="What a list of claims calls it.")
    words: Text = Field(description="The sentence, word for word.")
    source: Literal["retelling", "original"] = Field(description="Who says it.")
    figures: list[Text] = Field(min_length=1, description="Ids of figures: the first decides, the others are readings.")
    asserts: Written = Field(description="What the words assert, such as `over 0.03`, `nearly 2/3`, `141`, `rises`.")
    reading: Text = Field(description="How we read the sentence.")


class NotCheckable(Model):
    """A sentence that no figure can decide."""

    words: Text = Field(description="The sentence, word for word.")
    reason: Text = Field(description="Why nothing here can decide it.")


State = Literal["inside", "reached", "above", "below", "far", "contrary", "missing"]
Near = Literal["all", "some", "none"]
Step = Literal["accurate", "caveat", "depends", "understated", "overstated", "wrong", "uncheckable"]


class When(Model):
    """Where the deciding figure lies, and how many of the near readings lie in the asserted range."""

    decisive: list[State] = Field(description="Where the deciding figure lies.")
    near: list[Near] = Field(description="How many of the near readings lie in the asserted range.")


KNOWN = ("wrong-factor", "near-steps", "choices")  # the placeholders of a verdict's text
TYPED = re.compile(rf"\d|\b(?:{'|'.join(spelt(n) for n in range(100))})\b")


def _about(text: str) -> str:
    """The text, if every number of the rules in it is a placeholder."""
    filled(text, dict.fromkeys(KNOWN, ""))
    if typed := TYPED.search(PLACEHOLDER.sub("", text)):
        raise ValueError(
            f"the number {typed[0]!r} is typed; a number of the rules is {{wrong-factor}} or {{near-steps}}"
        )
    return text


class VerdictRule(Model):
    """A step of the scale. `rating` is its place from 1 (false) to 5 (true); a verdict that says neither has none.

    `about` holds placeholders, see `Verdicts.about`.
    """

    name: Text = Field(description="What readers call the verdict.")
    about: Annotated[Text, AfterValidator(_about)] = Field(description="What it means; numbers are placeholders.")
    rating: int | None = Field(None, ge=1, le=5, description="Its place from 1, false, to 5, true.")
    when: list[When] = Field(description="The cases that have this verdict.")


class Verdicts(Model):
    """The published scale of verdicts, each with its rule."""

    wrong_factor: float = Field(gt=1, description="Off by more than this factor is far.")
    near_steps: int = Field(ge=0, description="Choices by which a reading may differ and still be near.")
    scale: dict[Step, VerdictRule] = Field(description="Every verdict with its cases.")

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

    @property
    def near(self) -> str:
        """How far a near reading may be from the deciding one, in words: ``one choice``."""
        return f"{in_words(self.near_steps)} {'choice' if self.near_steps == 1 else 'choices'}"

    def about(self, step: Step) -> str:
        """The rule of a step in words, with the numbers as they stand here."""
        values = (in_words(self.wrong_factor), *self.near.split())
        return filled(self.scale[step].about, dict(zip(KNOWN, values, strict=True)))

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

    figures: Text = Field(description="A pattern of ids, such as `gold.*`.")
    absolute: float | None = Field(None, ge=0, description="In the unit of the figure.")
    relative: float | None = Field(None, ge=0, description="As a share of the old value.")

    def holds(self, old: float, new: float) -> bool:
        """Whether a move from `old` to `new` stays within the tolerance."""
        reach = self.absolute if self.absolute is not None else (self.relative or 0.0) * abs(old)
        return abs(new - old) <= reach + 1e-9  # published values have six decimals

    @model_validator(mode="after")
    def _one_distance(self) -> Tolerance:
        if (self.absolute is None) == (self.relative is None):
            raise ValueError("a tolerance has `absolute` or `relative`, one of the two")
        return self
