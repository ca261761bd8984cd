"""When is a paper joint? Every rule of who counts, defined once, on the authors of a ledger.

A rule gives each paper its weight as a joint one: 1 or 0, but for fractional counting. The axis `collaboration` of the
definitions names three of them; a reconstruction may name any. Only `known` matters of an author: one of whom nothing
counts is on neither side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from analysis.counting.authors import Sides, Weights
from analysis.counting.masks import Flags


def any_author(sides: Sides) -> Flags:
    """Any author on either side; one person with two affiliations is enough."""
    return sides.both()


def two_authors(sides: Sides) -> Flags:
    """Two different authors, one for each side."""
    one, other = sides.on
    return sides.both() & (sides.authors.count(one | other) > 1)


def separate_people(sides: Sides) -> Flags:
    """On either side an author who is not on the other: joint without those who are on both."""
    authors, (one, other) = sides.authors, sides.on
    return authors.any(one & ~other) & authors.any(other & ~one)


def shared_person(sides: Sides) -> Flags:
    """Joint by those alone who are on both sides: without them it would not be."""
    return sides.both() & ~separate_people(sides)


def first_author(sides: Sides) -> Flags:
    """The first author alone on both sides."""
    return sides.both(sides.authors.first)


def last_author(sides: Sides) -> Flags:
    """The last author alone on both sides."""
    return sides.both(sides.authors.last)


def first_last(sides: Sides) -> Flags:
    """The first and the last author on both sides between them."""
    return sides.both(sides.authors.first | sides.authors.last)


def opposite_ends(sides: Sides) -> Flags:
    """The first author on one side and the last, another one, on the other."""
    authors, (one, other) = sides.authors, sides.on
    first, last = authors.first, authors.last
    there = authors.any(first & one) & authors.any(last & other)
    return (there | (authors.any(first & other) & authors.any(last & one))) & authors.any(first & ~last)


def single_country(sides: Sides) -> Flags:
    """On either side an author who is nowhere else."""
    authors = sides.authors
    return authors.any(authors.inside(sides.first)) & authors.any(authors.inside(sides.second))


def two_each(sides: Sides) -> Flags:
    """Two authors on either side."""
    one, other = (sides.authors.count(on) for on in sides.on)
    return (one >= 2) & (other >= 2)


def part_each(sides: Sides, part: int) -> Flags:
    """One in `part` of the authors on either side."""
    authors = sides.authors
    one, other = (authors.count(on) for on in sides.on)
    enough: Flags = part * np.minimum(one, other) >= np.maximum(1, authors.number_of)
    return enough


def third_each(sides: Sides) -> Flags:
    """A third of the authors on either side."""
    return part_each(sides, 3)


def quarter_each(sides: Sides) -> Flags:
    """A quarter of the authors on either side."""
    return part_each(sides, 4)


def only_two(sides: Sides) -> Flags:
    """Any author on either side, and no other country."""
    alone: Flags = sides.others == 0
    return sides.both() & alone


def fractional(sides: Sides) -> NDArray[np.float64]:
    """The share of the paper's links between countries that join the two groups."""
    return np.where(sides.both(), sides.links, 0.0)


RULES: Mapping[str, Callable[[Sides], Weights]] = {
    "any": any_author,
    "two-authors": two_authors,
    "separate-people": separate_people,
    "shared-person": shared_person,
    "first-author": first_author,
    "last-author": last_author,
    "first-last": first_last,
    "opposite-ends": opposite_ends,
    "single-country": single_country,
    "two-each": two_each,
    "third-each": third_each,
    "quarter-each": quarter_each,
    "only-two": only_two,
    "fractional": fractional,
}


def weights(sides: Sides, rule: str) -> Weights:
    """Weight of each paper as a joint one under a rule, shape (papers,); found once."""
    if rule not in sides.kept:
        sides.kept[rule] = RULES[rule](sides)
    return sides.kept[rule]


def joint(sides: Sides, rule: str) -> Flags:
    """Which papers are joint under a rule, shape (papers,)."""
    return weights(sides, rule).astype(bool, copy=False)
