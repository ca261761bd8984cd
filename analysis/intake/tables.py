"""Joined papers → the tables of one cohort: papers, authorships, what is printed, mentions of terms.

Texts end here: terms are counted in them and they are not kept. Columns: `analysis.facts.columns`.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analysis.core import multivalued
from analysis.core.text import fold
from analysis.facts.columns import OF_A_COHORT
from analysis.facts.mentions import count_terms, terms_key
from analysis.facts.records import Paper
from analysis.facts.store import Snapshot
from analysis.intake.join import Joined
from analysis.settings.models import Term
from analysis.settings.values import is_link

MAIL = re.compile(r"(?:[{\[(][^{}()\[\]@]{1,200}[})\]]|[^\s@,;|<>()\[\]{}:\"']{0,64})@(?=[\w-]{1,64}\.[\w-])")
Cells = tuple[str | int, ...]


def snapshot(
    cohort: str,
    papers: Sequence[Joined],
    sources: list[dict[str, Any]],
    limits: Sequence[str],
    terms: Mapping[str, Term],
) -> Snapshot:
    """The facts of a cohort, from its papers and the provenance of its sources."""
    found: dict[str, list[Cells]] = {name: [] for name in OF_A_COHORT}
    for paper_id, joined in zip(_ids(papers), papers, strict=True):
        paper = joined.paper
        found["papers"].append((paper_id, *_about(paper)))
        # a source may give an author the same affiliation twice, for two positions there
        found["authorships"] += ((paper_id, *cells) for cells in dict.fromkeys(_authorships(joined)))
        found["printed"] += ((paper_id, *cells) for cells in _printed(paper))
        for field, text in _texts(paper).items():
            counts = count_terms(text, terms)
            found["mentions"] += ((paper_id, *named, field, count) for named, count in counts.items())
    tables = {name: table.frame(found[name]) for name, table in OF_A_COHORT.items()}
    return Snapshot(cohort, **tables, sources=sources, limits=list(limits), terms=terms_key(terms), accepted=[])


def _ids(papers: Sequence[Joined]) -> Iterator[str]:
    """The id of each paper: OpenReview's, else the hash in its address at the proceedings, else one of its title."""
    used: Counter[str] = Counter()
    for joined in papers:
        paper = joined.paper
        hashed = re.search(r"/hash/([0-9a-f]{32})", paper.url)
        made = hashed[1] if hashed else "t-" + hashlib.sha256(fold(paper.title).encode()).hexdigest()[:12]
        id = paper.id or made
        used[id] += 1
        yield id if used[id] == 1 else f"{id}-{used[id]}"


def _texts(paper: Paper) -> dict[str, str]:
    return {"title": paper.title, **paper.texts}


def _about(paper: Paper) -> Cells:
    texts, block = _texts(paper), paper.block
    return (
        paper.title,
        paper.url if is_link(paper.url) else "",
        paper.track,
        paper.award,
        len(paper.authors),
        multivalued.join(f for f in ("title", "abstract", "body") if texts.get(f)),
        "" if block is None else "complete" if block.complete else "incomplete",
        "" if block is None else block.reason,
    )


def _authorships(joined: Joined) -> Iterator[Cells]:
    for basis, affiliations in joined.affiliations.items():
        for a in affiliations:
            said = (without_mail(a.text), without_mail(a.city), a.country, without_mail(a.domain))
            yield basis, a.author, a.candidate, *said


def _printed(paper: Paper) -> Iterator[Cells]:
    if paper.block is not None:
        yield from ((n, "affiliation", without_mail(text)) for n, text in enumerate(paper.block.affiliations, 1))
        yield from ((n, "domain", text) for n, text in enumerate(paper.block.domains, 1))


def without_mail(text: str) -> str:
    """Text without the personal part of any e-mail address in it; the host stays, since it tells the institution.

    >>> without_mail("Oak University, ada.quill@oak.example")
    'Oak University, oak.example'
    """
    return MAIL.sub("", text) if "@" in text else text
