"""The authors of papers with their countries as columns, and two groups of countries on either side of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.counting.masks import Codes, Flags, Masks, Numbers, meets, ones, some

Countries = frozenset[str]
Weights = NDArray[np.bool_] | NDArray[np.float64]  # of papers as joint ones


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
        return some(self.masks)

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
    def number_of(self) -> Numbers:
        """Authors of each paper, shape (papers,)."""
        return np.bincount(self.paper, minlength=self.papers)

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
class Sides:
    """The authors of papers, and two groups of countries that have none in common.

    `kept`: rule → the weight of each paper by it (`analysis.counting.collaboration.weights`), each found once.
    """

    authors: Authors
    first: Countries
    second: Countries
    kept: dict[str, Weights] = field(default_factory=dict)

    @cached_property
    def on(self) -> tuple[Flags, Flags]:
        """Which authors are on either side, each of shape (authors,)."""
        return self.authors.on(self.first), self.authors.on(self.second)

    @cached_property
    def has(self) -> tuple[Flags, Flags]:
        """Which papers have an author on either side, each of shape (papers,)."""
        countries, codes = self.authors.countries, self.authors.codes
        return meets(countries, codes.mask(self.first)), meets(countries, codes.mask(self.second))

    @cached_property
    def others(self) -> Numbers:
        """Countries of each paper that are in neither group, shape (papers,)."""
        return ones(self.authors.countries & ~self.authors.codes.mask(self.first | self.second))

    @cached_property
    def links(self) -> NDArray[np.float64]:
        """Share of each paper's pairs of countries that join the two groups, each taken as one country.

        This is the fractional counting of links: of US, China and Germany one pair in three joins the first two. Shape
        (papers,).
        """
        one, other = self.has
        count = self.others + one + other
        return np.where(count > 1, 2 / np.maximum(1, count * (count - 1)), 1.0)

    def both(self, among: Flags | None = None) -> Flags:
        """Papers with an author on either side, of all authors or of those in `among`; shape (papers,)."""
        if among is None:
            return self.has[0] & self.has[1]
        return self.authors.any(self.on[0] & among) & self.authors.any(self.on[1] & among)


def starts(*keys: Numbers) -> Flags:
    """Where a run of equal keys begins, shape (rows,)."""
    begins = np.ones(len(keys[0]), dtype=bool)
    if len(begins):
        begins[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return begins
