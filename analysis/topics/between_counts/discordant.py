"""Why print and profile disagree on a paper: the reasons that two readers gave, one paper after another.

The papers on which the two disagree were read by hand (tests/gold/DISCORDANT.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.counting import gold
from analysis.counting.workbook import Workbook
from analysis.figures.factory import Maker
from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.definitions import parse
from analysis.statistics.agreement import agreement

REASONS = {
    "moved-since": "moved after the work",
    "moved-before": "older place still in the profile",
    "internship": "internship or visit",
    "second-affiliation": "second affiliation left out",
    "company-headquarters": "company not at its head office",
    "namesake": "namesakes or no profile",
    "wrong-country": "wrong country or misread name",
    "block-lost": "title block read badly",
    "other": "other",
}
DIRECTIONS = {"profile-only": "joint by profile, not by print", "print-only": "joint by print, not by profile"}


@dataclass(frozen=True, slots=True)
class Discordant:
    """Papers read in full that have a profile as well.

    `both`: joint by both; `only`: direction → those joint by one only; `read`: direction → reason → papers, as read.
    """

    papers: int
    both: int
    only: Mapping[str, frozenset[str]]
    read: Mapping[str, Counter[str]]

    def unread(self, direction: str) -> int:
        """Papers at odds whose reason nobody has read."""
        return len(self.only[direction]) - self.read[direction].total()


def cohorts(config: Config) -> list[str]:
    """Cohorts that have both records, and a count of the original that they are held against."""
    original = config.reconstructions.original
    both = {name: c for name, c in config.cohorts.items() if {"paper", "profile"} <= set(c.bases)}
    return [name for name, cohort in both.items() if config.published(original, cohort) is not None]


def discordant(book: Workbook, name: str) -> Discordant:
    """Where print and profile disagree on the main track, and why."""
    config, cohort = book.config, book.config.cohorts[name]
    printed = book.classified(name, parse("paper+main", config, cohort))
    profile = book.classified(name, parse("profile+main", config, cohort))
    inside = printed.readable & profile.readable
    only = {"profile-only": inside & profile.both - printed.both, "print-only": inside & printed.both - profile.both}
    read: dict[str, Counter[str]] = {direction: Counter() for direction in DIRECTIONS}
    for row in gold.rows("discordant.csv"):
        # a paper that attribution has since made agree is no disagreement any more
        if row["paper_id"] in only[row["direction"]]:
            read[row["direction"]][row["reason"]] += 1
    return Discordant(len(inside), len(inside & printed.both & profile.both), only, read)


def figures(book: Workbook) -> Iterator[Figure]:
    """The reasons with their intervals by direction, and how the two readers agree."""
    for name in cohorts(book.config):
        yield from _figures(book, name)


def _figures(book: Workbook, name: str) -> Iterator[Figure]:
    make = Maker(name, "", parse("profile", book.config, book.config.cohorts[name]), book.config)
    found = discordant(book, name)
    sources = ("tests/gold/discordant.csv", f"data/{name}/printed.csv", f"data/{name}/authorships.csv")
    for direction, words in DIRECTIONS.items():
        at, read = f"discordant.{direction}", found.read[direction]
        only = len(found.only[direction])
        yield make(f"{at}.papers", f"papers {words}", "papers", only, denominator=found.papers, sources=sources)
        for reason, why in REASONS.items():
            yield make.share(f"{at}.{reason}", f"of papers {words}: {why}", read[reason], read.total(), sources=sources)
    rows = gold.rows("discordant.csv")
    same, kappa = agreement([(r["reader_a"], r["reader_b"]) for r in rows])
    label = "papers on which both readers give one reason"
    yield make.share("discordant.agreement", label, same, len(rows), sources=sources)
    label = "agreement of the readers beyond chance (Cohen's kappa)"
    yield make("discordant.kappa", label, "share", kappa, sources=sources)
