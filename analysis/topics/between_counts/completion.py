"""What the unknown authorships would add: joint papers, completed by hiding as much again.

Method: `analysis.statistics.completion`. Where a second record of the same conference says what the open authorships
are, `analysis.topics.between_counts.completion_check` puts it to the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analysis.counting.classified import Classified
from analysis.counting.workbook import Workbook
from analysis.figures.factory import factory
from analysis.figures.figure import Figure
from analysis.settings.definitions import Definition, parse
from analysis.settings.models import Cohort
from analysis.statistics.completion import Completed, complete


def basis_by_name(cohort: Cohort) -> str | None:
    """The profiles of a cohort that were joined by name, so that some are missing; None where there are none."""
    return next((s.basis for s in cohort.sources if s.format == "profiles"), None)


def open_share(papers: Classified) -> tuple[int, int]:
    """Authorships whose country is open, and all authorships, of the papers at hand."""
    return int(papers.record.unknown[papers.at_hand].sum()), int(papers.record.authors.number_of[papers.at_hand].sum())


def completed(papers: Classified, chance: NDArray[np.float64] | None = None) -> Completed:
    """Joint papers of the main pair, completed.

    Parameters
    ----------
    chance : ndarray of float, shape (authors,), optional
        Of each author to be hidden; the share of all that is open where none is given.
    """
    unknown, total = open_share(papers)
    sides, paper = papers.sides(), papers.record.authors.paper
    if chance is None:
        chance = np.full(len(paper), unknown / total if total else 0.0)
    of_joint, (one, other) = papers.both()[paper], sides.on
    authors = (paper[of_joint], one[of_joint], other[of_joint], chance[of_joint])
    return complete(*authors, int(papers.at_hand.sum()), papers.config.interval_level)


def figures(book: Workbook) -> Iterator[Figure]:
    """Completed counts of every cohort whose profiles are joined by name, as the independent analyses define them."""
    config = book.config
    for name, cohort in config.cohorts.items():
        if (basis := basis_by_name(cohort)) is not None:
            tracks = config.reconstructions.other_tracks if config.reconstructions else []
            theirs = [o.definition for o in config.independent.values() if o.definition]
            for text in dict.fromkeys(["", *tracks, *theirs]):
                yield from _figures(book, name, replace(parse(text or None, config, cohort), basis=basis))


def _figures(book: Workbook, name: str, definition: Definition) -> Iterator[Figure]:
    papers = book.classified(name, definition)
    done = completed(papers)
    unknown, total = open_share(papers)
    make, joint = factory(book.config, name, definition), f"{book.config.name_of(book.config.pair)} papers"
    yield make(
        "knockout.open.share",
        "authorships whose country is open",
        "share",
        unknown / total if total else None,
        numerator=unknown,
        denominator=total,
    )
    yield make(
        "knockout.kept.share",
        f"{joint} that stay joint when as many authorships again are hidden",
        "share",
        done.kept,
        numerator=None if done.kept is None else done.kept * done.found,
        denominator=done.found,
        estimate=True,
    )
    yield make(
        "knockout.completed.papers",
        f"{joint}, completed for open authorships",
        "papers",
        None if done.completed is None else round(done.completed),
        numerator=done.found,
        denominator=int(papers.at_hand.sum()),
        interval=done.interval,
        estimate=True,
    )
    label = "standard deviation of the completed count from one hiding to the next"
    yield make("knockout.spread.papers", label, "papers", round(done.spread))
