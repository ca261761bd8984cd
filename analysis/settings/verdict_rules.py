"""The parts of config.yaml that say what is claimed, and how a claim is judged.

Models of `analysis.settings.config`.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from analysis.core.number_words import spelt
from analysis.settings.assertions import Exact, Written
from analysis.settings.models import Model
from analysis.settings.placeholders import PLACEHOLDER, filled, in_words
from analysis.settings.values import Name, Text
from analysis.settings.verdict_cases import Case, Readings, State, Words, cases, causes


class LeftOpen(Model):
    """What words leave open on one axis of the definitions, or on `level`."""

    choices: list[Name] | None = Field(
        None, min_length=1, description="The choices that a reader may hear in the words; all where nothing is said."
    )
    because: Text = Field(description="Why the words leave it open, or close it.")


class Claim(Model):
    """A checkable statement: its exact words, what they assert of the figures it rests on, and how it may be read."""

    title: Text = Field(description="What a list of claims calls it.")
    words: Text = Field(description="The sentence, word for word.")
    source: Literal["retelling", "original"] = Field(description="Who says it.")
    figures: list[Text] = Field(min_length=1, description="Ids of figures: the first decides, the others are readings.")
    asserts: Written = Field(description="What the words assert, such as `over 0.03`, `nearly 2/3`, `141`, `rises`.")
    left_open: dict[Name, LeftOpen] = Field(
        {}, description="Axis: what these words leave open, in place of what the settings' own `left-open` says of it."
    )
    reading: Text = Field(description="How we read the sentence.")


class NotCheckable(Model):
    """A sentence that no figure can decide."""

    words: Text = Field(description="The sentence, word for word.")
    reason: Text = Field(description="Why nothing here can decide it.")


Step = Literal[
    "accurate",
    "caveat",
    "true-understated",
    "true-overstated",
    "depends",
    "understated",
    "overstated",
    "wrong",
    "uncheckable",
]


class When(Model):
    """Cases that have a verdict; what is not given may be anything. See `analysis.settings.verdict_cases.Case`."""

    words: list[Words] | None = Field(None, description="Whether the words hold of the deciding figure.")
    decisive: list[State] | None = Field(None, description="Where the deciding figure lies.")
    readings: list[Readings] | None = Field(None, description="Where all allowed readings lie, the deciding one too.")

    def fits(self, case: Case) -> bool:
        """Whether a case is among them."""
        asked = zip((self.words, self.decisive, self.readings), case, strict=True)
        return all(allowed is None or value in allowed for allowed, value in asked)


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
    vary_by: Exact = Field(gt=0, lt=1, description="By how much a constant is moved to see whether a verdict turns.")
    vary_mentions: int = Field(ge=1, le=100, description="Up to how many mentions a level is tried with.")
    scale: dict[Step, VerdictRule] = Field(description="Every verdict with its cases.")

    @model_validator(mode="after")
    def _every_case_has_one_verdict(self) -> Verdicts:
        for case in cases():
            if len(fitting := self.fitting(case)) != 1:
                said = ", ".join(f"{name}: {value}" for name, value in case._asdict().items())
                what = f"is claimed by {' and '.join(fitting)}" if fitting else "has no verdict"
                raise ValueError(f"the case {said} {what}; give each case to exactly one entry of `scale`")
        return self

    @model_validator(mode="after")
    def _ratings_are_in_order(self) -> Verdicts:
        if problem := rating_problem(self):
            raise ValueError(problem)
        return self

    @property
    def near(self) -> str:
        """How far a near reading may be from the deciding one, in words: ``one choice``."""
        return f"{in_words(self.near_steps)} {'choice' if self.near_steps == 1 else 'choices'}"

    def about(self, step: Step) -> str:
        """The rule of a step in words, with the numbers as they stand here."""
        values = (in_words(self.wrong_factor), *self.near.split())
        return filled(self.scale[step].about, dict(zip(KNOWN, values, strict=True)))

    def fitting(self, case: Case) -> list[Step]:
        """Verdicts whose rule fits a case; one, once the configuration is read."""
        return [name for name, rule in self.scale.items() if any(when.fits(case) for when in rule.when)]

    def of(self, case: Case) -> Step:
        """The one verdict of a case."""
        (verdict,) = self.fitting(case)
        return verdict


def rating_problem(rules: Verdicts) -> str | None:
    """What is wrong with the ratings, tried on everything that a case can come from.

    A sentence whose words hold is rated no lower than one whose words fail, and a deciding figure that moves further
    out on the same side, all else equal, is rated no higher.
    """
    judged = {cause: rules.of(cause.case) for cause in causes()}
    rating = {step: rule.rating for step, rule in rules.scale.items()}
    of = {
        words: {step: r for c, step in judged.items() if c.case.words == words and (r := rating[step]) is not None}
        for words in ("hold", "fail")
    }
    if all(of.values()):
        low, high = min(of["hold"], key=of["hold"].__getitem__), max(of["fail"], key=of["fail"].__getitem__)
        if of["hold"][low] < of["fail"][high]:
            return f"scale: {low!r}, where words can hold, is rated lower than {high!r}, where they can fail"
    for cause, step in judged.items():
        for farther in cause.further_out():
            near, far = rating[step], rating[judged[farther]]
            if near is not None and far is not None and far > near:
                return (
                    f"scale: a figure that moves from {cause.decisive} to {farther.decisive} would go from"
                    f" {step!r} up to {judged[farther]!r}"
                )
    return None


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
