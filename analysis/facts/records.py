"""What every raw format yields: papers, or people, with what one source says of them; held in memory only.

Names and texts live in these records so that sources can be joined and terms counted; `analysis.facts.store` writes
none of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.facts.title_block.block import PrintedBlock


@dataclass(frozen=True)
class Affiliation:
    """One affiliation of the author numbered `author`, from 1; `candidate`: which of several namesakes, else 0."""

    author: int
    text: str
    candidate: int = 0
    city: str = ""
    country: str = ""
    domain: str = ""


@dataclass
class Paper:
    """One paper as one source has it. Empty values mean that the source does not say.

    `entry`: its number in the program of a virtual site, by which other files of that site name it.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    id: str = ""
    url: str = ""
    track: str = ""
    award: str = ""
    affiliations: list[Affiliation] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    header: str = ""
    block: PrintedBlock | None = None
    entry: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A row that is no paper of the conference, such as a rejected one; `reason` is counted in the snapshot."""

    reason: str


@dataclass(frozen=True)
class Person:
    """One affiliation of one person, as a source has it that knows people and no papers.

    `author` of the affiliation is 0.

    `id` tells people of one `name` apart; both are used to join and never kept.
    """

    id: str
    name: str
    affiliation: Affiliation
