"""Papers made by hand from the countries of their authors."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from analysis.counting.collaboration import Classified, PaperCountries, classify, paper_countries
from analysis.settings import config

US, CN = frozenset({"US"}), frozenset({"CN"})
NONE: frozenset[str] = frozenset()
SETTINGS = config.load()


def paper(*authors: str, unknown: int = 0) -> PaperCountries:
    """A paper by the countries of its authors: `paper("US", "CN|DE", "")`."""
    codes = {n: frozenset(filter(None, a.split("|"))) for n, a in enumerate(authors, 1)}
    known = frozenset().union(*codes.values())
    return PaperCountries(known, codes, unknown, bool(known), ())


def classified(papers: dict[str, PaperCountries]) -> Classified:
    """All of them at hand and readable; nothing is open to chance but what `paper` says."""
    both = frozenset(i for i, p in papers.items() if p.known & US and p.known & CN)
    ids = frozenset(papers)
    return Classified(
        tuple(papers), ids, ids, ids, both, NONE, NONE, NONE, both, ids, dict.fromkeys(both, 1.0), papers, len(papers)
    )


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
    columns = ["paper_id", "basis", "author", "stated", "headquarters", "placed", "status"]
    attributed = pd.DataFrame([(f"p{n}", *rest) for n, *rest in rows], columns=columns).assign(
        candidate=0, institutions=""
    )
    countries = lambda name, basis, policy: paper_countries(frame, attributed, basis, policy)
    return SimpleNamespace(
        config=SETTINGS,
        snapshots={"neurips-2025": SimpleNamespace(papers=frame)},
        countries=countries,
        classified=lambda name, d: classify(frame, countries(name, d.basis, d.policy), d, SETTINGS),
    )
