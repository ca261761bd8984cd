"""The parts of config.yaml that say what is counted.

Report and article, groups, terms, cohorts with their sources: models of `analysis.settings.config`. Numbers of others
are in `analysis.settings.others`, what is claimed and how it is judged in `analysis.settings.verdict_rules`. A field's
description is what editors show of its key, see `analysis.settings.schema`.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from analysis.settings.patterns import Pattern, joined
from analysis.settings.values import (
    Day,
    FileName,
    Host,
    Link,
    Name,
    RawFormat,
    Sha256,
    Text,
    Variable,
    WebAddress,
    WholeDay,
    Year,
)

Basis = Literal["program", "proceedings", "profile", "profile-by-name", "paper"]
Part = Literal["title", "abstract", "body"]
Count = Annotated[int, Field(ge=0, le=10_000_000)]


class Model(BaseModel):
    """Base of all parts: keys in kebab-case, nothing unknown, no number without end, nothing changed after reading.

    A value is of its type as it stands: no text is taken for a number, and no truth value either.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        allow_inf_nan=False,
        alias_generator=lambda name: name.replace("_", "-"),
        populate_by_name=False,
    )


class Party(Model):
    """Who says a thing: an organisation, or a name for an unknown author."""

    name: Text = Field(description="Name as readers see it.")
    url: WebAddress | None = Field(None, description="Address of its front page.")


class Publisher(Party):
    """Who publishes the fact-check."""

    url: WebAddress = Field(description="Address of its front page.")


class Report(Model):
    """The fact-check itself."""

    title: Text = Field(description="Title of the report, on its first page and in its metadata.")
    data_date: WholeDay | None = Field(
        None,
        description="Day of the newest raw file that others collected; what `factcheck fetch` brings knows its own day.",
    )
    headline_claim: Name = Field(
        description="Key of the claim whose asserted range the first chart shows; its conference is the main one."
    )
    pair: Annotated[tuple[Name, Name], Field(strict=False)] | None = Field(
        None, description="The two groups of the main pair; the first two where nothing is said."
    )
    url: WebAddress = Field(
        description="Address where the site is published; the variable FACTCHECK_URL goes before it."
    )
    publisher: Publisher = Field(description="Who publishes the fact-check.")
    errors: WebAddress | None = Field(
        None, description="Address where a new issue is opened; rows of the audit then link to a form about them."
    )


class Article(Model):
    """The article that is checked."""

    title: Text = Field(description="Its title.")
    published: Day = Field(description="Day, month or year of its publication.")
    author: Party = Field(description="Who wrote it.")
    original: Party = Field(description="Who published what it retells.")


class Named(Model):
    """What names a thing, as patterns, with examples that hold."""

    about: Text = Field(description="What belongs to it and what does not, in words.")
    patterns: list[Pattern] = Field(
        min_length=1,
        description='Python regular expressions, joined by "or"; (?i) in front makes one ignore case. Repeats have an end.',
    )
    matches: list[Text] = Field(description="Texts that name it.")
    misses: list[Text] = Field(description="Texts that look like it and do not name it.")

    def check(self, regex: re.Pattern[str]) -> None:
        """Whether the examples hold.

        Raises
        ------
        ValueError
            An expression finds an example of `misses`, or does not find one of `matches`.
        """
        for key, texts in (("matches", self.matches), ("misses", self.misses)):
            for text in texts:
                if bool(regex.search(text)) != (key == "matches"):
                    raise ValueError(
                        f"{text!r} stands in `{key}`, and the patterns {'do' if key == 'misses' else 'do not'} find it"
                    )


class Term(Named):
    """A model family: what counts as naming it by its word, and what more under a wider choice of `naming`."""

    name: Text = Field(description="Name in tables and charts.")
    also: dict[Name, Named] = Field(
        {}, description="A further choice of the axis `naming` → what names the term beside its word under it."
    )

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """What finds its word."""
        return joined(self.patterns)

    def regex_of(self, naming: str) -> re.Pattern[str]:
        """What finds the term under a choice of the axis `naming`: its word, and what the choice adds."""
        return self._wider.get(naming, self.regex)

    @cached_property
    def _wider(self) -> dict[str, re.Pattern[str]]:
        return {naming: joined([*self.patterns, *named.patterns]) for naming, named in self.also.items()}

    @model_validator(mode="after")
    def _examples_hold(self) -> Term:
        self.check(self.regex)
        for naming, named in self.also.items():
            try:
                named.check(self.regex_of(naming))
            except ValueError as error:
                raise ValueError(f"also.{naming}: {error}") from error
        return self


class Level(Model):
    """Where a paper must name a term, and how often."""

    fields: list[Part] = Field(min_length=1, description="Parts of the paper that are searched together.")
    at_least: int = Field(ge=1, le=1000, description="How often the term must be found in `fields`.")
    or_in: list[Part] = Field([], description="Parts in which once is enough.")
    needs: Part = Field(description="The part without which a paper cannot be judged.")
    name: Text = Field(description='Name in tables, as in "in title or abstract".')
    about: Text = Field(description="What it asks for, in words.")


