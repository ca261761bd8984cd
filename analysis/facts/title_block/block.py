"""Read the title block of a paper: the affiliations as printed, and whether all of them are there.

Path: raw full text -> **title block** -> snapshot (`printed.csv`). `printed_layout` arranges the block (text, mail, names, pieces, lines, each
in a module of its own), `printed_affiliations` judges its texts, `printed_footnotes` looks in the early body; here are the whole and the
verdict on completeness.

Shapes: `read_title_block(header, title, authors, body)` -> `PrintedBlock`. Pure, linear in the text, raises nothing for any strings.
Method: what is neither title, name, mail, footnote nor caption is cut at indices and lines; lines of one affiliation are joined again; one
stays only if a word, an acronym, the mail's host or the caller's oracle marks it as an institution. Where a name may be in it, it goes.
Three layouts are told apart to judge completeness: indices that point to texts, groups of names each with its text, one text for all.

`reason`, if not complete:
'no-authors-found'            no author's name stands in the block
'no-affiliation'              names, but no affiliation
'author-not-printed'          some authors' names are missing from the block: a column may be lost
'superscript-without-text'    an index at a name has no affiliation
'author-without-index'        affiliations are indexed, and some authors have no index
'author-without-affiliation'  in a layout of groups some names have no affiliation after them
'fewer-affiliations-than-groups'  several names on lines of their own share one text while others have their own
'name-in-text'                a piece was dropped because a name could not be parted from it
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.facts.title_block.affiliations import Unit
from analysis.facts.title_block.footnotes import read_footnotes
from analysis.facts.title_block.layout import Layout, read_layout, with_texts
from analysis.facts.title_block.mail import registered_domain
from analysis.facts.title_block.names import Oracle
from analysis.facts.title_block.words import institutions_in, is_place

LONGEST = 20_000  # characters of a header that are read; the longest real one has 2,000
FOOTNOTES_WITHIN = 5_000  # characters of the body in which footnotes of page one stand


@dataclass(frozen=True)
class PrintedBlock:
    """What a title block says; see the module for `reason`."""

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

    `authors` are the names as the conference lists them; `body` is the text after the block; its beginning is read only if the
    block is incomplete. `known` says whether a text names a known institution, company, city or country somewhere, `is_one` whether
    the whole text is the name of one; without it, `known` decides both.
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
    reason = _verdict(layout)
    if reason and layout.clues.found and body:
        footnotes, hosts = read_footnotes(body[:FOOTNOTES_WITHIN], layout)
        layout = replace(layout, footnotes=footnotes, hosts=layout.hosts + hosts)
        from_body = from_body or bool(hosts) or any(unit.text for unit in footnotes)
        reason = _verdict(layout)
    domains = sorted({domain for host in layout.hosts if (domain := registered_domain(host))})
    return PrintedBlock(_affiliations(layout), tuple(domains), not reason, reason, from_body)


def _affiliations(layout: Layout) -> tuple[str, ...]:
    """The texts in order, those that differ only in case and punctuation once."""
    found: dict[str, str] = {}
    for unit in layout.units:
        if unit.text:
            found.setdefault(re.sub(r"\W+", " ", unit.text.casefold()).strip(), unit.text)
    return tuple(found.values())


def _verdict(layout: Layout) -> str:
    """'' if every author has an affiliation, as far as can be told; else the reason."""
    units = [unit for unit in layout.units if unit.text]
    real = [unit for unit in units if not is_place(unit.text)]
    found, authors = len(layout.clues.found), len(layout.clues.finder.words)
    if not found:
        return "no-authors-found"
    if not real:
        return "no-affiliation"
    if any(unit.has_name for unit in layout.units):
        return "name-in-text"
    texts = {mark for unit in units for mark in unit.marks}
    letters = any(mark.isalpha() for mark in texts)
    marked = {
        author: [mark for mark in marks if mark.isdecimal() or (mark.isalpha() and letters)]
        for author, marks in layout.author_marks.items()
    }
    lost = authors - found
    if any(mark.isalnum() for mark in texts) or sum(map(bool, marked.values())) * 2 > found:
        return _by_index(layout, marked, texts, real) or ("author-not-printed" if lost * 4 > max(4, authors) else "")
    return _by_sign(layout, texts) or ("author-not-printed" if lost else "")


def _by_index(layout: Layout, marked: dict[int, list[str]], texts: set[str], real: list[Unit]) -> str:
    """Numbers or letters as indices: each must have a text, or a text without index to stand for it; and each author one."""
    stray = [mark for mark in layout.stray if mark.isdecimal()]
    both = texts | set(stray)
    used = {
        mark for marks in marked.values() for mark in marks if mark.islower() or mark.isdecimal() or mark in texts
    } | set(stray)
    used = {
        part
        for mark in used
        for part in (mark if len(mark) in (2, 3) and mark not in texts and set(mark) <= both else [mark])
    }
    highest = max((int(mark) for mark in used | texts if mark.isdecimal()), default=0)
    if highest <= 40:
        used |= {str(k) for k in range(1, highest + 1)}
    absent = used - texts
    indexed = [unit for unit in real if any(mark.isalnum() for mark in unit.marks)]
    spare = sum(max(1, institutions_in(unit.text)) for unit in real if unit not in indexed)
    spare += sum(max(0, institutions_in(unit.text, strict=True) - len(unit.marks)) for unit in indexed)
    spare += len(indexed) - len({mark for unit in indexed for mark in unit.marks if mark.isalnum()})
    if len(absent) > max(0, spare):
        return "superscript-without-text"
    bare = [author for author, marks in marked.items() if not marks]
    return "author-without-index" if bare and len(used) > 1 and not (stray or layout.displaced) else ""


def _by_sign(layout: Layout, texts: set[str]) -> str:
    """Signs as indices: judged only if the texts carry them and no group of names has a text of its own without one."""
    cells = sum(bool(cell.authors) for cell in layout.cells)
    bare = [marks for marks in layout.author_marks.values() if not set(marks) & texts]
    found = len(layout.clues.found)
    signed = found - len(bare)
    if not texts or not signed or cells > max(1, found // 2):
        return _by_group(layout)
    if (
        not bare
        or set(layout.stray) & texts
        or any(len(marks) > len(set(marks)) for marks in layout.author_marks.values())
    ):
        return ""
    if all(bare) and any(unit.text and not unit.marks for unit in layout.units):
        return ""
    return "author-without-index" if signed * 2 > found else _by_group(layout)


def _by_group(layout: Layout) -> str:
    """Groups of names, each with its texts; or one group for all."""
    counts = [
        (cell, sum(1 for unit in cell.units if unit.text and not is_place(unit.text)))
        for cell in layout.cells
        if cell.authors
    ]
    lead = 0 if layout.cells[0].authors else sum(bool(unit.text) for unit in layout.cells[0].units)
    if len(counts) == 1 or not any(count for _, count in counts[:-1]):
        return "" if counts[-1][1] or lead else "author-without-affiliation"
    without = sum(len(cell.authors) for cell, count in counts if not count)
    doubtful = sum(
        len(cell.authors) - count
        for cell, count in counts
        if count
        and len(cell.authors) > count
        and cell.name_lines >= len(cell.authors)
        and cell.mails < len(cell.authors)
    )
    spare = lead + sum(max(0, count - len(cell.authors)) for cell, count in counts)
    if without > spare:
        return "author-without-affiliation"
    return "fewer-affiliations-than-groups" if without + doubtful > spare else ""
