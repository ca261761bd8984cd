"""The frame of a sample: all papers of a cohort's main track, and what is known of every one of them.

Reads the classified papers, their titles and mentions. What is known of all (countries by profile, number of authors,
award, title, terms named in title or abstract) is compared between the papers read in full and the others. Countries
and authors sort them into the strata by which `analysis.statistics.double_sampling` carries the printed classification
over to all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.counting.masks import Flags, Numbers
from analysis.counting.workbook import Workbook
from analysis.settings.config import Config
from analysis.settings.definitions import headline, parse
from analysis.settings.groups import Pair
from analysis.topics.uncertainty.settings import settings

TRACK = "main"


@dataclass(frozen=True)
class Frame:
    """All papers of the main track.

    Attributes
    ----------
    papers : ndarray of int, shape (papers,)
        Their places in papers.csv.
    pair : Pair
        The groups that `known` tells apart.
    known : mapping of str to ndarray of bool, shape (papers,)
        Papers with each feature that is of countries or authors: ``joint``, either group without the other, ``open``,
        ``four-to-six`` and ``seven-or-more``.
    at_hand, read : ndarray of bool, shape (papers,)
        For which papers the title block is there, and read in full.
    """

    papers: Numbers
    pair: Pair
    known: Mapping[str, Flags]
    at_hand: Flags
    read: Flags

    @property
    def is_sample(self) -> bool:
        """Whether some papers are read in full, and others are not."""
        return bool(self.read.any() and not self.read.all())

    def where(self, flags: Flags) -> Flags:
        """Flags of all papers of the cohort, for those of the frame; shape (papers,)."""
        return flags[self.papers]

    def of_group(self, group: str) -> Flags:
        """Papers of a group of the pair by profile, joint ones too; shape (papers,)."""
        return self.known[group] | self.known["joint"]

    def cells(self, by: Sequence[str] = ("open", "seven-or-more")) -> NDArray[np.int64]:
        """Stratum of each paper by its groups and by features, shape (papers,).

        Without `by`: by what differs between the papers read in full and the others, and tells of countries.
        """
        columns = [self.known[feature] for feature in ("joint", *self.pair, *by)]
        return np.column_stack(columns) @ (2 ** np.arange(len(columns)))

    def part(self, chosen: Flags) -> Frame:
        """The chosen papers alone."""
        known = {feature: flags[chosen] for feature, flags in self.known.items()}
        return Frame(self.papers[chosen], self.pair, known, self.at_hand[chosen], self.read[chosen])


def features(config: Config) -> dict[str, str]:
    """What is known of every paper, with its words, for the main pair of groups."""
    own = settings(config)
    first, second = (config.groups[group].adjective for group in config.pair)
    return {
        "joint": "joint by profile",
        config.pair.first: f"{first} and not {second} by profile",
        config.pair.second: f"{second} and not {first} by profile",
        "open": "an author's country open by profile",
        "four-to-six": "four to six authors",
        "seven-or-more": "seven authors or more",
        "award": "an award or a spotlight",
        **{key: of.name for key, of in own.titles.items()},
        **({own.any_term.key: own.any_term.name} if own.any_term else {}),
    }


def cohorts_with(config: Config, *bases: str) -> list[str]:
    """Cohorts that have all these bases, oldest first; none where there is no main track to be a frame."""
    return config.having(*bases) if TRACK in config.definitions["track"] else []


def frame(book: Workbook, name: str, profile: str, costly: str, pair: Pair | None = None) -> Frame:
    """The main track of a cohort, with the basis `profile` known of all and the basis `costly` of some."""
    config, cohort, pair = book.config, book.config.cohorts[name], pair or book.config.pair
    papers = book.snapshots[name].papers
    at, authors = np.flatnonzero(papers["track"] == TRACK), papers["authors"].to_numpy()
    cheap, dear = (book.classified(name, parse(f"{basis}+{TRACK}", config, cohort)) for basis in (profile, costly))
    joint = cheap.both(pair)
    known = {
        "joint": joint,
        **{group: cheap.of(group) & ~joint for group in pair},
        "open": cheap.record.unknown > 0,
        "four-to-six": (authors >= 4) & (authors <= 6),
        "seven-or-more": authors >= 7,
    }
    of_frame = {feature: flags[at] for feature, flags in known.items()}
    return Frame(at, pair, of_frame, dear.at_hand[at], dear.readable[at])


def described(book: Workbook, name: str, sample: Frame) -> dict[str, Flags]:
    """Papers of the frame with each of `features`, shape (papers,)."""
    config, own, papers = book.config, settings(book.config), book.snapshots[name].papers
    titles = papers["title"].to_numpy()[sample.papers]
    found = {**sample.known, "award": sample.where(~papers["award"].isin(["", "poster"]).to_numpy())}
    for key, about in own.titles.items():
        found[key] = np.array([about.regex.search(title) is not None for title in titles], dtype=bool)
    if own.any_term:
        usual = headline(config, config.cohorts[name])
        named = [sample.where(book.naming(name, term, usual)) for term in config.terms]
        found[own.any_term.key] = np.any(named, axis=0) if named else np.zeros(len(titles), dtype=bool)
    return found
