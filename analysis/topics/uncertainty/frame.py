"""The frame of a sample: all papers of a cohort's main track, and what is known of every one of them.

Reads the classified papers, their titles and mentions. What is known of all (countries by profile, number of authors,
award, title, models named in title or abstract) is compared between the papers read in full and the others, and sorts
them into the strata by which `analysis.statistics.double_sampling` carries the printed classification over to all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.counting.workbook import Workbook
from analysis.settings.definitions import parse

FEATURES = {
    "joint": "joint by profile",
    "us": "US and not Chinese by profile",
    "china": "Chinese and not US by profile",
    "open": "an author's country open by profile",
    "four-to-six": "four to six authors",
    "seven-or-more": "seven authors or more",
    "award": "an award or a spotlight",
    "language-model": "language model in the title",
    "names-model": "a model named in title or abstract",
}
# what differs between the papers read in full and the others, and tells of countries
CALIBRATES = ("joint", "us", "china", "open", "seven-or-more")
LANGUAGE_MODEL = re.compile(r"\b(?:language models?|llms?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Frame:
    """All papers of the main track.

    Attributes
    ----------
    ids : tuple of str
    known : DataFrame
        A column of 0 and 1 for each of `FEATURES`.
    at_hand, read : ndarray of bool, shape (papers,)
        For which papers the title block is there, and read in full.
    """

    ids: tuple[str, ...]
    known: pd.DataFrame
    at_hand: NDArray[np.bool_]
    read: NDArray[np.bool_]

    def where(self, group: Collection[str]) -> NDArray[np.bool_]:
        """Which papers are among `group`, shape (papers,)."""
        return _among(self.ids, group)

    def cells(self) -> NDArray[np.int64]:
        """Stratum of each paper by what calibrates, shape (papers,)."""
        columns = self.known[list(CALIBRATES)].to_numpy(dtype=np.int64)
        return columns @ (2 ** np.arange(columns.shape[1]))

    def part(self, chosen: NDArray[np.bool_]) -> Frame:
        """The chosen papers alone."""
        ids = tuple(p for p, is_chosen in zip(self.ids, chosen, strict=True) if is_chosen)
        return Frame(ids, self.known[chosen], self.at_hand[chosen], self.read[chosen])


def frame(book: Workbook, name: str, profile: str, costly: str) -> Frame:
    """The main track of a cohort, with the basis `profile` known of all and the basis `costly` of some."""
    config, cohort = book.config, book.config.cohorts[name]
    papers = book.snapshots[name].papers
    papers = papers[papers["track"] == "main"]
    ids = tuple(papers["paper_id"])
    cheap = book.classified(name, parse(f"{profile}+main", config, cohort))
    dear = book.classified(name, parse(f"{costly}+main", config, cohort))
    authors = papers["authors"].to_numpy()
    first_level = next(iter(config.levels))
    named = {p for term in config.terms for p in book.naming(name, term, first_level)}

    def inside(group: Collection[str]) -> NDArray[np.bool_]:
        return _among(ids, group)

    joint = inside(cheap.both)
    known = {
        "joint": joint,
        "us": inside(cheap.us) & ~joint,
        "china": inside(cheap.china) & ~joint,
        "open": np.array([cheap.countries[p].unknown > 0 for p in ids]),
        "four-to-six": (authors >= 4) & (authors <= 6),
        "seven-or-more": authors >= 7,
        "award": ~papers["award"].isin(["", "poster"]).to_numpy(),
        "language-model": np.array([bool(LANGUAGE_MODEL.search(title)) for title in papers["title"]]),
        "names-model": inside(named),
    }
    return Frame(ids, pd.DataFrame(known).astype(int), inside(set(dear.at_hand)), inside(dear.readable))


def _among(ids: Iterable[str], group: Collection[str]) -> NDArray[np.bool_]:
    return np.array([p in group for p in ids], dtype=bool)
