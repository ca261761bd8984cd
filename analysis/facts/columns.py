"""Every table of data/, with its columns, types, keys and limits, and what each column means, said once.

`analysis.facts.store` reads and writes by it, `analysis.facts.describe` turns it into the two standard descriptions. A
table of a cohort lies in ``data/<cohort>/<name>.csv``, the others in ``data/<name>.csv``.
"""

from __future__ import annotations

from typing import Any, get_args

from analysis.facts.schema import Column, Table
from analysis.settings.country_codes import country_code
from analysis.settings.models import Basis

KINDS = ("company", "education", "healthcare", "government", "facility", "nonprofit", "archive", "funder", "other")
COUNTRY = "[A-Z]{2}"
COUNTRIES = rf"{COUNTRY}(\|{COUNTRY})*"
ROR = "0[a-z0-9]{6}[0-9]{2}"  # as ror.org writes its ids, without the address before them


def _country(name: str, about: str, pattern: str = COUNTRY, **limits: Any) -> Column:
    """A column of country codes; of several joined by ``|`` with the pattern `COUNTRIES`."""
    return Column(name, about, limits={**limits, "pattern": pattern}, members=country_code)


def _must(**limits: Any) -> dict[str, Any]:
    return {"required": True, **limits}


PAPER = Column(
    "paper_id",
    "the paper: its OpenReview id, else the hash in its address at the proceedings, else one made of its title",
    limits=_must(),
)
OF_PAPER = {"paper_id": ("papers", "paper_id")}

# what a source says of where an author works: all that an affiliation is resolved by
SAID = (
    Column("affiliation", "the affiliation as recorded; empty where none is"),
    Column("city", "city that the source gives for it"),
    _country("country", "country that the source gives for it, ISO 3166-1 alpha-2"),
    Column("domain", "web or mail domain that the source gives for it"),
)

OF_A_COHORT = {
    "papers": Table(
        "papers",
        "The papers of the conference, one row each, with what is known of their texts and title blocks.",
        (
            Column("paper_id", PAPER.about, limits=_must(unique=True)),
            Column("title", "title of the paper", limits=_must()),
            Column("url", "the paper's page at OpenReview or the proceedings", "uri"),
            Column(
                "track",
                "track of the conference, such as main or datasets-and-benchmarks",
                limits={"pattern": "[a-z0-9]+(-[a-z0-9]+)*"},
            ),
            Column("award", "how the paper was presented or honoured, such as poster, spotlight or oral"),
            Column("authors", "number of authors", "integer", _must(minimum=0)),
            Column(
                "fields",
                "texts that were at hand and searched for model families, joined by |",
                limits=_must(pattern=r"title(\|abstract)?(\|body)?"),
            ),
            Column(
                "block",
                "whether all affiliations of the printed title block could be read; empty where no block is at hand",
                limits={"enum": ["complete", "incomplete"]},
            ),
            Column("block_reason", "why a title block is incomplete"),
        ),
        ("paper_id",),
    ),
    "authorships": Table(
        "authorships",
        "Affiliations of authors as a source records them: one row for each affiliation of an author, one with an "
        "empty affiliation for an author without any. Authors are numbered, not named.",
        (
            PAPER,
            Column(
                "basis",
                "where the affiliation was recorded: the conference's program or the author's profile",
                limits=_must(enum=list(get_args(Basis))),
            ),
            Column("author", "place of the author in the list of authors, from 1", "integer", _must(minimum=1)),
            Column(
                "candidate",
                "0, or the number of the person where several people bear the author's name",
                "integer",
                _must(minimum=0),
            ),
            *SAID,
        ),
        foreign=OF_PAPER,
    ),
    "printed": Table(
        "title blocks",
        "What is printed in the title block of a paper: affiliations and mail domains, without names and addresses. "
        "Empty where no title blocks are at hand.",
        (
            PAPER,
            Column("n", "place in the block among its kind, from 1", "integer", _must(minimum=1)),
            Column("kind", "what it is", limits=_must(enum=["affiliation", "domain"])),
            Column("text", "the affiliation or domain as printed", limits=_must()),
        ),
        ("paper_id", "n", "kind"),
        OF_PAPER,
        ("paper_id", "kind", "n"),
    ),
    "mentions": Table(
        "mentions",
        "How often a text of a paper names a model family; no row where it does not.",
        (
            PAPER,
            Column("term", "the model family, a key of `terms` in config.yaml", limits=_must()),
            Column(
                "naming",
                "empty: by its word; else a choice of `naming` in config.yaml, under which it is named so often more",
            ),
            Column("field", "the text", limits=_must(enum=["title", "abstract", "body"])),
            Column("count", "times it is named", "integer", _must(minimum=1)),
        ),
        ("paper_id", "term", "naming", "field"),
        OF_PAPER,
    ),
}

