"""Footnotes of page one: affiliations and mail hosts that stand in the early body instead of the title block.

Reads the early body, only where the block itself is incomplete; gives finished `Unit`s and mail hosts. Pure, linear in
the text, raises nothing for any string.

Method: a line counts if it begins with an index or sign that a name bears and no text of the block explains; it is cut
like a block, and what is no affiliation, a sentence or a role goes.
"""

import re
from collections.abc import Iterable

from analysis.facts.title_block.affiliations import FOOTNOTE, Unit, finished, is_known
from analysis.facts.title_block.characters import clean_text, tokenize
from analysis.facts.title_block.layout import Layout
from analysis.facts.title_block.lines import URL
from analysis.facts.title_block.mail import take_mails
from analysis.facts.title_block.pieces import cut_pieces

_FOOTNOTE_LINE = re.compile(r"^(?:- )?(?:\d{1,2}(?![\d.])|[a-h] |[^\w\s,.;:()\[\]{}'\"<|/&%@=#\-$\\])")
_IS_WITH = re.compile(r"\b(?:is|are) (?:with|affiliated with|affiliated to|from) (?:the )?(?=[A-Z])")
_OFF = re.compile(
    r"\W*(?!(?-i:also |affiliated ))(?-i:[a-z])|\W*(?:founding|project|work|code|currently|previously|formerly|now|"
    r"research questions?|related)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^\W*(?:corresponding authors?|equal contributions?|co-first authors?)\s*[;.,:]\s*", re.IGNORECASE
)
_ALSO = re.compile(r"^\W*(?:also )?(?:affiliated )?(?:at|with)\b[\s:]*", re.IGNORECASE)


def read_footnotes(body: str, layout: Layout) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """Affiliations and mail from lines of the body that begin with an index or sign borne by a name.

    Units without text were dropped.
    """
    clues = layout.clues
    wanted = {mark for marks in layout.author_marks.values() for mark in marks} | {
        mark for mark in layout.stray if mark.isalnum()
    }
    wanted -= {mark for unit in layout.units if unit.text for mark in unit.marks}
    borne_marks = _same(wanted)
    units: list[Unit] = []
    found_hosts: list[str] = []
    for raw in body.split("\n") if wanted else ():
        if not _FOOTNOTE_LINE.match(raw[:10]) or len(raw) > 1500:
            continue
        line, hosts = take_mails(clean_text(raw))
        line = URL.sub(" ", _IS_WITH.sub(" ", line.lstrip("- ")))
        tokens = tokenize(line)
        marks: list[str] = []
        borne = False
        for piece in cut_pieces(line, tokens, clues.finder.find(tokens, clues.found, near=False), wanted):
            marks = piece.marks or marks
            explained = _same(marks) & borne_marks
            borne = borne or bool(explained)
            text = _LEADING.sub("", piece.text)
            if piece.kind != "text" or not explained or _OFF.match(text) or FOOTNOTE.match(text):
                continue
            text = _ALSO.sub("", text)
            if is_known(text, clues):
                units.append(
                    finished(
                        Unit([text], [mark for mark in wanted if _same([mark]) & explained], True),
                        layout.indexed,
                        clues,
                    )
                )
        if borne:
            found_hosts += hosts
    return tuple(units), tuple(found_hosts)


def _same(marks: Iterable[str]) -> set[str]:
    """Signs that are set alike in header and body."""
    return {"*" if mark in "*∗⋆" else mark for mark in marks}
