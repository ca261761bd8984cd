"""Who takes no part? Authorships and institutions that are on no joint paper.

Reads the classified papers and the institutions of a cohort. All its papers are at hand, so there is no interval of
chance; a title block is a sample, in which an institution's other papers are missing, so print says nothing here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis.counting.collaboration import Classified
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.topics.questions.institutions import Unit, institutions

FREQUENT = 5  # papers from which on an institution is called frequent: one with a single paper has one chance only


def figures(book: Workbook, make: FigureFactory) -> Iterator[Figure]:
    """Shares of institutions and of authorships, of either country, of both and of any."""
    papers = book.classified(make.cohort, make.definition)
    yield from _institutions(book, make, papers)
    yield from _authorships(make, papers)


def _institutions(book: Workbook, make: FigureFactory, papers: Classified) -> Iterator[Figure]:
    """Shares of institutions none of whose papers is joint."""
    us, china = make.definition.groups(make.config)
    by_paper = institutions(book.attributed[make.cohort], make.definition.basis)
    count = Counter(unit for paper in papers.readable for unit in by_paper.get(paper, ()))
    together = {unit for paper in papers.both for unit in by_paper.get(paper, ())}

    def among(group: frozenset[str], papers: int = 1) -> set[Unit]:
        return {unit for unit in count if unit.country in group and count[unit] >= papers}

    for slug, words, units in (
        ("", "US or Chinese institutions", among(us | china)),
        ("-us", "US institutions", among(us)),
        ("-china", "Chinese institutions", among(china)),
        (
            "-frequent",
            f"US or Chinese institutions with {FREQUENT} papers or more",
            among(us | china, papers=FREQUENT),
        ),
        ("-anywhere", "institutions of any country", set(count)),
    ):
        apart, n = len(units - together), len(units)
        label = f"{words} that take part in no US-China paper"
        value = apart / n if n else None
        yield make(f"apart.institutions{slug}", label, "share", value, numerator=apart, denominator=n)


def _authorships(make: FigureFactory, papers: Classified) -> Iterator[Figure]:
    """Shares of authorships on papers that are not joint.

    The bounds let every open authorship, and every paper it could make joint, fall either way.
    """
    us, china = make.definition.groups(make.config)
    for slug, words, group in (
        ("", "authorships", None),
        ("-us", "US authorships", us),
        ("-china", "Chinese authorships", china),
    ):
        n = apart = surely = is_open = 0
        for paper in papers.at_hand:
            people = papers.countries[paper].by_author.values()
            mine = sum(bool(codes if group is None else codes & group) for codes in people)
            n += mine
            is_open += len(people) - sum(bool(codes) for codes in people)
            apart += mine * (paper not in papers.both)
            surely += mine * (paper not in papers.possible)
        yield make(
            f"apart.authorships{slug}",
            f"{words} on papers that are not joint",
            "share",
            apart / n if n else None,
            numerator=apart,
            denominator=n,
            bounds=(surely / (n + is_open), (apart + is_open) / (n + is_open)) if n else None,
        )