REASON = Column("reason", "why", limits=_must())
DATE = Column("date", "day of the review", "date", _must())

SHARED = {
    "overrides": Table(
        "Reviewed corrections",
        "Affiliations whose country was corrected or set by hand.",
        (
            Column("affiliation", "the affiliation, or the part of it that decides", limits=_must(unique=True)),
            Column(
                "ror",
                "the institution in the Research Organization Registry, where it has a record",
                limits={"pattern": ROR},
            ),
            _country(
                "country",
                "its country, ISO 3166-1 alpha-2; several joined by |, empty where the name must stay unresolved",
                COUNTRIES,
            ),
            _country(
                "expect",
                "countries that the registry gives for the affiliation alone without this line, joined by |; empty where "
                "none",
                COUNTRIES,
            ),
            REASON,
            Column("evidence", "what shows it", limits=_must()),
            DATE,
        ),
        ("affiliation",),
        {"ror": ("reference/institutions", "ror")},
    ),
    "reference/institutions": Table(
        "Institutions",
        "Records of the Research Organization Registry.",
        (
            Column("ror", "id of the record, without the address before it", limits=_must(unique=True, pattern=ROR)),
            Column("name", "name of the institution", limits=_must()),
            Column("other_names", "its other names, joined by |; a | or \\ within a name has a \\ before it"),
            Column("acronyms", "its acronyms, joined like other_names"),
            _country("country", "country, ISO 3166-1 alpha-2", required=True),
            Column("city", "city"),
            Column("kind", "kind of institution", limits=_must(enum=list(KINDS))),
            Column("domains", "its web domains, joined by |"),
        ),
        ("ror",),
    ),
    "reference/domains": Table(
        "Domains of universities",
        "Web domains of universities with their countries and names.",
        (
            Column("domain", "web domain", limits=_must(unique=True)),
            _country("country", "country, ISO 3166-1 alpha-2", required=True),
            Column("university", "name of the university"),
        ),
        ("domain",),
    ),
    "reference/acronyms": Table(
        "Acronyms",
        "Acronyms that alone mean one institution to readers of its field, as one language-model reader knows them; unchecked.",
        (
            Column("acronym", "acronym as affiliations spell it", limits=_must(unique=True)),
            _country("country", "country of the institution, ISO 3166-1 alpha-2", required=True),
            Column("institution", "the institution that it means", limits=_must()),
            DATE,
        ),
        ("acronym",),
    ),
    "reference/companies": Table(
        "Companies",
        "Companies and laboratories whose headquarters were reviewed by hand.",
        (
            Column("name", "name as affiliations spell it", limits=_must(unique=True)),
            _country("headquarters", "country of the headquarters, ISO 3166-1 alpha-2", required=True),
            _country("site", "country of the laboratory that the name itself means, where the name tells it"),
            REASON,
            DATE,
        ),
        ("name",),
    ),
    "reference/peers": Table(
        "Places of an independent analysis",
        "Affiliations that the published table of another analysis places on another side of the line between the two "
        "groups than we do.",
        (
            Column("affiliation", "name as their table spells it", limits=_must(unique=True)),
            Column("country", "country that their table gives, in their words"),
            _country(
                "ours", "countries that we give, ISO 3166-1 alpha-2, joined by |; empty where unresolved", COUNTRIES
            ),
        ),
        ("affiliation",),
    ),
    "reference/places": Table(
        "Places",
        "Names of countries and regions and their abbreviations, as affiliations spell them.",
        (
            Column(
                "name",
                "name in small letters; after ^ an abbreviation that counts in capital letters only",
                limits=_must(unique=True),
            ),
            _country(
                "countries",
                "countries it lies in, ISO 3166-1 alpha-2, joined by |; empty where it lies in too many",
                COUNTRIES,
            ),
            Column("kind", "what it is", limits=_must(enum=["country", "region", "abbreviation"])),
        ),
        ("name",),
    ),
}
