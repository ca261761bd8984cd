"""OpenReview's formats: accepted notes, author profiles aligned with a paper, and profiles of people.

An OpenReview id of a person spells a name, so it is used to join and never kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from analysis.affiliations import clean
from analysis.sources.records import Affiliation, Paper, get, read_rows


def read_notes(path: Path) -> Iterator[Paper]:
    """Accepted papers: id, title, authors, abstract."""
    for number, row in read_rows(path):
        yield Paper(
            id=get(row, "id", path, number),
            url=f"https://openreview.net/forum?id={row['id']}",
            title=clean(get(row, "title", path, number)),
            authors=tuple(clean(a) for a in row.get("authors") or ()),
            texts={"abstract": row["abstract"]} if row.get("abstract") else {},
        )


def read_aligned(path: Path) -> Iterator[Paper]:
    """Papers with the profile affiliation of each author who has one.

    `aff` and `aff_domain` follow the order of `or_profile`; authors are numbered by `authorids`, the order on the paper.
    """
    for number, row in read_rows(path):
        people = [_plain(p) for p in str(get(row, "or_profile", path, number) or "").split(";")]
        order = [_plain(p) for p in str(row.get("authorids") or "").split(";")]
        texts = str(row.get("aff") or "").split(";")
        domains = str(row.get("aff_domain") or "").split(";")
        places = {person: at for at, person in reversed(list(enumerate(order, 1)))}
        free = iter(sorted(set(range(1, len(people) + 1)) - {places[p] for p in people if p in places}))
        affiliations = []
        for at, person in enumerate(people):
            author = places.get(person) or next(free, at + 1)
            affiliations.append(
                Affiliation(author, clean(texts[at]) if at < len(texts) else "", domain=domains[at].strip().casefold() if at < len(domains) else "")
            )
        affiliations.sort(key=lambda a: a.author)
        yield Paper(
            id=get(row, "id", path, number),
            url=f"https://openreview.net/forum?id={row['id']}",
            authors=tuple(clean(a) for a in str(row.get("author") or "").split(";")),
            affiliations=affiliations,
        )


def read_people(path: Path) -> dict[str, list[list[Affiliation]]]:
    """Folded name → for each person of that name, the person's affiliations (`author` left at 0)."""
    people: dict[str, dict[str, list[Affiliation]]] = defaultdict(lambda: defaultdict(list))
    for number, row in read_rows(path):
        person = get(row, "author_id", path, number)
        affiliation = Affiliation(0, clean(row.get("institution")), city=clean(row.get("city")), country=clean(row.get("country")).upper())
        entries = people[fold_name(_plain(person))][person]
        if affiliation not in entries:
            entries.append(affiliation)
    return {name: [entries[p] for p in sorted(entries)] for name, entries in people.items()}


def match_people(authors: tuple[str, ...], people: dict[str, list[list[Affiliation]]]) -> list[Affiliation]:
    """Affiliations of each author by name; authors nobody matches get an empty one, namesakes one set per candidate."""
    found = []
    for position, name in enumerate(authors, 1):
        candidates = people.get(fold_name(name), [])
        if not candidates:
            found.append(Affiliation(position, ""))
        for number, entries in enumerate(candidates, 1):
            mark = number if len(candidates) > 1 else 0
            found.extend(Affiliation(position, e.text, mark, e.city, e.country) for e in entries)
    return found


def fold_name(name: str) -> str:
    """A name for comparison: letters only, no accents, lower case."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if c.isalpha())


def _plain(person: str) -> str:
    return re.sub(r"\d+$", "", person.strip().lstrip("~")).replace("_", " ")
