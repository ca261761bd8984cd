"""The rules of who counts once more, paper by paper in plain Python: what the ledger's arrays are held against."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.counting.classified import Tally
from analysis.settings.config import Config
from analysis.settings.definitions import Definition

Countries = frozenset[str]
POLICIES = {
    "stated-location": "stated",
    "headquarters": "headquarters",
    "named-place": "placed",
    "company-by-person": "by_person",
}


@dataclass
class Paper:
    """Author → known countries, in order; how many authors are open; whether the paper can be read."""

    authors: dict[int, Countries]
    unknown: int
    readable: bool

    @property
    def known(self) -> Countries:
        return frozenset().union(*self.authors.values())


def read(block: str, rows: pd.DataFrame, basis: str, policy: str) -> Paper:
    """One paper from its attributed rows."""
    persons: dict[tuple[int, int], tuple[set[str], bool]] = {}
    for row in rows[rows["basis"] == basis].to_dict("records"):
        codes = set(filter(None, row[POLICIES[policy]].split("|")))
        is_open = row["status"] in ("unresolved", "empty") or (
            policy == "named-place" and row["status"] == "resolved" and not codes
        )
        known, before = persons.setdefault((row["author"], row["candidate"]), (set(), False))
        known |= codes
        persons[row["author"], row["candidate"]] = known, before or (is_open and row["author"] >= 0)
    legible = basis != "paper" or block == "complete"
    if legible and any(codes for (author, _), (codes, _) in persons.items() if author >= 0):
        persons = {key: person for key, person in persons.items() if key[0] >= 0}
    authors, unknown = {}, 0
    for author in sorted({author for author, _ in persons}):
        candidates = [person for (a, _), person in sorted(persons.items()) if a == author]
        authors[author] = frozenset(set.intersection(*(codes for codes, _ in candidates)))
        differ = any(codes != candidates[0][0] for codes, _ in candidates)
        unknown += differ or any(is_open and not codes for codes, is_open in candidates)
    return Paper(authors, unknown, legible and any(authors.values()))


def weight(paper: Paper, rule: str, a: Countries, b: Countries) -> float:
    """Weight of a paper as a joint one under a rule of `analysis.counting.collaboration`."""
    authors = list(paper.authors.values())

    def both(some: list[Countries]) -> bool:
        known = frozenset().union(*some)
        return bool(known & a and known & b)

    def apart(some: list[Countries]) -> bool:
        alone = [(bool(c & a), bool(c & b)) for c in some]
        return (True, False) in alone and (False, True) in alone

    on_a, on_b = [bool(c & a) for c in authors], [bool(c & b) for c in authors]
    rules = {
        "any": lambda: both(authors),
        "two-authors": lambda: any(x and y for i, x in enumerate(on_a) for j, y in enumerate(on_b) if i != j),
        "separate-people": lambda: apart(authors),
        "shared-person": lambda: both(authors) and not apart(authors),
        "first-author": lambda: both(authors[:1]),
        "last-author": lambda: both(authors[-1:]),
        "first-last": lambda: both([*authors[:1], *authors[-1:]]),
        "opposite-ends": lambda: len(authors) > 1 and ((on_a[0] and on_b[-1]) or (on_b[0] and on_a[-1])),
        "single-country": lambda: any(c and c <= a for c in authors) and any(c and c <= b for c in authors),
        "two-each": lambda: sum(on_a) > 1 and sum(on_b) > 1,
        "third-each": lambda: bool(authors) and 3 * min(sum(on_a), sum(on_b)) >= len(authors),
        "quarter-each": lambda: bool(authors) and 4 * min(sum(on_a), sum(on_b)) >= len(authors),
        "only-two": lambda: both(authors) and paper.known <= a | b,
        "fractional": lambda: link_weight(paper.known, a, b) if both(authors) else 0,
    }
    return float(rules[rule]())


def link_weight(known: Countries, a: Countries, b: Countries) -> float:
    """Share of the pairs of a paper's countries that join the two groups."""
    count = len({"a" if c in a else "b" if c in b else c for c in known})
    return 2 / (count * (count - 1)) if count > 1 else 1.0


def tally(papers: pd.DataFrame, attributed: pd.DataFrame, definition: Definition, config: Config) -> Tally:
    """What a definition finds of the main pair."""
    a, b = (definition.countries(config, group) for group in config.pair)
    tracks = {t for t, block in zip(papers["track"], papers["block"], strict=True) if block and _held(definition, t)}
    found, counts = 0.0, {"readable": 0, "at_hand": 0, "certain": 0, "possible": 0, "population": 0}
    for row in papers.to_dict("records"):
        if not _held(definition, row["track"]):
            continue
        printed = definition.basis == "paper"
        counts["population"] += not printed or row["track"] in tracks
        if printed and not row["block"]:
            continue
        rows = attributed[attributed["paper_id"] == row["paper_id"]]
        paper = read(row["block"], rows, definition.basis, definition.policy)
        joint = bool(weight(paper, definition.collaboration, a, b))
        lost = printed and row["block"] == "incomplete"
        counts["at_hand"] += 1
        counts["readable"] += paper.readable
        counts["certain"] += joint
        counts["possible"] += bool(joint or lost or not paper.authors or paper.unknown)
        if joint and paper.readable:
            found += link_weight(paper.known, a, b) if definition.counting == "fractional" else 1
    return Tally(found, **counts)


def _held(definition: Definition, track: str) -> bool:
    return definition.track in ("all", track)
