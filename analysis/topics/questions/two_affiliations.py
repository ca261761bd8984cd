"""How many collaborations are one person with two affiliations?

Reads the classified papers of a cohort, by a basis that says which author has which country.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.collaboration import PaperCountries
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure

# authorships with several countries, as a share, below which a source is taken to record one affiliation an author
SEVERAL = 0.001


def figures(book: Workbook, make: FigureFactory) -> Iterator[Figure]:
    """Joint papers by one person; none where the source records one affiliation an author, for it could find none."""
    papers, groups = book.classified(make.cohort, make.definition), make.definition.groups(make.config)
    known = [codes for p in papers.readable for codes in papers.countries[p].by_author.values() if codes]
    several = sum(len(codes) > 1 for codes in known)
    if several < SEVERAL * len(known):
        return
    label, value = "authorships with affiliations in several countries", several / len(known) if known else None
    yield make("dual.authorships", label, "share", value, numerator=several, denominator=len(known))
    found = [holds_both(papers.countries[p], *groups) for p in papers.both]
    label = "joint papers with an author who holds a US and a Chinese affiliation"
    yield make.share("dual.any", label, sum(some for some, _ in found), len(found))
    label = "joint papers that would not be joint without authors who hold both affiliations"
    yield make.share("dual.only", label, sum(only for _, only in found), len(found))


def holds_both(paper: PaperCountries, us: frozenset[str], china: frozenset[str]) -> tuple[bool, bool]:
    """Whether an author of a joint paper holds both countries, and whether it would not be joint without who does."""
    single = [codes for codes in paper.by_author.values() if not (codes & us and codes & china)]
    some = len(single) < len(paper.by_author)
    return some, some and not (any(c & us for c in single) and any(c & china for c in single))
