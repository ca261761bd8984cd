"""What readers asked: who takes no part, which institutions meet most, and how many collaborations are one person with two affiliations.

Reads the attributed affiliations and the classified papers of a cohort, always under its first definition of every axis but the basis.

An *institution* is a name in one country: Microsoft in the United States and Microsoft in China are two. Names with one ROR id are one institution. A company
mostly has none: units whose name begins with the name of another such unit are taken together ("Tencent AI Lab" with "Tencent"); what shares an owner but not
a name ("DeepMind" and "Google") is not, nor are a university and its hospitals or schools where the registry lists them by themselves. In a string of
several institutions each has its own country. An institution that is itself placed in several countries belongs to none, and an authorship that several
people of one name could hold tells of no institution.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from analysis.core import multivalued
from analysis.counting.collaboration import Classified, PaperCountries
from analysis.counting.workbook import Workbook
from analysis.figures.factory import Maker, maker
from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.definitions import Definition, parse

NOT_A_UNIT = re.compile(
    r"\b(?:University|College|Technological Institute|Technical Institute)\b"
)  # Toyota's two universities are no offices of Toyota
SEVERAL = 0.001  # authorships with several countries, as a share, below which a source is taken to record one affiliation an author
FREQUENT = 5  # papers from which on an institution is called frequent: one with a single paper has one chance only to be on a joint one
TOP = 20
COLUMNS = ["cohort", "basis", "us_institution", "us_ror", "china_institution", "china_ror", "papers", "paper_ids"]


class Unit(NamedTuple):
    """An institution in one country; `ror` is empty where the registry has no id."""

    name: str
    ror: str
    country: str


def brands(names: Iterable[str]) -> dict[str, str]:
    """Name → the shortest of the names that it begins with, word for word.

    Examples
    --------
    >>> brands(["Tencent AI Lab", "Tencent", "Intellifusion", "Intel"])["Tencent AI Lab"]
    'Tencent'
    """
    known = set(names)

    def root(name: str) -> str:
        if NOT_A_UNIT.search(name):
            return name
        words = name.split(" ")
        return next((start for n in range(1, len(words)) if (start := " ".join(words[:n])) in known), name)

    return {name: root(name) for name in known}


def units_of(text: str) -> list[Unit]:
    """Institutions of one affiliation that lie in a single country.

    Parameters
    ----------
    text : str
        The column ``units`` of `analysis.attribution.table.resolutions`.
    """
    found = []
    for unit in multivalued.split(text):
        ror, countries, name = unit.split(" ", 2)
        if "+" not in countries:
            found.append(Unit(name, ror.removeprefix("-"), countries))
    return found


def institutions(attributed: pd.DataFrame, basis: str) -> dict[str, frozenset[Unit]]:
    """Paper → its institutions under a basis, units of one company taken together; what only a mail domain tells is left out."""
    rows = attributed[(attributed["basis"] == basis) & (attributed["author"] >= 0)]
    namesakes = set(map(tuple, rows.loc[rows["candidate"] > 0, ["paper_id", "author"]].to_numpy().tolist()))
    rows = rows[rows["units"] != ""]
    read = {text: units_of(text) for text in rows["units"].unique()}
    merged = brands(u.name for units in read.values() for u in units if not u.ror)
    read = {text: [u if u.ror else u._replace(name=merged[u.name]) for u in units] for text, units in read.items()}
    found: dict[str, set[Unit]] = {}
    for paper, author, text in zip(*(rows[c].tolist() for c in ("paper_id", "author", "units")), strict=True):
        if (paper, author) not in namesakes:
            found.setdefault(paper, set()).update(read[text])
    return {paper: frozenset(units) for paper, units in found.items()}


def pairs(
    by_paper: Mapping[str, frozenset[Unit]], papers: Iterable[str], us: frozenset[str], china: frozenset[str]
) -> dict[tuple[Unit, Unit], list[str]]:
    """(US institution, Chinese institution) → papers that carry both, the pair with most papers first."""
    found: dict[tuple[Unit, Unit], list[str]] = {}
    for paper in sorted(papers):
        units = by_paper.get(paper, frozenset())
        for a in units:
            for b in units:
                if a.country in us and b.country in china:
                    found.setdefault((a, b), []).append(paper)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def pairs_of(book: Workbook, name: str, basis: str) -> dict[tuple[Unit, Unit], list[str]]:
    """`pairs` of a cohort's joint papers under a basis."""
    definition = parse(basis, book.config, book.config.cohorts[name])
    papers = book.classified(name, definition)
    return pairs(institutions(book.attributed[name], basis), papers.both, *definition.groups(book.config))


