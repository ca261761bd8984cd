"""Snapshots → Markdown tables: what is known, where it comes from, what the site offers to take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.counting.workbook import Workbook
from analysis.looks.markdown import plain
from analysis.looks.numbers import percent, whole
from analysis.looks.tables import number, table, text
from analysis.settings.config import Config
from analysis.topics.findings import Findings


def coverage(book: Workbook) -> str:
    """What each snapshot holds."""
    columns = (
        text("Cohort", 15),
        text("Basis", 10),
        number("Papers", 10, whole),
        number("Papers with basis", 13, whole),
        text("Affiliation known", 28),
        number("Abstracts", 12, whole),
        number("Bodies", 12, whole),
    )
    rows = []
    for name, shot in book.snapshots.items():
        for basis in book.config.cohorts[name].bases:
            if (found := _known(shot.coverage, basis)) is not None:
                texts = (shot.coverage[f"papers-with-{text}"] for text in ("abstract", "body"))
                rows.append((name, basis, len(shot.papers), *found, *texts))
    return table(columns, rows, "What is known of each cohort", "tbl-coverage")


def _known(coverage: Mapping[str, Any], basis: str) -> tuple[int, str] | None:
    """Papers that a basis holds, and how much of them is known; None where the facts have nothing of it."""
    if basis == "paper":
        blocks = coverage.get("title-blocks", {"complete": 0, "incomplete": 0})
        papers = blocks["complete"] + blocks["incomplete"]
        return (papers, f"{percent(blocks['complete'] / papers)} of title blocks complete") if papers else None
    part = coverage.get(f"affiliations-{basis}")
    if not part or not part["authorships"]:
        return None
    share = percent(part["with-affiliation"] / part["authorships"])
    return part["papers"], f"{share} of {whole(part['authorships'])} authorships"


def files(config: Config) -> str:
    """What the site offers to take, as data for programs and as a spreadsheet."""
    rows = [
        ("Every figure", "figures.csv"),
        ("Every verdict", "claims.json"),
        ("Every affiliation with its decision", "audit.csv"),
        ("Every pair of institutions with its papers", "pairs.csv"),
        *(
            (f"Papers behind the verdict on “{plain(c.title)}”", f"papers/{name}.csv")
            for name, c in config.claims.items()
        ),
    ]
    columns = (text("What"), text("For a program", format=_link), text("For a spreadsheet", format=_link))
    return table(columns, [(what, file, f"{file.partition('.')[0]}.xlsx") for what, file in rows])


def _link(file: str) -> str:
    ending = file.partition(".")[2]
    return f"[{'.xlsx' if ending == 'xlsx' else ending.upper()}](../{file})"


def sources(book: Workbook) -> str:
    """Every raw source with its origin, date, licence, and rows in and used."""
    columns = (
        text("Cohort", 13),
        text("Origin", 25),
        text("Recorded", 11),
        text("Licence", 18),
        number("Rows", 9, whole),
        text("Rows left out", 24, _dropped),
    )
    rows = []
    for name, shot in book.snapshots.items():
        for source in shot.sources:
            ask = book.config.cohorts[name].ask(source["origin"])
            licence = f"{source['licence']}{f' (ask {ask})' if ask else ''}"
            rows.append((name, source["origin"], source["recorded"], licence, source["rows-in"], source["dropped"]))
    return table(columns, rows, "Sources", "tbl-sources")


def _dropped(reasons: dict[str, int]) -> str:
    return "; ".join(f"{whole(n)}: {reason}" for reason, n in reasons.items()) or "none"


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown."""
    return {
        "coverage": coverage(found.book),
        "awaited": found.config.awaiting + "\n",
        "sources": sources(found.book),
        "files": files(found.config),
    }
