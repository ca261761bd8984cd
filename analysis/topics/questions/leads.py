"""Which group of the main pair has papers of its own more often, by every record, and why two records disagree.

Two records of a year differ in the papers that they hold and in what they say of the same ones; both are told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.counting.workbook import Workbook
from analysis.figures.factory import factory, table_of
from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import between, percent, whole
from analysis.looks.tables import even, number, table, text
from analysis.settings.config import Config
from analysis.settings.definitions import parse

HEADLINE, OTHER, ADDED, LOST = "headline", "other", "added", "lost"
TRACK = "main"


def figures(book: Workbook) -> Iterator[Figure]:
    """On the papers that the headline record of a year and another one both tell: the papers of each group by either."""
    config = book.config
    for name, cohort in config.cohorts.items():
        for basis in cohort.bases[1:]:
            make = factory(config, name, parse(cohort.headline_basis, config, cohort))
            one, other = (book.classified(name, d) for d in (make.definition, parse(basis, config, cohort)))
            both = one.readable & other.readable
            sources = tuple(dict.fromkeys(f"data/{name}/{table_of(b)}" for b in (cohort.headline_basis, basis)))
            names = [config.definitions["basis"][b].name for b in (cohort.headline_basis, basis)]
            for group in config.pair if both.any() else ():
                here, there = one.of(group) & both, other.of(group) & both
                about, n = f"{group}.against.{basis}", int(both.sum())
                words, of = (
                    f"papers with {config.groups[group].one} institution",
                    f"of those that {names[0]} and {names[1]} both tell",
                )
                for slug, record, flags in ((HEADLINE, names[0], here), (OTHER, names[1], there)):
                    label = f"{words} by {record}, {of}"
                    yield make.share(f"{about}.{slug}", label, int(flags.sum()), n, sources=sources)
                for slug, label, flags in (
                    (ADDED, f"{words} by {names[1]} and not by {names[0]}", there & ~here),
                    (LOST, f"{words} by {names[0]} and not by {names[1]}", here & ~there),
                ):
                    x, label = int(flags.sum()), f"{label}, {of}"
                    yield make(f"{about}.{slug}", label, "papers", x, numerator=x, denominator=n, sources=sources)


def leads(config: Config, found: FigureSet) -> str:
    """The share of papers of each group of the main pair, by every record; and of the main track where that differs."""
    pair = config.pair
    columns = (
        text("Year, basis", 30),
        number("Papers", 10, whole),
        *(
            column
            for group, width in zip(pair, even(30, len(pair)), strict=True)
            for column in (number(config.groups[group].adjective, width, percent), number("Interval", 15))
        ),
    )
    rows: list[tuple[float | int | str | None, ...]] = []
    for name, cohort, basis in config.records:
        label = f"{config.label(cohort)} {config.definitions['basis'][basis].name}"
        usual, calibrated = cohort.at(basis), "calibrated."
        for words, at, measure in (
            ("", usual, ""),
            (", main track", f"{usual}+{TRACK}" if usual else f"@{TRACK}", ""),
            (", calibrated", usual, calibrated),
        ):
            of = [found.find(f"{name}.{measure}{group}.share{at}") for group in pair]
            shares = [f for f in of if f and f.value is not None]
            if shares and (measure or not rows or rows[-1][1:] != _cells(shares)):  # the main track may be all there is
                rows.append((f"{label}{words}", *_cells(shares)))
    first, second = (config.groups[group].adjective for group in pair)
    caption = f"Share of papers with a {first} and with a {second} institution, by every record, with intervals"
    return table(columns, rows, caption, "tbl-leads")


def _cells(shares: Sequence[Figure]) -> tuple[float | int | str | None, ...]:
    """Papers, and the share of each group with its interval."""
    return (shares[0].denominator, *(cell for f in shares for cell in (f.value, between(f, f.interval))))
