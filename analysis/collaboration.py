"""Paper × country: which papers count for which group, under a definition.

Reads the attributed authorships of one cohort and gives one row a paper. What is known, what is possible and what is missing stay apart, so that
bounds can be computed from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.config import Cohort, Config
from analysis.definitions import Definition


@dataclass(frozen=True, slots=True)
class PaperCountries:
    """Countries of one paper under one basis and policy.

    `known`: of all authors; `by_author`: author → known countries; `unknown`: authorships whose country is open; `readable`: whether the
    basis lets the paper be classified at all; `institutions`: names behind `known`.
    """

    known: frozenset[str]
    by_author: Mapping[int, frozenset[str]]
    unknown: int
    readable: bool
    institutions: tuple[str, ...]


def paper_countries(papers: pd.DataFrame, attributed: pd.DataFrame, basis: str, policy: str) -> dict[str, PaperCountries]:
    """Countries of every paper of a cohort.

    Parameters
    ----------
    papers : DataFrame
        ``paper_id, authors, block``.
    attributed : DataFrame
        As `analysis.attribution.attribute` gives it.

    Notes
    -----
    Where several people share an author's name, the countries that all candidates have in common are known, and the authorship is open
    unless they agree in full. A paper whose title block is incomplete is not readable: what was lost is not evidence of absence.
    """
    column = "stated" if policy == "stated-location" else "headquarters"
    rows = attributed[attributed["basis"] == basis]
    sets = {text: frozenset(filter(None, text.split("|"))) for text in rows[column].unique()}
    people: dict[str, dict[int, dict[int, tuple[set[str], bool]]]] = {}
    names: dict[str, dict[str, None]] = {}
    for paper, author, candidate, codes, status, institutions in zip(
        rows["paper_id"], rows["author"], rows["candidate"], rows[column], rows["status"], rows["institutions"], strict=True
    ):
        entry = people.setdefault(paper, {}).setdefault(author, {}).setdefault(candidate, (set(), False))
        entry[0].update(sets[codes])
        # a mail domain (author below 0) that tells nothing is no authorship
        people[paper][author][candidate] = (entry[0], entry[1] or (author >= 0 and status in ("unresolved", "empty")))
        if institutions:
            names.setdefault(paper, {}).update(dict.fromkeys(institutions.split("|")))
    blocks = dict(zip(papers["paper_id"], papers["block"], strict=True))
    return {
        paper: _paper(people.get(paper, {}), basis != "paper" or blocks[paper] == "complete", tuple(names.get(paper, ()))) for paper in papers["paper_id"]
    }


def _paper(authors: Mapping[int, Mapping[int, tuple[set[str], bool]]], readable: bool, institutions: tuple[str, ...]) -> PaperCountries:
    by_author: dict[int, frozenset[str]] = {}
    unknown = 0
    for author, candidates in sorted(authors.items()):
        found = [frozenset(codes) for codes, _ in candidates.values()]
        common = frozenset.intersection(*found)
        # an authorship is open if nothing is known of it, or its namesakes differ
        unknown += any(codes != common for codes in found) or (not common and any(is_open for _, is_open in candidates.values()))
        by_author[author] = common
    known = frozenset().union(*by_author.values()) if by_author else frozenset()
    return PaperCountries(known, by_author, unknown, readable and bool(known), institutions)


def joint(paper: PaperCountries, us: frozenset[str], china: frozenset[str], collaboration: str) -> bool:
    """Whether a paper is a collaboration of the two groups under a rule of the grid."""
    if collaboration == "any":
        return bool(paper.known & us and paper.known & china)
    authors = paper.by_author
    if collaboration == "first-last":
        ends = [authors[a] for a in {min(authors), max(authors)}] if authors else []
        return bool(any(c & us for c in ends) and any(c & china for c in ends))
    in_us = [a for a, codes in authors.items() if codes & us]
    in_china = [a for a, codes in authors.items() if codes & china]
    return bool(in_us and in_china and (len(in_us) > 1 or len(in_china) > 1 or in_us != in_china))


def could_be_joint(paper: PaperCountries, us: frozenset[str], china: frozenset[str], incomplete: bool) -> bool:
    """Whether the open authorships (or the lost part of a title block) could make a paper a collaboration."""
    missing = (not paper.known & us) + (not paper.known & china)
    return missing <= (2 if incomplete or not paper.by_author else paper.unknown)


@dataclass(frozen=True)
class Classified:
    """Papers of a cohort under one definition: ids by what they are.

    `at_hand`: papers the basis covers or should cover; `readable` ⊆ at_hand: those that can be classified; the others are subsets of `readable`, but `possible`
    and `certain`, which are subsets of `at_hand` and serve the bounds. `weight`: paper → its weight as a collaboration.
    """

    at_hand: tuple[str, ...]
    readable: frozenset[str]
    us: frozenset[str]
    china: frozenset[str]
    both: frozenset[str]
    us_only: frozenset[str]
    china_only: frozenset[str]
    one_country: frozenset[str]
    certain: frozenset[str]
    possible: frozenset[str]
    weight: Mapping[str, float]
    countries: Mapping[str, PaperCountries]
    population: int

    @property
    def is_sample(self) -> bool:
        return self.population > len(self.at_hand)


def classify(papers: pd.DataFrame, countries: Mapping[str, PaperCountries], definition: Definition, config: Config, cohort: Cohort) -> Classified:
    """Sort the papers of one cohort under one definition.

    Parameters
    ----------
    papers : DataFrame
        The cohort's papers.csv.
    countries : mapping
        As `paper_countries` gives it for the definition's basis and policy.
    """
    us = frozenset(config.groups["us"].countries)
    china = frozenset(config.definitions["china"][definition.china].countries)
    chosen = papers if definition.track == "all" else papers[papers["track"] == definition.track]
    population = len(chosen)
    if definition.basis == "paper":
        sampled = chosen[chosen["block"] != ""]
        # title blocks come from some tracks only: the sample stands for those
        population = int(chosen["track"].isin(set(sampled["track"])).sum())
        chosen = sampled
    ids = tuple(chosen["paper_id"])
    incomplete = set(chosen.loc[chosen["block"] == "incomplete", "paper_id"]) if definition.basis == "paper" else set()
    readable = frozenset(p for p in ids if countries[p].readable)
    both = frozenset(p for p in ids if joint(countries[p], us, china, definition.collaboration))
    possible = both | {p for p in ids if could_be_joint(countries[p], us, china, p in incomplete)}
    weight = {p: _weight(countries[p].known, us, china) if definition.counting == "fractional" else 1.0 for p in both}
    return Classified(
        at_hand=ids,
        readable=readable,
        us=frozenset(p for p in readable if countries[p].known & us),
        china=frozenset(p for p in readable if countries[p].known & china),
        both=both & readable,
        us_only=frozenset(p for p in readable if countries[p].known <= us),
        china_only=frozenset(p for p in readable if countries[p].known <= china),
        one_country=frozenset(p for p in readable if len(countries[p].known) == 1),
        certain=both,
        possible=frozenset(possible),
        weight=weight,
        countries=countries,
        population=population,
    )


def _weight(known: frozenset[str], us: frozenset[str], china: frozenset[str]) -> float:
    """Share of the paper's pairs of countries that join the two groups, each group taken as one country (fractional counting of links)."""
    count = len({"US" if c in us else "CN" if c in china else c for c in known})
    return 2 / (count * (count - 1)) if count > 1 else 1.0
