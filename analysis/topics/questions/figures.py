"""All figures of the topic: what readers asked, always under the first definition of every axis but the basis."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.workbook import Workbook
from analysis.figures.factory import factory
from analysis.figures.figure import Figure
from analysis.settings.definitions import parse
from analysis.topics.questions import apart, leads, pairs, two_affiliations
from analysis.topics.questions.institutions import institutions


def figures(book: Workbook) -> Iterator[Figure]:
    """The answers for every cohort and basis with a joint paper of the main pair.

    Title blocks are not aligned with authors: they give pairs only.
    """
    config = book.config
    yield from leads.figures(book)
    for name, cohort, basis in config.records:
        make = factory(config, name, parse(basis, config, cohort))
        papers = book.classified(name, make.definition)
        if papers.both().any():
            found = institutions(book, name, basis)
            yield from pairs.figures(make, papers, found)
            if basis != "paper":
                yield from apart.figures(make, papers, found)
                yield from two_affiliations.figures(make, papers)
