"""Which institutions of the two countries meet most?

Reads the institutions and the joint papers of a cohort, by every basis. The two are the main pair of groups.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.core import multivalued
from analysis.counting.classified import Classified
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.definitions import parse
from analysis.topics.questions.institutions import Institutions, Unit, institutions

TOP = 20

Pairs = dict[tuple[Unit, Unit], list[str]]


def figures(make: FigureFactory, papers: Classified, found: Institutions) -> Iterator[Figure]:
    """How many pairs there are, how often they meet, and what the joint papers owe to few of them."""
    met, joint = pairs(papers, found), int(papers.both().sum())
    once = sum(len(ids) == 1 for ids in met.values())
    top = {p for ids in list(met.values())[:TOP] for p in ids}
    own = {p for (a, b), ids in met.items() if a.name == b.name for p in ids}
    both = f"pairs of {make.config.one_of(make.config.pair)} institution"
    yield make("pairs.all", f"{both} that share a paper", "pairs", len(met))
    for slug, label, x, n in (
        ("once", f"{both} that share one paper, of all that share any", once, len(met)),
        ("top", f"joint papers that hold one of the {TOP} pairs that meet most", len(top), joint),
        ("own", "joint papers that carry one company or institution in both countries", len(own), joint),
    ):
        yield make(f"pairs.{slug}", label, "share", x / n if n else None, numerator=x, denominator=n)


def pairs(papers: Classified, found: Institutions) -> Pairs:
    """(institution of the first group, of the second) → ids of the joint papers that carry both, sorted.

    The pair with most papers stands first.
    """
    first, second = map(papers.countries, papers.config.pair)
    met: Pairs = {}
    for paper in sorted(np.flatnonzero(papers.both()).tolist(), key=lambda at: str(papers.ids[at])):
        units = found.on(paper)
        for a in (unit for unit in units if unit.country in first):
            for b in (unit for unit in units if unit.country in second):
                met.setdefault((a, b), []).append(papers.ids[paper])
    return dict(sorted(met.items(), key=lambda item: (-len(item[1]), item[0])))


def pairs_of(book: Workbook, name: str, basis: str) -> Pairs:
    """`pairs` of a cohort's joint papers under a basis."""
    definition = parse(basis, book.config, book.config.cohorts[name])
    return pairs(book.classified(name, definition), institutions(book, name, basis))


def columns(config: Config) -> list[str]:
    """Columns of `pairs_table`: the two institutions are named by the keys of their groups."""
    sides = [f"{group}_{what}" for group in config.pair for what in ("institution", "ror")]
    return ["cohort", "basis", *sides, "papers", "paper_ids"]


def pairs_table(book: Workbook) -> pd.DataFrame:
    """All pairs of all cohorts and bases with the papers behind them, as `columns`."""
    rows = [
        (name, basis, a.name, a.ror, b.name, b.ror, len(ids), multivalued.join(ids))
        for name, _, basis in book.config.records
        for (a, b), ids in pairs_of(book, name, basis).items()
    ]
    return pd.DataFrame(rows, columns=columns(book.config))


def newest(config: Config) -> list[tuple[str, str]]:
    """Cohort and basis of the newest schedule and of the newest profiles, which the report shows (`Config.shown`)."""
    return [(name, basis) for basis in ("program", "profile") if (name := config.shown(config.having(basis)))]
