"""Which institutions stand on each paper of a source.

Reads the attributed affiliations of a cohort. An *institution* is a name in one country: a company's laboratories in two
countries are two institutions. Names with one ROR id are one institution. A company mostly has none: units whose name
begins with the name of another such unit are taken together ("Tencent AI Lab" with "Tencent"); what shares an owner but
not a name ("DeepMind" and "Google") is not, nor are a university and its hospitals or schools where the registry lists
them by themselves. In a string of several institutions each has its own country. An institution that is itself placed
in several countries belongs to none, and an authorship that several people of one name could hold tells of no
institution.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.core import multivalued
from analysis.counting.authors import Countries
from analysis.counting.companies import brands
from analysis.counting.masks import Flags, Numbers
from analysis.counting.workbook import Workbook


class Unit(NamedTuple):
    """An institution in one country; `ror` is empty where the registry has no id."""

    name: str
    ror: str
    country: str


@dataclass(frozen=True, eq=False)
class Institutions:
    """Papers × institutions of one basis, each once.

    Attributes
    ----------
    units : list of Unit
        All institutions, sorted.
    paper, unit : ndarray of int, shape (papers × institutions,)
        Place of the paper in papers.csv, and of the institution in `units`; sorted by both.
    """

    units: list[Unit]
    paper: Numbers
    unit: Numbers

    def papers(self, among: Flags) -> Numbers:
        """On how many papers of `among` each institution stands, shape (units,)."""
        return np.bincount(self.unit[among[self.paper]], minlength=len(self.units))

    def on(self, paper: int) -> list[Unit]:
        """The institutions of one paper, sorted."""
        low, high = np.searchsorted(self.paper, [paper, paper + 1])
        return [self.units[at] for at in self.unit[low:high]]

    @cached_property
    def countries(self) -> list[str]:
        """The country of each of `units`."""
        return [unit.country for unit in self.units]

    def within(self, group: Countries) -> Flags:
        """Which of `units` lie in a group of countries, shape (units,)."""
        return np.array([country in group for country in self.countries], dtype=bool)


def institutions(book: Workbook, name: str, basis: str) -> Institutions:
    """Institutions on the papers of a cohort under a basis, units of one company taken together.

    What only a mail domain tells is left out.
    """
    table = book.attributed[name]
    chosen = (table["basis"] == basis).to_numpy() & (table["author"] >= 0).to_numpy()
    author, candidate = (table[column].to_numpy(dtype=np.int64)[chosen] for column in ("author", "candidate"))
    paper = pd.Index(book.snapshots[name].papers["paper_id"]).get_indexer(pd.Index(table["paper_id"][chosen]))
    authorship = paper * (author.max(initial=0) + 1) + author
    kept = (paper >= 0) & ~np.isin(authorship, authorship[candidate > 0])
    at, texts = pd.factorize(table["units"].to_numpy(dtype=object)[chosen])
    read = [units_of(text) for text in texts]
    merged = brands(u.name for of_text in read for u in of_text if not u.ror)
    read = [[u if u.ror else u._replace(name=merged[u.name]) for u in of_text] for of_text in read]
    units = sorted({unit for of_text in read for unit in of_text})
    number = {unit: n for n, unit in enumerate(units)}
    text, unit = _pairs([[number[u] for u in of_text] for of_text in read], at[kept])
    # each pair of paper and institution as one number, so that each is kept once
    pairs = np.unique(paper[kept][text] * len(units) + unit)
    return Institutions(units, *np.divmod(pairs, max(1, len(units))))


def _pairs(lists: list[list[int]], chosen: Numbers) -> tuple[Numbers, Numbers]:
    """(place in `chosen`, item) of every item of the lists that are chosen, one after the other."""
    sizes = np.array([len(items) for items in lists], dtype=np.int64)
    items = np.array([item for items in lists for item in items], dtype=np.int64)
    begins, size = (np.cumsum(sizes) - sizes)[chosen], sizes[chosen]
    place = np.repeat(np.arange(len(chosen)), size)
    within = np.arange(len(place)) - np.repeat(np.cumsum(size) - size, size)
    return place, items[begins[place] + within]


def units_of(text: str) -> list[Unit]:
    """Institutions of one affiliation that lie in a single country.

    Parameters
    ----------
    text : str
        The column ``units`` of `analysis.attribution.table.resolutions`.

    Examples
    --------
    >>> units_of("r1 US MIT|- CN+US Megacorp")
    [Unit(name='MIT', ror='r1', country='US')]
    """
    found = []
    for unit in multivalued.split(text):
        ror, countries, name = unit.split(" ", 2)
        if "+" not in countries:
            found.append(Unit(name, ror.removeprefix("-"), countries))
    return found
