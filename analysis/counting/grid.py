"""Every claim's measure at every point of the definitions grid that its cohort can carry.

Between collaboration (papers × countries) and figures: the same sorting of papers as `collaboration.classify`, kept as
arrays, so that a few thousand points cost about a second. A choice that makes no difference to a cohort (the main track
of a cohort that has no other) is not a point of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from analysis.counting.collaboration import at_hand, could_be_joint, joint, link_weight
from analysis.counting.workbook import Workbook
from analysis.settings.config import AXES
from analysis.settings.definitions import Definition, can_carry, headline, parse

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Tally:
    """What one point finds.

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


def points(book: Workbook, name: str, axes: tuple[str, ...] = AXES) -> list[Definition]:
    """Definitions of a cohort over `axes`, the headline choice on the others.

    Only those that it can carry and that differ in what they count.
    """
    config, cohort = book.config, book.config.cohorts[name]
    usual = headline(config, cohort)
    choices = [list(config.definitions[axis]) if axis in axes else [getattr(usual, axis)] for axis in AXES]
    made = (replace(usual, **dict(zip(AXES, chosen, strict=True))) for chosen in product(*choices))
    first_track = next(iter(config.definitions["track"]))
    held = {basis: tracks_held(book, name, basis) for basis in cohort.bases}
    return [d for d in made if can_carry(d, cohort) and (d.track == first_track or held[d.basis] - {d.track})]


def definitions_of(book: Workbook, name: str) -> list[Definition]:
    """The headline definition of a cohort and each of `also` that it can carry, without repeats.

    A choice of track that leaves nothing out counts as none.
    """
    config, cohort = book.config, book.config.cohorts[name]
    wanted = [headline(config, cohort), *(parse(text, config, cohort) for text in config.also)]
    carried = [d for d in wanted if can_carry(d, cohort)]
    first_track = next(iter(config.definitions["track"]))
    return list(
        dict.fromkeys(
            d if tracks_held(book, name, d.basis) - {d.track} else replace(d, track=first_track) for d in carried
        )
    )


def tracks_held(book: Workbook, name: str, basis: str) -> set[str]:
    """Tracks of which a cohort holds papers on a basis."""
    papers = book.snapshots[name].papers
    return set((papers[papers["block"] != ""] if basis == "paper" else papers)["track"])


class Grid:
    """Tallies of one cohort; what several points share is computed once."""

    def __init__(self, book: Workbook, name: str) -> None:
        self.book, self.name = book, name
        papers = book.snapshots[name].papers
        self.ids = papers["paper_id"].tolist()
        self.block = papers["block"].to_numpy()
        self._chosen: dict[tuple[str, str], tuple[Flags, int]] = {}
        self._known: dict[tuple[str, str], tuple[Flags, Flags]] = {}
        self._flags: dict[tuple[str, str, str, str], Flags] = {}
        self._weights: dict[tuple[str, str, str], NDArray[np.float64]] = {}

    def tally(self, d: Definition) -> Tally:
        """Counts under a definition; the same numbers as `collaboration.classify` gives."""
        chosen, population = self.chosen(d.basis, d.track)
        readable, could_be = self.known(d.basis, d.policy)
        both = self.flags(d)
        counted = chosen & both & readable
        found = int(counted.sum()) if d.counting == "whole" else float(np.sort(self.weights(d)[counted]).sum())
        return Tally(
            found,
            int((chosen & readable).sum()),
            int(chosen.sum()),
            int((chosen & both).sum()),
            int((chosen & (both | could_be)).sum()),
            population,
        )

    def chosen(self, basis: str, track: str) -> tuple[Flags, int]:
        """Which papers a track and a basis have at hand, shape (papers,), and how many they stand for."""
        key = (basis, track)
        if key not in self._chosen:
            self._chosen[key] = at_hand(self.book.snapshots[self.name].papers, basis, track)
        return self._chosen[key]

    def known(self, basis: str, policy: str) -> tuple[Flags, Flags]:
        """Which papers a basis can classify, and which could be joint after all, each of shape (papers,)."""
        key = (basis, policy)
        if key not in self._known:
            countries = self.book.countries(self.name, basis, policy)
            printed = basis == "paper"
            could_be = [
                could_be_joint(countries[p], printed and b == "incomplete")
                for p, b in zip(self.ids, self.block, strict=True)
            ]
            self._known[key] = np.array([countries[p].readable for p in self.ids]), np.array(could_be)
        return self._known[key]

    def flags(self, d: Definition) -> Flags:
        """Joint papers, shape (papers,).

        A paper that is joint under any rule has a country of each group, so the other rules ask only those.
        """
        key = (d.basis, d.policy, d.china, d.collaboration)
        if key not in self._flags:
            countries = self.book.countries(self.name, d.basis, d.policy)
            us, china = d.groups(self.book.config)
            if d.collaboration == "any":
                self._flags[key] = np.array([joint(countries[p], us, china, "any") for p in self.ids])
            else:
                flags = self.flags(replace(d, collaboration="any")).copy()
                for n in np.flatnonzero(flags):
                    flags[n] = joint(countries[self.ids[n]], us, china, d.collaboration)
                self._flags[key] = flags
        return self._flags[key]

    def weights(self, d: Definition) -> NDArray[np.float64]:
        """Weight of each paper under fractional counting, shape (papers,); zero where it is joint under no rule."""
        key = (d.basis, d.policy, d.china)
        if key not in self._weights:
            countries = self.book.countries(self.name, d.basis, d.policy)
            us, china = d.groups(self.book.config)
            weights = np.zeros(len(self.ids))
            for n in np.flatnonzero(self.flags(replace(d, collaboration="any"))):
                weights[n] = link_weight(countries[self.ids[n]].known, us, china)
            self._weights[key] = weights
        return self._weights[key]
