"""Who an author is where several people share a name: their countries apart, and rules that choose among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import prod

import pandas as pd

from analysis.core import multivalued
from analysis.counting.collaboration import Countries

Persons = tuple[Countries, ...]  # countries of each person of one name
People = Mapping[str, Mapping[int, Persons]]  # paper → author → persons


def people(rows: pd.DataFrame, column: str) -> People:
    """Countries of each person that may be an author.

    Parameters
    ----------
    rows : DataFrame
        Attributed rows of one basis: ``paper_id, author, candidate`` and `column`, countries joined as
        `analysis.core.multivalued` does.
    """
    codes_of = {text: frozenset(multivalued.split(text)) for text in rows[column].unique()}
    found: dict[str, dict[int, dict[int, Countries]]] = {}
    columns = (rows[c].tolist() for c in ("paper_id", "author", "candidate", column))
    for paper, author, candidate, text in zip(*columns, strict=True):
        persons = found.setdefault(paper, {}).setdefault(author, {})
        persons[candidate] = persons.get(candidate, frozenset()) | codes_of[text]
    return {
        paper: {author: tuple(persons[c] for c in sorted(persons)) for author, persons in authors.items()}
        for paper, authors in found.items()
    }


def that_could_be_joint(rows: pd.DataFrame, column: str, us: Countries, china: Countries) -> pd.DataFrame:
    """Rows of the papers on which anybody has either side: no choice between people can make another paper joint."""
    codes_of = {text: set(multivalued.split(text)) for text in rows[column].unique()}
    on_us, on_china = (
        set(rows.loc[rows[column].isin([t for t, codes in codes_of.items() if codes & side]), "paper_id"])
        for side in (us, china)
    )
    return rows[rows["paper_id"].isin(on_us & on_china)]


def agreed(persons: Persons) -> Countries:
    """What all people of a name have in common: our own rule."""
    return frozenset.intersection(*persons)


def first(persons: Persons) -> Countries:
    """The first person of a name."""
    return persons[0]


def everyone(persons: Persons) -> Countries:
    """All people of a name together."""
    return frozenset().union(*persons)


def joint_papers(
    found: People, ids: Iterable[str], us: Countries, china: Countries, choose: Callable[[Persons], Countries]
) -> int:
    """Papers with both groups, where `choose` says what an author counts for."""
    known = (frozenset().union(*(choose(persons) for persons in found.get(p, {}).values())) for p in ids)
    return sum(bool(codes & us and codes & china) for codes in known)


def expected_joint(found: People, ids: Iterable[str], us: Countries, china: Countries) -> float:
    """Expected papers with both groups, where each author is one of the people of the name.

    They are drawn evenly and independently; the expectation is exact.
    """

    def none(paper: str, group: Countries) -> float:
        authors = found.get(paper, {}).values()
        return prod(sum(not codes & group for codes in persons) / len(persons) for persons in authors)

    return sum(1 - none(p, us) - none(p, china) + none(p, us | china) for p in sorted(ids))
