"""How good attribution is, measured on the hand-labelled gold sets in tests/gold.

The sets were labelled under the rules kept beside them, by readers who had not seen the resolver's answers. The development half may be looked at
while rules are made; the test half is only scored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.core import multivalued
from analysis.counting import gold
from analysis.counting.collaboration import PaperCountries
from analysis.settings.definitions import parse

if TYPE_CHECKING:
    from analysis.counting.workbook import Workbook


@dataclass(frozen=True, slots=True)
class Score:
    """`right` of `of`, as one measure of accuracy; `distinct` strings or blocks are behind it, which is what its interval goes by."""

    measure: str
    label: str
    right: int
    of: int
    distinct: int


def score_strings(book: Workbook, half: str) -> Iterator[Score]:
    """Scores on affiliation strings that a reader was certain of: those drawn by authorship (each as often as drawn) and those of the rare tail.

    A string is *right* if its country set is exactly the reader's, *wrong* if it was given a country that the reader did not see.
    """
    decided = {row.affiliation: row for row in book.gold.itertuples(index=False)}
    for stratum, words in (
        ("authorship", "affiliations drawn by authorship"),
        ("tail", "affiliations of the rare tail"),
    ):
        drawn = [r for r in gold.rows("affiliations.csv") if r["half"] == half and r["stratum"] == stratum]
        rows = [(r, decided[r["affiliation"]]) for r in drawn if r["certain"] == "yes"]
        named = [(r, d) for r, d in rows if r["stated"] != "unaffiliated"]
        resolved = [(r, d) for r, d in rows if d.status == "resolved"]
        yield _score(
            f"strings.right.{stratum}",
            f"country set exactly right, of resolved {words}",
            resolved,
            lambda r, d: _set(d.stated) == _set(r["stated"]),
        )
        label = f"country set exactly right with companies at headquarters, of resolved {words}"
        yield _score(
            f"strings.headquarters.{stratum}",
            label,
            resolved,
            lambda r, d: _set(d.headquarters) == _set(r["headquarters"]),
        )
        yield _score(
            f"strings.wrong.{stratum}",
            f"given a wrong country, of resolved {words}",
            resolved,
            lambda r, d: not _set(d.stated) <= _set(r["stated"]),
        )
        yield _score(
            f"strings.unresolved.{stratum}",
            f"unresolved, of {words} that name an institution",
            named,
            lambda r, d: d.status == "unresolved",
        )
        yield _score(
            f"strings.uncertain.{stratum}",
            f"left out because the reader was not certain, of {words}",
            [(r, None) for r in drawn],
            lambda r, d: r["certain"] != "yes",
        )


def _set(text: str) -> set[str]:
    return set(multivalued.split(text))


def _score(measure: str, label: str, rows: list, holds: Callable) -> Score:
    """Count rows, each as often as it was drawn."""
    right = sum(int(r["draws"]) for r, d in rows if holds(r, d))
    return Score(measure, label, right, sum(int(r["draws"]) for r, _ in rows), len(rows))


def printed_countries(book: Workbook) -> dict[str, PaperCountries]:
    """Printed countries of the papers of every cohort that has title blocks: a paper of the gold set is found wherever it is held."""
    config, found = book.config, {}
    for name in reversed(config.having("paper")):
        found |= book.classified(name, parse("paper", config, config.cohorts[name])).countries
    return found


def confusion(book: Workbook, half: str) -> tuple[int, int, int, int]:
    """Title blocks read in full of which the reader was certain: joint and found, not joint and found, joint and missed, neither."""
    countries = printed_countries(book)
    pair = {"US", "CN"}
    cells = [0, 0, 0, 0]
    for row in gold.rows("title_blocks.csv"):
        paper = countries.get(row["paper_id"])
        if row["half"] == half and row["certain"] == "yes" and paper is not None and paper.readable:
            cells[2 * (not pair <= paper.known) + (not pair <= _set(row["countries"]))] += 1
    found, false, missed, clear = cells
    return found, false, missed, clear


def score_blocks(book: Workbook, half: str) -> Iterator[Score]:
    """Scores on title blocks: exact country sets of those read in full, and US-China papers found (precision, recall) among those whose text is complete."""
    countries = printed_countries(book)
    rows = [r for r in gold.rows("title_blocks.csv") if r["half"] == half and r["paper_id"] in countries]
    if not rows:
        return
    read = [r for r in rows if countries[r["paper_id"]].readable and r["certain"] == "yes"]
    exact = sum(countries[r["paper_id"]].known == _set(r["countries"]) for r in read)
    yield Score("blocks.right", "country set exactly right, of title blocks read in full", exact, len(read), len(read))
    ours = {r["paper_id"] for r in rows if {"US", "CN"} <= countries[r["paper_id"]].known}
    truly = {r["paper_id"] for r in rows if {"US", "CN"} <= _set(r["countries"])}
    yield Score(
        "blocks.precision",
        "truly joint, of US-China papers found in title blocks",
        len(ours & truly),
        len(ours),
        len(ours),
    )
    yield Score(
        "blocks.recall", "found, of title blocks that are truly joint", len(ours & truly), len(truly), len(truly)
    )
    complete = [r for r in rows if r["complete"] == "yes"]
    yield Score(
        "blocks.read",
        "read in full, of title blocks whose text is complete",
        sum(countries[r["paper_id"]].readable for r in complete),
        len(complete),
        len(complete),
    )
