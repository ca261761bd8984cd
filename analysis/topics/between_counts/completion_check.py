"""Is the completion right? Open authorships filled in from a second record, against what hiding as much again says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from analysis.counting.collaboration import Classified, Countries, PaperCountries, joint
from analysis.counting.workbook import Workbook
from analysis.figures.factory import maker
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.statistics.completion import Sides
from analysis.topics.between_counts.completion import basis_by_name, completed

State = Literal["known", "open"]
Side = Literal["us", "china", "both", "other"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the second record says of the authorships, and three counts of joint papers beside the one found.

    `authorships`: how many are known or open, by the side on which the second record has them; `filled`: joint papers
    with the open ones filled in; `even`: completed with the same chance for every authorship; `by_country`: with the
    chance that its side has in the second record.
    """

    authorships: Counter[tuple[State, Side]]
    found: int
    filled: int
    even: float | None
    by_country: float | None


def side_of(codes: Countries, sides: Sides) -> Side:
    """On which side an author is."""
    us, china = (bool(codes & side) for side in sides)
    return "both" if us and china else "us" if us else "china" if china else "other"


def checked(by_name: Classified, other: Mapping[str, PaperCountries], sides: Sides, level: float) -> Checked:
    """Fill the open authorships from another record of the same papers.

    Papers whose authors the two records number differently are left as they are.
    """
    us, china = sides
    authorships: Counter[tuple[State, Side]] = Counter()
    filled = 0
    for paper_id in by_name.at_hand:
        paper, told = by_name.countries[paper_id], other[paper_id].by_author
        codes = dict(paper.by_author)
        if set(codes) == set(told):
            authorships.update(
                ("known" if codes[author] else "open", side_of(more, sides)) for author, more in told.items() if more
            )
            codes = {author: known or told[author] for author, known in codes.items()}
        known: Countries = frozenset().union(*codes.values())
        filled += joint(replace(paper, known=known, by_author=codes), us, china, "any")
    even = open_rate(authorships)
    # too few authors have both for a rate of their own
    rates = {side: open_rate(authorships, side, even) for side in ("us", "china", "other")}
    by_side = completed(by_name, sides, level, lambda codes: rates.get(side_of(codes, sides), even))
    evenly = completed(by_name, sides, level, lambda _: even)
    return Checked(authorships, len(by_name.both), filled, evenly.completed, by_side.completed)


def open_rate(authorships: Counter[tuple[State, Side]], side: str = "", otherwise: float = 0.0) -> float:
    """Share of open ones among the authorships that the other record knows, of one side or all."""
    of = {key: n for key, n in authorships.items() if side in ("", key[1])}
    total = sum(of.values())
    return sum(n for (state, _), n in of.items() if state == "open") / total if total else otherwise


def figures(book: Workbook) -> Iterator[Figure]:
    """The test of the method on every cohort that has both profiles joined by name and a schedule."""
    for name, cohort in book.config.cohorts.items():
        basis = basis_by_name(cohort)
        if basis is not None and "program" in cohort.bases:
            yield from _figures(book, name, basis)


def _figures(book: Workbook, name: str, basis: str) -> Iterator[Figure]:
    config = book.config
    definition = parse(basis, config, config.cohorts[name])
    program = book.countries(name, "program", "stated-location")
    found = checked(book.classified(name, definition), program, definition.groups(config), config.interval_level)
    make = maker(config, name, definition)
    states: tuple[State, ...] = ("open", "known")
    groups: tuple[tuple[Side, str], ...] = (("us", "US"), ("china", "Chinese"))
    for state in states:
        total = sum(n for (s, _), n in found.authorships.items() if s == state)
        for group, words in groups:
            x = found.authorships[state, group] + found.authorships[state, "both"]
            label = f"{words} by the program, of authorships {state} by profile"
            yield make.share(f"knockout-test.{state}-{group}.share", label, x, total)
    for slug, label, value, estimate in (
        ("found", "US-China papers found", found.found, False),
        ("filled", "US-China papers with open authorships filled in from the program", found.filled, False),
        ("even", "US-China papers completed with an equal chance for every authorship", found.even, True),
        ("by-country", "US-China papers completed with a chance that differs by country", found.by_country, True),
    ):
        papers = None if value is None else round(value)
        yield make(f"knockout-test.{slug}.papers", label, "papers", papers, estimate=estimate)
