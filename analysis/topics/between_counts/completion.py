"""What the unknown authorships would add: joint papers, completed by hiding as much again.

Method: `analysis.statistics.completion`. Where a second record of the same conference says what the open authorships
are, `analysis.topics.between_counts.completion_check` puts it to the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analysis.counting.collaboration import Classified
from analysis.counting.workbook import Workbook
from analysis.figures.factory import maker
from analysis.figures.figure import Figure
from analysis.settings.definitions import Definition, parse
from analysis.settings.models import Cohort
from analysis.statistics.completion import Chance, Completed, Sides, complete


def basis_by_name(cohort: Cohort) -> str | None:
    """The profiles of a cohort that were joined by name, so that some are missing; None where there are none."""
    return next((s.basis for s in cohort.sources if s.format == "profiles"), None)


def open_share(papers: Classified) -> tuple[int, int]:
    """Authorships whose country is open, and all authorships, of the papers at hand."""
    of_paper = [papers.countries[p] for p in papers.at_hand]
    return sum(p.unknown for p in of_paper), sum(len(p.by_author) for p in of_paper)


def completed(papers: Classified, sides: Sides, level: float, chance: Chance | None = None) -> Completed:
    """Joint papers, completed; without a `chance` every authorship is hidden with the share that is open."""
    unknown, total = open_share(papers)
    share = unknown / total if total else 0.0
    found = [list(papers.countries[p].by_author.values()) for p in sorted(papers.both)]
    return complete(found, len(papers.at_hand), sides, chance or (lambda _: share), level)


def figures(book: Workbook) -> Iterator[Figure]:
    """Completed counts of every cohort whose profiles are joined by name, as the independent analyses define them."""
    config = book.config
    for name, cohort in config.cohorts.items():
        if (basis := basis_by_name(cohort)) is not None:
            theirs = [o.definition for o in config.independent.values() if o.definition]
            for text in dict.fromkeys(["", "main", *theirs]):
                yield from _figures(book, name, replace(parse(text or None, config, cohort), basis=basis))


def _figures(book: Workbook, name: str, definition: Definition) -> Iterator[Figure]:
    papers = book.classified(name, definition)
    done = completed(papers, definition.groups(book.config), book.config.interval_level)
    unknown, total = open_share(papers)
    make = maker(book.config, name, definition)
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
        "US-China papers that stay joint when as many authorships again are hidden",
        "share",
        done.kept,
        numerator=None if done.kept is None else done.kept * done.found,
        denominator=done.found,
        estimate=True,
    )
    yield make(
        "knockout.completed.papers",
        "US-China papers, completed for open authorships",
        "papers",
        None if done.completed is None else round(done.completed),
        numerator=done.found,
        denominator=len(papers.at_hand),
        interval=done.interval,
        estimate=True,
    )
    label = "standard deviation of the completed count from one hiding to the next"
    yield make("knockout.spread.papers", label, "papers", round(done.spread))
