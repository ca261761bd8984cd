"""config.yaml as typed, checked models.

First step of the path: everything that a fact-check decides (cohorts, definitions, terms, claims) is read here. A key
that is not known, a value of the wrong type or a reference to nothing raises `FactCheckError` naming the line and the
key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

from pydantic import Field, PrivateAttr, ValidationError, model_validator

from analysis.core import paths
from analysis.core.errors import did_you_mean
from analysis.settings import awaited, figure_ids, fitting, mistakes, strict_yaml
from analysis.settings.assertions import Asserted, Assertions
from analysis.settings.drift import Drift
from analysis.settings.groups import Choice, Group, Pair, check_groups
from analysis.settings.models import Article, Cohort, Fetching, Level, Model, Report, Term
from analysis.settings.others import Independent, Reconstructions, check_independent, check_reconstructions
from analysis.settings.placeholders import filled, in_words
from analysis.settings.values import Name
from analysis.settings.verdict_rules import Claim, LeftOpen, NotCheckable, Tolerance, Verdicts

AXES = ("basis", "extent", "policy", "collaboration", "counting", "track", "naming")


class Config(Model):
    """Everything that a fact-check decides; once `load` has looked at data/, `cohorts` are those that have facts."""

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
    fetch: Fetching = Field(Fetching(), description="How `factcheck fetch` asks the web.")
    drift: Drift = Field(Drift(), description="What new facts of a cohort are held to before they replace others.")
    independent: dict[Name, Independent] = Field({}, description="Key: counts that others published.")
    reconstructions: Reconstructions | None = Field(
        None, description="The search for the rule behind one of those counts."
    )
    assertions: Assertions = Field(description="What the words of a claim assert: a range for each word.")
    claims: dict[Name, Claim] = Field(description="Key: a sentence that is checked, with a page in report/claims.")
    left_open: dict[Name, LeftOpen] = Field(
        {}, description="Axis, or `level`: what every sentence leaves open where the claim itself says nothing of it."
    )
    not_checkable: dict[Name, NotCheckable] = Field(description="Key: a sentence that no figure can decide, and why.")
    verdicts: Verdicts = Field(description="The scale of verdicts and their rules.")
    tolerances: list[Tolerance] = Field(
        [], description="How far figures may move without `factcheck diff` naming them."
    )

    _awaited: dict[str, Cohort] = PrivateAttr(default_factory=dict)
    _place: dict[str, int] = PrivateAttr(default_factory=dict)

    @property
    def awaited(self) -> dict[str, Cohort]:
        """Cohorts whose facts are not in data/ yet: nothing is counted of them, and nothing else waits for them."""
        return self._awaited

    @property
    def awaiting(self) -> str:
        """A sentence for readers on the conferences that are awaited; nothing where none is."""
        named = ", ".join(f"{cohort.venue} {cohort.year}" for cohort in self._awaited.values())
        return f"Awaited, until its data are there and brought in: {named}." if named else ""

    @property
    def stanzas(self) -> dict[str, Cohort]:
        """Every cohort that config.yaml has, in its order, whether the facts are there or awaited."""
        both = {**self.cohorts, **self._awaited}
        return {name: both[name] for name in sorted(both, key=lambda name: self._place.get(name, 0))}

    @property
    def years(self) -> dict[str, Cohort]:
        """Cohorts of the main one's conference, which pages on years show."""
        return {name: cohort for name, cohort in self.cohorts.items() if cohort.venue == self.main.venue}

    @property
    def elsewhere(self) -> dict[str, Cohort]:
        """Cohorts of other conferences, which have a page of their own and are in no trend."""
        return {name: cohort for name, cohort in self.cohorts.items() if cohort.venue != self.main.venue}

    @property
    def records_of_years(self) -> list[tuple[str, Cohort, str]]:
        """Those of `records` that are of the main one's conference."""
        return [(name, cohort, basis) for name, cohort in self.years.items() for basis in cohort.bases]

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
        return self.stanzas.get(name) or max((self.cohorts or self._awaited).values(), key=lambda cohort: cohort.year)

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

        What authors gave at registration is one kind, whichever list of the conference holds it.
        """
        return basis if basis == "program" else next(s.format for s in cohort.sources if s.basis == basis)

    def asserted(self, claim: Claim) -> Asserted:
        """The range that a claim asserts, by the rules of `assertions`."""
        return self.assertions.range_of(claim.asserts)

    def axes(self) -> dict[str, Mapping[str, Choice | Level]]:
        """Every axis of a definition with its choices, `level` among them."""
        return {**self.definitions, "level": self.levels}

    @property
    def mentions_tried(self) -> range:
        """Numbers of mentions that a level is tried with, to see whether a verdict turns."""
        return range(1, self.verdicts.vary_mentions + 1)

    def open_to(self, claim: Claim) -> dict[str, LeftOpen]:
        """Axis → what the words of a claim leave open, all choices named; an axis of which nothing is said is closed."""
        said, axes = {**self.left_open, **claim.left_open}, self.axes()
        return {
            axis: said[axis].model_copy(update={"choices": said[axis].choices or list(choices)})
            for axis, choices in axes.items()
            if axis in said
        }

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
    def _choices_exist(self) -> Config:
        fitting.pair_fits(self.report.pair, self.groups)
        check_groups(self.groups, self.definitions)
        fitting.terms_fit(self.terms, self.definitions)
        fitting.definitions_exist(self.also, self.independent, self.definitions)
        fitting.open_choices_exist(self.left_open, self.claims, self.axes())
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
    """Read and check config.yaml, and see which of its cohorts are awaited.

    Of another file than that of the project nothing is said to be awaited.

    Raises
    ------
    FactCheckError
        The file is missing, is not YAML, or does not fit the models; the message names the line and the key.
    """
    file = path or paths.CONFIG
    node, data = strict_yaml.read(file)
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        raise mistakes.told(error, node, file.name, data) from None
    waiting = [] if path else awaited.among(config.cohorts, paths.DATA)
    config._awaited = {name: config.cohorts[name] for name in waiting}
    config._place = {name: at for at, name in enumerate(config.cohorts)}
    return config.model_copy(update={"cohorts": {n: c for n, c in config.cohorts.items() if n not in waiting}})
