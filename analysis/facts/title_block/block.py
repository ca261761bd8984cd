"""Read the title block of a paper: the affiliations as printed, and whether all of them are there.

Reads the text above the abstract, with the title, the authors as the conference lists them and, where the block is
incomplete, the early body; gives a `PrintedBlock`. Pure, linear in the text, raises nothing for any strings.

Method: what is neither title, name, mail, footnote nor caption is cut at indices and lines; lines of one affiliation
are joined again; one stays only if a word, an acronym, the mail's host or the caller's oracle marks it as an
institution. Where a name may be in it, it goes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.facts.title_block.author_names import Oracle
from analysis.facts.title_block.completeness import why_incomplete
from analysis.facts.title_block.footnotes import read_footnotes
from analysis.facts.title_block.layout import Layout, read_layout, with_texts
from analysis.facts.title_block.mail import registered_domain

LONGEST = 20_000  # characters of a header that are read; the longest real one has 2,000
FOOTNOTES_WITHIN = 5_000  # characters of the body in which footnotes of page one stand


@dataclass(frozen=True)
class PrintedBlock:
    """What a title block says; `reason`: why it is incomplete, as `analysis.facts.title_block.completeness` lists."""

    affiliations: tuple[str, ...]
    domains: tuple[str, ...]
    complete: bool
    reason: str
    from_body: bool


def read_title_block(
    header: str,
    title: str,
    authors: Sequence[str],
    body: str = "",
    known: Oracle = lambda _: False,
    is_one: Oracle | None = None,
) -> PrintedBlock:
    """Affiliations, mail domains and completeness of one title block.

    `authors` are the names as the conference lists them; `body` is the text after the block; its beginning is read only
    if the block is incomplete. `known` says whether a text names a known institution, company, city or country
    somewhere, `is_one` whether the whole text is the name of one; without it, `known` decides both.
    """
    is_one = is_one or known
    authors = [author[:200] for author in authors if isinstance(author, str) and author.strip()]
    title = title[:1000]
    layout = read_layout(header[:LONGEST], title, authors, known, is_one)
    from_body = False
    if not layout.clues.found and body:
        top = re.split(r"(?m)^#*\s*abstract\s*[.:]?\s*$", body[:FOOTNOTES_WITHIN], maxsplit=1, flags=re.IGNORECASE)
        if len(top) == 2 and top[0].strip():
            other = read_layout(top[0], title, authors, known, is_one)
            layout, from_body = (other, True) if other.clues.found else (layout, False)
    layout = with_texts(layout)
    reason = why_incomplete(layout)
    if reason and layout.clues.found and body:
        footnotes, hosts = read_footnotes(body[:FOOTNOTES_WITHIN], layout)
        layout = replace(layout, footnotes=footnotes, hosts=layout.hosts + hosts)
        from_body = from_body or bool(hosts) or any(unit.text for unit in footnotes)
        reason = why_incomplete(layout)
    domains = sorted({domain for host in layout.hosts if (domain := registered_domain(host))})
    return PrintedBlock(_affiliations(layout), tuple(domains), not reason, reason, from_body)


def _affiliations(layout: Layout) -> tuple[str, ...]:
    """The texts in order, those that differ only in case and punctuation once."""
    found: dict[str, str] = {}
    for unit in layout.units:
        if unit.text:
            found.setdefault(re.sub(r"\W+", " ", unit.text.casefold()).strip(), unit.text)
    return tuple(found.values())
