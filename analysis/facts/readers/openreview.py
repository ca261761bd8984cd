"""OpenReview's formats: accepted notes, author profiles aligned with a paper, and profiles of people.

An OpenReview id of a person spells a name, so it is used to join and never kept.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from analysis.core.text import ENTITY, clean
from analysis.facts.readers.records import Affiliation, Paper, get, read_rows


def read_notes(path: Path) -> Iterator[Paper]:
    """Accepted papers: id, title, authors, abstract."""
    for number, row in read_rows(path):
        yield Paper(
            id=(forum := clean(get(row, "id", path, number))),
            url=f"https://openreview.net/forum?id={forum}" if forum else "",
            title=clean(get(row, "title", path, number)),
            authors=tuple(clean(a) for a in (get(row, "authors", path, number, list) if "authors" in row else ())),
            texts={"abstract": str(row["abstract"])} if row.get("abstract") else {},
        )


def read_aligned(path: Path) -> Iterator[Paper]:
    """Papers with the profile affiliation of each author who has one.

    `aff` and `aff_domain` follow the order of `or_profile`; authors are numbered by `authorids`, the order on the paper.
    """
    for number, row in read_rows(path):
        people = [p.strip() for p in str(get(row, "or_profile", path, number) or "").split(";")]
        order = [p.strip() for p in str(row.get("authorids") or "").split(";")]
        texts = _aligned(str(row.get("aff") or ""), len(people))
        domains = str(row.get("aff_domain") or "").split(";")
        places = _places(people, order)
        free = iter(sorted(set(range(1, len(people) + 1)) - set(places.values())))
        affiliations = []
        for at in range(len(people)):
            author = places.get(at) or next(free, at + 1)
            affiliations.append(
                Affiliation(
                    author,
                    clean(texts[at]) if at < len(texts) else "",
                    domain=domains[at].strip().casefold() if at < len(domains) else "",
                )
            )
        affiliations.sort(key=lambda a: a.author)
        yield Paper(
            id=(forum := clean(get(row, "id", path, number))),
            url=f"https://openreview.net/forum?id={forum}" if forum else "",
            authors=tuple(clean(a) for a in str(row.get("author") or "").split(";")),
            affiliations=affiliations,
        )


def _aligned(joined: str, count: int) -> list[str]:
    """Cut at `;` into `count` texts. Where that gives another number, a text holds one itself: before a space ("Oak; Elm"), or at the end of an entity."""
    undone = joined
    for _ in range(4):
        undone = ENTITY.sub(lambda m: html.unescape(m[0]), undone)
    ways = [re.split(cut, text) for text in (joined, undone) for cut in (";", r";(?!\s)")]
    return next((texts for texts in ways if len(texts) == count), ways[0])


def _places(people: list[str], order: list[str]) -> dict[int, int]:
    """Index of a profile → number of its author, one to one: by the same id, else by the name it spells (two authors may share a name)."""
    places: dict[int, int] = {}
    for spell in (str, _plain):
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(order, 1):
            if number not in places.values():
                numbers[spell(person)].append(number)
        for at, person in enumerate(people):
            if at not in places and numbers.get(spell(person)):
                places[at] = numbers[spell(person)].pop(0)
    return places


def read_people(*paths: Path) -> dict[str, list[list[Affiliation]]]:
    """Folded name → for each person of that name, the person's affiliations (`author` left at 0)."""
    people: dict[str, dict[str, list[Affiliation]]] = defaultdict(lambda: defaultdict(list))
    for path, number, row in ((file, number, row) for file in paths for number, row in read_rows(file)):
        person = str(get(row, "author_id", path, number))
        affiliation = Affiliation(
            0, clean(row.get("institution")), city=clean(row.get("city")), country=clean(row.get("country")).upper()
        )
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
