"""The papers of a cohort under one definition: which are at hand, can be read, belong to a group, are joint.

Every answer is an array of shape (papers,) in the order of papers.csv, made when it is asked for. What is known, what is
possible and what is missing stay apart, so that bounds can be computed from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum

import numpy as np
from numpy.typing import NDArray

from analysis.counting.authors import Countries, Sides
from analysis.counting.collaboration import joint
from analysis.counting.ledger import Ledger, Record
from analysis.counting.masks import Flags
from analysis.settings.config import Config
from analysis.settings.definitions import Definition
from analysis.settings.groups import Pair

ALL = "all"  # in ids: the papers of every country


@dataclass(frozen=True)
class Tally:
    """What one definition finds of a pair.

    `found` of `readable` papers are joint, of `at_hand` ones `certain` surely and `possible` perhaps; they stand for
    `population`.
    """

    found: float
    readable: int
    at_hand: int
    certain: int
    possible: int
    population: int

    @property
    def is_sample(self) -> bool:
        return self.population > self.at_hand


@dataclass(frozen=True, eq=False)
class Classified:
    """Papers of a cohort under one definition.

    Attributes
    ----------
    ids : ndarray of str, shape (papers,)
        All papers of the cohort.
    at_hand : ndarray of bool, shape (papers,)
        Papers that the basis covers or should cover.
    lost : ndarray of bool, shape (papers,)
        Papers of whose affiliations a part is lost.
    population : int
        How many papers those at hand stand for.
    tallies : dict
        What was found of each pair so far.
    """

    config: Config
    definition: Definition
    ids: NDArray[np.object_]
    record: Record
    at_hand: Flags
    lost: Flags
    population: int
    tallies: dict[Pair, Tally] = field(default_factory=dict, repr=False)

    @property
    def is_sample(self) -> bool:
        return self.population > int(self.at_hand.sum())

    @cached_property
    def readable(self) -> Flags:
        """Papers at hand that can be classified; the others hold no country or lost a part."""
        return self.at_hand & self.record.readable

    @cached_property
    def is_open(self) -> Flags:
        """Papers of whose countries something is not known: they could be anything."""
        return (self.record.unknown > 0) | ~self.record.readable

    def countries(self, group: str) -> Countries:
        """Countries of a group under this definition."""
        return self.definition.countries(self.config, group)

    def of(self, group: str) -> Flags:
        """Readable papers of a group: ``all``, the key of a group, or that of a pair."""
        if group == ALL:
            return self.readable
        pair = self.config.pair_of(group)
        return self.both(pair) if pair else self.readable & self.record.has(self.countries(group))

    def only(self, group: str) -> Flags:
        """Readable papers of no other country than those of a group."""
        return self.readable & self.record.within(self.countries(group))

    @cached_property
    def one_country(self) -> Flags:
        """Readable papers of a single country, whichever."""
        return np.asarray(self.readable & (self.record.several == 1))

    def sides(self, pair: Pair | None = None) -> Sides:
        """All authors, and the countries of two groups: of the main pair where none is given."""
        first, second = pair or self.config.pair
        return self.record.sides(self.countries(first), self.countries(second))

    def certain(self, pair: Pair | None = None) -> Flags:
        """Papers at hand that are joint whatever else is open."""
        return self.at_hand & joint(self.sides(pair), self.definition.collaboration)

    def both(self, pair: Pair | None = None) -> Flags:
        """Readable papers that are joint."""
        return self.certain(pair) & self.readable

    def possible(self, pair: Pair | None = None) -> Flags:
        """Papers at hand that are joint, or could be by an open author or by what was lost.

        Where nothing is open nothing can change, also under a rule that asks for more than both countries (two authors,
        first and last). One open author can supply both, since an author may have two affiliations.
        """
        could_be = (self.record.unknown > 0) | (self.record.authors.number_of == 0) | self.lost
        return np.asarray(self.certain(pair) | (self.at_hand & could_be))

    def found(self, pair: Pair | None = None) -> float:
        """Number of the joint papers, each with its weight under the definition's counting."""
        both = self.both(pair)
        if self.definition.counting == "whole":
            return int(both.sum())
        return fsum(self.sides(pair).links[both])

    def tally(self, pair: Pair | None = None) -> Tally:
        """What the definition finds of a pair."""
        chosen = pair or self.config.pair
        if chosen not in self.tallies:
            self.tallies[chosen] = Tally(
                self.found(pair),
                int(self.readable.sum()),
                int(self.at_hand.sum()),
                int(self.certain(pair).sum()),
                int(self.possible(pair).sum()),
                self.population,
            )
        return self.tallies[chosen]

    def bounds(self, group: str) -> tuple[int, int]:
        """Fewest and most papers at hand that can have an institution of a group."""
        has = self.record.has(self.countries(group))
        return self._between(has, has | self.is_open)

    def bounds_only(self, group: str) -> tuple[int, int]:
        """Fewest and most papers at hand that can have institutions of a group only."""
        return self._bounds_fitting(self.record.within(self.countries(group)))

    @property
    def bounds_one_country(self) -> tuple[int, int]:
        """Fewest and most papers at hand that can be of a single country."""
        return self._bounds_fitting(self.record.several <= 1)

    def _bounds_fitting(self, fits: Flags) -> tuple[int, int]:
        """Of papers whose known countries fit: those that must, and those that can where more countries may come."""
        known = self.record.several > 0
        return self._between(fits & known & ~self.is_open, fits & (known | self.is_open))

    def _between(self, least: Flags, most: Flags) -> tuple[int, int]:
        return int((least & self.at_hand).sum()), int((most & self.at_hand).sum())

    def may_belong(self, group: str) -> Flags:
        """Papers at hand that are not counted for a group (as `of` takes it) but could be."""
        if group == ALL:
            return self.at_hand & ~self.readable
        if pair := self.config.pair_of(group):
            return self.possible(pair) & ~self.both(pair)
        return self.at_hand & self.is_open & ~self.of(group)

    def flags(self, ids: Iterable[str]) -> Flags:
        """Which papers are among `ids`, shape (papers,)."""
        return np.isin(self.ids.astype(str), list(ids))


def classified(ledger: Ledger, definition: Definition, config: Config) -> Classified:
    """The papers of one cohort under one definition."""
    held, population = ledger.at_hand(definition.basis, definition.track)
    record, lost = ledger.record(definition.basis, definition.policy), ledger.lost(definition.basis)
    return Classified(config, definition, ledger.ids, record, held, lost, population)
