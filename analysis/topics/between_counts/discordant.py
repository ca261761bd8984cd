"""Why print and profile disagree on a paper: the reasons that two readers gave, one paper after another.

The papers on which the two disagree were read by hand (tests/gold/DISCORDANT.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.core import paths
from analysis.core.errors import FactCheckError, did_you_mean
from analysis.counting import gold
from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.definitions import parse
from analysis.settings.models import Cohort
from analysis.statistics.agreement import agreement
from analysis.topics.between_counts.words import words

FILE = "discordant.csv"
DIRECTIONS = {"profile-only": "joint by profile, not by print", "print-only": "joint by print, not by profile"}


@dataclass(frozen=True, slots=True)
class Discordant:
    """Papers read in full that have a profile as well.

    `both`: joint by both; `only`: direction → how many are joint by one only; `read`: direction → reason → papers, as
    read; `rows`: what was read of those that are at odds still.
    """

    papers: int
    both: int
    only: Mapping[str, int]
    read: Mapping[str, Counter[str]]
    rows: Sequence[Mapping[str, str]]

    def unread(self, direction: str) -> int:
        """Papers at odds whose reason nobody has read."""
        return self.only[direction] - self.read[direction].total()


def cohorts(config: Config) -> list[str]:
    """Cohorts that have both records, and a count of the original that they are held against."""
    both = {name: c for name, c in config.cohorts.items() if {"paper", "profile"} <= set(c.bases)}
    return [name for name, cohort in both.items() if original_track(config, cohort)]


def original_track(config: Config, cohort: Cohort) -> str | None:
    """The track whose papers the original's count of a cohort is held against; None where it has no such count."""
    if config.reconstructions is None or config.published(config.original, cohort) is None:
        return None
    return config.reconstructions.tracks[cohort.year]


def discordant(book: Workbook, name: str) -> Discordant:
    """Where print and profile disagree on the original's track, and why."""
    config, cohort = book.config, book.config.cohorts[name]
    track = original_track(config, cohort) or next(iter(config.definitions["track"]))
    printed = book.classified(name, replace(parse("paper", config, cohort), track=track))
    profile = book.classified(name, replace(parse("profile", config, cohort), track=track))
    inside = printed.readable & profile.readable
    print_joint, profile_joint = printed.both(), profile.both()
    only = {"profile-only": inside & profile_joint & ~print_joint, "print-only": inside & print_joint & ~profile_joint}
    ids = {direction: set(printed.ids[flags]) for direction, flags in only.items()}
    read: dict[str, Counter[str]] = {direction: Counter() for direction in DIRECTIONS}
    # a paper that attribution has since made agree is no disagreement any more
    rows = [row for row in gold_rows() if row["paper_id"] in ids[row["direction"]]]
    for row in rows:
        read[row["direction"]][row["reason"]] += 1
    both = int((inside & print_joint & profile_joint).sum())
    return Discordant(int(inside.sum()), both, {key: len(papers) for key, papers in ids.items()}, read, rows)


def gold_rows() -> list[dict[str, str]]:
    """The papers that were read by hand; none without a file of them.

    Raises
    ------
    FactCheckError
        One has a direction that there is not, or a reason without words.
    """
    rows = gold.rows(FILE) if (paths.GOLD / FILE).is_file() else []
    for row in rows:
        for what, known in (("direction", DIRECTIONS), ("reason", words().reasons)):
            if row[what] not in known:
                raise FactCheckError(
                    f"the paper {row['paper_id']} has the {what} {row[what]!r}{did_you_mean(row[what], known)}",
                    where=f"tests/gold/{FILE}",
                    mend=f"choose from {', '.join(known)}" if known else "name it in report/topics/between_counts.yaml",
                )
    return rows


def figures(book: Workbook) -> Iterator[Figure]:
    """The reasons with their intervals by direction, and how the two readers agree; nothing where nobody has read."""
    for name in cohorts(book.config) if gold_rows() else ():
        yield from _figures(book, name)


def _figures(book: Workbook, name: str) -> Iterator[Figure]:
    make = FigureFactory(name, "", parse("profile", book.config, book.config.cohorts[name]), book.config)
    found = discordant(book, name)
    sources = (f"tests/gold/{FILE}", f"data/{name}/printed.csv", f"data/{name}/authorships.csv")
    for direction, joint in DIRECTIONS.items():
        at, read = f"discordant.{direction}", found.read[direction]
        only = found.only[direction]
        yield make(f"{at}.papers", f"papers {joint}", "papers", only, denominator=found.papers, sources=sources)
        for reason, why in words().reasons.items():
            label = f"of papers {joint}: {why}"
            yield make.share(at, label, read[reason], read.total(), sources=sources, slice=reason)
    rows = found.rows
    same, kappa = agreement([(r["reader_a"], r["reader_b"]) for r in rows])
    label = "papers on which both readers give one reason"
    yield make.share("discordant.agreement", label, same, len(rows), sources=sources)
    label = "agreement of the readers beyond chance (Cohen's kappa)"
    yield make("discordant.kappa", label, "share", kappa, sources=sources)
