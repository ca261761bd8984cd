"""Paper × author × country: one cohort as columns, from which every rule of who counts is an array operation.

An authorship holds its countries as a bit mask. Rows are sorted by paper and author, so that persons, authors and papers
are reductions of neighbours (`numpy.ufunc.reduceat`). Every count is a sum over papers: papers can be counted in parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.core import multivalued

Flags = NDArray[np.bool_]
Masks = NDArray[np.uint64]
Numbers = NDArray[np.int64]

COLUMNS = {"stated-location": "stated", "headquarters": "headquarters", "named-place": "placed"}
OPEN = ("unresolved", "empty")
WORD = 64  # countries in one word of a mask


@dataclass(frozen=True)
class Codes:
    """The country codes of a ledger, each at its bit."""

    names: tuple[str, ...]

    @property
    def words(self) -> int:
        """Words of a mask."""
        return max(1, -(-len(self.names) // WORD))

    @cached_property
    def bits(self) -> dict[str, int]:
        """Code → its bit."""
        return {code: bit for bit, code in enumerate(self.names)}

    def mask(self, codes: Iterable[str]) -> Masks:
        """Mask of some codes, shape (words,); those that do not occur in the ledger have no bit."""
        made = np.zeros(self.words, dtype=np.uint64)
        for bit in (self.bits[code] for code in codes if code in self.bits):
            made[bit // WORD] |= np.uint64(1) << np.uint64(bit % WORD)
        return made

    def of(self, mask: Masks) -> frozenset[str]:
        """The codes of a mask, shape (words,)."""
        return frozenset(code for bit, code in enumerate(self.names) if int(mask[bit // WORD]) >> (bit % WORD) & 1)


@dataclass(frozen=True, eq=False)
class Authors:
    """Countries of the authors of papers, sorted by paper and author.

    Attributes
    ----------
    paper, number : ndarray of int, shape (authors,)
        Place of the paper in papers.csv, and the author's number on it.
    masks : ndarray of uint64, shape (authors, words)
        Countries that are known of each.
    papers : int
        How many papers there are, with authors or without.
    """

    codes: Codes
    paper: Numbers
    number: Numbers
    masks: Masks
    papers: int

    def on(self, group: Iterable[str]) -> Flags:
        """Which authors have a country of `group`, shape (authors,)."""
        return meets(self.masks, self.codes.mask(group))

    def inside(self, group: Iterable[str]) -> Flags:
        """Which authors have countries, and all of them in `group`, shape (authors,)."""
        return self.known & ~meets(self.masks, ~self.codes.mask(group))

    @cached_property
    def known(self) -> Flags:
        """Which authors have a country, shape (authors,)."""
        return np.asarray(self.masks.any(axis=1))

    def count(self, flags: Flags) -> Numbers:
        """How many authors of each paper are among `flags`, shape (papers,)."""
        return np.bincount(self.paper[flags], minlength=self.papers)

    def any(self, flags: Flags) -> Flags:
        """Which papers have an author among `flags`, shape (papers,)."""
        found = np.zeros(self.papers, dtype=bool)
        found[self.paper[flags]] = True
        return found

    @cached_property
    def first(self) -> Flags:
        """The first author of each paper, shape (authors,)."""
        return starts(self.paper)

    @cached_property
    def last(self) -> Flags:
        """The last author of each paper, shape (authors,)."""
        return np.append(self.first[1:], True)[: len(self.first)]

    @cached_property
    def countries(self) -> Masks:
        """Countries of each paper, shape (papers, words)."""
        made = np.zeros((self.papers, self.codes.words), dtype=np.uint64)
        if len(self.paper):
            made[self.paper[self.first]] = np.bitwise_or.reduceat(self.masks, np.flatnonzero(self.first), axis=0)
        return made

    def sets(self, paper: int) -> list[frozenset[str]]:
        """Countries of each author of one paper, in order."""
        low, high = np.searchsorted(self.paper, [paper, paper + 1])
        return [self.codes.of(mask) for mask in self.masks[low:high]]


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
    kept : dict
        What rules have found here, by the sides and the rule: definitions that differ elsewhere share it.
    """

    authors: Authors
    is_open: Flags
    readable: Flags
    kept: dict[tuple[frozenset[str], frozenset[str], str], Flags] = field(default_factory=dict)

    @cached_property
    def unknown(self) -> Numbers:
        """Authors of each paper of whom a country is open, shape (papers,)."""
        return self.authors.count(self.is_open)

    @cached_property
    def number(self) -> Numbers:
        """Authors of each paper, shape (papers,)."""
        return np.bincount(self.authors.paper, minlength=self.authors.papers)

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


