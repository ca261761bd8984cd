"""The independent analyses, reproduced under their own rules on our data as far as these go.

Each has its extent, track and policy (`definition` under `independent` in config.yaml). On top come what is known of its
faults: the places that it gives to affiliations (`places`; what its own table has is in data/reference/peers.csv), and
what it may do where several people share an author's name. What is left is named, not explained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.core.text import fold
from analysis.counting.authors import Sides
from analysis.counting.collaboration import any_author
from analysis.counting.ledger import COLUMNS
from analysis.counting.masks import Codes, Flags, Masks, Numbers, codes_in, masks_of
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.intake.peer_table import their_codes
from analysis.settings.config import Config
from analysis.settings.definitions import Definition, can_carry, headline, parse
from analysis.settings.models import Cohort
from analysis.settings.others import Places
from analysis.topics.between_counts import completion
from analysis.topics.between_counts.namesakes import Names, agreed, chance_of_joint, everyone, first, names_of

Choose = Callable[[Masks, Numbers], Masks]


@dataclass(frozen=True, slots=True)
class Reproduction:
    """One analysis under its rules on one cohort, in joint papers.

    `steps`: those of `words_of_steps` that it has; `places`: fault → papers more or fewer by it; `names`: affiliations,
    of those that occur, that it places otherwise; `papers`: all at hand; `of`: all that it counted itself.
    """

    rules: Definition
    steps: Mapping[str, int]
    places: Mapping[str, int]
    names: int
    papers: int
    of: int


def words_of_steps(config: Config, rules: Definition | None = None) -> dict[str, str]:
    """Step → what it is called, in order; `rules` are those of the analysis."""
    usual = next(iter(config.definitions["extent"]))
    wider = widened(config, rules, usual) if rules else list(config.pair)
    names = " and ".join(config.groups[key].name for key in wider)
    return {
        "start": f"{config.definitions['extent'][usual].name}, places as named",
        "group": f"with their {names} group" if names else "with their countries",
        "policy": "also companies at their head office",
        "places": "also places as they give them",
        "completed": "also completed for open authorships",
        "first": "with the first person of a shared name instead",
        "draw": "with a person drawn at random instead, on average",
        "any": "with every person of a shared name (the most that names can give)",
        "published": "as published",
        "remaining": "not explained: published less completed",
    }


def widened(config: Config, rules: Definition, extent: str) -> list[str]:
    """Groups of the main pair that have other countries under the rules of an analysis than under an extent."""
    usual = replace(rules, extent=extent)
    return [key for key in config.pair if rules.countries(config, key) != usual.countries(config, key)]


def basis_of(cohort: Cohort) -> str | None:
    """The profiles nearest to what the others read: those of people where there are any, else those of papers."""
    forms = {s.format: s.basis for s in cohort.sources if s.basis}
    return forms.get("profiles") or forms.get("openreview")


def rules_of(config: Config, name: str, key: str) -> Definition | None:
    """The rules of an independent analysis on a cohort's profiles; nothing where there are none."""
    cohort, other = config.cohorts[name], config.independent[key]
    basis = basis_of(cohort)
    if basis is None or other.definition is None or config.published(key, cohort) is None:
        return None
    definition = replace(parse(other.definition, config, cohort), basis=basis)
    return definition if can_carry(definition, cohort) else None


def reproduced(book: Workbook) -> dict[tuple[str, str], Reproduction]:
    """(cohort, analysis) → its reproduction, for every cohort that has both counts."""
    config, made = book.config, {}
    for name in config.cohorts:
        profiles: dict[str, Profiles] = {}
        for key in config.independent:
            if (rules := rules_of(config, name, key)) is not None:
                if rules.basis not in profiles:
                    profiles[rules.basis] = profiles_of(book, name, rules.basis)
                made[name, key] = reproduce(book, name, key, rules, profiles[rules.basis])
    return made


@dataclass(frozen=True, eq=False)
class Profiles:
    """The profiles of a cohort: rows with ``affiliation`` and countries, their folded names, and who they are of."""

    rows: pd.DataFrame
    folded: pd.Series
    names: Names


def profiles_of(book: Workbook, name: str, basis: str) -> Profiles:
    """The profiles of a cohort by a basis."""
    ledger = book.ledger(name)
    places, told = ledger.rows(basis)
    rows = book.attributed[name][["candidate", "affiliation", *COLUMNS.values()]].iloc[places]
    folded = rows["affiliation"].map({text: fold(text) for text in rows["affiliation"].unique().tolist()})
    return Profiles(rows, folded, names_of(told, len(ledger.ids)))


