"""Whether the papers whose title block is read in full are like the others."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse


def figures(book: Workbook) -> Iterator[Figure]:
    """Whether papers whose title block is read in full are like the others: their US-China share by profile, and how print and profile agree on them."""
    config = book.config
    for name in config.having("paper", "profile"):
        cohort = config.cohorts[name]
        printed = book.classified(name, parse("paper+main", config, cohort))
        profile = book.classified(name, parse("profile+main", config, cohort))
        make = FigureFactory(name, "", parse("profile+main", config, cohort), config)
        inside, outside = profile.readable & printed.readable, profile.readable - printed.readable
        for slug, label, ids in (
            ("read", "papers whose title block is read in full", inside),
            ("rest", "all other papers of the main track", outside),
        ):
            yield make.share(
                f"sample-check.{slug}.share", f"US-China share by profile of {label}", len(ids & profile.both), len(ids)
            )
        for slug, label, ids in (
            ("print", "by print", printed.both & inside),
            ("profile", "by profile", profile.both & inside),
            ("twice", "by both", printed.both & profile.both & inside),
        ):
            yield make(
                f"sample-check.{slug}.papers",
                f"US-China papers {label}, of papers with both",
                "papers",
                len(ids),
                numerator=len(ids),
                denominator=len(inside),
            )
