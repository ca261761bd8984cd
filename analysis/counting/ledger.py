"""Paper × author × country: one cohort as columns, from which every rule of who counts is an array operation.

An authorship holds its countries as a bit mask. Rows are sorted by paper and author, so that persons, authors and papers
are reductions of neighbours (`numpy.ufunc.reduceat`). Every count is a sum over papers: papers can be counted in parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.counting.authors import Authors, Countries, Sides, starts
from analysis.counting.masks import Codes, Flags, Masks, Numbers, codes_in, masks_of, meets, ones, some

COLUMNS = {
    "stated-location": "stated",
    "headquarters": "headquarters",
    "named-place": "placed",
    "company-by-person": "by_person",
}
OPEN = ("unresolved", "empty")
NOTHING: Numbers = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Record:
    """A cohort's papers as one basis and policy know them.

    Attributes
    ----------
    is_open : ndarray of bool, shape (authors,)
        Authors of whom a country is open: nothing is known, or people of their name differ.
    readable : ndarray of bool, shape (papers,)
        Papers that the basis lets be classified at all. One whose title block is incomplete is not: what was lost is
        not evidence of absence.
    """

    authors: Authors
    is_open: Flags
    readable: Flags
    _sides: dict[tuple[Countries, Countries], Sides] = field(default_factory=dict)

    def sides(self, first: Countries, second: Countries) -> Sides:
        """The authors and two groups; definitions that differ elsewhere share what is found of them."""
        return self._sides.setdefault((first, second), Sides(self.authors, first, second))

    @cached_property
    def unknown(self) -> Numbers:
        """Authors of each paper of whom a country is open, shape (papers,)."""
        return self.authors.count(self.is_open)

    def has(self, group: Iterable[str]) -> Flags:
        """Which papers have a country of `group`, shape (papers,)."""
        return meets(self.authors.countries, self.authors.codes.mask(group))

    def within(self, group: Iterable[str]) -> Flags:
        """Which papers have no country but those of `group`, shape (papers,); also those of whom nothing is known."""
        return ~meets(self.authors.countries, ~self.authors.codes.mask(group))

    @cached_property
    def several(self) -> Numbers:
        """Countries of each paper, shape (papers,)."""
        return ones(self.authors.countries)


class Rows(NamedTuple):
    """What a ledger keeps of attributed rows beside their countries, each of shape (rows,)."""

    paper: Numbers
    author: Numbers
    candidate: Numbers
    is_open: Flags
    resolved: Flags

    def at(self, chosen: Numbers | Flags) -> Rows:
        """Some of the rows."""
        paper, author, candidate = self.paper[chosen], self.author[chosen], self.candidate[chosen]
        return Rows(paper, author, candidate, self.is_open[chosen], self.resolved[chosen])


class Ledger:
    """The authorships of one cohort, as every basis and policy has them; each record is made once.

    Parameters
    ----------
    papers : DataFrame
        The cohort's papers.csv: ``paper_id, track, block``.
    attributed : DataFrame
        As `analysis.attribution.table.attributed` gives it, with ``by_person``: `analysis.counting.by_person.countries`.
    """

    def __init__(self, papers: pd.DataFrame, attributed: pd.DataFrame) -> None:
        self.ids: NDArray[np.object_] = papers["paper_id"].to_numpy(dtype=object)
        self._block, self._track = (papers[column].to_numpy(dtype=object) for column in ("block", "track"))
        self.complete: Flags = self._block == "complete"
        self._at_hand: dict[tuple[str, str], tuple[Flags, int]] = {}
        self.codes, self._masks = _encoded(attributed)
        paper = pd.Index(self.ids).get_indexer(pd.Index(attributed["paper_id"]))
        author, candidate = (attributed[c].to_numpy(dtype=np.int64) for c in ("author", "candidate"))
        is_open, resolved = attributed["status"].isin(OPEN).to_numpy(), (attributed["status"] == "resolved").to_numpy()
        self._rows = Rows(paper, author, candidate, is_open, resolved)
        bases = attributed["basis"]
        self._of_basis = {basis: np.flatnonzero((bases == basis).to_numpy()) for basis in bases.unique()}
        self._records: dict[tuple[str, str], Record] = {}

    def at_hand(self, basis: str, track: str) -> tuple[Flags, int]:
        """Which papers a basis has in a track, shape (papers,), and how many they stand for.

        Title blocks stand for all papers of the tracks they come from.
        """
        if (basis, track) not in self._at_hand:
            chosen = np.full(len(self.ids), True) if track == "all" else self._track == track
            held, stand = chosen & self._covered(basis), chosen & np.isin(self._track, list(self.tracks(basis)))
            self._at_hand[basis, track] = held, int(stand.sum())
        return self._at_hand[basis, track]

    def tracks(self, basis: str) -> set[str]:
        """Tracks of which a basis has papers."""
        return set(self._track[self._covered(basis)])

    def lost(self, basis: str) -> Flags:
        """Papers of whose affiliations a part is lost, shape (papers,)."""
        return np.asarray(self._block == "incomplete") & (basis == "paper")

    def _covered(self, basis: str) -> Flags:
        """Papers that a basis covers or should cover, shape (papers,)."""
        return np.asarray(self._block != "") | (basis != "paper")

    def rows(self, basis: str) -> tuple[Numbers, Rows]:
        """Where the rows of a basis stand in the attributed table, and the rows, each of shape (rows of the basis,)."""
        places = self._of_basis.get(basis, NOTHING)
        return places, self._rows.at(places)

    def record(self, basis: str, policy: str) -> Record:
        """What a basis says under a policy.

        Where several people share an author's name, the countries that all of them have in common are known, and the
        author is open unless they agree in full.
        """
        if (basis, policy) not in self._records:
            self._records[basis, policy] = self._record(basis, policy)
        return self._records[basis, policy]

    def _record(self, basis: str, policy: str) -> Record:
        places, rows = self.rows(basis)
        masks = self._masks[COLUMNS[policy]][places]
        here = rows.paper >= 0
        rows, masks = rows.at(here), masks[here]
        known = some(masks)
        placeless = rows.resolved & ~known if policy == "named-place" else np.zeros(len(known), dtype=bool)
        # a mail domain (author below 0) that tells nothing is no authorship
        is_open = (rows.author >= 0) & (rows.is_open | placeless)
        legible = self.complete if basis == "paper" else np.full(len(self.ids), True)
        printed = np.zeros(len(self.ids), dtype=bool)
        printed[rows.paper[known & (rows.author >= 0)]] = True
        # what is printed in full needs no help from mail domains
        kept = (rows.author >= 0) | ~(legible & printed)[rows.paper]
        authors, is_open = _authors(self.codes, rows.at(kept), masks[kept], is_open[kept], len(self.ids))
        return Record(authors, is_open, legible & some(authors.countries))

    def authors(self, basis: str, codes: pd.Series, chosen: Flags) -> Authors:
        """Authors with the countries that `codes` gives to the rows of a basis in place of the attributed ones.

        Parameters
        ----------
        codes : Series of str, shape (rows of the basis,)
            Countries of each row, joined as `analysis.core.multivalued` does.
        chosen : ndarray of bool, shape (rows of the basis,)
            The rows that count.
        """
        rows, texts = self.rows(basis)[1].at(chosen), codes[chosen]
        known, nothing = codes_in([texts], self.codes.names), np.zeros(len(texts), dtype=bool)
        return _authors(known, rows, masks_of(known, texts), nothing, len(self.ids))[0]


def _authors(codes: Codes, rows: Rows, masks: Masks, is_open: Flags, papers: int) -> tuple[Authors, Flags]:
    """Rows → persons → authors, and which authors are open."""
    order = np.lexsort((rows.candidate, rows.author, rows.paper))
    rows, masks, is_open = rows.at(order), masks[order], is_open[order]
    person = np.flatnonzero(starts(rows.paper, rows.author, rows.candidate))
    if not len(person):
        return Authors(codes, rows.paper, rows.author, masks, papers), is_open
    masks = np.bitwise_or.reduceat(masks, person, axis=0)
    is_open = np.logical_or.reduceat(is_open, person) & ~some(masks)
    paper, author = rows.paper[person], rows.author[person]
    each = np.flatnonzero(starts(paper, author))
    shared = np.bitwise_and.reduceat(masks, each, axis=0)
    widest: Masks = np.bitwise_or.reduceat(masks, each, axis=0)
    differ = some(shared ^ widest)
    return Authors(codes, paper[each], author[each], shared, papers), differ | np.logical_or.reduceat(is_open, each)


def _encoded(attributed: pd.DataFrame) -> tuple[Codes, dict[str, Masks]]:
    """The codes that occur, and for each column of countries the masks of all rows, shape (rows, words)."""
    codes = codes_in(attributed[column] for column in COLUMNS.values())
    return codes, {column: masks_of(codes, attributed[column]) for column in COLUMNS.values()}
