"""What the words of a claim assert of its figure: ``over 0.03`` → a range, by rules that config.yaml holds as data.

All arithmetic is exact. The edges are rounded once, and the range that is tested is the range that is printed. What
the words give a reader to believe (the range) and what makes them literally so are two things: "over three percent" is
literally so of sixty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, InstanceOf, WithJsonSchema, model_validator

from analysis.core.errors import did_you_mean
from analysis.core.number_words import part, spelt
from analysis.settings.models import Model
from analysis.settings.placeholders import PLACEHOLDER, filled
from analysis.settings.values import Text
from analysis.settings.verdict_cases import Literally

RISES = "rises"
NUMBER = r"(?:\d{1,9}(?:\.\d{1,9})?|\d{1,4}/[1-9]\d{0,3})"
WORD = r"[a-z]+(?: [a-z]+){0,4}"
PERCENT = r"\s?(?:%|per ?cent\b)"
Unit = Literal["share", "papers"]
Kind = Literal["share", "fraction", "papers"]


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a claim's words say: a word of config.yaml and a number; no word for a bare number, no number for a rise.

    `text` is how config.yaml writes it.
    """

    text: str
    word: str
    number: Fraction | None

    @property
    def kind(self) -> Kind | None:
        """A share is below one, as a decimal or a fraction; a count of papers is whole."""
        if self.number is None:
            return None
        return "papers" if self.number.denominator == 1 else "fraction" if "/" in self.text else "share"

    @property
    def unit(self) -> Unit | None:
        """The unit of the figures that can decide."""
        return "share" if self.kind == "fraction" else self.kind


def parse(value: object) -> Assertion:
    """A claim's `asserts`, as it is written.

    Raises
    ------
    ValueError
        It is no word with a number, or the number is neither a share nor a count.

    Examples
    --------
    >>> parse("more than 60").word, parse("nearly 2/3").number, parse("rises").kind
    ('more than', Fraction(2, 3), None)
    """
    text = " ".join(str(value).split()) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if text == RISES:
        return Assertion(text, RISES, None)
    found = re.fullmatch(rf"(?:({WORD}) )?({NUMBER})", text)
    if found is None:
        raise ValueError("not a word and a number, such as over 0.03, nearly 2/3, more than 60 or 141, and not `rises`")
    number = Fraction(found[2])
    if number == 0 or (number > 1 and number.denominator != 1):
        raise ValueError("the number is neither a share of papers, such as 0.03 or 2/3, nor a whole count of them")
    return Assertion(text, found[1] or "", number)


def says(sentence: str, number: Fraction, word: str = "") -> bool:
    """Whether a sentence says a number, right behind a word if one is given.

    Examples
    --------
    >>> says("in nearly two-thirds of them", Fraction(2, 3), "nearly"), says("at 60%", Fraction(60))
    (True, False)
    """
    before = "".join(rf"\b{one}\s+" for one in word.split())
    forms = "|".join(_forms(number))
    return re.search(rf"{before}(?<![\w.,/-])(?:{forms})(?![\w/]|-\w|[.,]\d)", sentence.casefold()) is not None


@dataclass(frozen=True, slots=True)
class Asserted:
    """The range that a claim asserts, and how it is said.

    `words` is as the rule says it, `span` from edge to edge; `unit` is None for what is said to rise. `literally` says
    when the sentence is literally so: in the range, or wherever there is more, or less, than its number.
    """

    low: float
    high: float
    words: str
    span: str
    unit: Unit | None
    literally: Literally = "range"

    @property
    def rises(self) -> bool:
        """Whether an upward trend is asserted, and no range."""
        return self.literally == "rises"

    def holds(self, value: float) -> bool:
        """Whether a value lies in the range; "more than" and "less than" leave its edges out."""
        if self.literally in ("more", "less"):
            return self.low < value < self.high
        return self.low <= value <= self.high


