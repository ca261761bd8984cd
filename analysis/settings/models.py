"""The parts of config.yaml that say what is counted.

Report and article, groups, terms, cohorts with their sources: models of `analysis.settings.config`. What is claimed and
how it is judged is in `analysis.settings.verdict_rules`, numbers of others in `analysis.settings.others`.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from analysis.core import paths
from analysis.core.errors import did_you_mean

READERS = paths.CODE / "facts" / "readers"
Basis = Literal["program", "profile", "profile-by-name", "paper"]
Text = Annotated[str, BeforeValidator(lambda v: v if v is None or isinstance(v, (str, list, dict)) else str(v))]


def name(text: str) -> str:
    """The text, if it can stand in file names, ids of figures and anchors.

    >>> name("last-year")
    'last-year'
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", text):
        raise ValueError("not a name: small letters, digits and hyphens, at most 64, such as last-year")
    return text


def file_name(text: str) -> str:
    """The text, if it names a file below a folder, and no other place.

    >>> file_name("neurips/2024_program.jsonl.gz")
    'neurips/2024_program.jsonl.gz'
    """
    parts = text.split("/")
    if not text.isprintable() or "\\" in text or any(part.strip() in ("", ".", "..") for part in parts):
        raise ValueError("not a file below the folder of the raw files, such as neurips/2026_program.json.gz")
    return text


def is_link(text: str) -> bool:
    """Whether a text is an address on the web: http or https, and no password in it."""
    return text.isprintable() and bool(re.fullmatch(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", text))


def link(text: str) -> str:
    """The text, if it is an address on the web.

    >>> link("https://example.org/program.json?year=2026")
    'https://example.org/program.json?year=2026'
    """
    if not is_link(text):
        raise ValueError("not an address that begins with http:// or https://")
    return text


def web_address(text: str) -> str:
    """The text, if it is the address of a page, without query and anchor.

    >>> web_address("https://example.org/check/")
    'https://example.org/check/'
    """
    if not text.isprintable() or not re.fullmatch(r"https?://[^\s/?#@\\]+(/[^\s?#]*)?", text):
        raise ValueError("not a web address such as https://example.org/check/")
    return text


def raw_format(text: str) -> str:
    """The text, if there is a reader of this name: a module of `analysis.facts.readers`, which lie in a later room.

    >>> raw_format("listing")
    'listing'
    """
    known = sorted(file.stem for file in READERS.glob("[a-z]*.py"))
    if text not in known:
        raise ValueError(f"no format that is read; give one of {', '.join(known)}{did_you_mean(text, known)}")
    return text


Name = Annotated[str, AfterValidator(name)]
RawFormat = Annotated[str, AfterValidator(raw_format)]
FileName = Annotated[str, AfterValidator(file_name)]
Link = Annotated[str, AfterValidator(link)]
WebAddress = Annotated[str, AfterValidator(web_address)]


class Model(BaseModel):
    """Base of all parts: keys in kebab-case, nothing unknown, no number without end, nothing changed after reading."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        alias_generator=lambda name: name.replace("_", "-"),
        populate_by_name=False,
    )


class Party(Model):
    """Who says a thing: an organisation, or a name for an unknown author."""

    name: str = Field(min_length=1)
    url: WebAddress | None = None


class Publisher(Party):
    url: WebAddress


class Report(Model):
    title: str
    data_date: Text
    headline_claim: str
    pair: tuple[str, str] | None = None
    url: WebAddress
    publisher: Publisher


class Article(Model):
    title: str
    published: Text
    author: Party
    original: Party


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

    file: FileName | None = None
    files: list[FileName] = []
    format: RawFormat
    basis: Basis | None = None
    spine: bool = False
    track: str | None = None
    recorded: Text
    origin: str
    licence: str
    url: Link | None = None

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
        found = dict.fromkeys(s.basis for s in self.sources if s.basis)
        return sorted(found, key=lambda basis: basis != self.headline_basis)

    def at(self, basis: str) -> str:
        """What a figure's id has behind it for a basis: ``@profile``; nothing for the headline basis."""
        return "" if basis == self.headline_basis else f"@{basis}"

    @model_validator(mode="after")
    def _headline_has_source(self) -> Cohort:
        if self.headline_basis not in self.bases:
            raise ValueError(f"headline-basis {self.headline_basis!r} has no source with that basis")
        return self
