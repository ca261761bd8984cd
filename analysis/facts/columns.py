"""What every table and column of data/ means: the one place that says so.

`analysis.facts.describe` turns it into the two standard descriptions. A table of a cohort lies in ``data/<cohort>/``; the others are given with their path.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from analysis.settings.models import Basis

KINDS = ("company", "education", "healthcare", "government", "facility", "nonprofit", "archive", "funder", "other")
COUNTRY = "[A-Z]{2}"
COUNTRIES = rf"{COUNTRY}(\|{COUNTRY})*"
ROR = "0[a-z0-9]{6}[0-9]{2}"  # as ror.org writes its ids, without the address before them


@dataclass(frozen=True)
class Field:
    """A column. `limits` are constraints of the Table Schema standard; an empty cell is a missing value."""

    name: str
    about: str
    type: Literal["string", "integer", "date", "uri"] = "string"
    limits: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table. `key`: columns that no two rows share; `foreign`: column → the table's file and the column that it names."""

    title: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    foreign: dict[str, tuple[str, str]] = field(default_factory=dict)


def _must(**limits: Any) -> dict[str, Any]:
    return {"required": True, **limits}


PAPER = Field(
    "paper_id",
    "the paper: its OpenReview id, else the hash in its address at the proceedings, else one made of its title",
    limits=_must(),
)
OF_PAPER = {"paper_id": ("papers.csv", "paper_id")}

OF_A_COHORT = {
    "papers.csv": Table(
        "papers",
        "The papers of the conference, one row each, with what is known of their texts and title blocks.",
        (
            Field("paper_id", PAPER.about, limits=_must(unique=True)),
            Field("title", "title of the paper", limits=_must()),
            Field("url", "the paper's page at OpenReview or the proceedings", "uri"),
            Field("track", "track of the conference, such as main or datasets-and-benchmarks"),
            Field("award", "how the paper was presented or honoured, such as poster, spotlight or oral"),
            Field("authors", "number of authors", "integer", _must(minimum=0)),
            Field(
                "fields",
                "texts that were at hand and searched for model families, joined by |",
                limits=_must(pattern=r"title(\|abstract)?(\|body)?"),
            ),
            Field(
                "block",
                "whether all affiliations of the printed title block could be read; empty where no block is at hand",
                limits={"enum": ["complete", "incomplete"]},
            ),
            Field("block_reason", "why a title block is incomplete"),
        ),
        ("paper_id",),
    ),
    "authorships.csv": Table(
        "authorships",
        "Affiliations of authors as a source records them: one row for each affiliation of an author, one with an empty affiliation for an author without any. Authors are numbered, not named.",
        (
            PAPER,
            Field(
                "basis",
                "where the affiliation was recorded: the conference's program or the author's profile",
                limits=_must(enum=list(get_args(Basis))),
            ),
            Field("author", "place of the author in the list of authors, from 1", "integer", _must(minimum=1)),
            Field(
                "candidate",
                "0, or the number of the person where several people bear the author's name",
                "integer",
                _must(minimum=0),
            ),
            Field("affiliation", "the affiliation as recorded; empty where none is"),
            Field("city", "city that the source gives for it"),
            Field("country", "country that the source gives for it, ISO 3166-1 alpha-2", limits={"pattern": COUNTRY}),
            Field("domain", "web or mail domain that the source gives for it"),
        ),
        foreign=OF_PAPER,
    ),
    "printed.csv": Table(
        "title blocks",
        "What is printed in the title block of a paper: affiliations and mail domains, without names and addresses. Empty where no title blocks are at hand.",
        (
            PAPER,
            Field("n", "place in the block among its kind, from 1", "integer", _must(minimum=1)),
            Field("kind", "what it is", limits=_must(enum=["affiliation", "domain"])),
            Field("text", "the affiliation or domain as printed", limits=_must()),
        ),
        ("paper_id", "n", "kind"),
        OF_PAPER,
    ),
    "mentions.csv": Table(
        "mentions",
        "How often a text of a paper names a model family; no row where it does not.",
        (
            PAPER,
            Field("term", "the model family, a key of `terms` in config.yaml", limits=_must()),
            Field("field", "the text", limits=_must(enum=["title", "abstract", "body"])),
            Field("count", "times it is named", "integer", _must(minimum=1)),
        ),
        ("paper_id", "term", "field"),
        OF_PAPER,
    ),
}

