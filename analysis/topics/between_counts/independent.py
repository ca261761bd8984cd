"""The independent analyses, reproduced under their own rules on our data as far as these go.

Each has its China group, track and policy (`definition` under `independent` in config.yaml). On top come what is
known of its faults: the places that its own table gives to affiliations (data/reference/peers.csv), and what it may
do where several people share an author's name. What is left is named, not explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from analysis.core.text import fold
from analysis.counting.collaboration import COLUMNS, Countries
from analysis.counting.workbook import Workbook
from analysis.figures.factory import Maker
from analysis.figures.figure import Figure
from analysis.intake.peer_table import their_codes
from analysis.settings.definitions import Definition, can_carry, parse
from analysis.settings.models import Cohort
from analysis.topics.between_counts import completion
from analysis.topics.between_counts.namesakes import (
    agreed,
    everyone,
    expected_joint,
    first,
    joint_papers,
    people,
    that_could_be_joint,
)

WITH_TABLE = "neurips-us-vs-china"  # the analysis whose table of affiliations is published
WITH_MICROSOFT = "ceps"  # whose authors warn that Microsoft's laboratory in Beijing counts as US
FAULTS = {"northeastern": "northeastern university", "deepmind": "google deepmind"}
NAMES = {
    "northeastern": "Northeastern University",
    "deepmind": "Google DeepMind",
    "other-names": "all other names",
    "microsoft": "Microsoft and its laboratories",
}
PLACED = {WITH_MICROSOFT: "Microsoft's laboratories counted as US"}
STEPS = {
    "start": "mainland China, places as named",
    "group": "with their China group",
    "policy": "also companies at their head office",
    "places": "also places as they give them",
    "completed": "also completed for open authorships",
    "first": "with the first person of a shared name instead",
    "draw": "with a person drawn at random instead, on average",
    "any": "with every person of a shared name (the most that names can give)",
    "published": "as published",
    "remaining": "not explained: published less completed",
}


@dataclass(frozen=True, slots=True)
class Reproduction:
    """One analysis under its rules on one cohort, in joint papers.

    `steps`: those of `STEPS` that it has; `places`: fault → papers more or fewer by it; `names`: affiliations, of those
    that occur, that it places otherwise; `papers`: all at hand; `of`: all that it counted itself.
    """

    rules: Definition
    steps: Mapping[str, int]
    places: Mapping[str, int]
    names: int
    papers: int
    of: int


def basis_of(cohort: Cohort) -> str | None:
    """The profiles nearest to what the others read: those of people where there are any, else those of papers."""
    forms = {s.format: s.basis for s in cohort.sources if s.basis}
    return forms.get("profiles") or forms.get("openreview")


def rules_of(book: Workbook, name: str, key: str) -> Definition | None:
    """The rules of an independent analysis on a cohort's profiles; nothing where there are none."""
    cohort, other = book.config.cohorts[name], book.config.independent[key]
    basis = basis_of(cohort)
    if basis is None or other.definition is None or book.config.published(key, cohort) is None:
        return None
    definition = replace(parse(other.definition, book.config, cohort), basis=basis)
    return definition if can_carry(definition, cohort) else None


def reproduced(book: Workbook) -> dict[tuple[str, str], Reproduction]:
    """(cohort, analysis) → its reproduction, for every cohort that has both counts."""
    return {
        (name, key): reproduce(book, name, key, rules)
        for name in book.config.cohorts
        for key in book.config.independent
        if (rules := rules_of(book, name, key)) is not None
    }


