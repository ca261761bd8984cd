"""The hand-labelled gold sets of tests/gold.

The sets were labelled under the rules kept beside them, by readers who had not seen the resolver's answers. The
development half may be looked at while rules are made; the test half is only scored.
"""

from __future__ import annotations

from typing import Any

from analysis.core import paths
from analysis.facts.schema import Column, Table
from analysis.settings.country_codes import country_code

NO_COUNTRY = ("unknown", "unaffiliated")  # what a reader says who sees none
REASONS = (
    "moved-since",
    "moved-before",
    "internship",
    "second-affiliation",
    "company-headquarters",
    "namesake",
    "wrong-country",
    "block-lost",
    "other",
)


def _country(text: str) -> str:
    return text if text in NO_COUNTRY else country_code(text)


def _one_of(name: str, about: str, *choices: str) -> Column:
    return Column(name, f"{about}: {', '.join(choices)}", limits={"required": True, "enum": choices})


def _must(name: str, about: str, **limits: Any) -> Column:
    return Column(name, about, limits={"required": True, **limits})


def _countries(name: str, policy: str) -> Column:
    return Column(name, f"countries that the reader sees, {policy}, joined by |, or else unknown", members=_country)


KINDS = {
    "address": "with street or postcode",
    "medicine": "from medicine",
    "other-language": "in another language than English",
    "company": "of companies",
    "plain": "that are plain",
    "acronym": "that are acronyms",
    "government": "of governments",
    "several": "of several institutions",
    "none": "without an institution",
}
HALF = _one_of("half", "the half that it belongs to", "development", "test")
CERTAIN = _one_of("certain", "whether the reader was certain", "yes", "no")
STATED, HEADQUARTERS = "as named", "with companies at headquarters"
GOLD = {
    "affiliations.csv": Table(
        "affiliations",
        "Affiliations with the countries that a reader sees in them.",
        (
            _must("id", "number of the row"),
            HALF,
            _one_of("stratum", "how it was drawn", "authorship", "tail"),
            Column("draws", "times it was drawn", "integer", {"required": True, "minimum": 1}),
            _must("affiliation", "the affiliation"),
            _countries("stated", STATED),
            _countries("headquarters", HEADQUARTERS),
            CERTAIN,
        ),
        ("id",),
    ),
    "elsewhere.csv": Table(
        "elsewhere",
        "Affiliations from other fields, decades and languages, with the countries that two readers see in them.",
        (
            _must("id", "number of the row"),
            HALF,
            _one_of("kind", "what makes it hard", *KINDS),
            _must("source", "where it was found: a repository, or a site"),
            _must("affiliation", "the affiliation"),
            _countries("stated", STATED),
            _countries("headquarters", HEADQUARTERS),
            CERTAIN,
            _countries("reader_a", STATED),
            _countries("reader_b", STATED),
        ),
        ("id",),
    ),
    "title_blocks.csv": Table(
        "title blocks",
        "Papers with the countries that a reader sees in their title blocks.",
        (
            _must("paper_id", "the paper"),
            HALF,
            _countries("countries", STATED),
            _countries("headquarters", HEADQUARTERS),
            _one_of("complete", "whether the text of the block is whole", "yes", "no"),
            CERTAIN,
        ),
        ("paper_id",),
    ),
    "drawn_blocks.csv": Table(
        "drawn blocks",
        "Papers of a sample drawn by other records, with the countries that a reader sees in their title blocks.",
        (
            _must("paper_id", "the paper"),
            _countries("countries", STATED),
            _one_of("complete", "whether the text of the block is whole", "yes", "no"),
            CERTAIN,
        ),
        ("paper_id",),
    ),
    "discordant.csv": Table(
        "discordant",
        "Papers on which print and profile disagree, with the reason that each of two readers gives.",
        (
            _must("paper_id", "the paper"),
            _one_of("direction", "which of the two joins the countries", "profile-only", "print-only"),
            *(_one_of(column, "the reason", *REASONS) for column in ("reason", "reader_a", "reader_b")),
            _one_of("sure", "whether both readers were sure", "yes", "no"),
        ),
        ("paper_id",),
    ),
    "names.csv": Table(
        "names",
        "Texts that the guard of names was tried on.",
        (
            _must("cohort", "the cohort"),
            _must("paper_id", "the paper"),
            _must("source", "where the text stood"),
            Column("n", "its place there, from 1", "integer", {"required": True, "minimum": 1}),
            _one_of("label", "what it is", "keep", "name", "part"),
            Column("rest", "fingerprint of what may stay"),
        ),
    ),
    "terms.csv": Table(
        "mentions",
        "Papers with what a reader says of a term in windows of their text: by which naming it is named, if by any.",
        (
            _must("cohort", "the cohort"),
            _must("paper_id", "the paper"),
            _must("term", "the term, a key of config.yaml"),
            _must("stratum", "the first choice of `naming` that found it when it was drawn, or none"),
            _must("named", "the first choice of `naming` by which the reader says it is named, or none"),
            CERTAIN,
            HALF,
            Column("of", "papers in the stratum", "integer", {"required": True, "minimum": 1}),
        ),
        ("cohort", "paper_id", "term"),
    ),
    "not_names.csv": Table(
        "not names",
        "Affiliations that have the shape of a person's name and are none.",
        (_must("affiliation", "the affiliation"), _must("reason", "what it is")),
        ("affiliation",),
    ),
}


def rows(name: str) -> list[dict[str, str]]:
    """Rows of one gold file, every cell checked.

    Raises
    ------
    FactCheckError
        The file is missing, is not CSV in UTF-8 with commas, lacks a column, or a cell is not what its column holds.
    """
    return [row for _, row in GOLD[name].checked(paths.GOLD / name)]
