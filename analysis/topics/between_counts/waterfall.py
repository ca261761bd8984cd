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
from analysis.figures.figure import Figure, FigureSet, Origin
from analysis.settings.config import Config
from analysis.settings.definitions import Definition, parse
from analysis.statistics.apportionment import apportioned
from analysis.topics.between_counts import independent
from analysis.topics.between_counts.discordant import discordant, original_track
from analysis.topics.between_counts.independent import Reproduction, joint, widened
from analysis.topics.between_counts.words import words
from analysis.topics.uncertainty.calibration import printed_share
from analysis.topics.uncertainty.frame import cohorts_with, frame

TOTAL, DEFINITION, DATA, HAND, UNEXPLAINED = "total", "definition", "data", "read one by one", "unexplained"

ENDS = ("print", "program")  # where a waterfall leads beside the independent analyses

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
    return [*ENDS, *config.independent]


def start_of(config: Config, name: str) -> Definition | None:
    """All authors by profile on the original's tracks; None without profiles, or without a count of the original."""
    cohort = config.cohorts[name]
    basis, track = independent.basis_of(cohort), original_track(config, cohort)
    return replace(parse(basis, config, cohort), track=track) if basis and track else None


def steps(book: Workbook, name: str, branch: str, reproduced: Reproductions) -> list[Step]:
    """The steps of one branch for one cohort; nothing where the cohort lacks a record for it."""
    start = start_of(book.config, name)
    rest: list[Step] = []
    if start is None:
        return rest
    if branch == "print" and name in cohorts_with(book.config, "paper", "profile"):
        rest = _to_print(book, name, start)
    elif branch == "program" and "program" in book.config.cohorts[name].bases:
        rest = _to_program(book, name, start)
    elif (name, branch) in reproduced:
        rest = _to_independent(book, name, start, branch, reproduced[name, branch])
    return [*_to_profile(book, name, start), *rest] if rest else []


def _to_profile(book: Workbook, name: str, profile: Definition) -> list[Step]:
    """What all branches begin with: from the original's count over our first and last authors to any author."""
    original, _ = book.config.published(book.config.original, book.config.cohorts[name]) or (0, 0)
    ends, every = (joint(book, name, d) for d in (replace(profile, collaboration="first-last"), profile))
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
    found, every, reasons = discordant(book, name), joint(book, name, profile), words().reasons
    sample, lost = frame(book, name, "profile", "paper"), found.only["profile-only"]
    if not sample.read.any() or not found.both + lost:
        return []
    end = round(printed_share(book, name, sample).value * len(sample.papers))
    minus = round(every * lost / (found.both + lost))
    made = []
    for direction, said, sign, total in (
        ("profile-only", "not printed", -1, minus),
        ("print-only", "printed only", 1, end - every + minus),
    ):
        parts = {reason: found.read[direction][reason] for reason in reasons} | {"unread": found.unread(direction)}
        shares = apportioned(total, parts)
        for reason in sorted(shares, key=lambda r: (r in ("other", "unread"), -shares[r], r)):
            if shares[reason]:
                why = f"{said}: {reasons.get(reason, 'not read')}"
                kind = UNEXPLAINED if reason == "unread" else HAND
                made.append(Step(f"{direction}-{reason}", why, kind, sign * shares[reason], estimate=kind == HAND))
    return [*made, Step("print", "Any author, as printed (estimate)", TOTAL, end, estimate=True)]


def _to_program(book: Workbook, name: str, profile: Definition) -> list[Step]:
    """To what the program says: papers joint by one record only."""
    one, other = (book.classified(name, d).both() for d in (profile, replace(profile, basis="program")))
    return [
        Step("profile-only", "joint by profile only", DATA, -int((one & ~other).sum())),
        Step("program-only", "joint by the program only", DATA, int((other & ~one).sum())),
        Step("program", "Any author, by the program", TOTAL, int(other.sum())),
    ]


def _to_independent(book: Workbook, name: str, profile: Definition, key: str, one: Reproduction) -> list[Step]:
    """Up to an independent analysis.

    One change of definition at a time, then its places, open authorships, and what is left.
    """
    now, other = profile, book.config.independent[key]
    made, last = [], joint(book, name, now)
    for axis in ("track", "extent", "policy", "collaboration"):
        if getattr(profile, axis) != getattr(one.rules, axis):
            slug, said = _change(book.config, axis, profile, one.rules)
            now = replace(now, **{axis: getattr(one.rules, axis)})
            papers = joint(book, name, now)
            made.append(Step(slug, said, DEFINITION, papers - last))
            last = papers
    if other.places and "places" in one.steps:
        made.append(Step("places", other.places.words, DATA, one.steps["places"] - last))
        last = one.steps["places"]
    if "completed" in one.steps:
        said = "completed for open authorships (estimate)"
        made.append(Step("open", said, DATA, one.steps["completed"] - last, estimate=True))
        last = one.steps["completed"]
    published = one.steps["published"]
    made.append(Step("remaining", "not explained", UNEXPLAINED, published - last))
    return [*made, Step("published", f"{other.name}, as published", TOTAL, published)]


def _change(config: Config, axis: str, old: Definition, new: Definition) -> tuple[str, str]:
    """Slug and words of a change of one axis."""
    before, after = (config.definitions[axis][getattr(d, axis)].name for d in (old, new))
    if axis == "track":
        return axis, f"{after} instead of {before}"
    wider = widened(config, new, old.extent) if axis == "extent" else []
    if wider:
        return "-".join(wider), f"{' and '.join(config.groups[key].name for key in wider)} {after}"
    return axis, after


def figures(book: Workbook, reproduced: Reproductions) -> Iterator[Figure]:
    """Every step of every branch, signed."""
    config = book.config
    for name in config.cohorts:
        if (start := start_of(config, name)) is None:
            continue
        make = FigureFactory(name, "", start, config)
        for branch in branches(config):
            for at, step in enumerate(steps(book, name, branch, reproduced), 1):
                part: Origin = {"slice": step.slug, "kind": step.kind, "order": at, "estimate": step.estimate}
                yield replace(
                    make(f"bridge.{branch}", step.words, "papers", step.papers, **part),
                    # not as the factory has it: the definition changes from step to step
                    label=f"step {at} of the bridge to {branch}, {step.kind}: {step.words}",
                )


def steps_of(found: FigureSet, name: str, branch: str) -> list[Step]:
    """The steps of a branch from its figures, in their order, marked as used."""
    ordered = sorted(found.of(f"bridge.{branch}", name), key=lambda figure: figure.order)
    return [
        Step(f.slice, f.words, f.kind, int(f.value), f.estimate)
        for f in (found.use(f.id) for f in ordered)
        if f.value is not None
    ]
