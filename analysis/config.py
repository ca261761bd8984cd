"""config.yaml as typed, checked models.

First step of the path: everything that a fact-check decides (cohorts, definitions, terms, claims) is read here. A key that is not known,
a value of the wrong type or a reference to nothing raises `FactCheckError` naming the line and the key.
"""

from __future__ import annotations

import difflib
import re
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from yaml import Node

from analysis import paths, strict_yaml
from analysis.errors import FactCheckError

Basis = Literal["program", "profile", "profile-by-name", "paper"]
Text = Annotated[str, BeforeValidator(lambda v: v if v is None or isinstance(v, (str, list, dict)) else str(v))]
AXES = ("basis", "china", "policy", "collaboration", "counting", "track")


def web_address(text: str) -> str:
    """The text, if it is the address of a page, without query and anchor.

    >>> web_address("https://example.org/check/")
    'https://example.org/check/'
    """
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
        raise ValueError("not a web address such as https://example.org/check/")
    return text


WebAddress = Annotated[str, AfterValidator(web_address)]


class Model(BaseModel):
    """Base of all parts: keys in kebab-case, nothing unknown, nothing changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-"), populate_by_name=False)


class Party(Model):
    """Who says a thing: an organisation, or a name for an unknown author."""

    name: str = Field(min_length=1)
    url: WebAddress | None = None


class Publisher(Party):
    url: WebAddress


class Report(Model):
    title: str
    subtitle: str
    data_date: Text
    headline_claim: str
    url: WebAddress
    publisher: Publisher


class Article(Model):
    title: str
    note: str
    published: Text
    author: Party
    original: Party


class Group(Model):
    name: str
    countries: list[str]


class Choice(Model):
    name: str
    about: str
    countries: list[str] = []


class Term(Model):
    """A model family: what counts as naming it, with examples that tests run."""

    name: str
    about: str
    patterns: list[str] = Field(min_length=1)
    matches: list[str]
    misses: list[str]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{_inline_flags(p)})" for p in self.patterns))

    @model_validator(mode="after")
    def _patterns_compile(self) -> Term:
        for pattern in self.patterns:
            try:
                empty = re.compile(f"(?:{_inline_flags(pattern)})").search("")
            except re.error as error:
                raise ValueError(f"pattern {pattern!r} is not a regular expression ({error})") from error
            if empty:
                raise ValueError(f"pattern {pattern!r} matches the empty text, so it would be found everywhere")
        return self


def _inline_flags(pattern: str) -> str:
    """Turn a leading ``(?i)`` into a group of its own, as Python wants it inside a longer pattern."""
    return f"(?i:{pattern[4:]})" if pattern.startswith("(?i)") else pattern


class Level(Model):
    fields: list[Literal["title", "abstract", "body"]]
    at_least: int = Field(ge=1)
    or_in: list[Literal["title", "abstract", "body"]] = []
    needs: Literal["title", "abstract", "body"]
    name: str
    about: str


class Source(Model):
    """One raw source of a cohort: a file (or several), its format, and what is known of its origin."""

    file: str | None = None
    files: list[str] = []
    format: Literal["program", "listing", "openreview", "notes", "abstracts", "tracks", "profiles", "headers", "fulltext", "virtual"]
    basis: Basis | None = None
    spine: bool = False
    track: str | None = None
    recorded: Text
    origin: str
    licence: str
    url: str | None = None

    @property
    def names(self) -> list[str]:
        return [self.file] if self.file else self.files

    @model_validator(mode="after")
    def _has_files(self) -> Source:
        if not self.names:
            raise ValueError("a source needs `file` or `files`")
        return self


class Cohort(Model):
    venue: str
    year: int
    headline_basis: Basis
    sources: list[Source]
    limits: list[str] = []

    @property
    def bases(self) -> list[str]:
        """Bases for which the cohort has a source, headline first."""
        found = [s.basis for s in self.sources if s.basis]
        return sorted(dict.fromkeys(found), key=lambda b: (b != self.headline_basis, found.index(b)))

    @model_validator(mode="after")
    def _headline_has_source(self) -> Cohort:
        if self.headline_basis not in self.bases:
            raise ValueError(f"headline-basis {self.headline_basis!r} has no source with that basis")
        return self


class Independent(Model):
    """Counts of others; `definition`: their rules on our grid, for a basis that each cohort chooses."""

    name: str
    about: str
    definition: str | None = None
    counts: dict[int, tuple[int, int]]


class Reconstruction(Model):
    """A way to count that may have given an original's number: which affiliations count, and which papers are joint by them."""

    name: str
    about: str
    affiliations: Literal["all", "first-affiliation", "spelt-out", "mail", "universities", "best-known"] = "all"
    papers: Literal[
        "any", "first-author", "last-author", "first-last", "opposite-ends", "single-country", "two-each", "third-each", "only-two", "fractional"
    ] = "any"
    records: list[str] = Field(min_length=1)