def pairs_table(book: Workbook) -> pd.DataFrame:
    """All pairs of all cohorts and bases with the papers behind them, as `COLUMNS`."""
    rows = [
        (name, basis, a.name, a.ror, b.name, b.ror, len(ids), multivalued.join(ids))
        for name, _, basis in book.config.records
        for (a, b), ids in pairs_of(book, name, basis).items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def newest(config: Config) -> list[tuple[str, str]]:
    """Cohort and basis of the newest schedule and of the newest profiles: what the report shows in full (`Config.shown`)."""
    return [(name, basis) for basis in ("program", "profile") if (name := config.shown(config.having(basis)))]


def dual(paper: PaperCountries, us: frozenset[str], china: frozenset[str]) -> tuple[bool, bool]:
    """Whether an author of a joint paper holds both countries, and whether the paper would not be joint without those who do."""
    single = [codes for codes in paper.by_author.values() if not (codes & us and codes & china)]
    some = len(single) < len(paper.by_author)
    return some, some and not (any(c & us for c in single) and any(c & china for c in single))


def figures(book: Workbook, name: str) -> Iterator[Figure]:
    """All figures of one cohort; a title block is not aligned with authors, and is a sample in which an institution's other papers are missing, so print gives pairs only."""
    config, cohort = book.config, book.config.cohorts[name]
    for basis in cohort.bases:
        definition = parse(basis, config, cohort)
        papers = book.classified(name, definition)
        if not papers.both:
            continue
        make = maker(config, name, definition)
        by_paper = institutions(book.attributed[name], basis)
        yield from _pairs(make, papers, pairs(by_paper, papers.both, *definition.groups(config)))
        if basis != "paper":
            yield from _institutions_apart(make, papers, by_paper, definition)
            yield from _authorships_apart(make, papers, definition)
            yield from _dual(make, papers, definition)


def _pairs(make: Maker, papers: Classified, found: Mapping[tuple[Unit, Unit], list[str]]) -> Iterator[Figure]:
    once = sum(len(ids) == 1 for ids in found.values())
    top = {p for ids in list(found.values())[:TOP] for p in ids}
    own = {p for (a, b), ids in found.items() if a.name == b.name for p in ids}
    yield make("pairs.all", "pairs of a US and a Chinese institution that share a paper", "pairs", len(found))
    yield _part(
        make,
        "pairs.once",
        "pairs of a US and a Chinese institution that share one paper, of all that share any",
        once,
        len(found),
    )
    yield _part(
        make, "pairs.top", f"joint papers that hold one of the {TOP} pairs that meet most", len(top), len(papers.both)
    )
    yield _part(
        make,
        "pairs.own",
        "joint papers that carry one company or institution in both countries",
        len(own),
        len(papers.both),
    )


def _part(make: Maker, measure: str, label: str, x: int, n: int, **more) -> Figure:
    """A share of what is at hand in full, so without an interval of chance."""
    return make(measure, label, "share", x / n if n else None, numerator=x, denominator=n, **more)


def _institutions_apart(
    make: Maker, papers: Classified, by_paper: Mapping[str, frozenset[Unit]], definition: Definition
) -> Iterator[Figure]:
    """Shares of institutions none of whose papers is joint. All papers of the cohort are at hand, so there is no interval of chance."""
    us, china = definition.groups(make.config)
    count: dict[Unit, int] = {}
    together: set[Unit] = set()
    for paper in papers.readable:
        for unit in by_paper.get(paper, ()):
            count[unit] = count.get(unit, 0) + 1
        if paper in papers.both:
            together |= by_paper.get(paper, frozenset())
    groups = {
        "": ("US or Chinese institutions", {u for u in count if u.country in us | china}),
        "-us": ("US institutions", {u for u in count if u.country in us}),
        "-china": ("Chinese institutions", {u for u in count if u.country in china}),
        "-frequent": (
            f"US or Chinese institutions with {FREQUENT} papers or more",
            {u for u in count if u.country in us | china and count[u] >= FREQUENT},
        ),
        "-anywhere": ("institutions of any country", set(count)),
    }
    for slug, (words, units) in groups.items():
        apart = len(units - together)
        value = apart / len(units) if units else None
        yield make(
            f"apart.institutions{slug}",
            f"{words} that take part in no US-China paper",
            "share",
            value,
            numerator=apart,
            denominator=len(units),
        )


def _authorships_apart(make: Maker, papers: Classified, definition: Definition) -> Iterator[Figure]:
    """Shares of authorships on papers that are not joint; the bounds let every open authorship, and every paper it could make joint, fall either way."""
    us, china = definition.groups(make.config)
    for slug, words, group in (
        ("", "authorships", None),
        ("-us", "US authorships", us),
        ("-china", "Chinese authorships", china),
    ):
        n = apart = surely = is_open = 0
        for paper in papers.at_hand:
            people = papers.countries[paper].by_author.values()
            mine = sum(bool(codes if group is None else codes & group) for codes in people)
            n += mine
            is_open += len(people) - sum(bool(codes) for codes in people)
            apart += mine * (paper not in papers.both)
            surely += mine * (paper not in papers.possible)
        bounds = (surely / (n + is_open), (apart + is_open) / (n + is_open)) if n else None
        yield _part(make, f"apart.authorships{slug}", f"{words} on papers that are not joint", apart, n, bounds=bounds)


def _dual(make: Maker, papers: Classified, definition: Definition) -> Iterator[Figure]:
    """Joint papers by one person; none where the source records one affiliation an author, for there it could find none."""
    groups = definition.groups(make.config)
    known = [codes for p in papers.readable for codes in papers.countries[p].by_author.values() if codes]
    several = sum(len(codes) > 1 for codes in known)
    if several < SEVERAL * len(known):
        return
    found = [dual(papers.countries[p], *groups) for p in papers.both]
    yield _part(make, "dual.authorships", "authorships with affiliations in several countries", several, len(known))
    label = "joint papers with an author who holds a US and a Chinese affiliation"
    yield make.share("dual.any", label, sum(some for some, _ in found), len(found))
    label = "joint papers that would not be joint without authors who hold both affiliations"
    yield make.share("dual.only", label, sum(only for _, only in found), len(found))