UNKNOWN = "unknown"  # a licence that is not stated anywhere


class Fetching(Model):
    """How `factcheck fetch` asks the web."""

    within_minutes: float = Field(
        30, gt=0, le=1440, description="Minutes after which it gives up; --within goes before it."
    )
    pause_seconds: float = Field(1, ge=0, le=60, description="Seconds between two questions to a server.")


class Source(Model):
    """One raw source of a cohort: a file (or several), its format, and what is known of its origin."""

    file: FileName | None = Field(None, description="The raw file, below the folder of raw files.")
    files: list[FileName] = Field([], description="Several raw files in place of one, in order.")
    format: RawFormat = Field(description="The reader of the file: a module of analysis/facts/readers.")
    basis: Basis | None = Field(
        None, description="Where the affiliations in it were recorded; without it the source gives none."
    )
    drawn: list[Basis] = Field(
        [],
        description="For a sample that was drawn unevenly, by who is joint by these records: only an estimate by strata is made of it.",
    )
    spine: bool = Field(
        False, description="Whether the source says which papers there are; the others are joined to it."
    )
    track: Text | None = Field(None, description="The track of all papers in it, where the file itself does not say.")
    tracks: dict[Text, Name] = Field(
        {},
        description="What the source calls a track → what we call it; papers of a track not named here are left out.",
    )
    decisions: list[Text] = Field(
        [], description="The decisions that take a paper, where the source says them in words of its own."
    )
    leave_out: list[Text] = Field(
        [], description="Rows that are no papers of the conference, each by its id, address or title in the source."
    )
    recorded: Day | None = Field(
        None,
        description="Day, month or year when the file was recorded; needed without `url`, else `factcheck fetch` knows.",
    )
    origin: Text = Field(description="Where it comes from, in words.")
    licence: Text = Field(description="Its licence, or unknown.")
    ask: Text | None = Field(None, description="Whom to ask for one, where the licence is unknown.")
    url: Link | None = Field(None, description="Address from which `factcheck fetch` downloads it.")
    redirect_hosts: list[Host] = Field(
        [], description="Other hosts to which the server may lead; else a redirect stays on the host of `url`."
    )
    token_from: Variable | None = Field(
        None, description="Environment variable with a token, sent as `Authorization: Bearer …` to the host of `url`."
    )
    sha256: Sha256 | None = Field(
        None, description="Fingerprint that the file must have, packed or unpacked; for one that must not change."
    )

    @property
    def names(self) -> list[str]:
        return [self.file] if self.file else self.files

    @model_validator(mode="after")
    def _has_files(self) -> Source:
        if not self.names:
            raise ValueError("a source needs `file` or `files`")
        if self.file and self.files:
            raise ValueError("a source has `file` or `files`, one of the two")
        for key in ("url", "sha256"):
            if getattr(self, key) and not self.file:
                raise ValueError(f"`{key}` is of one `file`, and this source has `files`")
        if self.recorded is None and self.url is None:
            raise ValueError("a source without `url` needs `recorded`")
        return self


class Cohort(Model):
    """The papers of one conference in one year."""

    venue: Text = Field(description="Name of the conference.")
    year: Year = Field(description="Year of the conference.")
    date: WholeDay | None = Field(
        None, description="Its first day, by which the affiliation of a profile with a history is chosen."
    )
    headline_basis: Basis = Field(description="The basis of the numbers that name none.")
    sources: list[Source] = Field(
        min_length=1, description="Its raw sources; the first that gives a paper a value keeps it."
    )
    limits: list[Text] = Field([], description="What the sources cannot tell, in sentences for readers.")

    @property
    def bases(self) -> list[str]:
        """Bases for which the cohort has a source, headline first."""
        found = dict.fromkeys(s.basis for s in self.sources if s.basis and not s.drawn)
        return sorted(found, key=lambda basis: basis != self.headline_basis)

    @property
    def drawn(self) -> dict[str, list[Basis]]:
        """Bases that are known of an unevenly drawn sample alone, with the records by which it was drawn."""
        return {s.basis: s.drawn for s in self.sources if s.basis and s.drawn}

    def ask(self, origin: str) -> str:
        """Whom to ask for a licence of what comes from an origin; nothing where that is not said."""
        return next((s.ask for s in self.sources if s.ask and s.origin == origin), "")

    def at(self, basis: str) -> str:
        """What a figure's id has behind it for a basis: ``@profile``; nothing for the headline basis."""
        return "" if basis == self.headline_basis else f"@{basis}"

    @model_validator(mode="after")
    def _headline_has_source(self) -> Cohort:
        if self.headline_basis not in self.bases:
            raise ValueError(f"headline-basis {self.headline_basis!r} has no source with that basis")
        for basis, records in self.drawn.items():
            if basis in self.bases:
                raise ValueError(
                    f"the basis {basis!r} has a source that was drawn and one that was not; name one of them"
                )
            if lacking := [record for record in records if record not in self.bases]:
                raise ValueError(f"a sample is drawn by {lacking[0]!r}, which no source of the cohort records")
        return self