REASON = Field("reason", "why", limits=_must())
DATE = Field("date", "day of the review", "date", _must())

SHARED = {
    "overrides.csv": Table(
        "Reviewed corrections",
        "Affiliations whose country was corrected or set by hand.",
        (
            Field("affiliation", "the affiliation, or the part of it that decides", limits=_must(unique=True)),
            Field(
                "ror",
                "the institution in the Research Organization Registry, where it has a record",
                limits={"pattern": ROR},
            ),
            Field(
                "country",
                "its country, ISO 3166-1 alpha-2; several joined by |, empty where the name must stay unresolved",
                limits={"pattern": COUNTRIES},
            ),
            REASON,
            Field("evidence", "what shows it", limits=_must()),
            DATE,
        ),
        ("affiliation",),
        {"ror": ("reference/institutions.csv", "ror")},
    ),
    "reference/institutions.csv": Table(
        "Institutions",
        "Records of the Research Organization Registry.",
        (
            Field("ror", "id of the record, without the address before it", limits=_must(unique=True, pattern=ROR)),
            Field("name", "name of the institution", limits=_must()),
            Field("other_names", "its other names, joined by |; a | or \\ within a name has a \\ before it"),
            Field("acronyms", "its acronyms, joined like other_names"),
            Field("country", "country, ISO 3166-1 alpha-2", limits=_must(pattern=COUNTRY)),
            Field("city", "city"),
            Field("kind", "kind of institution", limits=_must(enum=list(KINDS))),
            Field("domains", "its web domains, joined by |"),
        ),
        ("ror",),
    ),
    "reference/domains.csv": Table(
        "Domains of universities",
        "Web domains of universities with their countries.",
        (
            Field("domain", "web domain", limits=_must(unique=True)),
            Field("country", "country, ISO 3166-1 alpha-2", limits=_must(pattern=COUNTRY)),
        ),
        ("domain",),
    ),
    "reference/companies.csv": Table(
        "Companies",
        "Companies and laboratories whose headquarters were reviewed by hand.",
        (
            Field("name", "name as affiliations spell it", limits=_must(unique=True)),
            Field("headquarters", "country of the headquarters, ISO 3166-1 alpha-2", limits=_must(pattern=COUNTRY)),
            Field(
                "site",
                "country of the laboratory that the name itself means, where the name tells it",
                limits={"pattern": COUNTRY},
            ),
            REASON,
            DATE,
        ),
        ("name",),
    ),
    "reference/peers.csv": Table(
        "Places of an independent analysis",
        "Affiliations that the published table of neurips-us-vs-china places on another side of the US-China line than we do.",
        (
            Field("affiliation", "name as their table spells it", limits=_must(unique=True)),
            Field("country", "country that their table gives, in their words"),
            Field(
                "ours",
                "countries that we give, ISO 3166-1 alpha-2, joined by |; empty where unresolved",
                limits={"pattern": COUNTRIES},
            ),
        ),
        ("affiliation",),
    ),
    "reference/places.csv": Table(
        "Places",
        "Names of countries and regions and their abbreviations, as affiliations spell them.",
        (
            Field(
                "name",
                "name in small letters; after ^ an abbreviation that counts in capital letters only",
                limits=_must(unique=True),
            ),
            Field(
                "countries",
                "countries it lies in, ISO 3166-1 alpha-2, joined by |; empty where it lies in too many",
                limits={"pattern": COUNTRIES},
            ),
            Field("kind", "what it is", limits=_must(enum=["country", "region", "abbreviation"])),
        ),
        ("name",),
    ),
}
