"""How good attribution is, measured on the hand-labelled gold sets of `analysis.counting.gold`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from analysis.core import multivalued
from analysis.counting import gold
from analysis.counting.workbook import Workbook
from analysis.settings.config import Config
from analysis.settings.definitions import headline, parse
from analysis.settings.groups import Pair

STRATA = {"authorship": "affiliations drawn by authorship", "tail": "affiliations of the rare tail"}


@dataclass(frozen=True, slots=True)
class Score:
    """`right` of `of`, as one measure of accuracy; its interval goes by the `distinct` strings or blocks behind it."""

    measure: str
    label: str
    right: int
    of: int
    distinct: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a string says: its countries as named and with companies at headquarters, and whether any were found."""

    stated: set[str]
    headquarters: set[str]
    status: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """One string of a gold set, as often as it was drawn, with the reader's answer and ours."""

    draws: int
    certain: bool
    reader: Answer
    ours: Answer


def labelled(book: Workbook, half: str, stratum: str) -> list[Labelled]:
    """The strings of one half of the gold set that were drawn in one way."""
    decided = _answers(book)
    return [
        Labelled(
            int(row["draws"]),
            row["certain"] == "yes",
            Answer(_set(row["stated"]), _set(row["headquarters"]), row["stated"]),
            decided[row["affiliation"]],
        )
        for row in gold.rows("affiliations.csv")
        if row["half"] == half and row["stratum"] == stratum
    ]


def score_strings(book: Workbook, half: str) -> Iterator[Score]:
    """Scores on affiliation strings that a reader was certain of, each as often as it was drawn.

    A string is *right* if its country set is exactly the reader's, *wrong* if it was given a country that the reader
    did not see.
    """
    for stratum, words in STRATA.items():
        drawn = labelled(book, half, stratum)
        sure = [one for one in drawn if one.certain]
        named = [one for one in sure if one.reader.status != "unaffiliated"]
        resolved = [one for one in sure if one.ours.status == "resolved"]
        for slug, label, rows, holds in (
            (
                "right",
                f"country set exactly right, of resolved {words}",
                resolved,
                lambda one: one.ours.stated == one.reader.stated,
            ),
            (
                "headquarters",
                f"country set exactly right with companies at headquarters, of resolved {words}",
                resolved,
                lambda one: one.ours.headquarters == one.reader.headquarters,
            ),
            (
                "wrong",
                f"given a wrong country, of resolved {words}",
                resolved,
                lambda one: not one.ours.stated <= one.reader.stated,
            ),
            (
                "unresolved",
                f"unresolved, of {words} that name an institution",
                named,
                lambda one: one.ours.status == "unresolved",
            ),
            (
                "uncertain",
                f"left out because the reader was not certain, of {words}",
                drawn,
                lambda one: not one.certain,
            ),
        ):
            yield _score(f"strings.{slug}.{stratum}", label, rows, holds)


def score_elsewhere(book: Workbook, half: str, kind: str = "") -> Iterator[Score]:
    """Scores on affiliations that no list of ours was made on, of one kind or of all.

    Of those that both readers were certain of: exactly right (nothing, where there is no institution), given a wrong
    country, and left open.
    """
    answers = _answers(book)
    rows = [row for row in gold.rows("elsewhere.csv") if row["half"] == half and kind in ("", row["kind"])]
    sure = [
        Labelled(1, True, Answer(_countries(row["stated"]), set(), row["stated"]), answers[row["affiliation"]])
        for row in rows
        if row["certain"] == "yes" and row["stated"] != "unknown"
    ]
    words = f"affiliations from elsewhere {gold.KINDS[kind]}" if kind else "affiliations from elsewhere"
    for slug, label, holds in (
        ("right", "country set exactly right", lambda one: one.ours.stated == one.reader.stated),
        ("wrong", "given a wrong country", lambda one: not one.ours.stated <= one.reader.stated),
        ("open", "left without a country that is there", lambda one: bool(one.reader.stated - one.ours.stated)),
    ):
        yield _score(f"elsewhere.{slug}", f"{label}, of {words}", sure, holds)


def agreement_elsewhere() -> Score:
    """On how many affiliations from elsewhere the two readers give the same countries."""
    rows = gold.rows("elsewhere.csv")
    same = sum(row["reader_a"] == row["reader_b"] for row in rows)
    label = "affiliations from elsewhere on which both readers give the same countries"
    return Score("elsewhere.agreement", label, same, len(rows), len(rows))


