"""Records of several sources → papers: which records are of one paper, and what the paper is by all of them.

By OpenReview id, else by the number of its entry, else by title, else by the set of authors, else by nearly the same title; one to one. Records of
people are joined by the names of a paper's authors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from analysis.core.text import fold
from analysis.facts.records import Affiliation, Paper, Person
from analysis.intake.people import by_name, fold_name, of_authors
from analysis.settings.models import Basis, Source

SAME_AUTHORS = 0.6  # share of authors in common (Jaccard) from which two records are one paper
SAME_WORDS = 0.6  # the same for the words of two titles
SURE = 0.8  # share of authors in common that says more than a title, which may change until print
UNLIKE = 0.3  # share of words in common below which two titles are of two papers
COMMON = 400  # papers from which a word or name tells too little to seek by it

Words = Callable[[Paper], set[str]]


@dataclass
class Joined:
    """One paper: what its sources together say of it, the records it was made of, and its affiliations by basis."""

    paper: Paper = field(default_factory=Paper)
    records: list[Paper] = field(default_factory=list)
    affiliations: dict[Basis, list[Affiliation]] = field(default_factory=dict)

    @property
    def authors(self) -> Iterable[str]:
        """Every author in every spelling."""
        return (author for record in self.records for author in record.authors)

    def add(self, record: Paper, source: Source) -> None:
        """Take what the paper lacks from a record: the first source to say a thing is believed."""
        self.records.append(record)
        paper = self.paper
        for name in ("title", "authors", "id", "url", "award", "header", "block"):
            if not getattr(paper, name):
                setattr(paper, name, getattr(record, name))
        paper.track = paper.track or record.track or source.track or ""
        for name, text in record.texts.items():
            paper.texts.setdefault(name, text)
        if source.basis and record.affiliations:
            self.affiliations[source.basis] = record.affiliations


@dataclass(frozen=True)
class Tally:
    """What became of the rows of a source; `dropped`: how many for each reason."""

    rows: int
    used: int
    added: int = 0
    dropped: dict[str, int] = field(default_factory=dict)


def join(papers: list[Joined], records: Sequence[Paper], source: Source) -> Tally:
    """Give each record to its paper; one without is a new paper where the source is a spine, else it is dropped."""
    at = match([paper.records for paper in papers], records)
    before, used = len(papers), 0
    for number, record in enumerate(records):
        place = at.get(number)
        if place is None:
            if not source.spine:
                continue
            place = len(papers)
            papers.append(Joined())
        used += 1
        papers[place].add(record, source)
    dropped = len(records) - used
    return Tally(len(records), used, len(papers) - before, {"no matching paper": dropped} if dropped else {})


def join_people(papers: Iterable[Joined], records: Iterable[Person], basis: Basis | None) -> Tally:
    """Give every paper the affiliations of the people who bear the names of its authors; each affiliation is a row."""
    people = by_name(records)
    met: set[str] = set()
    for joined in papers:
        met |= _author_keys(joined.paper)
        if joined.paper.authors and basis:
            joined.affiliations[basis] = of_authors(joined.paper.authors, people)
    rows = sum(len(entries) for persons in people.values() for entries in persons)
    used = sum(len(entries) for name, persons in people.items() if name in met for entries in persons)
    return Tally(rows, used, 0, {"no author of this name": rows - used} if rows > used else {})


def match(papers: Sequence[Sequence[Paper]], records: Sequence[Paper]) -> dict[int, int]:
    """Index of record → index of paper, one to one.

    A paper is the list of records it was made of, since titles and spellings of names change between sources. Authors
    decide only between records with enough of them in common; where these are few, a title known on both sides must not
    contradict them. A record with an id and no title belongs to the paper with that id, if ids are known at all.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    keys: tuple[Callable[[Paper], str], ...] = (
        lambda p: p.id,
        lambda p: p.entry,
        lambda p: fold(p.title).replace(" ", ""),
    )
    for key in keys:
        places: dict[str, list[int]] = defaultdict(list)
        for at, known in enumerate(papers):
            for value in {key(p) for p in known} - {""}:
                places[value].append(at)
        for number, record in enumerate(records):
            free = [at for at in places.get(key(record), ()) if at not in taken]
            if number not in found and free:
                found[number] = free[0]
                taken.add(free[0])
    ids_known = any(p.id for known in papers for p in known)
    ways: tuple[tuple[Words, float], ...] = (
        (_author_keys, SAME_AUTHORS),
        (_last_names, SAME_AUTHORS),
        (_title_words, SAME_WORDS),
    )
    for words, least in ways:
        open_records = [n for n, r in enumerate(records) if n not in found and not (ids_known and r.id and not r.title)]
        for _, number, at in sorted(_similar(papers, records, open_records, words, least, taken)):
            if number not in found and at not in taken:
                found[number] = at
                taken.add(at)
    return found


def _similar(
    papers: Sequence[Sequence[Paper]],
    records: Sequence[Paper],
    numbers: Iterable[int],
    words: Words,
    least: float,
    taken: set[int],
) -> list[tuple[float, int, int]]:
    """Pairs (minus their likeness, record, paper) that share at least `least` of their words (Jaccard)."""
    index: dict[str, set[int]] = defaultdict(set)
    sets = {at: [words(p) for p in known] for at, known in enumerate(papers) if at not in taken}
    for at, variants in sets.items():
        for key in set().union(*variants):
            index[key].add(at)
    pairs = []
    for number in numbers:
        record, mine = records[number], words(records[number])
        near = {at for key in mine if len(index.get(key, ())) < COMMON for at in index.get(key, ())}
        for at in near:
            likeness = max(_jaccard(mine, variant) for variant in sets[at])
            sure = words is _title_words or (likeness >= SURE and len(mine) > 1)
            if likeness >= least and not _contradicts(record, papers[at], words is _last_names, sure):
                pairs.append((-likeness, number, at))
    return pairs


def _contradicts(record: Paper, known: Sequence[Paper], by_family: bool, sure: bool) -> bool:
    """Whether ids, authors or titles say that a record is of another paper, however alike they are.

    `by_family`: only family names are alike, which are too common by themselves. `sure`: no title need agree.
    """
    ids = {p.id for p in known} - {""}
    if record.id and ids and record.id not in ids:
        return True
    if by_family and not any(_author_keys(record) & _author_keys(p) for p in known):
        return True
    titles = [_title_words(p) for p in known if p.title]
    if sure or not record.title or not titles:
        return False
    return max(_jaccard(_title_words(record), words) for words in titles) < UNLIKE


def _jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _author_keys(paper: Paper) -> set[str]:
    return {key for key in map(fold_name, paper.authors) if key}


def _last_names(paper: Paper) -> set[str]:
    return {key for key in (fold_name(a.split()[-1]) for a in paper.authors if a.split()) if key}


def _title_words(paper: Paper) -> set[str]:
    return {w for w in fold(re.sub(r"\\[a-zA-Z]+", " ", paper.title)).split() if len(w) > 2}
