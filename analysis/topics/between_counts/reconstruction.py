"""The search for the way to count that gives an original's number: never a finding about how it was made.

A rule of config.yaml (`reconstructions`) says which affiliations count (`reconstruction_affiliations`) and which papers
are joint by them (`analysis.counting.collaboration.RULES`). Each is counted in the records it names for the years of
the original, and held against its counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import fsum

import numpy as np
import pandas as pd

from analysis.core import multivalued
from analysis.counting.authors import Authors, Sides, Weights
from analysis.counting.collaboration import weights
from analysis.counting.masks import Flags, Numbers
from analysis.counting.workbook import Workbook
from analysis.figures.factory import factory
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.config import Config
from analysis.settings.definitions import Definition, parse
from analysis.settings.figure_ids import figure_id
from analysis.settings.others import Reconstructions
from analysis.topics.between_counts import reconstruction_affiliations
from analysis.topics.between_counts.reconstruction_affiliations import counted, groups_of


@dataclass(frozen=True, slots=True)
class Trial:
    """One way to count: a rule in a record, with a choice of track and extent.

    `track`: empty for the original's own.
    """

    rule: str
    record: str
    track: str
    extent: str

    @property
    def key(self) -> str:
        return f"{self.rule}-by-{self.record}"


def extents(config: Config, told: Reconstructions) -> list[str]:
    """The choices of extent that are tried, the one shown first."""
    return told.extents or list(config.definitions["extent"])[:1]


def trials(config: Config) -> list[Trial]:
    """All ways to count that are tried, in the order of config.yaml."""
    if (told := config.reconstructions) is None:
        return []
    return [
        Trial(key, record, track, extent)
        for key, rule in told.rules.items()
        for record in rule.records
        for track in ("", *told.other_tracks)
        for extent in extents(config, told)
    ]


def counts_of(config: Config) -> dict[int, int]:
    """Year → joint papers that the original counted."""
    counts = config.independent[config.original].counts if config.original else {}
    return {year: papers for year, (papers, _) in counts.items()}


def cohort_of(config: Config, year: int) -> str | None:
    """The cohort that the original counted in a year."""
    return next((name for name, c in config.cohorts.items() if c.year == year and c.venue == config.main.venue), None)


def definition_of(config: Config, trial: Trial, year: int) -> tuple[str, Definition] | None:
    """Cohort and definition of a trial in a year; nothing where the cohort lacks the record."""
    told, name = config.reconstructions, cohort_of(config, year)
    if told is None or name is None or (basis := told.records[trial.record].bases.get(year)) is None:
        return None
    if basis not in config.cohorts[name].bases:
        return None
    usual = parse(basis, config, config.cohorts[name])
    return name, replace(usual, track=trial.track or told.tracks[year], extent=trial.extent)


def ids_of(config: Config, trial: Trial, measure: str = "papers") -> dict[int, str]:
    """Year → id of a trial's figure, for the years of the original in which there is one."""
    ids = {}
    for year in counts_of(config):
        if (found := definition_of(config, trial, year)) is not None:
            name, definition = found
            text = definition.text(config, config.cohorts[name])
            ids[year] = figure_id(name, f"reconstruction.{trial.key}.{measure}", text)
    return ids


def figures(book: Workbook) -> Iterator[Figure]:
    """Count and share of every trial in every year of the original, and how many ways were tried and come near."""
    config = book.config
    if (told := config.reconstructions) is None:
        return
    made: dict[str, Figure] = {}
    search = Search(book, told)
    for trial in trials(config):
        for year, about in ids_of(config, trial).items():
            found = definition_of(config, trial, year)
            if found is not None and about not in made:
                made |= {f.id: f for f in _trial(search, *found, trial)}
    yield from made.values()
    original = told.original
    near = {t.rule for t in trials(config) if is_near(config, made, t)}
    for slug, label, value in (
        ("tried", "ways to count that were tried", len({t.rule for t in trials(config)})),
        ("near", "ways to count that come near the original in all years", len(near)),
    ):
        measure = f"reconstruction.{slug}"
        yield Figure(
            id=figure_id(original, measure),
            measure=measure,
            label=label,
            unit="ways",
            value=value,
            cohort=original,
            sources=("config.yaml",),
            words=label,
        )


def is_near(config: Config, made: Mapping[str, Figure], trial: Trial) -> bool:
    """Whether a trial comes near the original's count in each of its years."""
    ids, near = ids_of(config, trial), config.reconstructions.near if config.reconstructions else 0.0
    return all(
        year in ids and (value := made[ids[year]].value) is not None and abs(value - count) <= near * count
        for year, count in counts_of(config).items()
    )


