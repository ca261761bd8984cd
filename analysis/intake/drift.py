"""Whether new facts of a cohort may replace those in data/: nothing that looks wrong comes in unseen.

What `analysis.intake.drift_measures` finds is held to the limits of `analysis.settings.drift`. Too much of anything stops
the ingest before anything is written, and says how it is taken on purpose; that then stands in the snapshot, and in the
report among the limits of the cohort. It holds as long as the raw files stay the same and it grows no worse.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from analysis.core.errors import CheckFailed, FactCheckError, did_you_mean
from analysis.facts import frames, store
from analysis.facts.columns import OF_A_COHORT
from analysis.facts.store import Snapshot
from analysis.intake import drift_measures as measures
from analysis.intake.drift_evidence import Evidence
from analysis.intake.drift_measures import Found
from analysis.settings.config import Config

SHOWN = 10  # examples of each thing
ROUNDING = 1e-6  # shares are kept to this


@dataclass
class Judged:
    """One cohort's new facts: what stops them, what could not be looked at, what was taken on purpose.

    `is_first`: nothing is replaced. `objections` can be accepted, by the name of each; `faults` cannot, since nothing could read such facts.
    """

    cohort: str
    is_first: bool
    objections: list[Found] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    accepted: list[dict[str, Any]] = field(default_factory=list)


def known_guard(name: str, settings: Config) -> str:
    """The name, if there is such a limit.

    Raises
    ------
    FactCheckError
        There is none.
    """
    names = [known for known, _ in settings.drift.limits()]
    if name not in names:
        what = f"nothing that can be accepted is called {name!r}{did_you_mean(name, names)}"
        raise FactCheckError(what, where="factcheck ingest --accept", mend=f"choose from {', '.join(names)}")
    return name


def judge(
    new: Snapshot,
    seen: Evidence,
    settings: Config,
    others: Mapping[str, Snapshot],
    accept: Collection[str] = (),
) -> Judged:
    """Hold new facts of a cohort to the limits.

    Parameters
    ----------
    others : mapping
        Facts that are there: of other cohorts, and, under its own name, those that are to be replaced.
    accept : collection of str
        What is taken on purpose, by the names of the limits.
    """
    made = Judged(new.cohort, new.cohort not in others, faults=list(faults(new)))
    if made.faults:
        return made
    old = others.get(new.cohort)
    carried = old.accepted if old and _files(old) == _files(new) else []
    taken: list[dict[str, Any]] = []
    for found in _all_measures(new, seen, settings, others, made.skipped.append):
        before = max((kept["share"] for kept in carried if kept["guard"] == found.name), default=-1.0)
        if not exceeds(found, settings) or found.share <= before + ROUNDING:
            continue
        if found.name in accept:
            taken.append({"guard": found.name, "share": round(found.share, 6), "words": str(found)})
        else:
            made.objections.append(found)
    again = {one["guard"] for one in taken}
    made.accepted = [kept for kept in carried if kept["guard"] not in again] + taken
    return made


def exceeds(found: Found, settings: Config) -> bool:
    """Whether there is more of it than its limit, in more than a few cases where any are taken at all."""
    most = settings.drift[found.name].most
    return found.share > most and (found.cases >= settings.drift.few or not most)


def _all_measures(
    new: Snapshot,
    seen: Evidence,
    settings: Config,
    others: Mapping[str, Snapshot],
    skip: Callable[[str], None],
) -> Iterator[Found]:
    name = new.cohort
    rest = {other: shot for other, shot in others.items() if other != name and other in settings.stanzas}
    if seen.sources < 2:
        skip("one source alone lists its papers, so they were not compared with a second one")
    if not rest:
        skip("data/ holds no other cohort, so no titles of another year could be found")
    yield from chain(measures.in_itself(new, seen), measures.from_other_cohorts(new, rest))
    if before := earlier_year(name, settings, rest):
        yield from measures.from_year_before(new, rest[before])
    else:
        venue = settings.stanzas[name].venue
        skip(
            f"data/ holds no earlier year of {venue}, so the number of papers and the tracks were not compared with it"
        )
    if name in others:
        yield from measures.from_replaced(new, others[name])
    else:
        skip("data/ holds no snapshot of it, so nothing was compared with one that is replaced")


def earlier_year(name: str, settings: Config, there: Collection[str]) -> str | None:
    """The last earlier year of the same conference among the cohorts that are there; None where there is none."""
    known, cohort = settings.stanzas, settings.stanzas[name]
    earlier = [other for other in there if known[other].venue == cohort.venue and known[other].year < cohort.year]
    return max(earlier, key=lambda other: known[other].year, default=None)


def faults(new: Snapshot) -> Iterator[str]:
    """Why nothing could be computed from facts: there are none, or a cell is not what its column holds."""
    if new.papers.empty:
        yield f"{new.cohort}: no paper was found in the raw files; see whether their keys are those of the format"
        return
    tables = {name: getattr(new, name) for name in OF_A_COHORT}
    for name, table in OF_A_COHORT.items():
        try:
            raw = table.to_csv(tables[name]).encode()
        except UnicodeEncodeError as error:
            yield f"{new.cohort}: half of a character stands in {error.object[error.start - 40 : error.start]!r}…; mend the raw file"
            continue
        known = {column: frozenset(tables[other][key]) for column, (other, key) in table.foreign.items()}
        try:
            if frames.by_column(table, raw, known) is None:
                frames.by_line(table, raw, f"{new.cohort}: what would be {name}.csv", "mend the raw file", known)
        except FactCheckError as error:
            yield str(error)


class Guard:
    """Judges one cohort after another, and knows at the end whether anything may be written.

    A cohort is compared with the new facts of those before it, and with what data/ holds of the others.
    """

    def __init__(self, settings: Config, accept: Collection[str] = ()) -> None:
        self.settings, self.accept = settings, accept
        self.all: list[Judged] = []
        self.there: dict[str, Snapshot] = {}
        self.damaged: list[str] = []
        for name in settings.cohorts:
            if store.folder_of(name).is_dir():
                try:
                    self.there[name] = store.read(name)
                except FactCheckError as error:
                    self.damaged.append(
                        f"nothing was compared with data/{name}, which could not be read ({error.what})"
                    )

    def judged(self, new: Snapshot, seen: Evidence) -> Snapshot:
        """The same facts, with what of them was taken on purpose."""
        made = judge(new, seen, self.settings, self.there, self.accept)
        self.all.append(made)
        self.there[new.cohort] = replace(new, accepted=made.accepted)
        return self.there[new.cohort]

    def remarks(self, written: Collection[str]) -> Iterator[str]:
        """What the first snapshots among those written were not compared with, and what was accepted for nothing."""
        yield from self.damaged if written else ()
        for judged in self.all:
            if judged.is_first and judged.cohort in written:
                yield from (f"{judged.cohort}: {why}" for why in judged.skipped)
        taken = {kept["guard"] for judged in self.all for kept in judged.accepted}
        yield from (f"--accept {name} was not needed" for name in self.accept if name not in taken)

    def stop(self) -> None:
        """Let nothing be written where anything was objected to.

        Raises
        ------
        CheckFailed
            Something looks wrong; it says what, with examples, and how to take it on purpose.
        """
        bad = [judged for judged in self.all if judged.objections or judged.faults]
        if not bad:
            return
        problems = [line for judged in bad for line in (*judged.faults, *_told(judged, self.settings))]
        names = dict.fromkeys([*self.accept, *(found.name for judged in bad for found in judged.objections)])
        cohorts = [judged.cohort for judged in bad]
        mend = "mend the raw files, or what config.yaml says of them"
        if not any(judged.faults for judged in bad):
            command = " ".join(["factcheck ingest", *cohorts, *(f"--accept {name}" for name in names)])
            mend += f"; if it is right as it is, take it on purpose with `{command}`"
        what = "the new facts look wrong, so nothing was written"
        raise CheckFailed(problems, where=", ".join(cohorts), what=what, mend=mend)


def _told(judged: Judged, settings: Config) -> Iterator[str]:
    for found in judged.objections:
        limit = settings.drift[found.name]
        most = f"at most {100 * limit.most:.4g}% is" if limit.most else "none is"
        yield f"{judged.cohort}: {found.name}: {found}; {most} taken without a question, since {limit.reason}"
        yield from (f"  {example}" for example in found.examples[:SHOWN])
        if (more := len(found.examples) - SHOWN) > 0:
            yield f"  and {more:,} more"


def _files(shot: Snapshot) -> list[dict[str, str]]:
    return [file for source in shot.sources for file in source["files"]]