@dataclass(frozen=True, eq=False)
class Counter:
    """Counts the joint papers of profiles, with some affiliations placed as an analysis has them.

    `chosen`: papers that count, shape (papers,).
    """

    profiles: Profiles
    codes: Codes
    masks: Masks
    first: frozenset[str]
    second: frozenset[str]
    chosen: Flags

    def persons(self, places: Mapping[str, str]) -> Masks:
        """Countries of each person, shape (persons, words), where `places` has the codes of folded names."""
        masks = self.masks
        if places:
            moved = self.profiles.folded.isin(list(places)).to_numpy()
            masks = masks.copy()
            masks[moved] = masks_of(self.codes, self.profiles.folded[moved].map(places))
        return self.profiles.names.persons(masks)

    def joint(self, places: Mapping[str, str], choose: Choose = agreed) -> int:
        """Joint papers, where `choose` says what an author of a shared name counts for."""
        authors = self.profiles.names.authors(self.codes, self.persons(places), choose)
        return int((any_author(Sides(authors, self.first, self.second)) & self.chosen).sum())

    def expected(self, places: Mapping[str, str]) -> float:
        """Joint papers to be expected where each author is one of the people of the name, drawn at random."""
        chances = chance_of_joint(self.profiles.names, self.codes, self.persons(places), self.first, self.second)
        return float(np.sort(chances[self.chosen]).sum())


def reproduce(book: Workbook, name: str, key: str, rules: Definition, profiles: Profiles) -> Reproduction:
    """Our count under one analysis's rules, step by step to what it published."""
    config, cohort, other = book.config, book.config.cohorts[name], book.config.independent[key]
    usual, papers = headline(config, cohort), book.classified(name, rules)
    faults = their_places(other.places, profiles.folded.unique()) if other.places else {}
    every = {affiliation: code for places in faults.values() for affiliation, code in places.items()}
    texts = profiles.rows[COLUMNS[rules.policy]]
    codes, sides = codes_in([texts], every.values()), papers.sides()
    count = Counter(profiles, codes, masks_of(codes, texts), sides.first, sides.second, papers.at_hand)
    found, before = int(papers.both().sum()), count.joint({})
    with_places = found + count.joint(every) - before
    group = replace(rules, policy=usual.policy)
    steps = {
        "start": joint(book, name, replace(group, extent=usual.extent)),
        "group": joint(book, name, group),
    }
    if rules.policy != usual.policy:
        steps["policy"] = found
    if every:
        steps["places"] = with_places
    published, of = other.counts[cohort.year]
    steps["published"] = published
    if kept := completion.completed(papers).kept:
        steps["completed"] = round(with_places / kept)
        steps["remaining"] = published - steps["completed"]
    if (profiles.rows["candidate"] > 0).any():
        steps |= {
            "first": count.joint(every, first),
            "draw": round(count.expected(every)),
            "any": count.joint(every, everyone),
        }
    gains = {slug: count.joint(places) - before for slug, places in faults.items()}
    return Reproduction(rules, steps, gains, len(every), int(papers.at_hand.sum()), of)


def joint(book: Workbook, name: str, definition: Definition) -> int:
    """Joint papers of a cohort under a definition."""
    return int(book.classified(name, definition).both().sum())


def their_places(places: Places, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Fault → affiliation (folded, of `names`) → the code that an analysis gives it and we do not."""
    table, known = their_codes(places.table) if places.table else {}, sorted(names)
    alone = {fold(fault.affiliation) for fault in places.faults.values() if fault.affiliation}
    found: dict[str, dict[str, str]] = {}
    for slug, fault in places.faults.items():
        if fault.affiliation:
            meant = [name for name in known if name == fold(fault.affiliation)]
        elif fault.word:
            meant = [name for name in known if fold(fault.word) in name.split()]
        else:
            meant = [name for name in known if name not in alone]
        codes = table if fault.country is None else dict.fromkeys(meant, fault.country)
        found[slug] = {name: codes[name] for name in meant if name in codes}
    return found


def figures(book: Workbook, found: Mapping[tuple[str, str], Reproduction]) -> Iterator[Figure]:
    """The steps from our count to each published one; `found` as `reproduced` gives it."""
    for (name, key), one in found.items():
        for figure in _figures(FigureFactory(name, "", one.rules, book.config), key, one):
            text = one.rules.text(book.config, book.config.cohorts[name])
            yield replace(figure, definition=text or "headline")


def _figures(make: FigureFactory, key: str, one: Reproduction) -> Iterator[Figure]:
    config = make.config
    other, joint, steps = (
        config.independent[key],
        f"{config.name_of(config.pair)} papers",
        words_of_steps(config, one.rules),
    )
    for slug, papers in one.steps.items():
        size = {"published": one.of, "remaining": None}.get(slug, one.papers)
        label = f"{joint}, {other.name}: {steps[slug]}"
        yield make(f"peer-{key}", label, "papers", papers, denominator=size, slice=slug)
    for slug, papers in one.places.items():
        called = other.places.faults[slug].name if other.places else slug
        label = f"{joint} more or fewer by the place that {other.name} gives to {called}"
        yield make(f"peer-{key}", label, "papers", papers, slice=slug)
    if one.names:
        label = f"names of affiliations, of those that occur, that {other.name} places otherwise than we do"
        yield make(f"peer-{key}", label, "names", one.names, slice="names")
