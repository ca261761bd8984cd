"""How much of what a claim's deciding figure counts rests on companies that name no place, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from analysis.claims.papers import papers
from analysis.claims.papers_query import papers_query
from analysis.core.number_words import spelt
from analysis.counting.workbook import Workbook
from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import between, found_of, percent, whole
from analysis.settings.config import Config
from analysis.settings.definitions import parse

NAMED, PERSON = "named-place", "company-by-person"


class Resting(NamedTuple):
    """Papers behind a figure: how many there are, rest on companies without a place, and are lost or gained by the rule.

    `lost` and `gained`: where other records of a paper tell the place of such a company.
    """

    counted: int
    resting: int
    lost: int
    gained: int


def resting(book: Workbook, figure: Figure) -> Resting | None:
    """What of a figure rests on companies that name no place; None where no list of papers stands behind it."""
    config = book.config
    if not figure.group or figure.cohort not in config.cohorts or figure.value is None:
        return None
    query, cohort = papers_query(figure, config), config.cohorts[figure.cohort]
    usual = parse(query["definition"], config, cohort)
    if {usual.policy, NAMED, PERSON} - set(config.definitions["policy"]) or usual.policy in (NAMED, PERSON):
        return None
    countries = [key for key in query["countries"].split(",") if key]
    counted, named, person = (
        set(papers(book, figure.cohort, countries, query["term"] or None, definition.text(config, cohort))["paper_id"])
        for definition in (usual, *(replace(usual, policy=policy) for policy in (NAMED, PERSON)))
    )
    return Resting(len(counted), len(counted - named), len(counted - person), len(person - counted))


def on_card(of: Resting | None) -> str:
    """A point for the card of the verdict."""
    if of is None or not of.counted:
        return ""
    some = "None" if not of.resting else whole(of.resting)
    rest = "rests" if of.resting <= 1 else "rest"
    return (
        f"- **Companies.** {some} of the {whole(of.counted)} papers counted {rest} on a company that names no place.\n"
    )


def in_full(config: Config, figures: FigureSet, figure: Figure, of: Resting | None) -> str:
    """A paragraph for the page: what rests on such companies, and what becomes of it where their people are known."""
    if of is None or not of.resting:
        return ""
    rest = "rests" if of.resting == 1 else "rest"
    said = (
        f"**Companies that name no place.** {whole(of.resting)} of the {whole(of.counted)} papers counted {rest} on a "
        "company that names no place and so counts at its headquarters; counted by named places alone they would not be "
        "in. Where another record of the same paper, such as the profiles of its authors, tells where the company's "
        f"people are, and this is believed, {_papers(of.lost)} would drop out and {_papers(of.gained)} would come in."
    )
    cohort = config.cohorts[figure.cohort]
    basis = parse(figure.definition, config, cohort).basis
    right, office = (
        figures.find(f"{figure.cohort}.company.{slug}{cohort.at(basis)}") for slug in ("right", "at-headquarters")
    )
    if right and office:
        said += (
            f" Of companies whose place is named such records tell the right country for {found_of(right)} "
            f"({percent(right.value)}; {between(right, right.interval)}), the head office for {found_of(office)}."
        )
    return f"{said}\n"


def _papers(count: int) -> str:
    return f"{spelt(count) if count else 'no'} {'paper' if count == 1 else 'papers'}"
