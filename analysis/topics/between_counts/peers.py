"""The independent analyses, reproduced under their own rules on our data as far as these go.

Each has its China group, track and policy (`definition` under `independent` in config.yaml). On top come what is known of its faults: the places that its own
table gives to affiliations (data/reference/peers.csv), and what it may do where several people share an author's name. What is left is named, not explained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from math import prod

import pandas as pd

from analysis.core import multivalued
from analysis.core.text import fold
from analysis.counting.collaboration import COLUMNS, Countries
from analysis.counting.workbook import Workbook
from analysis.figures.factory import Maker
from analysis.figures.figure import Figure
from analysis.intake.peer_table import their_codes
from analysis.settings.config import Cohort
from analysis.settings.definitions import Definition, can_carry, parse
from analysis.topics.between_counts import completion

People = Mapping[str, Mapping[int, tuple[Countries, ...]]]  # paper → author → countries of each person of that name

WITH_TABLE = "neurips-us-vs-china"  # the analysis whose table of affiliations is published
WITH_MICROSOFT = "ceps"  # whose authors warn that Microsoft's laboratory in Beijing counts as US
FAULTS = {"northeastern": "northeastern university", "deepmind": "google deepmind"}
NAMES = {
    "northeastern": "Northeastern University",
    "deepmind": "Google DeepMind",
    "other-names": "all other names",
    "microsoft": "Microsoft and its laboratories",
}
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


def people(rows: pd.DataFrame, column: str) -> People:
    """Countries of each person that may be an author, from attributed rows of one basis."""
    codes_of = {text: frozenset(multivalued.split(text)) for text in rows[column].unique()}
    found: dict[str, dict[int, dict[int, Countries]]] = {}
    for paper, author, candidate, text in zip(
        *(rows[c].tolist() for c in ("paper_id", "author", "candidate", column)), strict=True
    ):
        persons = found.setdefault(paper, {}).setdefault(author, {})
        persons[candidate] = persons.get(candidate, frozenset()) | codes_of[text]
    return {
        p: {a: tuple(persons[c] for c in sorted(persons)) for a, persons in authors.items()}
        for p, authors in found.items()
    }


def that_could_be_joint(rows: pd.DataFrame, column: str, us: Countries, china: Countries) -> pd.DataFrame:
    """Rows of the papers on which anybody has either side: no choice between people can make another paper joint."""
    codes_of = {text: set(multivalued.split(text)) for text in rows[column].unique()}
    of = lambda group: set(
        rows.loc[rows[column].isin({t for t, codes in codes_of.items() if codes & group}), "paper_id"]
    )
    return rows[rows["paper_id"].isin(of(us) & of(china))]


def agreed(persons: tuple[Countries, ...]) -> Countries:
    """What all people of a name have in common: our own rule."""
    return frozenset.intersection(*persons)


def first(persons: tuple[Countries, ...]) -> Countries:
    """The first person of a name."""
    return persons[0]


def everyone(persons: tuple[Countries, ...]) -> Countries:
    """All people of a name together."""
    return frozenset().union(*persons)


def joint_papers(
    found: People,
    ids: Iterable[str],
    us: Countries,
    china: Countries,
    choose: Callable[[tuple[Countries, ...]], Countries],
) -> int:
    """Papers with both groups, where `choose` says what an author counts for."""
    known = (frozenset().union(*(choose(persons) for persons in found.get(p, {}).values())) for p in ids)
    return sum(bool(codes & us and codes & china) for codes in known)


def expected_joint(found: People, ids: Iterable[str], us: Countries, china: Countries) -> float:
    """Expected number of papers with both groups, where each author is one of the people of the name, drawn evenly and independently."""

    def none(paper: str, group: Countries) -> float:
        return prod(
            sum(not codes & group for codes in persons) / len(persons) for persons in found.get(paper, {}).values()
        )

    return sum(1 - none(p, us) - none(p, china) + none(p, us | china) for p in sorted(ids))


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


def basis_of(cohort: Cohort) -> str | None:
    """The profiles that come nearest to what the others read: those of people where there are any, else those of papers."""
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


def figures(book: Workbook) -> Iterator[Figure]:
    """The steps from our count to each published one, for every cohort that has both."""
    for name in book.config.cohorts:
        for key in book.config.independent:
            if (rules := rules_of(book, name, key)) is not None:
                yield from steps(book, name, key, rules)


def steps(book: Workbook, name: str, key: str, rules: Definition) -> Iterator[Figure]:
    """The steps of one analysis on one cohort."""
    config, cohort = book.config, book.config.cohorts[name]
    us, china = rules.groups(config)
    usual = parse(None, config, cohort)
    papers = book.classified(name, rules)
    ids = papers.at_hand
    rows = book.attributed[name]
    rows = rows[rows["basis"] == rules.basis]
    folded = {text: fold(text) for text in rows["affiliation"].unique()}
    rows = rows.assign(name=rows["affiliation"].map(folded))
    column = COLUMNS[rules.policy]
    faults = their_places(key, sorted(set(folded.values())))
    gained = {slug: _gained(rows, column, places, ids, us, china) for slug, places in faults.items()}
    every = {n: c for places in faults.values() for n, c in places.items()}
    with_places = len(papers.both) + _gained(rows, column, every, ids, us, china)
    kept = completion.completed(papers, us, china, config.interval_level).kept
    completed = round(with_places / kept) if kept else None
    published, of = config.independent[key].counts[cohort.year]
    values = {
        "start": len(book.classified(name, replace(rules, china=usual.china, policy=usual.policy)).both),
        "group": len(book.classified(name, replace(rules, policy=usual.policy)).both),
        "policy": len(papers.both) if rules.policy != usual.policy else None,
        "places": with_places if every else None,
        "completed": completed,
        "published": published,
        "remaining": None if completed is None else published - completed,
    }
    if (rows["candidate"] > 0).any():
        theirs = people(
            that_could_be_joint(rows.assign(codes=_placed(rows, column, every)), "codes", us, china), "codes"
        )
        values |= {
            "first": joint_papers(theirs, ids, us, china, first),
            "draw": round(expected_joint(theirs, ids, us, china)),
            "any": joint_papers(theirs, ids, us, china, everyone),
        }
    make, definition = Maker(name, "", rules, config), rules.text(config, cohort) or "headline"
    who = config.independent[key].name
    for slug, value in values.items():
        if value is not None:
            size = {"published": of, "remaining": None}.get(slug, len(ids))
            yield replace(
                make(f"peer-{key}.{slug}", f"US-China papers, {who}: {STEPS[slug]}", "papers", value, denominator=size),
                definition=definition,
            )
    for slug, value in gained.items():
        label = f"US-China papers more or fewer by the place that {who} gives to {NAMES[slug]}"
        yield replace(make(f"peer-{key}.{slug}", label, "papers", value), definition=definition)
    if every:
        label = f"names of affiliations, of those that occur, that {who} places otherwise than we do"
        yield replace(make(f"peer-{key}.names", label, "names", len(every)), definition=definition)


def _placed(rows: pd.DataFrame, column: str, places: Mapping[str, str]) -> list[str]:
    return [places.get(n, codes) for n, codes in zip(rows["name"].tolist(), rows[column].tolist(), strict=True)]


def _gained(
    rows: pd.DataFrame, column: str, places: Mapping[str, str], ids: Iterable[str], us: Countries, china: Countries
) -> int:
    """Joint papers more (or fewer) when affiliations are placed as `places` says; only papers that have one are read again."""
    touched = set(rows.loc[rows["name"].isin(places), "paper_id"]) & set(ids)
    near = rows[rows["paper_id"].isin(touched)]
    after, before = people(near.assign(codes=_placed(near, column, places)), "codes"), people(near, column)
    return joint_papers(after, touched, us, china, agreed) - joint_papers(before, touched, us, china, agreed)
