"""config.yaml as typed, checked models.

First step of the path: everything that a fact-check decides (cohorts, definitions, terms, claims) is read here. A key
that is not known, a value of the wrong type or a reference to nothing raises `FactCheckError` naming the line and the
key.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from analysis.core import paths
from analysis.core.errors import did_you_mean
from analysis.settings import figure_ids, mistakes, strict_yaml
from analysis.settings.assertions import Asserted, Assertions
from analysis.settings.groups import Choice, Group, Pair, check_groups
from analysis.settings.models import (
    Article,
    Cohort,
    Level,
    Model,
    Report,
    Term,
)
from analysis.settings.others import (
    Independent,
    Reconstructions,
    check_independent,
    check_reconstructions,
    definitions_of,
)
from analysis.settings.placeholders import filled, in_words
from analysis.settings.values import Name
from analysis.settings.verdict_rules import Claim, NotCheckable, Tolerance, Verdicts

AXES = ("basis", "extent", "policy", "collaboration", "counting", "track", "naming")


class Config(Model):
    """Everything that a fact-check decides."""

    report: Report = Field(description="The fact-check itself.")
    article: Article = Field(description="The article that is checked.")
    groups: dict[Name, Group] = Field(description="Key: a group of countries whose papers are counted.")
    definitions: dict[Name, dict[Name, Choice]] = Field(
        description="Axis: its choices, the headline one first; one choice of each axis is a definition."
    )
    also: list[str] = Field(description="Definitions beside the headline one that get figures of their own.")
    topics: list[str] | None = Field(
        None, description="Kinds of pages, in folders of analysis/topics; all where nothing is said."
    )
    interval_level: float = Field(gt=0, lt=1, description="Level of all intervals, such as 0.95.")
    terms: dict[Name, Term] = Field(description="Key: a model family that papers may name.")
    levels: dict[Name, Level] = Field(description="Key: where a paper must name a term; the headline one first.")
    cohorts: dict[Name, Cohort] = Field(description="Key: the papers of one conference in one year.")
    independent: dict[Name, Independent] = Field({}, description="Key: counts that others published.")
    reconstructions: Reconstructions | None = Field(
        None, description="The search for the rule behind one of those counts."
    )
    assertions: Assertions = Field(description="What the words of a claim assert: a range for each word.")
    claims: dict[Name, Claim] = Field(description="Key: a sentence that is checked, with a page in report/claims.")
    not_checkable: dict[Name, NotCheckable] = Field(description="Key: a sentence that no figure can decide, and why.")
    verdicts: Verdicts = Field(description="The scale of verdicts and their rules.")
    tolerances: list[Tolerance] = Field(
        [], description="How far figures may move without `factcheck diff` naming them."
    )

    @property
    def records(self) -> list[tuple[str, Cohort, str]]:
        """(name, cohort, basis) of every basis of every cohort."""
        return [(name, cohort, basis) for name, cohort in self.cohorts.items() for basis in cohort.bases]

    @property
    def pairs(self) -> list[Pair]:
        """Every pair of groups whose joint papers are counted, the main one first."""
        made = [Pair(*pair) for pair in combinations(self.groups, 2)]
        return sorted(made, key=lambda pair: pair != self.pair)

    @property
    def pair(self) -> Pair:
        """The main pair: the one that `report` names, else the first two groups."""
        chosen = self.report.pair or tuple(self.groups)[:2]
        return Pair(*(group for group in self.groups if group in chosen))

    def pair_of(self, key: str) -> Pair | None:
        """The pair of a key such as ``us,china``; nothing where the key is of no pair."""
        return next((pair for pair in self.pairs if pair.key == key), None)

    def name_of(self, pair: Pair) -> str:
        """What goes before a noun that the pair has in common: ``US-China`` share."""
        return f"{self.groups[pair.first].short}-{self.groups[pair.second].short}"

    def one_of(self, pair: Pair) -> str:
        """What goes before the institutions of both: ``a US and a Chinese`` institution."""
        return f"{self.groups[pair.first].one} and {self.groups[pair.second].one}"

    def widest(self, group: str) -> frozenset[str]:
        """Countries of a group under any choice of extent."""
        wider = (choice.countries.get(group, ()) for choice in self.definitions["extent"].values())
        return frozenset(self.groups[group].countries).union(*wider)

    @property
    def level(self) -> str:
        """The level of all intervals, as prose says it: ``95%``."""
        return f"{100 * self.interval_level:g}%"

    @property
    def main(self) -> Cohort:
        """The cohort that the headline claim speaks of, or the newest where it is not among the cohorts."""
        name = figure_ids.parse(self.claims[self.report.headline_claim].figures[0]).cohort
        return self.cohorts.get(name) or max(self.cohorts.values(), key=lambda cohort: cohort.year)

    def having(self, *bases: str) -> list[str]:
        """Cohorts that have all these bases, oldest first."""
        return sorted(
            (n for n, c in self.cohorts.items() if set(bases) <= set(c.bases)), key=lambda n: self.cohorts[n].year
        )

    def shown(self, names: Iterable[str]) -> str | None:
        """Which cohort a page shows that has room for one.

        The newest of the main one's conference that is not later than it, so that a year that is added changes no such
        page.
        """
        own = sorted((n for n in names if self.cohorts[n].venue == self.main.venue), key=lambda n: self.cohorts[n].year)
        return next((n for n in reversed(own) if self.cohorts[n].year <= self.main.year), own[0] if own else None)

    @property
    def original(self) -> str | None:
        """Key under `independent` of the analysis whose rule is looked for; None where there is no such search."""
        return self.reconstructions.original if self.reconstructions else None

    def published(self, key: str | None, cohort: Cohort) -> tuple[int, int] | None:
        """(joint papers, papers) that an independent analysis counted for a cohort; None where it did not.

        All of them counted the main one's conference.
        """
        other = self.independent.get(key or "")
        return other.counts.get(cohort.year) if other and cohort.venue == self.main.venue else None

    def label(self, cohort: Cohort) -> str:
        """A cohort in a table or chart of several: its year, after another conference's name than the main one's."""
        return str(cohort.year) if cohort.venue == self.main.venue else f"{cohort.venue} {cohort.year}"

    def kind_of_source(self, cohort: Cohort, basis: str) -> str:
        """What the affiliations of a basis were read from: cohorts are compared only where it is the same.

        All schedules count as one kind.
        """
        form = next(s.format for s in cohort.sources if s.basis == basis)
        return "program" if form == "virtual" else form

    def asserted(self, claim: Claim) -> Asserted:
        """The range that a claim asserts, by the rules of `assertions`."""
        return self.assertions.range_of(claim.asserts)

    def reading(self, claim: Claim) -> str:
        """How a claim is read, with the numbers of `levels` as they stand there."""
        return filled(
            claim.reading, {f"{key}.at-least": in_words(level.at_least) for key, level in self.levels.items()}
        )

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
        if lost := [axis for axis in AXES if axis not in self.definitions]:
            raise ValueError(
                f"definitions: lacks the axis {lost[0]}; give it a first choice, with `name` and `about`, which is the"
                " headline one"
            )
        if set(self.definitions) != set(AXES):
            raise ValueError(f"definitions: needs the axes {', '.join(AXES)}, and no other")
        for axis, choices in [*self.definitions.items(), ("levels", self.levels), ("cohorts", self.cohorts)]:
            if not choices:
                raise ValueError(
                    f"{axis if axis in ('levels', 'cohorts') else f'definitions: {axis}'}: needs at least one entry"
                )
        names = [choice for axis in self.definitions.values() for choice in axis]
        double = sorted({n for n in names if names.count(n) > 1})
        if double:
            raise ValueError(f"definitions: {', '.join(double)} stands in more than one axis")
        if (claim := self.report.headline_claim) not in self.claims:
            raise ValueError(f"report.headline-claim: {claim!r} is no claim{did_you_mean(claim, self.claims)}")
        return self

    @model_validator(mode="after")
    def _terms_fit(self) -> Config:
        wider = list(self.definitions["naming"])[1:]
        for name, term in self.terms.items():
            if unknown := [naming for naming in term.also if naming not in wider]:
                raise ValueError(
                    f"terms.{name}.also: {unknown[0]!r} is no further choice of the axis naming"
                    f"{did_you_mean(unknown[0], wider)}; name it under definitions.naming"
                )
        return self

    @model_validator(mode="after")
    def _groups_fit(self) -> Config:
        if self.report.pair and len(set(self.report.pair)) < 2:
            raise ValueError("report.pair: needs two different groups")
        if unknown := [key for key in self.report.pair or () if key not in self.groups]:
            raise ValueError(f"report.pair: {unknown[0]!r} is no group{did_you_mean(unknown[0], self.groups)}")
        check_groups(self.groups, self.definitions)
        return self

    @model_validator(mode="after")
    def _definitions_exist(self) -> Config:
        axes = {choice: axis for axis, choices in self.definitions.items() for choice in choices}
        for where, text in [*(("also", text) for text in self.also), *definitions_of(self.independent)]:
            chosen: dict[str, str] = {}
            for choice in text.split("+"):
                if choice not in axes:
                    raise ValueError(f"{where}: {choice!r} is no choice of any axis{did_you_mean(choice, axes)}")
                if before := chosen.get(axes[choice]):
                    raise ValueError(
                        f"{where}: {before!r} and {choice!r} are both a choice of {axes[choice]}; give one of them"
                    )
                chosen[axes[choice]] = choice
            if "basis" in chosen and where != "also":
                raise ValueError(f"{where}: {chosen['basis']!r} is a basis, and each cohort chooses that; remove it")
        return self

    @model_validator(mode="after")
    def _claims_hold_by_themselves(self) -> Config:
        for name, claim in self.claims.items():
            if problem := self.assertions.problem(claim.asserts, claim.words):
                raise ValueError(f"claims.{name}.asserts: {problem}")
            try:
                self.reading(claim)
            except ValueError as error:
                raise ValueError(f"claims.{name}.reading: {error}") from error
        return self

    @model_validator(mode="after")
    def _others_fit(self) -> Config:
        check_independent(self.independent)
        if self.reconstructions:
            check_reconstructions(self.reconstructions, self.independent, self.definitions)
        return self


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
        raise mistakes.told(error, node, path.name, data) from None
