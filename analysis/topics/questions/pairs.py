"""Which institutions of the two countries meet most?

Reads the institutions and the joint papers of a cohort, by every basis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from analysis.core import multivalued
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.definitions import parse
from analysis.topics.questions.institutions import Unit, institutions

TOP = 20
COLUMNS = ["cohort", "basis", "us_institution", "us_ror", "china_institution", "china_ror", "papers", "paper_ids"]

Pairs = dict[tuple[Unit, Unit], list[str]]


def figures(book: Workbook, make: FigureFactory) -> Iterator[Figure]:
    """How many pairs there are, how often they meet, and what the joint papers owe to few of them."""
    found = pairs_of(book, make.cohort, make.definition.basis)
    joint = len(book.classified(make.cohort, make.definition).both)
    once = sum(len(ids) == 1 for ids in found.values())
    top = {p for ids in list(found.values())[:TOP] for p in ids}
    own = {p for (a, b), ids in found.items() if a.name == b.name for p in ids}
    yield make("pairs.all", "pairs of a US and a Chinese institution that share a paper", "pairs", len(found))
    for slug, label, x, n in (
        (
            "once",
            "pairs of a US and a Chinese institution that share one paper, of all that share any",
            once,
            len(found),
        ),
        ("top", f"joint papers that hold one of the {TOP} pairs that meet most", len(top), joint),
        ("own", "joint papers that carry one company or institution in both countries", len(own), joint),
    ):
        yield make(f"pairs.{slug}", label, "share", x / n if n else None, numerator=x, denominator=n)


def pairs(
    by_paper: Mapping[str, frozenset[Unit]], papers: Iterable[str], us: frozenset[str], china: frozenset[str]
) -> Pairs:
    """(US institution, Chinese institution) → papers that carry both, the pair with most papers first."""
    found: Pairs = {}
    for paper in sorted(papers):
        units = by_paper.get(paper, frozenset())
        for a in units:
            for b in units:
                if a.country in us and b.country in china:
                    found.setdefault((a, b), []).append(paper)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def pairs_of(book: Workbook, name: str, basis: str) -> Pairs:
    """`pairs` of a cohort's joint papers under a basis."""
    definition = parse(basis, book.config, book.config.cohorts[name])
    papers = book.classified(name, definition)
    return pairs(institutions(book.attributed[name], basis), papers.both, *definition.groups(book.config))


def pairs_table(book: Workbook) -> pd.DataFrame:
    """All pairs of all cohorts and bases with the papers behind them, as `COLUMNS`."""
    rows = [
        (name, basis, a.name, a.ror, b.name, b.ror, len(ids), multivalued.join(ids))
        for name, _, basis in book.config.records
        for (a, b), ids in pairs_of(book, name, basis).items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def newest(config: Config) -> list[tuple[str, str]]:
    """Cohort and basis of the newest schedule and of the newest profiles, which the report shows (`Config.shown`)."""
    return [(name, basis) for basis in ("program", "profile") if (name := config.shown(config.having(basis)))]
