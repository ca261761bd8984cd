"""From the article's number to ours and on to the independent ones: each step one change of definition or data.

It starts at the original's count and goes over our reconstruction (first and last author) to all authors by profile.
From there one branch goes down to what papers print, or to what the program says, and one up to each independent
analysis. The steps of a branch add up to its end exactly, in papers.

The reasons why profile and print disagree are carried from the papers read to the whole track by scaling, and shared
out by largest remainders.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from analysis.counting.workbook import Workbook
from analysis.figures.factory import FigureFactory
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.config import Config
from analysis.settings.definitions import Definition, parse
from analysis.statistics.apportionment import apportioned
from analysis.topics.between_counts import independent
from analysis.topics.between_counts.discordant import REASONS, discordant
from analysis.topics.between_counts.independent import Reproduction
from analysis.topics.uncertainty.calibration import printed_share
from analysis.topics.uncertainty.frame import frame

TOTAL, DEFINITION, DATA, HAND, UNEXPLAINED = "total", "definition", "data", "read one by one", "unexplained"

Reproductions = Mapping[tuple[str, str], Reproduction]  # (cohort, analysis) → as `independent.reproduced` gives it


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of a waterfall.

    `papers` is a running total where `kind` is total, else what the step adds (or takes).
    """

    slug: str
    words: str
    kind: str
    papers: int
    estimate: bool = False


def branches(config: Config) -> list[str]:
    """Where a waterfall can lead: down to print or the program, up to an independent analysis."""
    return ["print", "program", *config.independent]


def start_of(config: Config, name: str) -> Definition | None:
    """All authors by profile on the original's tracks; None without profiles, or without a count of the original."""
    cohort = config.cohorts[name]
    basis = independent.basis_of(cohort)
    if basis is None or config.published(config.reconstructions.original, cohort) is None:
        return None
    return replace(parse(basis, config, cohort), track=config.reconstructions.tracks[cohort.year])


def steps(book: Workbook, name: str, branch: str, reproduced: Reproductions) -> list[Step]:
    """The steps of one branch for one cohort; nothing where the cohort lacks a record for it."""
    start, bases = start_of(book.config, name), set(book.config.cohorts[name].bases)
    rest: list[Step] = []
    if start is None:
        return rest
    if branch == "print" and {"paper", "profile"} <= bases:
        rest = _to_print(book, name, start)
    elif branch == "program" and "program" in bases:
        rest = _to_program(book, name, start)
    elif (name, branch) in reproduced:
        rest = _to_independent(book, name, start, branch, reproduced[name, branch])
    return [*_to_profile(book, name, start), *rest] if rest else []


def _joint(book: Workbook, name: str, definition: Definition) -> int:
    return len(book.classified(name, definition).both)


def _to_profile(book: Workbook, name: str, profile: Definition) -> list[Step]:
    """What all branches begin with: from the original's count over our first and last authors to any author."""
    config = book.config
    original, _ = config.independent[config.reconstructions.original].counts[config.cohorts[name].year]
    ends, every = _joint(book, name, replace(profile, collaboration="first-last")), _joint(book, name, profile)
    return [
        Step("original", "The original's count", TOTAL, original),
        Step("ends", "our first and last authors instead", UNEXPLAINED, ends - original),
        Step("others", "all other authors counted too", DEFINITION, every - ends),
        Step("profile", "Any author, by profile", TOTAL, every),
    ]


