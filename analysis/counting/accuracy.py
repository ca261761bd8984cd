"""How good attribution is, measured on the hand-labelled gold sets of `analysis.counting.gold`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from analysis.core import multivalued
from analysis.counting import gold
from analysis.counting.collaboration import PaperCountries
from analysis.counting.workbook import Workbook
from analysis.settings.definitions import parse

PAIR = {"US", "CN"}
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
    columns = (book.gold[c].tolist() for c in ("affiliation", "stated", "headquarters", "status"))
    decided = {text: Answer(_set(stated), _set(hq), status) for text, stated, hq, status in zip(*columns, strict=True)}
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


def _set(text: str) -> set[str]:
    return set(multivalued.split(text))


def _score(measure: str, label: str, rows: Iterable[Labelled], holds: Callable[[Labelled], bool]) -> Score:
    """Count rows, each as often as it was drawn."""
    draws = [(one.draws, holds(one)) for one in rows]
    return Score(measure, label, sum(n for n, right in draws if right), sum(n for n, _ in draws), len(draws))


def printed_countries(book: Workbook) -> dict[str, PaperCountries]:
    """Printed countries of the papers of every cohort that has title blocks.

    A paper of the gold set is found wherever it is held.
    """
    config = book.config
    found: dict[str, PaperCountries] = {}
    for name in reversed(config.having("paper")):
        found |= book.classified(name, parse("paper", config, config.cohorts[name])).countries
    return found


def confusion(book: Workbook, half: str) -> tuple[int, int, int, int]:
    """Title blocks read in full of which the reader was certain.

    Returns
    -------
    tuple of int
        Joint and found, not joint and found, joint and missed, neither.
    """
    countries = printed_countries(book)
    cells = [0, 0, 0, 0]
    for row in gold.rows("title_blocks.csv"):
        paper = countries.get(row["paper_id"])
        if row["half"] == half and row["certain"] == "yes" and paper is not None and paper.readable:
            cells[2 * (not paper.known >= PAIR) + (not _set(row["countries"]) >= PAIR)] += 1
    found, false, missed, clear = cells
    return found, false, missed, clear


def score_blocks(book: Workbook, half: str) -> Iterator[Score]:
    """Scores on title blocks.

    Exact country sets of those read in full, and US-China papers found (precision, recall) among those whose text is
    complete.
    """
    countries = printed_countries(book)
    rows = [r for r in gold.rows("title_blocks.csv") if r["half"] == half and r["paper_id"] in countries]
    if not rows:
        return
    read = [r for r in rows if countries[r["paper_id"]].readable and r["certain"] == "yes"]
    ours = {r["paper_id"] for r in rows if countries[r["paper_id"]].known >= PAIR}
    truly = {r["paper_id"] for r in rows if _set(r["countries"]) >= PAIR}
    complete = [r for r in rows if r["complete"] == "yes"]
    exact = sum(countries[r["paper_id"]].known == _set(r["countries"]) for r in read)
    readable = sum(countries[r["paper_id"]].readable for r in complete)
    for slug, label, right, of in (
        ("right", "country set exactly right, of title blocks read in full", exact, len(read)),
        ("precision", "truly joint, of US-China papers found in title blocks", len(ours & truly), len(ours)),
        ("recall", "found, of title blocks that are truly joint", len(ours & truly), len(truly)),
        ("read", "read in full, of title blocks whose text is complete", readable, len(complete)),
    ):
        yield Score(f"blocks.{slug}", label, right, of, of)
