"""The grid of definitions: the points that a cohort can carry.

A choice that makes no difference to a cohort (the main track of a cohort that has no other) is not a point of its own.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from analysis.counting.workbook import Workbook
from analysis.settings.config import AXES
from analysis.settings.definitions import Definition, can_carry, headline, parse


def points(book: Workbook, name: str, axes: tuple[str, ...] = AXES) -> list[Definition]:
    """Definitions of a cohort over `axes`, the headline choice on the others.

    Only those that it can carry and that differ in what they count.
    """
    config, cohort = book.config, book.config.cohorts[name]
    usual = headline(config, cohort)
    choices = [list(config.definitions[axis]) if axis in axes else [getattr(usual, axis)] for axis in AXES]
    made = (replace(usual, **dict(zip(AXES, chosen, strict=True))) for chosen in product(*choices))
    first_track = next(iter(config.definitions["track"]))
    held = {basis: book.ledger(name).tracks(basis) for basis in cohort.bases}
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
            d if book.ledger(name).tracks(d.basis) - {d.track} else replace(d, track=first_track) for d in carried
        )
    )