def _answers(book: Workbook) -> dict[str, Answer]:
    """String of the gold sets → our answer."""
    columns = (book.gold[c].tolist() for c in ("affiliation", "stated", "headquarters", "status"))
    return {text: Answer(_set(stated), _set(hq), status) for text, stated, hq, status in zip(*columns, strict=True)}


def _countries(label: str) -> set[str]:
    """The codes that a reader gives; none where the string says that there is no institution."""
    return set() if label in gold.NO_COUNTRY else _set(label)


def _set(text: str) -> set[str]:
    return set(multivalued.split(text))


def _score(measure: str, label: str, rows: Iterable[Labelled], holds: Callable[[Labelled], bool]) -> Score:
    """Count rows, each as often as it was drawn."""
    draws = [(one.draws, holds(one)) for one in rows]
    return Score(measure, label, sum(n for n, right in draws if right), sum(n for n, _ in draws), len(draws))


@dataclass(frozen=True, slots=True)
class Block:
    """One title block of the gold set: the countries that a reader saw, and ours.

    `certain` was the reader; the text of a `complete` block is all there; a `readable` one was read in full.
    """

    certain: bool
    complete: bool
    readable: bool
    reader: frozenset[str]
    ours: frozenset[str]


def blocks(book: Workbook, half: str) -> list[Block]:
    """The title blocks of one half of the gold set whose papers are in a cohort; in several: as the oldest has them."""
    rows = {row["paper_id"]: row for row in gold.rows("title_blocks.csv") if row["half"] == half}
    config, found = book.config, dict[str, Block]()
    for name in config.having("paper"):
        papers = book.classified(name, parse("paper", config, config.cohorts[name]))
        authors = papers.record.authors
        for at in np.flatnonzero(papers.flags(rows.keys() - found.keys())).tolist():
            row = rows[papers.ids[at]]
            found[row["paper_id"]] = Block(
                row["certain"] == "yes",
                row["complete"] == "yes",
                bool(papers.record.readable[at]),
                frozenset(_set(row["countries"])),
                authors.codes.of(authors.countries[at]),
            )
    return list(found.values())


def confusion(book: Workbook, half: str, pair: Pair) -> tuple[int, int, int, int]:
    """Title blocks read in full of which the reader was certain.

    Returns
    -------
    tuple of int
        Joint and found, not joint and found, joint and missed, neither.
    """
    cells, joint = [0, 0, 0, 0], _joint(book.config, pair)
    for block in blocks(book, half):
        if block.certain and block.readable:
            cells[2 * (not joint(block.ours)) + (not joint(block.reader))] += 1
    found, false, missed, clear = cells
    return found, false, missed, clear


def _joint(config: Config, pair: Pair) -> Callable[[frozenset[str]], bool]:
    """Whether countries are of both groups of a pair; every cohort has the same groups by its headline definition."""
    usual = headline(config, next(iter(config.cohorts.values())))
    first, second = (usual.countries(config, group) for group in pair)
    return lambda codes: bool(codes & first and codes & second)


def score_blocks(book: Workbook, half: str) -> Iterator[Score]:
    """Scores on title blocks.

    Exact country sets of those read in full, and papers of the main pair found (precision, recall) among those whose
    text is complete.
    """
    found, config = blocks(book, half), book.config
    if not found:
        return
    joint = _joint(config, config.pair)
    read = [block for block in found if block.readable and block.certain]
    complete = [block for block in found if block.complete]
    ours, truly = sum(joint(block.ours) for block in found), sum(joint(block.reader) for block in found)
    both = sum(joint(block.ours) and joint(block.reader) for block in found)
    exact, readable = sum(b.ours == b.reader for b in read), sum(block.readable for block in complete)
    for slug, label, right, of in (
        ("right", "country set exactly right, of title blocks read in full", exact, len(read)),
        ("precision", f"truly joint, of {config.name_of(config.pair)} papers found in title blocks", both, ours),
        ("recall", "found, of title blocks that are truly joint", both, truly),
        ("read", "read in full, of title blocks whose text is complete", readable, len(complete)),
    ):
        yield Score(f"blocks.{slug}", label, right, of, of)
