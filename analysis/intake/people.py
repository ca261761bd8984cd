"""People's profiles → affiliations of the authors who bear their names, where a source knows people and no papers.

Namesakes are kept apart as candidates: which of them wrote a paper is not known, so that no rule may take one of them.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from analysis.facts.records import Affiliation, Person

ByName = Mapping[str, list[list[Affiliation]]]


def by_name(people: Iterable[Person]) -> dict[str, list[list[Affiliation]]]:
    """Folded name → for each person of that name, in the order of their ids, the person's affiliations, each once."""
    found: dict[str, dict[str, list[Affiliation]]] = defaultdict(lambda: defaultdict(list))
    for person in people:
        entries = found[fold_name(person.name)][person.id]
        if person.affiliation not in entries:
            entries.append(person.affiliation)
    return {name: [entries[id] for id in sorted(entries)] for name, entries in found.items()}


def of_authors(authors: Sequence[str], people: ByName) -> list[Affiliation]:
    """Affiliations of each author; where nobody matches an empty one, with namesakes a set per candidate."""
    found = []
    for position, name in enumerate(authors, 1):
        candidates = people.get(fold_name(name), [])
        if not candidates:
            found.append(Affiliation(position, ""))
        for number, entries in enumerate(candidates, 1):
            mark = number if len(candidates) > 1 else 0
            found.extend(replace(entry, author=position, candidate=mark) for entry in entries)
    return found


def fold_name(name: str) -> str:
    """A name for comparison: letters only, no accents, lower case.

    >>> fold_name("Zoë O'Reed")
    'zoeoreed'
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if c.isalpha())
