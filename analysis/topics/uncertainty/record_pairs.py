"""What each record is worth: where two records of one year tell of the same paper, how far they agree.

Reads the classified papers; every cohort's headline record is held against each other one, paper by paper, on the
papers that both tell in full.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory, factory, table_of
from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.definitions import parse
from analysis.settings.groups import Pair
from analysis.statistics.agreement import agreement

BOTH, HEADLINE, OTHER, SAME, KAPPA = "both", "headline-only", "other-only", "same", "kappa"


def measure(pair: Pair, basis: str) -> str:
    """The measure of a pair's papers by the headline record and by another one."""
    return f"{pair.key}.against.{basis}"


def compared(config: Config) -> Iterator[tuple[str, str]]:
    """(cohort, basis) of every record that stands beside the headline one of its cohort."""
    for name, cohort in config.cohorts.items():
        for basis in cohort.bases[1:]:
            yield name, basis


def figures(book: Workbook) -> Iterator[Figure]:
    """Joint papers by both records, by either alone, and how often the two give one answer."""
    config = book.config
    for name, basis in compared(config):
        cohort = config.cohorts[name]
        headline = factory(config, name, parse(cohort.headline_basis, config, cohort))
        for pair in config.pairs:
            yield from _of(book, headline, pair, basis)


def _of(book: Workbook, make: FigureFactory, pair: Pair, basis: str) -> Iterator[Figure]:
    config, name = make.config, make.cohort
    definitions = (make.definition, parse(basis, config, config.cohorts[name]))
    one, other = (book.classified(name, definition) for definition in definitions)
    papers = one.readable & other.readable
    if not papers.any():
        return
    first, second = (np.asarray(classified.both(pair)[papers]) for classified in (one, other))
    n, counts = int(papers.sum()), {BOTH: first & second, HEADLINE: first & ~second, OTHER: ~first & second}
    names = [config.definitions["basis"][d.basis].name for d in definitions]
    words = {
        BOTH: f"by {names[0]} and by {names[1]}",
        HEADLINE: f"by {names[0]} and not by {names[1]}",
        OTHER: f"by {names[1]} and not by {names[0]}",
    }
    sources = tuple(dict.fromkeys(f"data/{name}/{table_of(d.basis)}" for d in definitions))
    about, of = measure(pair, basis), f"{config.name_of(pair)} papers"
    for slug, flags in counts.items():
        label = f"{of} {words[slug]}, of those that both tell in full"
        found = int(flags.sum())
        yield make(about, label, "papers", found, numerator=found, denominator=n, slice=slug, sources=sources)
    same, kappa = agreement(
        list(zip(*(np.where(flags, "yes", "no").tolist() for flags in (first, second)), strict=True))
    )
    label = f"papers of which {names[0]} and {names[1]} say the same: {of} or not"
    yield make.share(about, label, same, n, slice=SAME, sources=sources)
    label = f"agreement of {names[0]} and {names[1]} on {of} beyond chance (Cohen's kappa)"
    yield make(about, label, "share", kappa, slice=KAPPA, sources=sources)