def reproduce(book: Workbook, name: str, key: str, rules: Definition) -> Reproduction:
    """Our count under one analysis's rules, step by step to what it published."""
    config, cohort = book.config, book.config.cohorts[name]
    usual, (us, china) = parse(None, config, cohort), rules.groups(config)
    papers = book.classified(name, rules)
    rows = book.attributed[name]
    rows = rows[rows["basis"] == rules.basis]
    rows = rows.assign(name=rows["affiliation"].map({text: fold(text) for text in rows["affiliation"].unique()}))
    column = COLUMNS[rules.policy]
    faults = their_places(key, sorted(rows["name"].unique()))
    every = {affiliation: codes for places in faults.values() for affiliation, codes in places.items()}
    gains = {slug: gained(rows, column, places, papers.at_hand, us, china) for slug, places in faults.items()}
    with_places = len(papers.both) + gained(rows, column, every, papers.at_hand, us, china)
    group = replace(rules, policy=usual.policy)
    steps = {
        "start": len(book.classified(name, replace(group, china=usual.china)).both),
        "group": len(book.classified(name, group).both),
    }
    if rules.policy != usual.policy:
        steps["policy"] = len(papers.both)
    if every:
        steps["places"] = with_places
    published, of = config.independent[key].counts[cohort.year]
    steps["published"] = published
    if kept := completion.completed(papers, (us, china), config.interval_level).kept:
        steps["completed"] = round(with_places / kept)
        steps["remaining"] = published - steps["completed"]
    if (rows["candidate"] > 0).any():
        placed = rows.assign(codes=_placed(rows, column, every))
        theirs = people(that_could_be_joint(placed, "codes", us, china), "codes")
        steps |= {
            "first": joint_papers(theirs, papers.at_hand, us, china, first),
            "draw": round(expected_joint(theirs, papers.at_hand, us, china)),
            "any": joint_papers(theirs, papers.at_hand, us, china, everyone),
        }
    return Reproduction(rules, steps, gains, len(every), len(papers.at_hand), of)


def their_places(key: str, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Fault → affiliation (folded, of `names`) → the code that an analysis gives it and we do not."""
    if key == WITH_TABLE:
        table = their_codes()
        found = {name: table[name] for name in names if name in table}
        apart = {slug: {n: c for n, c in found.items() if n == text} for slug, text in FAULTS.items()}
        return apart | {"other-names": {n: c for n, c in found.items() if n not in FAULTS.values()}}
    if key == WITH_MICROSOFT:
        return {"microsoft": {name: "US" for name in names if "microsoft" in name.split()}}
    return {}


def gained(
    rows: pd.DataFrame, column: str, places: Mapping[str, str], ids: Iterable[str], us: Countries, china: Countries
) -> int:
    """Joint papers more (or fewer) when affiliations are placed as `places` says.

    Only papers that have one of them are read again.
    """
    touched = set(rows.loc[rows["name"].isin(list(places)), "paper_id"]) & set(ids)
    near = rows[rows["paper_id"].isin(touched)]
    after, before = people(near.assign(codes=_placed(near, column, places)), "codes"), people(near, column)
    return joint_papers(after, touched, us, china, agreed) - joint_papers(before, touched, us, china, agreed)


def _placed(rows: pd.DataFrame, column: str, places: Mapping[str, str]) -> list[str]:
    return [places.get(n, codes) for n, codes in zip(rows["name"].tolist(), rows[column].tolist(), strict=True)]


def figures(book: Workbook, found: Mapping[tuple[str, str], Reproduction]) -> Iterator[Figure]:
    """The steps from our count to each published one; `found` as `reproduced` gives it."""
    for (name, key), one in found.items():
        for figure in _figures(Maker(name, "", one.rules, book.config), key, one):
            text = one.rules.text(book.config, book.config.cohorts[name])
            yield replace(figure, definition=text or "headline")


def _figures(make: Maker, key: str, one: Reproduction) -> Iterator[Figure]:
    who = make.config.independent[key].name
    for slug, papers in one.steps.items():
        size = {"published": one.of, "remaining": None}.get(slug, one.papers)
        label = f"US-China papers, {who}: {STEPS[slug]}"
        yield make(f"peer-{key}.{slug}", label, "papers", papers, denominator=size)
    for slug, papers in one.places.items():
        label = f"US-China papers more or fewer by the place that {who} gives to {NAMES[slug]}"
        yield make(f"peer-{key}.{slug}", label, "papers", papers)
    if one.names:
        label = f"names of affiliations, of those that occur, that {who} places otherwise than we do"
        yield make(f"peer-{key}.names", label, "names", one.names)
