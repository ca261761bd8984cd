"""How well names of models are found, as figures of a cohort called ``gold``."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.counting.naming_accuracy import FILE, Labels, labels
from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.figure_ids import figure_id
from analysis.statistics.intervals import wilson
from analysis.statistics.misclassification import Stratum


def figures(book: Workbook) -> Iterator[Figure]:
    """Precision, near-misses that are namings, and recall, of each term and naming whose texts were labelled."""
    for (term, naming), told in labels(book.config).items():
        yield from scores(book.config, term, naming, told)


def measure(term: str, what: str) -> str:
    """The measure of a score of a term: ``precision``, ``missed`` or ``recall``."""
    return f"terms.{term}.{what}"


def scores(config: Config, term: str, naming: str, told: Labels) -> Iterator[Figure]:
    """The scores of one term under one naming."""
    about = f"{config.terms[term].name} ({config.definitions['naming'][naming].name})"
    within = "" if naming == next(iter(config.definitions["naming"])) else naming

    def made(what: str, label: str, value: float | None, evidence: int, right: int | None = None) -> Figure:
        interval = None if value is None else wilson(value * evidence, evidence, config.interval_level)
        return Figure(
            id=figure_id("gold", f"{measure(term, what)}.{within}" if within else measure(term, what)),
            measure=measure(term, what),
            slice=within,
            label=f"{label}, of the gold set of mentions",
            unit="share",
            value=value,
            numerator=right,
            denominator=None if right is None else evidence,
            interval=interval,
            cohort="gold",
            sources=(f"tests/gold/{FILE}",),
            level=config.interval_level,
            words=label,
        )

    found, missed = _sum(told.found), _sum(told.others)
    yield made("precision", f"papers found to name {about} that do", told.precision, found.labelled)
    if missed.labelled:
        label = f"papers not found to name {about}, though something like it stands in them, that do name it"
        yield made("missed", label, missed.true / missed.labelled, missed.labelled, missed.true)
    if told.recall is not None:
        yield made("recall", f"papers that name {about} that are found", told.recall, found.true + missed.true)


def _sum(strata: tuple[Stratum, ...]) -> Stratum:
    return Stratum(sum(s.true for s in strata), sum(s.labelled for s in strata), sum(s.units for s in strata))