def _exact(value: object) -> Fraction:
    """A number as it is written, read exactly: YAML's 0.9 is nine tenths."""
    if isinstance(value, bool) or not re.fullmatch(NUMBER, text := str(value).strip()):
        raise ValueError("not a number such as 0.9 or 4/3")
    return Fraction(text)


def _template(text: str) -> str:
    """The text, if it names both edges of a range or the number itself."""
    filled(text, dict.fromkeys(("low", "high", "number"), ""))
    if set(PLACEHOLDER.findall(text)) not in ({"low", "high"}, {"number"}):
        raise ValueError("says {low} and {high}, or {number} alone")
    return text


def _word(text: str) -> str:
    if not re.fullmatch(WORD, text) or text == RISES:
        raise ValueError(f"not words in small letters, such as more than; {RISES!r} is one of its own")
    return text


Written = Annotated[
    InstanceOf[Assertion],
    BeforeValidator(parse),
    WithJsonSchema({"type": ["string", "number"], "pattern": f"^(?:{RISES}|(?:{WORD} )?{NUMBER})$"}),
]
Exact = Annotated[
    Fraction, BeforeValidator(_exact), WithJsonSchema({"type": ["number", "string"], "pattern": f"^{NUMBER}$"})
]
Template = Annotated[str, AfterValidator(_template)]
Word = Annotated[str, AfterValidator(_word)]


class Rule(Model):
    """What is asserted of a number: from `low` to `high` times it, and how that is said of each kind of number."""

    low: Exact = Field(ge=0, le=1, description="The lower edge, as a part of the number.")
    high: Exact = Field(ge=1, le=1000, description="The upper edge, as a multiple of the number.")
    share: Template = Field(description="How the range of a share is said: {low}, {high} or {number}.")
    fraction: Template = Field(description="How the range of a fraction such as 2/3 is said.")
    papers: Template = Field(description="How the range of a count is said.")

    def said(self, kind: Kind, values: Mapping[str, str]) -> str:
        """The range in words; `values` are those of {low}, {high} and {number}."""
        return filled({"share": self.share, "fraction": self.fraction, "papers": self.papers}[kind], values)


class WordRule(Rule):
    """What a word before the number asserts; words in `also` assert the same."""

    also: list[Word] = Field([], description="Words that assert the same.")
    literally: Literal["range", "more", "less"] = Field(
        "range",
        description="When a sentence is literally so: in the range, or with any number that is more, or less, than its own.",
    )

    @model_validator(mode="after")
    def _the_number_is_an_edge(self) -> WordRule:
        edge = {"more": self.low, "less": self.high, "range": Fraction(1)}[self.literally]
        if edge != 1:
            raise ValueError(f"`literally: {self.literally}` needs the number itself as that edge of the range, 1")
        return self


