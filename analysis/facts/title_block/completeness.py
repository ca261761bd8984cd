"""Whether a title block shows an affiliation of every author; if not, why.

Reads a finished `Layout`; gives a reason, '' where all are there as far as can be told. Three layouts are told apart:
indices that point to texts, groups of names each with its text, one text for all.

'no-authors-found'            no author's name stands in the block
'no-affiliation'              names, but no affiliation
'author-not-printed'          some authors' names are missing from the block: a column may be lost
'superscript-without-text'    an index at a name has no affiliation
'author-without-index'        affiliations are indexed, and some authors have no index
'author-without-affiliation'  in a layout of groups some names have no affiliation after them
'fewer-affiliations-than-groups'  several names on lines of their own share one text while others have their own
'name-in-text'                a piece was dropped because a name could not be parted from it
"""

from analysis.facts.title_block.affiliations import Unit
from analysis.facts.title_block.layout import Layout
from analysis.facts.title_block.vocabulary import institutions_in, is_place


def why_incomplete(layout: Layout) -> str:
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
    """Numbers or letters as indices: each author must have one, and each of them a text, or one without index."""
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