class Reconstructions(Model):
    """The search for an original's rule: `tracks` and `records` name the papers and the basis of each year that is compared; `near` is how far a count may lie off."""

    original: str
    near: float = Field(gt=0, lt=1)
    best_known: int = Field(ge=1)
    tracks: dict[int, str]
    records: dict[str, dict[int, Basis]]
    rules: dict[str, Reconstruction]


class Rule(Model):
    """What a sentence asserts of its figure.

    ``above`` and ``below`` give a range to which its edges belong; ``about`` holds within ``within`` (in the figure's unit); ``rises`` asks for an upward trend.
    """

    above: float | None = None
    below: float | None = None
    about: float | None = None
    within: float | None = None
    rises: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_assertion(self) -> Rule:
        if sum(x is not None for x in (self.about, self.rises)) + (self.above is not None or self.below is not None) != 1:
            raise ValueError("a rule asserts one thing: `about` (with `within`), `above` and/or `below`, or `rises`")
        if (self.about is None) != (self.within is None):
            raise ValueError("`about` and `within` go together")
        return self

    @property
    def range(self) -> tuple[float, float]:
        """Lowest and highest value for which the assertion holds."""
        if self.about is not None and self.within is not None:
            return self.about - self.within, self.about + self.within
        return (self.above if self.above is not None else float("-inf")), (self.below if self.below is not None else float("inf"))


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
    scale: dict[Literal["accurate", "caveat", "depends", "understated", "overstated", "wrong", "uncheckable"], VerdictRule]

    @model_validator(mode="after")
    def _every_case_has_one_verdict(self) -> Verdicts:
        for decisive, near in product(get_args(State), get_args(Near)):
            if len(fitting := self.fitting(decisive, near)) != 1:
                what = f"is claimed by {' and '.join(fitting)}" if fitting else "has no verdict"
                raise ValueError(f"the case decisive: {decisive}, near: {near} {what}; give each case to exactly one entry of `scale`")
        return self

    def fitting(self, decisive: State, near: Near) -> list[str]:
        """Verdicts whose rule fits a case; one, once the configuration is read."""
        return [name for name, rule in self.scale.items() if any(decisive in when.decisive and near in when.near for when in rule.when)]


class Tolerance(Model):
    """How far figures whose id matches a pattern may move without `factcheck diff` naming them; the first that matches decides."""

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