def _to_print(book: Workbook, name: str, profile: Definition) -> list[Step]:
    """Down to print as calibrated by profile for the whole track.

    What profiles have too much is carried from the papers read to all, the rest is what print adds.
    """
    found, every = discordant(book, name), _joint(book, name, profile)
    sample = frame(book, name, "profile", "paper")
    end = round(printed_share(book, name, sample).value * len(sample.ids))
    lost = len(found.only["profile-only"])
    by_profile = found.both + lost
    minus = round(every * lost / by_profile) if by_profile else 0
    made = []
    for direction, words, sign, total in (
        ("profile-only", "not printed", -1, minus),
        ("print-only", "printed only", 1, end - every + minus),
    ):
        parts = {reason: found.read[direction][reason] for reason in REASONS} | {"unread": found.unread(direction)}
        shares = apportioned(total, parts)
        for reason in sorted(shares, key=lambda r: (r in ("other", "unread"), -shares[r], r)):
            if shares[reason]:
                why = f"{words}: {REASONS.get(reason, 'not read')}"
                kind = UNEXPLAINED if reason == "unread" else HAND
                made.append(Step(f"{direction}-{reason}", why, kind, sign * shares[reason], estimate=kind == HAND))
    return [*made, Step("print", "Any author, as printed (estimate)", TOTAL, end, estimate=True)]


def _to_program(book: Workbook, name: str, profile: Definition) -> list[Step]:
    one, other = book.classified(name, profile), book.classified(name, replace(profile, basis="program"))
    return [
        Step("profile-only", "joint by profile only", DATA, -len(one.both - other.both)),
        Step("program-only", "joint by the program only", DATA, len(other.both - one.both)),
        Step("program", "Any author, by the program", TOTAL, len(other.both)),
    ]


def _to_independent(book: Workbook, name: str, profile: Definition, key: str, one: Reproduction) -> list[Step]:
    """Up to an independent analysis.

    One change of definition at a time, then its places, open authorships, and what is left.
    """
    names, rules, now = book.config.definitions, one.rules, profile
    made, last = [], _joint(book, name, now)
    track, china, policy = (names[axis][getattr(rules, axis)].name for axis in ("track", "china", "policy"))
    for axis, words in (
        ("track", f"{track} instead of {names['track'][profile.track].name}"),
        ("china", f"China {china}"),
        ("policy", policy),
    ):
        if getattr(profile, axis) != getattr(rules, axis):
            now = replace(now, **{axis: getattr(rules, axis)})
            papers = _joint(book, name, now)
            made.append(Step(axis, words, DEFINITION, papers - last))
            last = papers
    if "places" in one.steps:
        words = independent.PLACED.get(key, "affiliations placed as their table has them")
        made.append(Step("places", words, DATA, one.steps["places"] - last))
        last = one.steps["places"]
    if "completed" in one.steps:
        words = "completed for open authorships (estimate)"
        made.append(Step("open", words, DATA, one.steps["completed"] - last, estimate=True))
        last = one.steps["completed"]
    published = one.steps["published"]
    made.append(Step("remaining", "not explained", UNEXPLAINED, published - last))
    return [*made, Step("published", f"{book.config.independent[key].name}, as published", TOTAL, published)]


def figures(book: Workbook, reproduced: Reproductions) -> Iterator[Figure]:
    """Every step of every branch, signed."""
    config = book.config
    for name in config.cohorts:
        if (start := start_of(config, name)) is None:
            continue
        make = FigureFactory(name, "", start, config)
        for branch in branches(config):
            for at, step in enumerate(steps(book, name, branch, reproduced), 1):
                yield replace(
                    make(f"bridge.{branch}.{step.slug}", "", "papers", step.papers, estimate=step.estimate),
                    # not as the factory has it: the definition changes from step to step
                    label=f"step {at} of the bridge to {branch}, {step.kind}: {step.words}",
                    words=step.words,
                    kind=step.kind,
                    order=at,
                )


def steps_of(found: FigureSet, name: str, branch: str) -> list[Step]:
    """The steps of a branch from its figures, in their order, marked as used."""
    at = f"{name}.bridge.{branch}."
    ordered = sorted((f for f in found if f.id.startswith(at)), key=lambda f: f.order)
    return [
        Step(f.id.removeprefix(at), f.words, f.kind, int(f.value), f.estimate)
        for f in (found.use(f.id) for f in ordered)
        if f.value is not None
    ]
