"""The layout of a title block: names in groups, the texts that belong to them, and indices.

Reads the text of a block with title and authors; gives a `Layout`, which `with_texts` finishes. Pure, linear in the
text, raises nothing.

Method: pieces are taken in order. A name after a text opens a new cell; a text goes to the cell of the names before it,
alone or as a line of the affiliation above; an index belongs to the name before it or to the text behind it, else it is
stray.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analysis.facts.title_block.affiliations import FOOTNOTE, JUNK, Clues, Unit, continues, finished, is_known
from analysis.facts.title_block.author_names import Name, NameFinder, Oracle
from analysis.facts.title_block.characters import PICTURE, Token, clean_text, plain_letters, tidy, tokenize
from analysis.facts.title_block.lines import block_lines, without_title
from analysis.facts.title_block.mail import take_mails
from analysis.facts.title_block.pieces import Piece, cut_pieces, is_sign
from analysis.facts.title_block.vocabulary import STRONG, is_place, like_name


@dataclass
class Cell:
    """A group: names in a row with the affiliations and mails that follow them."""

    authors: list[int] = field(default_factory=list)
    name_lines: int = 0
    mails: int = 0
    units: list[Unit] = field(default_factory=list)


@dataclass(frozen=True)
class Layout:
    """A block in order.

    Its cells, the indices at each author found, indices that belong to nothing, whether indices of several names stand
    together away from their names, mail hosts, and the units that footnotes add.
    """

    clues: Clues
    cells: list[Cell]
    author_marks: dict[int, list[str]]
    stray: list[str]
    displaced: bool
    hosts: tuple[str, ...]
    footnotes: tuple[Unit, ...] = ()

    @property
    def indexed(self) -> bool:
        """Whether numbers stand at names."""
        return any(mark.isdecimal() for marks in self.author_marks.values() for mark in marks)

    @property
    def units(self) -> list[Unit]:
        """All units in order, with text or without."""
        return [*(unit for cell in self.cells for unit in cell.units), *self.footnotes]


def read_layout(text: str, title: str, authors: Sequence[str], known: Oracle, is_one: Oracle) -> Layout:
    """The layout of a block; its units are not finished yet."""
    finder = NameFinder(authors, is_one)
    text, hosts = take_mails(clean_text(text))
    text = "\n".join(without_title(block_lines(text), title, {word for word in finder.letters if len(word) > 1}))
    tokens = tokenize(text)
    names = _widened(tokens, finder.find(tokens), known)
    pieces = cut_pieces(text, tokens[: _end(text, tokens, names)], names)
    leftovers = Counter(tidy(piece.text) for piece in pieces if piece.kind == "text")
    clues = Clues(
        finder=finder,
        known=known,
        labels=frozenset(plain_letters(label) for host in hosts for label in host.split(".")[:-1] if len(label) > 2),
        repeated=frozenset(text for text, count in leftovers.items() if count > 1 and not like_name(text)),
        found=frozenset(name.author for name in names),
    )
    pieces = _with_strangers(pieces, clues)
    clues = replace(clues, found=clues.found | {piece.author for piece in pieces if piece.kind == "name"})
    return _arrange(pieces, clues, hosts)


def with_texts(layout: Layout) -> Layout:
    """The layout with all units of its cells finished."""
    cells = [
        replace(cell, units=[finished(unit, layout.indexed, layout.clues) for unit in cell.units])
        for cell in layout.cells
    ]
    return replace(layout, cells=cells)


def _widened(tokens: list[Token], names: list[Name], known: Oracle) -> list[Name]:
    """Names with a further first or last name: one capitalised word between the name and a line end, comma or index."""
    ends, starts = {name.end for name in names}, {name.start for name in names}

    def loose(k: int) -> bool:
        word = tokens[k].text
        return word[:1].isupper() and word[1:].islower() and word.isalpha() and not STRONG.search(word)

    def parted(k: int) -> bool:
        return (
            not 0 <= k < len(tokens)
            or tokens[k].text == "\n"
            or tokens[k].text.isdecimal()
            or is_sign(tokens[k])
            or k + 1 in ends
        )

    wide = []
    for name in names:
        start, end = name.start, name.end
        if start and start not in ends and loose(start - 1):
            start -= parted(start - 2) or (tokens[start - 2].text == "," and parted(start - 3))
        if end < len(tokens) and end not in starts and loose(end) and not known(tokens[end].text):
            end += (
                end + 1 == len(tokens)
                or (parted(end + 1) and tokens[end + 1].text != "\n")
                or tokens[end + 1].text == ","
            )
        wide.append(Name(start, end, name.author))
    return wide


def _end(text: str, tokens: list[Token], names: list[Name]) -> int:
    """The token at which the block ends: the first picture after names and an affiliation."""
    last = names[-1].end if names else len(tokens)
    for k in range(last, len(tokens)):
        if tokens[k].text == PICTURE and STRONG.search(text[tokens[last - 1].end : tokens[k].start]):
            return k
    return len(tokens)


def _with_strangers(pieces: list[Piece], clues: Clues) -> list[Piece]:
    """Pieces that look like names nobody bears stand for authors not found: a name printed otherwise than listed."""
    missing = [author for author in range(len(clues.finder.words)) if author not in clues.found]
    last = max((k for k, piece in enumerate(pieces) if piece.kind == "name"), default=-1)
    changed = list(pieces)
    for k, piece in enumerate(pieces[: last + 4]):
        if not missing or piece.kind != "text" or piece.marks or FOOTNOTE.match(piece.text):
            continue
        text = tidy(piece.text)
        if like_name(text) and not JUNK.fullmatch(text) and not is_known(text, clues):
            changed[k] = Piece("name", author=missing.pop(0))
    return changed


def _arrange(pieces: list[Piece], clues: Clues, hosts: tuple[str, ...]) -> Layout:
    """The pieces put in cells."""
    cells: list[Cell] = [Cell()]
    marks_of: dict[int, list[str]] = {author: [] for author in clues.found}
    stray: list[str] = []
    waiting: list[str] = []  # indices alone on a line, which may belong to the text below
    name, new_line, mailed, displaced = -1, True, False, False
    last_name = max((k for k, piece in enumerate(pieces) if piece.kind == "name"), default=-1)
    for k, piece in enumerate(pieces):
        cell = cells[-1]
        if piece.kind == "name":
            stray += waiting
            if cell.units:
                cells.append(cell := Cell())
            cell.authors.append(piece.author)
            cell.name_lines += new_line
            marks_of[piece.author] += pieces[k - 1].marks if k and pieces[k - 1].kind == "prefix" else []
            name, new_line, waiting, mailed = piece.author, False, [], False
        elif piece.kind == "mark":
            below = next((other.kind for other in pieces[k + 1 :] if other.kind != "line"), "")
            if name >= 0 and (not new_line or (below != "text" and not any(mark.isalnum() for mark in marks_of[name]))):
                marks_of[name] += piece.marks
                displaced = displaced or bool(piece.text)
                name = -1
            elif not new_line and below != "text":
                stray += piece.marks
            else:
                waiting += piece.marks
        elif piece.kind == "mail":
            cell.mails += 1
            mailed = True
        elif piece.kind == "line":
            new_line = True
        elif piece.kind == "text" and len(tidy(piece.text)) > 1:
            marks = waiting + piece.marks if len(waiting) == 1 and not piece.marks else piece.marks
            stray += waiting if marks is piece.marks else []
            own = any(mark.isalnum() for mark in marks) or ((marks or waiting) and not is_place(piece.text))
            if cell.units and not own and continues(cell.units[-1].lines[-1], piece.text, mailed, clues):
                cell.units[-1].lines.append(piece.text)
            else:
                cell.units.append(Unit([piece.text], marks, k > last_name))
            name, new_line, waiting, mailed = -1, False, [], False
    return Layout(clues, cells, marks_of, stray + waiting, displaced, hosts)
