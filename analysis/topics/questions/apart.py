"""Who takes no part? Authorships and institutions that are on no joint paper of the main pair.

Reads the classified papers and the institutions of a cohort. All its papers are at hand, so there is no interval of
chance; a title block is a sample, in which an institution's other papers are missing, so print says nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.counting.classified import Classified
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.topics.questions.institutions import Institutions

FREQUENT = 5  # papers from which on an institution is called frequent: one with a single paper has one chance only


def figures(make: FigureFactory, papers: Classified, found: Institutions) -> Iterator[Figure]:
    """Shares of institutions and of authorships, of either group, of both and of any."""
    yield from _institutions(make, papers, found)
    yield from _authorships(make, papers)


def _institutions(make: FigureFactory, papers: Classified, found: Institutions) -> Iterator[Figure]:
    """Shares of institutions none of whose papers is joint."""
    config, pair = make.config, make.config.pair
    count, together = found.papers(papers.readable), found.papers(papers.both()) > 0
    each = {group: found.within(papers.countries(group)) for group in pair}
    either = np.logical_or.reduce(list(each.values()))
    both = f"{' or '.join(config.groups[group].adjective for group in pair)} institutions"
    for slug, words, among in (
        ("", both, either),
        *((f"-{group}", f"{config.groups[group].adjective} institutions", each[group]) for group in pair),
        ("-frequent", f"{both} with {FREQUENT} papers or more", either & (count >= FREQUENT)),
        ("-anywhere", "institutions of any country", np.ones(len(count), dtype=bool)),
    ):
        of = among & (count > 0)
        apart, n = int((of & ~together).sum()), int(of.sum())
        label = f"{words} that take part in no {config.name_of(pair)} paper"
        value = apart / n if n else None
        yield make(f"apart.institutions{slug}", label, "share", value, numerator=apart, denominator=n)


def _authorships(make: FigureFactory, papers: Classified) -> Iterator[Figure]:
    """Shares of authorships on papers that are not joint.

    The bounds let every open authorship, and every paper it could make joint, fall either way.
    """
    config, record = make.config, papers.record
    authors = record.authors
    known = authors.count(authors.known)
    is_open = int((record.authors.number_of - known)[papers.at_hand].sum())
    for slug, words, mine in (
        ("", "authorships", known),
        *(
            (f"-{group}", f"{config.groups[group].adjective} authorships", authors.count(on))
            for group, on in zip(config.pair, papers.sides().on, strict=True)
        ),
    ):
        n, apart, surely = (
            int(mine[of].sum())
            for of in (papers.at_hand, papers.at_hand & ~papers.both(), papers.at_hand & ~papers.possible())
        )
        yield make(
            f"apart.authorships{slug}",
            f"{words} on papers that are not joint",
            "share",
            apart / n if n else None,
            numerator=apart,
            denominator=n,
            bounds=(surely / (n + is_open), (apart + is_open) / (n + is_open)) if n else None,
        )
