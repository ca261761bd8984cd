"""Claim → verdict: a sentence's asserted range against its figures, under every reading that its words allow.

The rules are those that config.yaml publishes under `verdicts`; nothing here knows a claim by name. Whether the words
hold and how far off the impression is that they give are kept apart (`analysis.settings.verdict_cases.Case`), and each
verdict says under which change of a rule's constant it turns (`analysis.claims.fragility`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from analysis.claims.fragility import Change, Curve, changes, curves
from analysis.claims.papers_query import papers_query
from analysis.claims.readings import Reading, allowed, case_of, readings
from analysis.core.errors import FactCheckError, did_you_mean
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.assertions import Asserted
from analysis.settings.config import Config
from analysis.settings.verdict_cases import LOWER, UPPER, Case, Place
from analysis.settings.verdict_rules import Claim, Step

WORDS_HOLD = {"hold": True, "fail": False, "open": None}


@dataclass(frozen=True)
class Verdict:
    """The answer to one claim.

    Attributes
    ----------
    asserted : Asserted
        The range that the sentence asserts.
    decisive : Figure
        The figure that decides.
    case : Case
        Whether the words hold, where the deciding figure lies, and where the readings do.
    readings : tuple of Reading
        All points of the grid, the deciding one first, then by distance and id.
    near_steps : int
        By how many choices a reading may differ and still be near.
    curves : tuple of Curve
        The measure for every number of mentions that a level could ask for.
    changes : tuple of Change
        Each change of a constant of the rules under which the verdict turns.
    """

    claim: str
    asserted: Asserted
    verdict: Step
    decisive: Figure
    case: Case
    readings: tuple[Reading, ...]
    near_steps: int
    curves: tuple[Curve, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the deciding figure lies in the asserted range, or is an estimate that reaches it."""
        return self.case.decisive in ("inside", "reached")

    @property
    def robust(self) -> bool:
        """Whether the verdict is the same under every change of a constant of the rules."""
        return not self.changes

    @property
    def span(self) -> tuple[float, float] | None:
        """Lowest and highest value over all definitions."""
        values = [r.figure.value for r in self.readings if r.figure.value is not None]
        return (min(values), max(values)) if values else None

    @property
    def allowed(self) -> tuple[Reading, ...]:
        """The readings that the words allow, the deciding one first."""
        return allowed(self.readings, self.near_steps)

    @property
    def combined(self) -> tuple[Reading, ...]:
        """Definitions that are heard in the words and change more choices at once than a reading may."""
        return tuple(r for r in self.readings if r.heard and r.steps > self.near_steps)

    @property
    def reconstructions(self) -> tuple[Reading, ...]:
        """Definitions that nobody would hear in the words."""
        return tuple(r for r in self.readings if not r.heard)

    @property
    def fitting(self) -> tuple[Reading, ...]:
        """Definitions whose value lies in the asserted range."""
        return tuple(r for r in self.readings if r.fits)

    def otherwise(self, among: Iterable[Reading]) -> tuple[Reading, ...]:
        """The nearest of some definitions under which the sentence fares otherwise than under the deciding one.

        They lie outside where that holds; else inside, or on the other side of the range.
        """
        others = [r for r in among if r is not self.readings[0] and self._fares_otherwise(r)]
        least = min((r.steps for r in others), default=None)
        return tuple(r for r in others if r.steps == least)

    def _fares_otherwise(self, reading: Reading) -> bool:
        if self.holds:
            return not reading.fits
        place = self.readings[0].place
        across: frozenset[Place] = LOWER if place in UPPER else UPPER if place in LOWER else frozenset()
        return reading.fits or reading.place in across

    def as_json(self, config: Config) -> dict[str, Any]:
        """The contract's form of a verdict."""
        claim, span = config.claims[self.claim], self.span
        flips, heard = self.otherwise(r for r in self.readings if r.heard), self.allowed
        return {
            "id": self.claim,
            "title": claim.title,
            "words": claim.words,
            "source": claim.source,
            "asserted": self.asserted.words,
            "verdict": self.verdict,
            "name": config.verdicts.scale[self.verdict].name,
            "words-hold": WORDS_HOLD[self.case.words],
            "robust": self.robust,
            "flips-under": [change.as_json() for change in self.changes],
            "mentions": [curve.as_json() for curve in self.curves],
            "decisive": self.decisive.id,
            "value": self.decisive.as_json()["value"],
            "readings": {"allowed": [r.figure.id for r in heard], **sides(heard)},
            "definitions": len(self.readings),
            "inside": [r.figure.id for r in self.fitting],
            "low": span and round(span[0], 6),
            "high": span and round(span[1], 6),
            "flips": {"choices": flips[0].steps, "figures": [r.figure.id for r in flips]} if flips else None,
        }


