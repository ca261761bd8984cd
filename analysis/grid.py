"""Every claim's measure at every point of the definitions grid that its cohort can carry.

Between collaboration (papers × countries) and figures: the same sorting of papers as `collaboration.classify`, kept as arrays, so that a few thousand
points cost about a second. A choice that makes no difference to a cohort (the main track of a cohort that has no other) is not a point of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from analysis.collaboration import could_be_joint, joint, link_weight
from analysis.config import AXES, Cohort, Config
from analysis.definitions import Definition, can_carry, headline
from analysis.workbook import Workbook


@dataclass(frozen=True)
class Tally:
    """What one point finds: `found` of `readable` papers are joint, of `at_hand` ones `certain` surely and `possible` perhaps; they stand for `population`."""

    found: float
    readable: int
    at_hand: int
    certain: int
    possible: int
    population: int


def points(book: Workbook, name: str, axes: tuple[str, ...] = AXES) -> list[Definition]:
    """Definitions of a cohort over `axes`, the headline choice on the others; only those that it can carry and that differ in what they count."""
    config, cohort = book.config, book.config.cohorts[name]
    usual = headline(config, cohort)
    choices = [list(config.definitions[axis]) if axis in axes else [getattr(usual, axis)] for axis in AXES]
    made = (replace(usual, **dict(zip(AXES, chosen, strict=True))) for chosen in product(*choices))
    first_track = next(iter(config.definitions["track"]))
    return [d for d in made if can_carry(d, cohort) and (d.track == first_track or has_other_tracks(book, name, d))]


def has_other_tracks(book: Workbook, name: str, definition: Definition) -> bool:
    """Whether a cohort holds, on the basis of `definition`, papers of another track than the one it chooses."""
    papers = book.snapshots[name].papers
    held = papers[papers["block"] != ""] if definition.basis == "paper" else papers
    return bool((held["track"] != definition.track).any())


class Grid:
    """Tallies of one cohort; what several points share is computed once."""

    def __init__(self, book: Workbook, name: str) -> None:
        self.book, self.name = book, name
        self.config: Config = book.config
        self.cohort: Cohort = book.config.cohorts[name]
        papers = book.snapshots[name].papers
        self.ids = papers["paper_id"].tolist()
        self.track = papers["track"].to_numpy()
        self.block = papers["block"].to_numpy()
        self._flags: dict[tuple[str, str, str, str], tuple[np.ndarray, np.ndarray]] = {}
        self._readable: dict[tuple[str, str], np.ndarray] = {}
        self._weights: dict[tuple[str, str, str], np.ndarray] = {}

    def tally(self, d: Definition) -> Tally:
        """Counts under a definition; the same numbers as `collaboration.classify` gives."""
        chosen = np.full(len(self.ids), True) if d.track == "all" else self.track == d.track
        population = int(chosen.sum())
        if d.basis == "paper":
            sampled = chosen & (self.block != "")
            population = int((chosen & np.isin(self.track, np.unique(self.track[sampled]))).sum())
            chosen = sampled
        both, possible = self.flags(d)
        readable = self.readable(d.basis, d.policy)
        counted = chosen & both & readable
        found = int(counted.sum()) if d.counting == "whole" else float(np.sort(self.weights(d)[counted]).sum())
        return Tally(
            found, int((chosen & readable).sum()), int(chosen.sum()), int((chosen & both).sum()), int((chosen & (both | possible)).sum()), population
        )

    def readable(self, basis: str, policy: str) -> np.ndarray:
        """Which papers a basis can classify, shape (papers,)."""
        key = (basis, policy)
        if key not in self._readable:
            countries = self.book.countries(self.name, basis, policy)
            self._readable[key] = np.array([countries[p].readable for p in self.ids])
        return self._readable[key]

    def flags(self, d: Definition) -> tuple[np.ndarray, np.ndarray]:
        """Joint papers, and those that could be, each of shape (papers,)."""
        key = (d.basis, d.policy, d.china, d.collaboration)
        if key not in self._flags:
            countries = self.book.countries(self.name, d.basis, d.policy)
            us, china = d.groups(self.config)
            both = np.array([joint(countries[p], us, china, d.collaboration) for p in self.ids])
            printed = d.basis == "paper"
            open_ = np.array([could_be_joint(countries[p], printed and b == "incomplete") for p, b in zip(self.ids, self.block, strict=True)])
            self._flags[key] = both, open_
        return self._flags[key]

    def weights(self, d: Definition) -> np.ndarray:
        """Weight of each paper as a collaboration under fractional counting, shape (papers,)."""
        key = (d.basis, d.policy, d.china)
        if key not in self._weights:
            countries = self.book.countries(self.name, d.basis, d.policy)
            us, china = d.groups(self.config)
            self._weights[key] = np.array([link_weight(countries[p].known, us, china) for p in self.ids])
        return self._weights[key]


def tallies(book: Workbook, name: str) -> Iterator[tuple[Definition, Tally]]:
    """Every point of a cohort with its tally."""
    grid = Grid(book, name)
    for definition in points(book, name):
        yield definition, grid.tally(definition)
