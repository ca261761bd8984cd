"""Papers made by hand from the countries of their authors."""

from __future__ import annotations

from analysis.counting.collaboration import Classified, PaperCountries

US, CN = frozenset({"US"}), frozenset({"CN"})
NONE: frozenset[str] = frozenset()


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
