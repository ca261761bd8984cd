"""How many collaborations are one person with two affiliations?

Reads the classified papers of a cohort, by a basis that says which author has which country.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.authors import Sides
from analysis.counting.classified import Classified
from analysis.counting.masks import Flags, ones
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure

# authorships with several countries, as a share, below which a source is taken to record one affiliation an author
SEVERAL = 0.001


def figures(make: FigureFactory, papers: Classified) -> Iterator[Figure]:
    """Joint papers of the main pair by one person.

    None where the source records one affiliation an author, for it could find none.
    """
    authors, one_of = papers.record.authors, make.config.one_of(make.config.pair)
    countries = ones(authors.masks)[papers.readable[authors.paper]]
    several, known = int((countries > 1).sum()), int((countries > 0).sum())
    if several < SEVERAL * known:
        return
    label, value = "authorships with affiliations in several countries", several / known if known else None
    yield make("dual.authorships", label, "share", value, numerator=several, denominator=known)
    joint = papers.both()
    some, only = (int(flags[joint].sum()) for flags in holds_both(papers.sides()))
    label = f"joint papers with an author who holds {one_of} affiliation"
    yield make.share("dual.any", label, some, int(joint.sum()))
    label = "joint papers that would not be joint without authors who hold both affiliations"
    yield make.share("dual.only", label, only, int(joint.sum()))


def holds_both(sides: Sides) -> tuple[Flags, Flags]:
    """Joint papers with an author on both sides, and those not joint without such authors; each of shape (papers,)."""
    authors, (one, other) = sides.authors, sides.on
    some = authors.any(one & other)
    return some, some & ~sides.both(~(one & other))