class Assertions(Model):
    """The rules by which words become ranges; `share_digits` is how many digits an edge of a share keeps at least."""

    share_digits: int = Field(ge=1, le=6, description="Digits that an edge of a share keeps at least.")
    rises: Text = Field(description="What `rises` asserts, in words.")
    bare: Rule = Field(description="What a number without a word asserts.")
    words: dict[Word, WordRule] = Field(description="What each word before a number asserts.")

    @property
    def rules(self) -> dict[str, Rule]:
        """Every word with its rule."""
        return {word: rule for first, rule in self.words.items() for word in (first, *rule.also)}

    @model_validator(mode="after")
    def _each_word_has_one_rule(self) -> Assertions:
        words = [word for first, rule in self.words.items() for word in (first, *rule.also)]
        if double := [word for word in words if words.count(word) > 1]:
            raise ValueError(f"the word {double[0]!r} has two rules; give it one")
        return self

    def problem(self, said: Assertion, sentence: str) -> str | None:
        """What is wrong with what a claim asserts, by these rules and by the sentence that it quotes."""
        if said.number is None:
            return None
        if said.word and said.word not in self.rules:
            return f"{said.word!r} is no word of `assertions`{did_you_mean(said.word, self.rules)}"
        if not says(sentence, said.number, said.word):
            return f"the sentence in `words` does not say {said.text!r}"
        if not said.word and (more := next((w for w in self.rules if says(sentence, said.number, w)), None)):
            return f"the sentence in `words` says {more!r} before {_plain(said.number)}, and `asserts` does not"
        return None

    def range_of(self, said: Assertion, by: Rule | None = None) -> Asserted:
        """The range that a claim asserts, by another rule than that of its word if one is given."""
        number, kind, unit = said.number, said.kind, said.unit
        if number is None or kind is None or unit is None:
            return Asserted(float("-inf"), float("inf"), self.rises, self.rises, None, "rises")
        rule = by or (self.rules[said.word] if said.word else self.bare)
        low, high = self._edges(rule, number, unit)
        values = {"low": _said(low, unit), "high": _said(high, unit), "number": _said(number, unit)}
        span = f"{values['low']} to {values['high']}" + (" papers" if unit == "papers" else "")
        literally = rule.literally if isinstance(rule, WordRule) else "range"
        return Asserted(float(low), float(high), rule.said(kind, values), span, unit, literally)

    def _edges(self, rule: Rule, number: Fraction, unit: Unit) -> tuple[Fraction, Fraction]:
        """The rounded edges: to the nearest step, or the next one out where that would leave out the number itself."""
        step = Fraction(1) if unit == "papers" else _step(number, self.share_digits)
        low, high = (floor(number * factor / step + Fraction(1, 2)) * step for factor in (rule.low, rule.high))
        low, high = min(low, floor(number / step) * step), max(high, ceil(number / step) * step)
        return low, min(high, Fraction(1)) if unit == "share" else high


def _step(share: Fraction, digits: int) -> Fraction:
    """The place to which an edge is rounded: `digits` digits of the share, or as many as its decimal has."""
    least = next(n for n in range(20) if share * 10**n >= 10 ** (digits - 1))
    own = next((n for n in range(least, 10) if (share * 10**n).denominator == 1), least)
    return Fraction(1, 10**own)


def _decimal(number: Fraction) -> str:
    """The number as a decimal; nothing where it has no end."""
    for places in range(12):
        if (whole := number * 10**places).denominator == 1:
            return f"{Decimal(whole.numerator).scaleb(-places):f}"
    return ""


def _plain(number: Fraction) -> str:
    """As config.yaml writes it: a decimal, or a fraction where a decimal has no end."""
    return _decimal(number) or f"{number.numerator}/{number.denominator}"


def _said(number: Fraction, unit: Unit) -> str:
    """A share as a percentage, a count with separators."""
    if unit == "papers":
        return f"{int(number):,}"
    return f"{text}%" if (text := _decimal(100 * number)) else _plain(number)


def _forms(number: Fraction) -> Iterator[str]:
    """Patterns of how a sentence may say a number, in small letters."""
    if number.denominator == 1:
        count = int(number)
        yield from (rf"{form}(?!{PERCENT})" for form in _spellings([f"{count}", f"{count:,}", spelt(count)]))
        return
    if text := _decimal(number):
        yield re.escape(text)
    if text := _decimal(100 * number):
        whole = [spelt(int(text))] if text.isdigit() else []
        yield from (f"{form}{PERCENT}" for form in _spellings([text, *whole]))
    if words := part(number):
        yield from _spellings([words, re.sub("^an? ", "one ", words)])
    few, many = number.numerator, number.denominator
    yield rf"{few}/{many}"
    yield from (f"(?:{x}) (?:in|out of) (?:{n})" for x in {str(few), spelt(few)} for n in {str(many), spelt(many)})


def _spellings(forms: Iterable[str]) -> Iterator[str]:
    """Each form with hyphen or space between its words."""
    for form in dict.fromkeys(forms):
        yield re.sub(r"\\-|\\ ", "[ -]", re.escape(form))
