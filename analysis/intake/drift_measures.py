"""How far new facts of a cohort lie from those they replace, from last year's, and from what facts can be.

Each measure gives what was found, as a share with examples, or why it cannot be taken; no limit is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.attribution.answer import answer
from analysis.attribution.resolve import resolve
from analysis.attribution.table import ASKED, authorship_rows
from analysis.core import multivalued
from analysis.core.text import fold
from analysis.facts.store import Snapshot
from analysis.intake.drift_evidence import Evidence

PERSON = ["paper_id", "author"]
ENOUGH = 100  # affiliations from which it tells anything that one of them is frequent


@dataclass(frozen=True)
class Found:
    """What a measure found: `cases` of `of`, with examples; `words` stand behind both numbers, or say all themselves."""

    name: str
    cases: int
    of: int
    things: str
    words: str
    examples: list[str]
    is_whole: bool = False

    @property
    def share(self) -> float:
        """Cases as a share; nothing of nothing is none."""
        return self.cases / self.of if self.of else 0.0

    def __str__(self) -> str:
        return (
            self.words
            if self.is_whole
            else f"{self.cases:,} of {self.of:,} {self.things} ({self.share:.1%}) {self.words}"
        )


Measures = Iterator[Found]


def in_itself(new: Snapshot, seen: Evidence) -> Measures:
    """What needs no other facts."""
    count = len(new.papers)
    yield Found("without-authors", len(seen.nameless), count, "papers", "have no authors", seen.nameless)
    yield Found(
        "repeated-papers",
        len(seen.repeated),
        count,
        "papers",
        "have the id or the title of another one",
        sorted(seen.repeated),
    )
    yield Found(
        "not-accepted",
        len(seen.refused),
        count,
        "papers",
        "are rejected, withdrawn or only submitted, as the raw file says",
        seen.refused,
    )
    yield Found(
        "another-year",
        len(seen.another_year),
        count,
        "papers",
        "are of another year, as the raw file or the address says",
        seen.another_year,
    )
    yield Found(
        "names-as-affiliations",
        len(seen.names),
        seen.texts,
        "affiliations",
        "were names of people and were taken out (shown: the papers)",
        list(dict.fromkeys(seen.names)),
    )
    if seen.sources > 1:
        yield Found(
            "known-once", len(seen.known_once), count, "papers", "are known to one source only", seen.known_once
        )
    for source in new.sources:
        lost = source["rows-in"] - source["rows-used"]
        files = source["files"][0]["name"]
        yield Found(
            "unmatched-rows",
            lost,
            source["rows-in"],
            "rows",
            f"of {files} found no paper",
            [f"{n:,} rows: {why}" for why, n in source["dropped"].items()],
        )
    yield from _affiliations(new)


def _affiliations(new: Snapshot) -> Measures:
    title = dict(zip(new.papers["paper_id"], _titles(new.papers), strict=True))
    for basis, rows in new.authorships.groupby("basis"):
        people = rows.assign(has=rows["affiliation"] != "").groupby(PERSON)["has"].any()
        lacking = people[~people].index.get_level_values(0)
        yield Found(
            "without-affiliation",
            len(lacking),
            len(people),
            "authors",
            f"have no affiliation in the basis {basis}",
            [title.get(paper, paper) for paper in dict.fromkeys(lacking)],
        )
    for basis, rows in authorship_rows(new).groupby("basis"):
        said = rows[rows["affiliation"] != ""]
        times = said.groupby(list(ASKED)).size().sort_values(ascending=False, kind="stable")
        texts = said["affiliation"].value_counts()
        if texts.empty:
            continue
        known = [answer(resolve(*key)).status != "unresolved" for key in times.index]
        unknown = times[[not one for one in known]]
        where = f"in the basis {basis}"
        yield Found(
            "unresolved",
            int(unknown.sum()),
            len(said),
            "affiliations",
            f"{where} have no country that is known",
            [repr(key[0][:90]) for key in unknown.index],
        )
        if len(said) >= ENOUGH:
            words, most = f"{where} are the same", [repr(str(texts.index[0])[:90])]
            yield Found("one-affiliation", int(texts.iloc[0]), len(said), "affiliations", words, most)


def from_other_cohorts(new: Snapshot, others: Mapping[str, Snapshot]) -> Measures:
    """Titles that also stand in another cohort, named with it."""
    mine = _by_title(new.papers)
    for name, other in others.items():
        both = sorted(mine.keys() & _by_title(other.papers).keys())
        yield Found(
            "titles-of-another-year",
            len(both),
            len(new.papers),
            "papers",
            f"have the title of one of {name}",
            [mine[key] for key in both],
        )


def from_year_before(new: Snapshot, before: Snapshot) -> Measures:
    """The number of papers, and how they spread over tracks, against the conference's year before."""
    now, then = len(new.papers), len(before.papers)
    for name, by, word in (
        ("fewer-than-year-before", then - now, "fewer"),
        ("more-than-year-before", now - then, "more"),
    ):
        words = f"{now:,} papers, {abs(by) / then if then else 0:.1%} {word} than the {then:,} of {before.cohort}"
        yield Found(name, max(by, 0), then, "papers", words, [], is_whole=True)
    yield _tracks("tracks-unlike-year-before", new.papers, before.papers, before.cohort)