class Ledger:
    """The authorships of one cohort, as every basis and policy has them; each record is made once.

    Parameters
    ----------
    papers : DataFrame
        The cohort's papers.csv: ``paper_id, block``.
    attributed : DataFrame
        As `analysis.attribution.table.attribute` gives it.
    """

    def __init__(self, papers: pd.DataFrame, attributed: pd.DataFrame) -> None:
        self.ids: NDArray[np.object_] = papers["paper_id"].to_numpy(dtype=object)
        self.complete: Flags = (papers["block"] == "complete").to_numpy()
        self._rows = attributed
        self._paper = pd.Index(self.ids).get_indexer(pd.Index(attributed["paper_id"]))
        self.codes, self._masks = _encoded(attributed)
        self._records: dict[tuple[str, str], Record] = {}
        self._places: dict[str, Numbers] = {}

    def rows(self, basis: str, columns: list[str]) -> tuple[pd.DataFrame, Numbers]:
        """The attributed rows of a basis, and the place of each one's paper in papers.csv, below 0 where it is in none."""
        if basis not in self._places:
            self._places[basis] = np.flatnonzero((self._rows["basis"] == basis).to_numpy())
        chosen = self._places[basis]
        return self._rows[columns].iloc[chosen], self._paper[chosen]

    def record(self, basis: str, policy: str) -> Record:
        """What a basis says under a policy.

        Where several people share an author's name, the countries that all of them have in common are known, and the
        author is open unless they agree in full.
        """
        if (basis, policy) not in self._records:
            self._records[basis, policy] = self._record(basis, policy)
        return self._records[basis, policy]

    def _record(self, basis: str, policy: str) -> Record:
        chosen = (self._rows["basis"] == basis).to_numpy() & (self._paper >= 0)
        rows, paper, masks = self._rows[chosen], self._paper[chosen], self._masks[COLUMNS[policy]][chosen]
        author, status = rows["author"].to_numpy(dtype=np.int64), rows["status"].to_numpy()
        known = masks.any(axis=1)
        # a mail domain (author below 0) that tells nothing is no authorship
        is_open = (author >= 0) & (
            np.isin(status, OPEN) | ((policy == "named-place") & (status == "resolved") & ~known)
        )
        legible = self.complete if basis == "paper" else np.full(len(self.ids), True)
        printed = np.zeros(len(self.ids), dtype=bool)
        printed[paper[known & (author >= 0)]] = True
        # what is printed in full needs no help from mail domains
        kept = (author >= 0) | ~(legible & printed)[paper]
        candidate = rows["candidate"].to_numpy(dtype=np.int64)
        authors, is_open = _authors(
            self.codes, paper[kept], author[kept], candidate[kept], masks[kept], is_open[kept], len(self.ids)
        )
        return Record(authors, is_open, legible & authors.countries.any(axis=1))

    def authors(self, basis: str, codes: pd.Series, chosen: Flags) -> Authors:
        """Authors with the countries that `codes` gives to the rows of a basis in place of the attributed ones.

        Parameters
        ----------
        codes : Series of str, shape (rows of the basis,)
            Countries of each row, joined as `analysis.core.multivalued` does.
        chosen : ndarray of bool, shape (rows of the basis,)
            The rows that count.
        """
        rows, paper = self.rows(basis, ["author", "candidate"])
        rows, paper = rows[chosen], paper[chosen]
        texts = codes[chosen]
        known = codes_in([texts], self.codes.names)
        author, candidate = (rows[c].to_numpy(dtype=np.int64) for c in ("author", "candidate"))
        nothing = np.zeros(len(rows), dtype=bool)
        return _authors(known, paper, author, candidate, masks_of(known, texts), nothing, len(self.ids))[0]


def meets(masks: Masks, mask: Masks) -> Flags:
    """Which of `masks`, shape (n, words), have a bit of `mask`."""
    return np.asarray((masks & mask).any(axis=1))


def ones(masks: Masks) -> Numbers:
    """Bits of each of `masks`, shape (n, words)."""
    counts: Numbers = np.bitwise_count(masks).sum(axis=1, dtype=np.int64)
    return counts


def _authors(
    codes: Codes, paper: Numbers, author: Numbers, candidate: Numbers, masks: Masks, is_open: Flags, papers: int
) -> tuple[Authors, Flags]:
    """Rows → persons → authors, and which authors are open."""
    order = np.lexsort((candidate, author, paper))
    paper, author, candidate = paper[order], author[order], candidate[order]
    masks, is_open = masks[order], is_open[order]
    person = np.flatnonzero(starts(paper, author, candidate))
    if not len(person):
        return Authors(codes, paper, author, masks, papers), is_open
    masks = np.bitwise_or.reduceat(masks, person, axis=0)
    is_open = np.logical_or.reduceat(is_open, person) & ~masks.any(axis=1)
    paper, author = paper[person], author[person]
    each = np.flatnonzero(starts(paper, author))
    shared = np.bitwise_and.reduceat(masks, each, axis=0)
    differ = (shared != np.bitwise_or.reduceat(masks, each, axis=0)).any(axis=1)
    return Authors(codes, paper[each], author[each], shared, papers), differ | np.logical_or.reduceat(is_open, each)


def starts(*keys: Numbers) -> Flags:
    """Where a run of equal keys begins, shape (rows,)."""
    begins = np.ones(len(keys[0]), dtype=bool)
    if len(begins):
        begins[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return begins


def codes_in(columns: Iterable[pd.Series], more: Iterable[str] = ()) -> Codes:
    """The codes that occur in columns of joined codes, and `more`, sorted."""
    texts = {text for column in columns for text in column.unique()}
    return Codes(tuple(sorted({code for text in texts for code in multivalued.split(text)}.union(more))))


def _encoded(attributed: pd.DataFrame) -> tuple[Codes, dict[str, Masks]]:
    """The codes that occur, and for each column of countries the masks of all rows, shape (rows, words)."""
    codes = codes_in(attributed[column] for column in COLUMNS.values())
    return codes, {column: masks_of(codes, attributed[column]) for column in COLUMNS.values()}


def masks_of(codes: Codes, texts: pd.Series) -> Masks:
    """The masks of joined codes, shape (rows, words)."""
    at, distinct = pd.factorize(texts)
    made = [codes.mask(multivalued.split(text)) for text in distinct]
    return np.array(made, dtype=np.uint64).reshape(len(distinct), codes.words)[at]