def distance(config: Config, figures: FigureSet, trial: Trial) -> float | None:
    """How far a trial lies off in the year in which it lies farthest, as a share of the original's count.

    None where a year has no count.
    """
    ids, counts = ids_of(config, trial), counts_of(config)
    values = {year: figures.use(figure_id).value for year, figure_id in ids.items()}
    off = [abs(value - counts[year]) / counts[year] for year, value in values.items() if value is not None]
    return max(off) if len(off) == len(counts) else None


def shown_trials(config: Config, figures: FigureSet) -> list[Trial]:
    """The trials on the original's tracks with the first of the extents, the nearest first."""
    if (told := config.reconstructions) is None:
        return []
    usual = extents(config, told)[0]
    found = [
        (d, t)
        for t in trials(config)
        if not t.track and t.extent == usual and (d := distance(config, figures, t)) is not None
    ]
    return [t for _, t in sorted(found, key=lambda pair: (pair[0], pair[1].key))]


@dataclass
class Search:
    """The authors of every cohort by every choice of affiliations, with the pair on either side; each made once."""

    book: Workbook
    told: Reconstructions
    rows: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict)
    authors: dict[tuple[str, str, str], Authors] = field(default_factory=dict)
    sides: dict[tuple[str, str, str, str], Sides] = field(default_factory=dict)

    def weights(self, name: str, definition: Definition, affiliations: str, rule: str) -> Weights:
        """Weight of each paper of a cohort as a joint one, shape (papers,)."""
        view = (name, definition.basis, affiliations)
        key = (*view, definition.extent)
        if key not in self.sides:
            first, second = (definition.countries(self.book.config, group) for group in self.book.config.pair)
            self.sides[key] = Sides(self._authors(*view), first, second)
        return weights(self.sides[key], rule)

    def _authors(self, name: str, basis: str, affiliations: str) -> Authors:
        """Authors with the countries of the affiliations that count."""
        view, config = (name, basis, affiliations), self.book.config
        if view not in self.authors:
            if (name, basis) not in self.rows:
                places, told = self.book.ledger(name).rows(basis)
                table = self.book.attributed[name][reconstruction_affiliations.COLUMNS].iloc[places]
                self.rows[name, basis] = table.assign(paper=told.paper)
            rows = self.rows[name, basis]
            chosen = np.ones(len(rows), dtype=bool)
            if basis == "paper":  # mail domains stand below zero
                chosen = np.array((rows["author"] < 0) == (affiliations == "mail"))
            codes = counted(rows[chosen], affiliations, groups_of(config), self.told.best_known)
            chosen[chosen] = self._can_be_joint(codes, rows["paper"].to_numpy()[chosen])
            self.authors[view] = self.book.ledger(name).authors(basis, codes.reindex(rows.index), chosen)
        return self.authors[view]

    def _can_be_joint(self, codes: pd.Series, paper: Numbers) -> Flags:
        """Rows of the papers that have both groups of the pair under some choice of extent, shape (rows,).

        No rule makes another paper joint.
        """
        at, texts = pd.factorize(codes)
        kept = np.ones(len(codes), dtype=bool)
        for group in self.book.config.pair:
            held = self.book.config.widest(group)
            has = np.array([not held.isdisjoint(multivalued.split(text)) for text in texts], dtype=bool)
            kept &= np.isin(paper, paper[has[at]])
        return kept


def _trial(search: Search, name: str, definition: Definition, trial: Trial) -> Iterator[Figure]:
    config, rule = search.book.config, search.told.rules[trial.rule]
    papers = search.book.classified(name, definition)
    weights = search.weights(name, definition, rule.affiliations, rule.papers)[papers.readable]
    x = fsum(weights) if rule.papers == "fractional" else int(weights.sum())
    # the original has all its papers under the line, so a record of all papers is held against all of them
    n = int((papers.readable if papers.is_sample else papers.at_hand).sum())
    make, label = factory(config, name, definition), f"{config.name_of(config.pair)} papers by {rule.name}"
    measure = f"reconstruction.{trial.key}"
    count = make.count(f"{measure}.papers", label, x, n, papers.population, papers.is_sample)
    yield count if papers.is_sample else replace(count, value=round(x))
    yield make.share(f"{measure}.share", f"share of {label}", x, n, estimate=papers.is_sample)
