"""Papers of OpenReview, each with the profile of every author who has one.

Columns: id, author, authorids, or_profile, aff, aff_domain, all but the first lists joined by ``;``. `aff` and
`aff_domain` follow the order of `or_profile`; authors are numbered by `authorids`, the order on the paper. An id of a
person spells a name, so it is used to join and never kept.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from analysis.core.text import ENTITY, clean
from analysis.facts.identifiers import name_in, url_of
from analysis.facts.raw_rows import Row, rows_of
from analysis.facts.records import Affiliation, Paper


def read(path: Path) -> Iterator[Paper]:
    """Papers with the profile affiliation of each author who has one."""
    for row in rows_of(path):
        forum = clean(row.need("id"))
        yield Paper(
            id=forum,
            url=url_of(forum),
            authors=tuple(clean(a) for a in str(row.get("author") or "").split(";")),
            affiliations=[affiliation for affiliation, _ in affiliations_of(row)],
        )


def affiliations_of(row: Row) -> list[tuple[Affiliation, int]]:
    """One for each profile with the profile's place in the row, in the order of the authors.

    An author is found by id or name; a profile that matches nobody takes a place left over.
    """
    return sorted(_affiliations(row), key=lambda found: found[0].author)


def _affiliations(row: Row) -> Iterator[tuple[Affiliation, int]]:
    people = [p.strip() for p in str(row.need("or_profile") or "").split(";")]
    order = [p.strip() for p in str(row.get("authorids") or "").split(";")]
    texts = aligned(str(row.get("aff") or ""), len(people))
    domains = str(row.get("aff_domain") or "").split(";")
    places = _places(people, order)
    free = iter(sorted(set(range(1, len(people) + 1)) - set(places.values())))
    for at in range(len(people)):
        text = clean(texts[at]) if at < len(texts) else ""
        domain = domains[at].strip().casefold() if at < len(domains) else ""
        yield Affiliation(places.get(at) or next(free, at + 1), text, domain=domain), at


def aligned(joined: str, count: int) -> list[str]:
    """Cut at `;` into `count` texts.

    Where that gives another number, a text holds one itself: before a space ("Oak; Elm"), or at the end of an entity.
    """
    undone = joined
    for _ in range(4):
        undone = ENTITY.sub(lambda m: html.unescape(m[0]), undone)
    ways = [re.split(cut, text) for text in (joined, undone) for cut in (";", r";(?!\s)")]
    return next((texts for texts in ways if len(texts) == count), ways[0])


def _places(people: list[str], order: list[str]) -> dict[int, int]:
    """Index of a profile → number of its author, one to one: by the same id, else by the name that the id spells.

    Two authors may share a name.
    """
    places: dict[int, int] = {}
    ways: tuple[Callable[[str], str], ...] = (str, name_in)
    for spelt in ways:
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(order, 1):
            if number not in places.values():
                numbers[spelt(person)].append(number)
        for at, person in enumerate(people):
            if at not in places and numbers.get(spelt(person)):
                places[at] = numbers[spelt(person)].pop(0)
    return places
