"""Papers made by hand from the countries of their authors, counted by the real rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace

import pandas as pd

from analysis.counting.classified import Classified, classified
from analysis.counting.ledger import Ledger
from analysis.settings import config
from analysis.settings.definitions import Definition, parse

SETTINGS = config.load()
ATTRIBUTED = "paper_id basis author stated headquarters placed status".split()


def attributed(papers: Mapping[str, Sequence[str]], basis: str = "program") -> pd.DataFrame:
    """The rows of papers given by the countries of their authors: ``{"p": ("US", "CN|DE", "", "-")}``.

    An author without a country is open; ``-`` is one of whom it is known that there is none.
    """
    rows = [
        (paper, basis, at, codes, codes, codes, "unaffiliated" if author == "-" else "resolved" if codes else "empty")
        for paper, authors in papers.items()
        for at, author in enumerate(authors, 1)
        for codes in [author.replace("-", "")]
    ]
    return pd.DataFrame(rows, columns=ATTRIBUTED).assign(
        candidate=0, institutions="", companies="", by_person=lambda table: table["stated"]
    )


def papers_of(*ids: str, block: str = "", track: str = "main") -> pd.DataFrame:
    """papers.csv of these papers, as far as counting reads it."""
    return pd.DataFrame({"paper_id": list(ids), "block": [block] * len(ids), "track": [track] * len(ids)})


def counted(papers: Mapping[str, Sequence[str]], text: str = "", name: str = "neurips-2024") -> Classified:
    """Papers given as `attributed` takes them, under a definition of a cohort; all of them are at hand."""
    definition = parse(text, SETTINGS, SETTINGS.cohorts[name])
    frame = papers_of(*papers)
    return classified(Ledger(frame, attributed(papers, definition.basis)), definition, SETTINGS)


def ids(found: Classified, flags: Sequence[bool]) -> set[str]:
    """The papers among flags of shape (papers,)."""
    return set(found.ids[flags])


def book_of(papers: list[tuple[str, str]], rows: list[tuple]) -> SimpleNamespace:
    """A workbook whose only cohort is a neurips-2025 of a few papers, each (track, block).

    Rows: (paper, basis, author, codes, headquarters, placed, status).
    """
    frame = pd.DataFrame(
        {
            "paper_id": [f"p{n}" for n in range(len(papers))],
            "track": [t for t, _ in papers],
            "block": [b for _, b in papers],
        }
    )
    table = pd.DataFrame([(f"p{n}", *rest) for n, *rest in rows], columns=ATTRIBUTED).assign(
        candidate=0, institutions="", companies="", by_person=lambda table: table["stated"]
    )
    ledger = Ledger(frame, table)

    def sorted_by(name: str, d: Definition) -> Classified:
        return classified(ledger, d, SETTINGS)

    return SimpleNamespace(
        config=SETTINGS,
        snapshots={"neurips-2025": SimpleNamespace(papers=frame)},
        ledger=lambda name: ledger,
        attributed={"neurips-2025": table},
        classified=sorted_by,
        naming_errors={},
    )
