"""Paper × country: which papers count for which group, under a definition.

Reads the attributed authorships of one cohort and gives one row a paper. What is known, what is possible and what is missing stay apart, so that
bounds can be computed from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.core import multivalued
from analysis.settings.config import Config
from analysis.settings.definitions import Definition

Countries = frozenset[str]


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


COLUMNS = {"stated-location": "stated", "headquarters": "headquarters", "named-place": "placed"}
OPEN = ("unresolved", "empty")


def under_policy(
    papers: pd.DataFrame, attributed: pd.DataFrame, basis: str, policy: str, stated: dict[str, PaperCountries]
) -> dict[str, PaperCountries]:
    """Countries under another policy than the stated location, given those: only papers with an affiliation on which the two differ are read again."""
    differ = attributed.loc[
        (attributed["basis"] == basis) & (attributed[COLUMNS[policy]] != attributed["stated"]), "paper_id"
    ].unique()
    again = paper_countries(
        papers[papers["paper_id"].isin(differ)], attributed[attributed["paper_id"].isin(differ)], basis, policy
    )
    return stated | again


def paper_countries(
    papers: pd.DataFrame, attributed: pd.DataFrame, basis: str, policy: str
) -> dict[str, PaperCountries]:
    """Countries of every paper of a cohort.

    Parameters
    ----------
    papers : DataFrame
        ``paper_id, authors, block``.
    attributed : DataFrame
        As `analysis.attribution.table.attribute` gives it.

    Notes
    -----
    Where several people share an author's name, the countries that all candidates have in common are known, and the authorship is open
    unless they agree in full. A paper whose title block is incomplete is not readable: what was lost is not evidence of absence.
    """
    column = COLUMNS[policy]
    rows = attributed[attributed["basis"] == basis]
    codes_of = {text: frozenset(multivalued.split(text)) for text in rows[column].unique()}
    columns = (rows[c].tolist() for c in ("paper_id", "author", "candidate", column, "status", "institutions"))
    # paper → (author, candidate) → known countries, and whether something about the person is open
    people: dict[str, dict[tuple[int, int], tuple[frozenset[str], bool]]] = {}
    names: dict[str, list[str]] = {}
    blocks = dict(zip(papers["paper_id"], papers["block"], strict=True))
    nothing = (frozenset(), False)
    for paper, author, candidate, codes, status, institutions in zip(*columns, strict=True):
        of_paper = people.setdefault(paper, {})
        codes_so_far, is_open = of_paper.get((author, candidate), nothing)
        # a mail domain (author below 0) that tells nothing is no authorship
        of_paper[author, candidate] = (
            codes_so_far | codes_of[codes],
            is_open
            or (author >= 0 and (status in OPEN or (policy == "named-place" and status == "resolved" and not codes))),
        )
        if institutions and (author >= 0 or blocks[paper] != "complete"):
            names.setdefault(paper, []).append(institutions)
    return {
        p: _paper(people.get(p, {}), basis != "paper" or blocks[p] == "complete", names.get(p, []))
        for p in papers["paper_id"]
    }


def _paper(
    people: Mapping[tuple[int, int], tuple[frozenset[str], bool]], readable: bool, institutions: list[str]
) -> PaperCountries:
    by_author: dict[int, frozenset[str]] = {}
    unknown: set[int] = set()
    printed = any(codes for (author, _), (codes, _) in people.items() if author >= 0)
    for (author, candidate), (codes, is_open) in sorted(people.items()):
        if author < 0 and readable and printed:
            continue  # what is printed in full needs no help from mail domains
        before = by_author.get(author)
        if before is not None and before != codes:
            unknown.add(author)  # namesakes differ
        if is_open and not codes:
            unknown.add(author)
        by_author[author] = codes if before is None or not candidate else before & codes
    known = frozenset().union(*by_author.values()) if by_author else frozenset()
    named = tuple(dict.fromkeys(name for text in institutions for name in multivalued.split(text)))
    return PaperCountries(known, by_author, len(unknown), readable and bool(known), named)


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


def could_be_joint(paper: PaperCountries, incomplete: bool) -> bool:
    """Whether the open authorships (or the lost part of a title block) could make a paper a collaboration that it is not yet.

    Where nothing is open nothing can change, also under a rule that asks for more than both countries (two authors, first and last). One open
    authorship can supply both, since an author may have two affiliations.
    """
    return incomplete or not paper.by_author or paper.unknown > 0


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

    def bounds(self, group: frozenset[str] | None, only: bool = False) -> tuple[int, int]:
        """Fewest and most papers at hand that can have an institution of `group` (with `only`: no other; without a group: one country, whichever).

        An open authorship can be anything, and so can what a title block has lost.
        """
        low = high = 0
        for paper in self.at_hand:
            known, is_open = (
                self.countries[paper].known,
                self.countries[paper].unknown > 0 or not self.countries[paper].readable,
            )
            if only or group is None:
                fits = len(known) <= 1 if group is None else known <= group
                low += bool(fits and known and not is_open)
                high += bool(fits and (known or is_open))
            else:
                low += bool(known & group)
                high += bool(known & group) or is_open
        return low, high

    def may_belong(self, group: frozenset[str]) -> frozenset[str]:
        """Papers at hand that are not counted for `group` but could be."""
        counted = {p for p in self.readable if self.countries[p].known & group}
        return frozenset(
            p
            for p in self.at_hand
            if p not in counted and (self.countries[p].unknown or not self.countries[p].readable)
        )

    @property
    def is_sample(self) -> bool:
        return self.population > len(self.at_hand)


def at_hand(papers: pd.DataFrame, basis: str, track: str) -> tuple[np.ndarray, int]:
    """Which papers of a cohort a basis has in a track, shape (papers,), and how many they stand for: title blocks, for all papers of the tracks they come from."""
    tracks = papers["track"].to_numpy()
    chosen = np.full(len(papers), True) if track == "all" else tracks == track
    if basis != "paper":
        return chosen, int(chosen.sum())
    sampled = chosen & (papers["block"].to_numpy() != "")
    return sampled, int((chosen & np.isin(tracks, np.unique(tracks[sampled]))).sum())


def classify(
    papers: pd.DataFrame, countries: Mapping[str, PaperCountries], definition: Definition, config: Config
) -> Classified:
    """Sort the papers of one cohort under one definition.

    Parameters
    ----------
    papers : DataFrame
        The cohort's papers.csv.
    countries : mapping
        As `paper_countries` gives it for the definition's basis and policy.
    """
    us, china = definition.groups(config)
    held, population = at_hand(papers, definition.basis, definition.track)
    chosen = papers[held]
    ids = tuple(chosen["paper_id"])
    incomplete = set(chosen.loc[chosen["block"] == "incomplete", "paper_id"]) if definition.basis == "paper" else set()
    readable = frozenset(p for p in ids if countries[p].readable)
    both = frozenset(p for p in ids if joint(countries[p], us, china, definition.collaboration))
    possible = both | {p for p in ids if could_be_joint(countries[p], p in incomplete)}
    weight = {
        p: link_weight(countries[p].known, us, china) if definition.counting == "fractional" else 1.0 for p in both
    }
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


def link_weight(known: frozenset[str], us: frozenset[str], china: frozenset[str]) -> float:
    """Share of the paper's pairs of countries that join the two groups, each group taken as one country (fractional counting of links)."""
    count = len({"US" if c in us else "CN" if c in china else c for c in known})
    return 2 / (count * (count - 1)) if count > 1 else 1.0