def from_replaced(new: Snapshot, old: Snapshot) -> Measures:
    """Papers, titles, affiliations, tracks and kinds of facts against the snapshot that is to be replaced."""
    title = dict(zip(old.papers["paper_id"], _titles(old.papers), strict=True))
    title |= dict(zip(new.papers["paper_id"], _titles(new.papers), strict=True))
    ids, were = set(new.papers["paper_id"]), set(old.papers["paper_id"])

    def found(name: str, papers: Iterable[str], of: int, words: str) -> Found:
        some = sorted(papers)
        return Found(name, len(some), of, "papers", words, [title[paper] for paper in some])

    yield found("papers-lost", were - ids, len(were), "that data/ holds are not in the raw files")
    yield found("papers-new", ids - were, len(ids), "are not among those that data/ holds")
    both = ids & were
    about = _lookup(new.papers), _lookup(old.papers)
    moved = {paper for paper in both if about[0][paper] != about[1][paper]}
    words = "have another title or number of authors than in data/"
    yield found("papers-changed", moved, len(both), words)
    now, then = _by_paper(new), _by_paper(old)
    for basis in sorted(now.keys() & then.keys()):
        shared = now[basis].keys() & then[basis].keys()
        other = {paper for paper in shared if now[basis][paper] != then[basis][paper]}
        words = f"have other affiliations in the basis {basis} than in data/"
        yield found("affiliations-changed", other, len(shared), words)
    yield _tracks("tracks-changed", new.papers, old.papers, "data/")
    yield from _kinds(new, old, both, title)


def _kinds(new: Snapshot, old: Snapshot, both: set[str], title: Mapping[str, str]) -> Measures:
    """Kinds of facts that papers had; where a basis is gone, all its papers lost it."""
    now, then = _facts(new), _facts(old)
    for kind, had in then.items():
        had = had & both
        lost = sorted(had - now.get(kind, set()))
        yield Found(
            "facts-lost", len(lost), len(had), "papers", f"that had {kind} have none any more", [title[p] for p in lost]
        )


def _facts(shot: Snapshot) -> dict[str, set[str]]:
    """Kind of fact → papers that have it."""
    papers, fields = shot.papers, shot.papers["fields"].map(multivalued.split)

    def having(wanted: Callable[[str], bool], column: pd.Series) -> set[str]:
        return set(papers["paper_id"][column.map(wanted).to_numpy(dtype=bool)]) if len(papers) else set()

    held = {
        "an address": having(bool, papers["url"]),
        "a track": having(bool, papers["track"]),
        "an award": having(bool, papers["award"]),
        "a title block": having(bool, papers["block"]),
        **{
            f"{article} {name}": set(papers["paper_id"][[name in has for has in fields]])
            for article, name in (("an", "abstract"), ("a", "body"))
        },
    }
    for basis, rows in authorship_rows(shot).groupby("basis"):
        for column in ASKED:
            held[f"{column} in the basis {basis}"] = set(rows["paper_id"][rows[column] != ""])
    return held


def _tracks(name: str, new: pd.DataFrame, old: pd.DataFrame, where: str) -> Found:
    """Total variation distance of the shares of tracks, as papers of the new facts."""
    now, then = (papers["track"].value_counts(normalize=True) for papers in (new, old))
    shares = pd.DataFrame({"now": now, "then": then}).fillna(0.0).sort_index()
    apart = float((shares["now"] - shares["then"]).abs().sum()) / 2 if len(new) and len(old) else 0.0
    told = [f"{track or 'no track'}: {then:.1%} → {now:.1%}" for track, now, then in shares.itertuples(name=None)]
    words = f"{apart:.1%} of the papers are in other tracks than in {where}"
    return Found(name, round(apart * len(new)), len(new), "papers", words, told, is_whole=True)


def _lookup(papers: pd.DataFrame) -> dict[str, tuple[str, int]]:
    keys = papers["title"].map(_key)
    return dict(zip(papers["paper_id"], zip(keys, papers["authors"], strict=True), strict=True))


def _by_paper(shot: Snapshot) -> dict[str, dict[str, list[tuple[int, str]]]]:
    """Basis → paper → its authors with their affiliations; what is empty is left out."""
    made: dict[str, dict[str, list[tuple[int, str]]]] = {}
    rows = authorship_rows(shot)
    rows = rows[rows["affiliation"] != ""]
    for paper, basis, author, text in zip(
        *(rows[c] for c in ("paper_id", "basis", "author", "affiliation")), strict=True
    ):
        made.setdefault(basis, {}).setdefault(paper, []).append((author, text))
    return {basis: {paper: sorted(of) for paper, of in papers.items()} for basis, papers in made.items()}


def _by_title(papers: pd.DataFrame) -> dict[str, str]:
    return {key: shown for key, shown in zip(papers["title"].map(_key), _titles(papers), strict=True) if key}


def _key(title: str) -> str:
    return fold(title).replace(" ", "")


def _titles(papers: pd.DataFrame) -> pd.Series:
    return papers["title"].map(lambda title: f"“{title[:90]}”")
