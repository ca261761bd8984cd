"""Companies that name no place: how many joint papers rest on them, and what other records of a paper say of them.

The tie-breaker (`analysis.counting.by_person`) is measured where the answer is known: on companies whose place is named,
put where the other records would put them. Head offices are measured on the same companies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis.attribution.resolution import NAMED, NOWHERE
from analysis.counting.by_person import companies
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory, factory
from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import between, found_of, percent, whole
from analysis.looks.tables import even, number, table, text
from analysis.settings.config import Config
from analysis.settings.definitions import parse
from analysis.settings.groups import Pair

RESTING, LOST, GAINED = "resting", "lost", "gained"


def figures(book: Workbook) -> Iterator[Figure]:
    """For every cohort and basis: joint papers that rest on such companies, and how good the tie-breaker is."""
    config, found = book.config, {name: companies(rows) for name, rows in book.attributed.items()}
    for name, cohort, basis in config.records:
        make = factory(config, name, parse(basis, config, cohort))
        for pair in config.pairs:
            yield from _papers(book, make, pair)
        of_basis = found[name][found[name]["basis"] == basis]
        yield from _measured(make, of_basis)


def _papers(book: Workbook, make: FigureFactory, pair: Pair) -> Iterator[Figure]:
    """Joint papers that would not be joint without companies that name no place, and those that the tie-breaker moves."""
    policies = (make.definition.policy, "named-place", "company-by-person")
    usual, named, person = (book.classified(make.cohort, replace(make.definition, policy=p)) for p in policies)
    joint, of = usual.both(pair), f"{make.config.name_of(pair)} papers"
    moved = person.both(pair)
    for slug, words, flags in (
        (RESTING, f"{of} that rest on a company that names no place", joint & ~named.certain(pair)),
        (LOST, f"{of} that are none if such companies are where their people are", joint & ~moved),
        (GAINED, f"papers that become {of} if such companies are where their people are", moved & ~joint),
    ):
        x, n = int(flags.sum()), int(joint.sum())
        yield make(f"{pair.key}.company.{slug}", words, "papers", x, numerator=x, denominator=n)


def _measured(make: FigureFactory, found: pd.DataFrame) -> Iterator[Figure]:
    """How many companies without a place are placed, and how often that is right where the place is named.

    A company counts once on a paper, since its authors are not independent of each other.
    """
    once = found.drop_duplicates(["paper_id", "how", "countries", "brand", "told"])
    bare, named = once[once["how"] == NOWHERE], once[once["how"] == NAMED]
    named = named[(named["told"] != "") & ~named["countries"].str.contains("+", regex=False)]
    for slug, words, of, flags in (
        ("told", "companies without a place that other records of the paper place", bare, bare["told"] != ""),
        (
            "right",
            "companies with a place that other records of the paper place there too",
            named,
            named["told"] == named["countries"],
        ),
        (
            "at-headquarters",
            "the same companies, of which the head office is where the place is",
            named,
            named["headquarters"] == named["countries"],
        ),
    ):
        if len(of):
            yield make.share(f"company.{slug}", words, int(flags.sum()), len(of))


def companies_table(config: Config, found: FigureSet) -> str:
    """What rests on companies without a place, by year and basis, and how good the tie-breaker is."""
    key = config.pair.key
    heads = ("Joint", "Rest", "Fewer", "More")
    columns = (
        text("Year, basis", 15),
        *(number(head, width, whole) for head, width in zip(heads, even(38, len(heads)), strict=True)),
        number("Placed", 9, _share),
        number("Right", 12, _of),
        number("Interval", 13, _interval),
        number("Office", 13, _of),
    )
    rows = []
    for name, cohort, basis in config.records:
        at = cohort.at(basis)
        ids = [f"{name}.{key}.company.{slug}{at}" for slug in (RESTING, LOST, GAINED)]
        if any(figure_id not in found for figure_id in ids):
            continue
        resting, lost, gained = (found.use(figure_id) for figure_id in ids)
        told, right, office = (
            found.find(f"{name}.company.{slug}{at}") for slug in ("told", "right", "at-headquarters")
        )
        rows.append(
            (
                f"{config.label(cohort)} {config.definitions['basis'][basis].name}",
                *(resting.denominator, resting.value, lost.value, gained.value, told, right, right, office),
            )
        )
    caption = (
        f"Companies that name no place: joint {config.name_of(config.pair)} papers, those that rest on one, and fewer and "
        "more where other records of the paper tell its place; placed: such companies of which they tell; right: of "
        "companies whose place is named; office: of these the head office would be right"
    )
    return table(columns, rows, caption, "tbl-companies") if rows else ""


def _share(figure: Figure | None) -> str:
    return percent(figure.value if figure else None)


def _of(figure: Figure | None) -> str:
    return found_of(figure) if figure else "–"


def _interval(figure: Figure | None) -> str:
    return between(figure, figure.interval) if figure else "–"
