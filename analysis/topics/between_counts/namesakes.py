"""Who an author is where several people share a name: their countries apart, and rules that choose among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.counting.authors import Authors, starts
from analysis.counting.ledger import Rows
from analysis.counting.masks import Codes, Masks, Numbers, meets

Chances = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Names:
    """The names of the authors of papers, and the people that bear each.

    Attributes
    ----------
    order : ndarray of int, shape (rows,)
        The rows of a basis by paper, author and person.
    person : ndarray of int, shape (persons,)
        Where the rows of each person begin in `order`.
    author : ndarray of int, shape (authors,)
        Where the people of each name begin among the persons.
    paper, number : ndarray of int, shape (authors,)
        Place of each author's paper in papers.csv, and the author's number on it.
    papers : int
        How many papers there are.
    """

    order: Numbers
    person: Numbers
    author: Numbers
    paper: Numbers
    number: Numbers
    papers: int

    def persons(self, masks: Masks) -> Masks:
        """Countries of each person, shape (persons, words), from those of the rows, shape (rows, words)."""
        return np.bitwise_or.reduceat(masks[self.order], self.person, axis=0)

    def authors(self, codes: Codes, persons: Masks, choose: Callable[[Masks, Numbers], Masks]) -> Authors:
        """The authors, each with the countries that `choose` takes from its persons."""
        return Authors(codes, self.paper, self.number, choose(persons, self.author), self.papers)


def names_of(rows: Rows, papers: int) -> Names:
    """Names and people of the rows of a basis."""
    order = np.lexsort((rows.candidate, rows.author, rows.paper))
    rows = rows.at(order)
    person = np.flatnonzero(starts(rows.paper, rows.author, rows.candidate))
    paper, author = rows.paper[person], rows.author[person]
    each = np.flatnonzero(starts(paper, author))
    return Names(order, person, each, paper[each], author[each], papers)


def agreed(persons: Masks, author: Numbers) -> Masks:
    """What all people of a name have in common, shape (authors, words): our own rule."""
    return np.bitwise_and.reduceat(persons, author, axis=0)


def first(persons: Masks, author: Numbers) -> Masks:
    """The first person of a name, shape (authors, words)."""
    return persons[author]


def everyone(persons: Masks, author: Numbers) -> Masks:
    """All people of a name together, shape (authors, words)."""
    return np.bitwise_or.reduceat(persons, author, axis=0)


def chance_of_joint(names: Names, codes: Codes, persons: Masks, one: frozenset[str], other: frozenset[str]) -> Chances:
    """Chance of each paper to have both groups, shape (papers,), where each author is one of the people of the name.

    They are drawn evenly and independently; the chance is exact.
    """
    of_persons = np.diff(np.append(names.author, len(persons)))

    def none(group: frozenset[str]) -> Chances:
        """Chance that no author of a paper has the group."""
        without = np.add.reduceat((~meets(persons, codes.mask(group))).astype(float), names.author)
        missing = np.ones(names.papers)
        np.multiply.at(missing, names.paper, without / of_persons)
        return missing

    return 1 - none(one) - none(other) + none(one | other)
