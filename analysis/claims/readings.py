"""A claim's measure at every point of the definitions grid: which of them its words allow, and where each lies.

How far a definition is from the deciding one is the number of choices that differ, the record (basis) aside: which
record a number is read from is not a way to count, and some choices can be made on some records only. The words of a
claim are heard in a definition if they leave each of its choices open (`Config.open_to`), or it is the deciding one's
own. A definition that is heard and near enough is a reading that the words allow; one that is not heard is a
reconstruction, which may explain where a number comes from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.figures.figure import Figure, FigureSet
from analysis.settings.assertions import Asserted
from analysis.settings.config import AXES, Config
from analysis.settings.definitions import Definition, parse
from analysis.settings.verdict_cases import Case, Place, case
from analysis.settings.verdict_rules import Claim

ALL_AXES = (*AXES, "level")


@dataclass(frozen=True, slots=True)
class Reading:
    """One point of the grid.

    Attributes
    ----------
    steps : int
        How many choices it differs by from the deciding one, the record aside.
    heard : bool
        Whether the words leave open all that it changes.
    place : Place or None
        Where its value lies; None where it has none, as the deciding one may.
    """

    figure: Figure
    definition: Definition
    steps: int
    heard: bool
    place: Place | None

    @property
    def fits(self) -> bool:
        """Whether the value lies in the asserted range: a reading that is poorly known is no other definition."""
        return self.place == "inside"


def readings(claim: Claim, decisive: Figure, figures: FigureSet, config: Config) -> list[Reading]:
    """Every figure of the claim's measures that has a value, the deciding one first, then by distance and id.

    Where a calibrated figure is known, the plain count under the same definition is no other reading: it is the same
    number, less well known.
    """
    measures = {figures.peek(figure_id).named for figure_id in claim.figures}
    asserted, factor, left = config.asserted(claim), config.verdicts.wrong_factor, config.open_to(claim)
    start = parse(decisive.definition, config, config.cohorts[decisive.cohort])
    by_definition: dict[tuple[str, Definition], Figure] = {}
    for figure in figures:
        if figure.named in measures and figure.value is not None:
            definition = parse(figure.definition, config, config.cohorts[figure.cohort])
            if not definition.is_own(config, figure.group, figure.term):
                continue
            known = by_definition.setdefault((figure.cohort, definition), figure)
            if not known.plain:
                by_definition[figure.cohort, definition] = figure
    by_definition.pop((decisive.cohort, start), None)
    found = []
    for (_, definition), figure in by_definition.items():
        changed = {axis: choice for axis in ALL_AXES if (choice := getattr(definition, axis)) != getattr(start, axis)}
        heard = all(axis in left and choice in (left[axis].choices or ()) for axis, choice in changed.items())
        place = place_of(figure, asserted, factor)
        found.append(Reading(figures.use(figure.id), definition, len(changed.keys() - {"basis"}), heard, place))
    found.sort(key=lambda r: (r.steps, r.figure.id))
    return [Reading(decisive, start, 0, True, place_of(decisive, asserted, factor)), *found]


def allowed(found: Iterable[Reading], most: int) -> tuple[Reading, ...]:
    """Those of some definitions that the words allow: heard in them, and at most `most` choices away."""
    return tuple(r for r in found if r.heard and r.steps <= most)


def place_of(figure: Figure, asserted: Asserted, wrong_factor: float) -> Place | None:
    """Where the value of a figure lies; what is said to rise rises if its whole interval lies above zero."""
    if figure.value is None:
        return None
    if asserted.rises:
        low, high = figure.interval or (0.0, 0.0)
        return "inside" if low > 0 else "contrary" if high < 0 else "below"
    if asserted.holds(figure.value):
        return "inside"
    if figure.value >= asserted.high:
        return "far-above" if figure.value > asserted.high * wrong_factor else "above"
    return "far-below" if figure.value < asserted.low / wrong_factor else "below"


def reaches(figure: Figure, asserted: Asserted) -> bool:
    """Whether a figure is an estimate that lies outside the range and whose interval touches it."""
    if not figure.estimate or figure.interval is None or figure.value is None or asserted.rises:
        return False
    low, high = figure.interval
    return not asserted.holds(figure.value) and low <= asserted.high and high >= asserted.low


def case_of(decisive: Figure, others: Iterable[Figure], asserted: Asserted, wrong_factor: float) -> Case:
    """The case of a deciding figure and those of the other readings that the words allow."""
    places = (place_of(figure, asserted, wrong_factor) for figure in others)
    place = place_of(decisive, asserted, wrong_factor)
    return case(asserted.literally, place, reaches(decisive, asserted), {p for p in places if p is not None})
