"""The registry of figures: every number of the report, by id.

Reads the classified papers of each cohort and the mentions, and gives one `Figure` per measure, slice and definition. An id reads
``<cohort>.<measure>[.<slice>]``, with ``@<definition>`` where it is not the headline one.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis import accuracy, bridge, correction, grid_figures, growth, mixing, questions, two_phase, validation
from analysis.config import Config
from analysis.definitions import headline, parse
from analysis.figure import Figure, FigureSet
from analysis.grid import definitions_of
from analysis.intervals import wilson
from analysis.maker import Maker, maker
from analysis.measures import adoption_figures, change_figure, comparisons, count_figures
from analysis.memory import no_collection
from analysis.workbook import Workbook


def compute(book: Workbook) -> FigureSet:
    """Every figure of every cohort, sorted by id."""
    with no_collection():
        figures = [f for name in book.config.cohorts for f in cohort_figures(book, name)]
        figures += _changes(book.config, figures)
        figures += grid_figures.of_claims(book, {f.id for f in figures})
        parts = (
            _sample_check,
            _accuracy,
            two_phase.compute,
            validation.compute,
            correction.compute,
            growth.figures,
            mixing.trend,
            bridge.all_figures,
        )
        figures += (f for name in book.config.cohorts for part in (mixing, questions) for f in part.figures(book, name))
        return FigureSet([*figures, *(f for part in parts for f in part(book))])


def cohort_figures(book: Workbook, name: str) -> Iterator[Figure]:
    """Figures of one cohort under all its definitions."""
    config, cohort = book.config, book.config.cohorts[name]
    for definition in definitions_of(book, name):
        papers = book.classified(name, definition)
        yield from count_figures(maker(config, name, definition), papers)
        if definition == headline(config, cohort) or definition == parse(definition.basis, config, cohort):
            yield from adoption_figures(book, name, definition, papers)


def _changes(config: Config, figures: list[Figure]) -> Iterator[Figure]:
    """Change of the US-China share between the cohorts that can be compared."""
    by_id = {f.id: f for f in figures}

    def share(name: str, basis: str) -> Figure:
        return by_id[f"{name}.us-china.share{config.cohorts[name].at(basis)}"]

    for measure, name, basis, old_name, old_basis in comparisons(config):
        now, old = share(name, basis), share(old_name, old_basis)
        if now.denominator and old.denominator:
            make = maker(config, name, parse(basis, config, config.cohorts[name]))
            yield change_figure(make, measure, now, old, config.cohorts[old_name].year)


def _sample_check(book: Workbook) -> Iterator[Figure]:
    """Whether papers whose title block is read in full are like the others: their US-China share by profile, and how print and profile agree on them."""
    config = book.config
    for name in config.having("paper", "profile"):
        cohort = config.cohorts[name]
        printed = book.classified(name, parse("paper+main", config, cohort))
        profile = book.classified(name, parse("profile+main", config, cohort))
        make = Maker(name, "", parse("profile+main", config, cohort), config)
        inside, outside = profile.readable & printed.readable, profile.readable - printed.readable
        for slug, label, ids in (
            ("read", "papers whose title block is read in full", inside),
            ("rest", "all other papers of the main track", outside),
        ):
            yield make.share(f"sample-check.{slug}.share", f"US-China share by profile of {label}", len(ids & profile.both), len(ids))
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


def _accuracy(book: Workbook) -> Iterator[Figure]:
    """The attribution's measured accuracy on the hand-labelled gold sets, as figures of a cohort called ``gold``."""
    sources = tuple(f"tests/gold/{name}" for name in ("affiliations.csv", "title_blocks.csv"))
    level = book.config.interval_level
    for half in ("test", "development"):
        for score in [*accuracy.score_strings(book, half), *accuracy.score_blocks(book, half)]:
            at = "" if half == "test" else ".development"
            # a string drawn several times is one piece of evidence
            interval = wilson(score.right / score.of * score.distinct, score.distinct, level) if score.of else None
            yield Figure(
                f"gold.{score.measure}{at}", f"{score.label}, {half} half of the gold set", "share", score.right / score.of if score.of else None, score.right, score.of,
                interval, None, "headline", "gold", sources, level=level,
            )  # fmt: skip