def sides(among: Iterable[Reading]) -> dict[str, int]:
    """How many of some definitions lie below, inside and above the asserted range."""
    places = Counter(r.place for r in among)
    return {
        "below": sum(places[place] for place in LOWER),
        "inside": places["inside"],
        "above": sum(places[place] for place in UPPER),
    }


def verdicts(config: Config, figures: FigureSet) -> list[Verdict]:
    """A verdict for each claim, in the order of config.yaml.

    Raises
    ------
    FactCheckError
        A claim names a figure that is not computed, one that is no count or share of a conference's papers, or one
        of another unit than what its words assert.
    """
    for name, claim in config.claims.items():
        where = f"config.yaml: claims.{name}.figures"
        for figure in claim.figures:
            if figure not in figures:
                raise FactCheckError(
                    f"the figure {figure!r} is not computed{did_you_mean(figure, figures.ids())}",
                    where=where,
                    mend="name a figure that `factcheck figures` lists",
                )
            if (cohort := figures.peek(figure).cohort) not in config.cohorts:
                raise FactCheckError(
                    f"{cohort!r} is no conference, so no claim can rest on {figure!r}",
                    where=where,
                    mend="name a figure of a cohort",
                )
        papers_query(figures.use(claim.figures[0]), config, where)
        _same_unit(name, claim, figures)
    return [judge(name, claim, figures, config) for name, claim in config.claims.items()]


def _same_unit(name: str, claim: Claim, figures: FigureSet) -> None:
    """Refuse a share that is said to be so many papers, and a count that is said to be a share."""
    for figure in map(figures.find, claim.figures):
        if figure is not None and claim.asserts.unit not in (None, figure.unit):
            share, count = "a share, which is below one, such as 0.03 or 2/3", "a whole count of papers"
            said, found = (count, share) if claim.asserts.unit == "papers" else (share, count)
            raise FactCheckError(
                f"{claim.asserts.text!r} asserts {said.partition(',')[0]}, and the figure {figure.id!r} is of the unit"
                f" {figure.unit!r}",
                where=f"config.yaml: claims.{name}.asserts",
                mend=f"give {found}, or name figures of the unit that the words speak of",
            )


def judge(name: str, claim: Claim, figures: FigureSet, config: Config) -> Verdict:
    """The verdict on one claim."""
    decisive, rules, asserted = figures.use(claim.figures[0]), config.verdicts, config.asserted(claim)
    found = readings(claim, decisive, figures, config)
    near = [r.figure for r in allowed(found[1:], rules.near_steps)]
    case = case_of(decisive, near, asserted, rules.wrong_factor)
    step, drawn = rules.of(case), curves(claim, found, figures, config)
    turns = tuple(changes(claim, step, found, drawn, config))
    return Verdict(name, asserted, step, decisive, case, tuple(found), rules.near_steps, drawn, turns)


def verdict_with(verdict: Verdict, figure: Figure, config: Config) -> Step:
    """The verdict if `figure` decided in place of the deciding one, the other readings as they are."""
    others = [r.figure for r in verdict.allowed[1:]]
    return config.verdicts.of(case_of(figure, others, verdict.asserted, config.verdicts.wrong_factor))


def papers_to_change(figure: Figure, asserted: Asserted) -> int | None:
    """Fewest papers that, counted otherwise, bring a figure into the asserted range, or out of it.

    None where the data hold no such count, or no number of papers does.
    """
    if figure.fraction is None or not figure.numerator or not figure.value or asserted.rises:
        return None
    (x, of), found = figure.fraction, figure.value
    inside = asserted.holds(found)
    up, down = inside or found < asserted.high, inside or found >= asserted.high

    def changes(count: float) -> bool:
        # the same division as the figure's own, so that a value on the edge falls on the same side
        value = count / of if figure.unit == "share" else found * count / x
        return 0 <= count <= of and asserted.holds(value) != inside

    return next((k for k in range(1, of + 1) if (up and changes(x + k)) or (down and changes(x - k))), None)
