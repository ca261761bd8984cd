"""Is the completion right? Open authorships filled in from a second record, against what hiding as much again says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.counting.authors import Authors, Sides
from analysis.counting.classified import Classified
from analysis.counting.collaboration import any_author
from analysis.counting.masks import Flags
from analysis.counting.workbook import Workbook
from analysis.figures.factory import factory
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.topics.between_counts.completion import basis_by_name, completed

KIND = "test of the completion"


@dataclass(frozen=True, eq=False)
class Told:
    """Authorships of which the second record has a country, on the papers that both number alike.

    Attributes
    ----------
    is_open : ndarray of bool, shape (authorships,)
        Those that the first record leaves open.
    on : two ndarrays of bool, shape (authorships,)
        Those that the second record has on either side.
    """

    is_open: Flags
    on: tuple[Flags, Flags]

    @property
    def open_rate(self) -> float:
        """Share of open ones."""
        return rate(self.is_open) or 0.0

    def rates(self) -> tuple[float | None, float | None, float | None]:
        """Share of open ones among those on one side only, on the other only, and on neither; None without any."""
        one, other = self.on
        only = rate(self.is_open[one & ~other]), rate(self.is_open[other & ~one])
        return *only, rate(self.is_open[~one & ~other])


@dataclass(frozen=True, eq=False)
class Checked:
    """What the second record says of the authorships, and three counts of joint papers beside the one found.

    `filled`: joint papers with the open authorships filled in; `even`: completed with the same chance for every
    authorship; `by_country`: with the chance that its side has in the second record.
    """

    told: Told
    found: int
    filled: int
    even: float | None
    by_country: float | None


def rate(flags: Flags) -> float | None:
    """Share of flags that are set; None where there are none."""
    return float(flags.mean()) if len(flags) else None


def checked(by_name: Classified, other: Authors) -> Checked:
    """Fill the open authorships from another record of the same papers.

    Papers whose authors the two records number differently are left as they are.
    """
    sides, authors = by_name.sides(), by_name.record.authors
    alike = _numbered_alike(authors, other)
    here, there = alike[authors.paper], alike[other.paper]
    masks = authors.masks.copy()
    masks[here] = np.where(authors.known[here, None], masks[here], other.masks[there])
    filled = any_author(replace(sides, authors=replace(authors, masks=masks)))
    counted = by_name.at_hand[authors.paper[here]] & other.known[there]
    one, two = (other.on(group)[there][counted] for group in (sides.first, sides.second))
    told = Told(~authors.known[here][counted], (one, two))
    even = np.full(len(authors.paper), told.open_rate)
    return Checked(
        told,
        int(by_name.both().sum()),
        int((filled & by_name.at_hand).sum()),
        completed(by_name, even).completed,
        completed(by_name, by_side(sides, told)).completed,
    )


def _numbered_alike(one: Authors, other: Authors) -> Flags:
    """Papers that have authors of the same numbers in both records, shape (papers,)."""
    authors, others = (np.bincount(record.paper, minlength=record.papers) for record in (one, other))
    alike: Flags = authors == others
    here, there = alike[one.paper], alike[other.paper]
    alike[one.paper[here][one.number[here] != other.number[there]]] = False
    return alike


def by_side(sides: Sides, told: Told) -> NDArray[np.float64]:
    """Chance of each author to be hidden, shape (authors,): the share of open ones on the author's side.

    Too few authors are on both sides for a share of their own, so that these have that of all.
    """
    (one, other), even = sides.on, told.open_rate
    first, second, neither = (even if share is None else share for share in told.rates())
    return np.select([one & other, one, other], [even, first, second], neither)


def figures(book: Workbook) -> Iterator[Figure]:
    """The test of the method on every cohort that has both profiles joined by name and a schedule."""
    for name, cohort in book.config.cohorts.items():
        basis = basis_by_name(cohort)
        if basis is not None and "program" in cohort.bases:
            yield from _figures(book, name, basis)


def _figures(book: Workbook, name: str, basis: str) -> Iterator[Figure]:
    config = book.config
    definition = parse(basis, config, config.cohorts[name])
    program = replace(definition, basis="program")
    found = checked(book.classified(name, definition), book.classified(name, program).record.authors)
    make, joint = factory(config, name, definition), f"{config.name_of(config.pair)} papers"
    order = 0
    for slug, label, value, estimate in (
        ("found", "found", found.found, False),
        ("filled", "with open authorships filled in from the program", found.filled, False),
        ("even", "completed with an equal chance for every authorship", found.even, True),
        ("by-country", "completed with a chance that differs by country", found.by_country, True),
    ):
        papers, order = None if value is None else round(value), order + 1
        about, label = f"knockout-test.{slug}.papers", f"{joint} {label}"
        yield make(about, label, "papers", papers, estimate=estimate, kind=KIND, order=order)
    for group, on in zip(config.pair, found.told.on, strict=True):
        for state, flags in (("known", ~found.told.is_open), ("open", found.told.is_open)):
            order += 1
            label = f"{config.groups[group].adjective} by the program, of authorships {state} by profile"
            about = f"knockout-test.{state}-{group}.share"
            yield make.share(about, label, int(on[flags].sum()), int(flags.sum()), kind=KIND, order=order)