class Config(Model):
    report: Report
    article: Article
    groups: dict[str, Group]
    definitions: dict[str, dict[str, Choice]]
    also: list[str]
    interval_level: float = Field(gt=0, lt=1)
    terms: dict[str, Term]
    levels: dict[str, Level]
    cohorts: dict[str, Cohort]
    independent: dict[str, Independent]
    reconstructions: Reconstructions
    claims: dict[str, Claim]
    not_checkable: dict[str, NotCheckable]
    verdicts: Verdicts
    tolerances: list[Tolerance] = []

    def kind_of_source(self, cohort: Cohort, basis: str) -> str:
        """What the affiliations of a basis were read from: cohorts are compared only where it is the same; all schedules count as one kind."""
        form = next(s.format for s in cohort.sources if s.basis == basis)
        return "program" if form == "virtual" else form

    def words_of(self, definition: str, cohort: Cohort) -> str:
        """A definition's text in words, for readers: ``by profile, companies at headquarters``."""
        names = {choice: c.name for choices in self.definitions.values() for choice, c in choices.items()} | {
            name: level.name for name, level in self.levels.items()
        }
        chosen = [c for c in definition.split("+") if c != "headline"]
        if not any(c in self.definitions["basis"] for c in chosen):
            chosen.insert(0, cohort.headline_basis)
        return ", ".join(names[c] for c in chosen)

    @model_validator(mode="after")
    def _consistent(self) -> Config:
        if set(self.definitions) != set(AXES):
            raise ValueError(f"definitions: needs the axes {', '.join(AXES)}")
        for axis, choices in [*self.definitions.items(), ("levels", self.levels), ("cohorts", self.cohorts)]:
            if not choices:
                raise ValueError(f"{axis if axis in ('levels', 'cohorts') else f'definitions: {axis}'}: needs at least one entry")
        if lacking := [g for g in ("us", "china") if g not in self.groups]:
            raise ValueError(f"groups: needs {' and '.join(lacking)}")
        names = [choice for axis in self.definitions.values() for choice in axis]
        double = sorted({n for n in names if names.count(n) > 1})
        if double:
            raise ValueError(f"definitions: {', '.join(double)} stands in more than one axis")
        if self.report.headline_claim not in self.claims:
            raise ValueError(
                f"report.headline-claim: {self.report.headline_claim!r} is no claim{did_you_mean(self.report.headline_claim, self.claims)}"
            )
        for text in self.also:
            for choice in text.split("+"):
                if choice not in names:
                    raise ValueError(f"also: {choice!r} is no choice of any axis{did_you_mean(choice, names)}")
        return self

    @model_validator(mode="after")
    def _reconstructions_fit(self) -> Config:
        if self.reconstructions.original not in self.independent:
            raise ValueError(f"reconstructions.original: {self.reconstructions.original!r} is none of `independent`")
        for year in self.independent[self.reconstructions.original].counts:
            if self.reconstructions.tracks.get(year) not in self.definitions["track"]:
                raise ValueError(f"reconstructions.tracks: needs {' or '.join(self.definitions['track'])} for {year}")
        for key, rule in self.reconstructions.rules.items():
            if lacking := [r for r in rule.records if r not in self.reconstructions.records]:
                raise ValueError(
                    f"reconstructions.rules.{key}.records: {lacking[0]!r} is no record{did_you_mean(lacking[0], self.reconstructions.records)}"
                )
        return self


def did_you_mean(word: str, known: Any) -> str:
    """A suggestion for a mistyped word, as a clause, or nothing."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def load(path: Path | None = None) -> Config:
    """Read and check config.yaml.

    Raises
    ------
    FactCheckError
        The file is missing, is not YAML, or does not fit the models; the message names the line and the key.
    """
    path = path or paths.CONFIG
    node, data = strict_yaml.read(path)
    try:
        return Config.model_validate(data)
    except ValidationError as error:
        raise _as_user_error(error, node, path.name, data) from None


def _as_user_error(error: ValidationError, node: Node, name: str, data: dict) -> FactCheckError:
    found = error.errors(include_url=False)
    # a misspelt key is missing as well as unknown: its own line says more
    first = next((e for e in found if e["type"] == "extra_forbidden"), found[0])
    keys = [str(k) for k in first["loc"]]
    line = strict_yaml.line_of(node, keys)
    dotted = ".".join(keys) or "the file"
    if first["type"] == "extra_forbidden":
        what, mend = f"{dotted}: unknown key", f"remove it or mend its spelling{did_you_mean(keys[-1], _known_keys(first['loc'], data))}"
    elif first["type"] == "missing":
        what, mend = f"{dotted}: is missing", "add it"
    else:
        message = first["msg"].removeprefix("Value error, ")
        if not keys and (path := message.partition(":")[0].split("."))[0] in data:  # a check of the whole file says where by itself
            line, dotted, message = strict_yaml.line_of(node, path), ".".join(path), message.partition(": ")[2]
        what, mend = (
            f"{dotted}: {message[0].lower() + message[1:]}",
            f"it now reads {first['input']!r}"[:160] if not isinstance(first["input"], dict) else None,
        )
    return FactCheckError(what, where=f"{name}:{line}", mend=mend)


def _known_keys(loc: tuple, data: dict) -> list[str]:
    """All keys that any model knows, for a suggestion."""
    models = [Config, *Model.__subclasses__()]
    return sorted({(f.alias or n) for m in models for n, f in m.model_fields.items()})
