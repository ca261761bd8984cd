"""How far new facts may lie from what is expected of a conference before somebody must look.

Each limit is a share, with the reason why more is suspicious; `analysis.intake.drift` holds what comes in to them. What
is given here suits any conference; a fact-check that knows its own better says so under `drift` in config.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from analysis.settings.models import Model
from analysis.settings.values import Text


class Limit(Model):
    """The largest share that is taken without a question."""

    most: float = Field(ge=0, le=100, description="The largest share that is taken, such as 0.02.")
    reason: Text = Field(description="Why more is suspicious, as a clause behind `since`.")


def _limit(about: str, most: float, reason: str) -> Limit:
    made: Limit = Field(
        Limit(most=most, reason=reason), description=f"{about}; at most {most:g} where nothing is said."
    )
    return made


class Drift(Model):
    """What new facts of a cohort are held to before they replace others."""

    few: int = Field(
        5,
        ge=1,
        le=1000,
        description="Cases below which no share is judged, where a share is taken at all: so few tell nothing.",
    )
    papers_lost: Limit = _limit(
        "Papers of the snapshot that is replaced that are not in the new one",
        0.02,
        "accepted papers stay accepted, and only a few are withdrawn later",
    )
    papers_new: Limit = _limit(
        "Papers that the snapshot that is replaced has not",
        0.05,
        "a program that is published gains few papers, and more are often rejected ones or those of another year",
    )
    papers_changed: Limit = _limit(
        "Papers that have another title or number of authors than in the snapshot that is replaced",
        0.05,
        "few titles and lists of authors change after acceptance, and more were often joined to the wrong paper",
    )
    affiliations_changed: Limit = _limit(
        "Papers that have other affiliations in a basis than in the snapshot that is replaced",
        0.1,
        "an affiliation that was recorded stays as it was, and more were often given to the wrong authors",
    )
    facts_lost: Limit = _limit(
        "Papers or authors that lost a kind of fact, such as abstracts, that the snapshot that is replaced had",
        0.02,
        "a key of the raw file was often renamed, or the file is cut short",
    )
    tracks_changed: Limit = _limit(
        "Papers in other tracks than in the snapshot that is replaced",
        0.05,
        "a paper seldom changes its track, and more often the source names tracks otherwise",
    )
    fewer_than_year_before: Limit = _limit(
        "By how much of last year's number there are fewer papers",
        0.25,
        "a conference seldom shrinks by a quarter, and a file is often cut short",
    )
    more_than_year_before: Limit = _limit(
        "By how much of last year's number there are more papers",
        0.75,
        "a conference seldom grows so much, and rejected papers are often in such a file",
    )
    tracks_unlike_year_before: Limit = _limit(
        "Papers in other tracks than last year's",
        0.25,
        "tracks of a conference change slowly, and a whole track may lack or be named otherwise",
    )
    titles_of_another_year: Limit = _limit(
        "Papers with the title of one of another cohort",
        0.02,
        "hardly any paper appears twice, and the file is often that of another year or conference",
    )
    another_year: Limit = _limit(
        "Papers of which the raw file or the address says another year",
        0.02,
        "the file is often that of another year",
    )
    not_accepted: Limit = _limit(
        "Papers that the raw file calls rejected, withdrawn or submitted",
        0.0,
        "only accepted papers are counted",
    )
    known_once: Limit = _limit(
        "Papers that only one of the sources knows",
        0.12,
        "sources of one conference name the same papers, and rejected ones stand in one of them alone",
    )
    unmatched_rows: Limit = _limit(
        "Rows of a source that found no paper",
        0.2,
        "such a source is often that of another year, or its ids and titles are written otherwise",
    )
    repeated_papers: Limit = _limit(
        "Papers with the id or the title of another one of the cohort",
        0.01,
        "a paper is often listed twice, as poster and as oral, or the ids are not those of papers",
    )
    without_authors: Limit = _limit(
        "Papers without authors", 0.02, "every paper has authors, and the key of the raw file was often renamed"
    )
    without_affiliation: Limit = _limit(
        "Authors of a basis without an affiliation",
        0.3,
        "numbers of so few would be guesses, and the key of the raw file was often renamed",
    )
    unresolved: Limit = _limit(
        "Affiliations of a basis whose country is not known",
        0.05,
        "names of institutions are mostly known, and what is not may be no institution or damaged text",
    )
    one_affiliation: Limit = _limit(
        "Affiliations of a basis that are the most frequent one",
        0.3,
        "no institution has so many authors, and the text may stand for a missing value",
    )
    names_as_affiliations: Limit = _limit(
        "Affiliations that were names of people and were taken out",
        0.005,
        "few people write their name there, and columns of the raw file were often mixed up",
    )

    def limits(self) -> Iterator[tuple[str, Limit]]:
        """Name of each, as config.yaml spells it, and the limit."""
        for field in type(self).model_fields:
            if isinstance(limit := getattr(self, field), Limit):
                yield field.replace("_", "-"), limit

    def __getitem__(self, name: str) -> Limit:
        return dict(self.limits())[name]
