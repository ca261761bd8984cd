"""CSV that people keep by hand or hand in.

It is read as programs and spreadsheets save it where that leaves no doubt: UTF-8 with or without a mark, lines that end
in any way. Never guessed but told: another encoding, another separator, a file of a spreadsheet program, two columns of
one name.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from analysis.core import paths
from analysis.core.errors import FactCheckError

SAVE_AS = "save it as CSV in UTF-8 with commas, which spreadsheets call 'CSV UTF-8 (comma delimited)'"
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
# C0 but tab and line ends, and DEL; in UTF-8 C1, and what is no character. Apart, each is looked for at full speed.
CONTROLS = bytes({*range(32), 127} - set(b"\t\n\r"))
LONG_CONTROLS = (re.compile(rb"\xc2[\x80-\x9f]"), re.compile(rb"\xef\xbf[\xbe\xbf]"))
ANY_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ufffe\\uffff]")
Text: TypeAlias = "io.TextIOWrapper[io.BufferedReader]"
BEGINNINGS = {
    b"\xff\xfe": "is UTF-16 text",
    b"\xfe\xff": "is UTF-16 text",
    b"PK\x03\x04": "is the file of a spreadsheet program, not CSV",
    b"\xd0\xcf\x11\xe0": "is the file of an old spreadsheet program, not CSV",
}


def content(path: Path) -> bytes:
    """The bytes of a file that the project keeps.

    Raises
    ------
    FactCheckError
        It is missing or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FactCheckError("is missing", where=path, mend="restore it from the repository") from None
    except OSError as error:
        raise FactCheckError(f"cannot be read ({error.strerror})", where=path, mend="check its permissions") from None


def rows_of(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a hand-kept CSV with the number of the line on which each ends.

    Raises
    ------
    FactCheckError
        The file is missing, is not CSV in UTF-8 with commas, holds characters that no text has, or has not the columns
        it should have.
    """
    return rows_in_bytes(content(path), columns, shown(path))


def rows_in_bytes(
    raw: bytes, columns: Sequence[str], where: str, exact: bool = False
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV that the project keeps, as `rows_of` gives them.

    `where` is what its file is called; an exact one has the columns in their order and no others.
    """
    with _told(where, raw):
        reader = _reader(_text(io.BytesIO(raw)), columns, where, strict=True)
        if exact and list(reader.fieldnames or []) != list(columns):
            what = f"has the columns {','.join(reader.fieldnames or [])[:200]}"
            raise FactCheckError(what, where=f"{where}:1", mend=f"its header must be {','.join(columns)}")
        if found := first_control(raw):
            what = f"holds the control character {found[1]}"
            raise FactCheckError(what, where=f"{where}:{found[0]}", mend="remove the character")
        while True:
            start = reader.line_num + 1
            try:
                row = next(reader, None)
            except csv.Error as error:
                mend = "close each quote, and write two for one inside a cell"
                raise FactCheckError(f"is not CSV ({error})", where=f"{where}:{start}", mend=mend) from None
            if row is None:
                return
            if None in row or None in row.values():
                over = f", which runs to line {reader.line_num}," if reader.line_num > start else ""
                raise FactCheckError(
                    f"the line{over} has not as many fields as the header",
                    where=f"{where}:{start}",
                    mend="put quotes around a field that holds a comma",
                )
            yield reader.line_num, row


def shown(path: Path) -> str:
    """A file as messages name it: from the project's root, or else by its name."""
    return path.relative_to(paths.ROOT).as_posix() if path.is_relative_to(paths.ROOT) else path.name


def first_control(raw: bytes) -> tuple[int, str] | None:
    """The line and name of the first character that is for machines: none but tabs and line ends belongs in a text."""
    if len(raw.translate(None, CONTROLS)) == len(raw) and not any(pattern.search(raw) for pattern in LONG_CONTROLS):
        return None
    first = ANY_CONTROL.search(raw.decode("utf-8", "replace"))
    assert first
    return first.string.count("\n", 0, first.start()) + 1, f"U+{ord(first[0]):04X}"


def line_at(raw: bytes, at: int) -> int:
    """The line, from 1, of a byte; lines end in any way."""
    return len(re.findall(rb"\r\n|\r|\n", raw[:at])) + 1


def rows_in(stream: BinaryIO, columns: Iterable[str], where: str) -> Iterator[dict[str, str | None]]:
    """Rows of a CSV that someone hands in, one after the other; a cell that a short line lacks is None.

    Raises
    ------
    FactCheckError
        It is not CSV in UTF-8 with commas, or has not the columns it should have; of the header this is told at once.
    """
    text = _text(stream)
    try:
        with _told(where):
            reader = _reader(text, columns, where)
    except FactCheckError:
        text.detach()  # whoever opened the stream closes it
        raise
    return _each(reader, text, where)


def _each(reader: csv.DictReader[str], text: Text, where: str) -> Iterator[dict[str, str | None]]:
    try:
        with _told(where):
            yield from reader
    finally:
        text.detach()


def _text(stream: BinaryIO) -> Text:
    """The stream as text; line ends inside quotes stay as they are."""
    # what has no buffer reads as a raw stream does
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    return io.TextIOWrapper(buffered, encoding="utf-8-sig", newline="")


def _reader(text: Text, columns: Iterable[str], where: str, strict: bool = False) -> csv.DictReader[str]:
    """A reader of CSV whose header holds `columns`, and no name twice; a strict one refuses quotes that do not match."""
    beginning = text.buffer.peek(4)
    for mark, what in BEGINNINGS.items():
        if beginning.startswith(mark):
            raise FactCheckError(what, where=where, mend=SAVE_AS)
    reader = csv.DictReader(text, strict=strict)
    names = list(reader.fieldnames or [])
    if twice := [name for name, times in Counter(names).items() if name and times > 1]:
        raise FactCheckError(f"has two columns {twice[0]!r}", where=where, mend="rename or remove one of the two")
    wanted = list(columns)
    for column in wanted:
        if column not in names:
            for separator, what in SEPARATORS.items():
                if column in next(csv.reader([",".join(names)], delimiter=separator), []):
                    raise FactCheckError(f"has its cells separated by {what}, not commas", where=where, mend=SAVE_AS)
            mend = f"its header must be {','.join(wanted)}" if len(wanted) > 1 else "name the column in its first line"
            raise FactCheckError(f"has no column {column!r}", where=where, mend=mend)
    return reader


@contextmanager
def _told(where: str, raw: bytes = b"") -> Iterator[None]:
    """What is no CSV in UTF-8 becomes the user's error; with the file's bytes it names the line."""
    try:
        yield
    except UnicodeDecodeError:
        raise FactCheckError(
            f"is not UTF-8 text{_line_of(raw)}, perhaps Latin-1 or Windows-1252", where=where, mend=SAVE_AS
        ) from None
    except csv.Error as error:
        raise FactCheckError(f"is not CSV ({error})", where=where, mend="mend the file") from None


def _line_of(raw: bytes) -> str:
    """Where the first bytes stand that are no UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return f" in line {line_at(raw, error.start)}"
    return ""
