"""CORRECTIONS.md → the table of corrections: when, what was wrong, what was printed, what is right, and why.

The file is a text with one table; each row has five cells, in the order of `COLUMNS`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.looks import tables

COLUMNS = ("Date", "What was wrong", "Old", "New", "Cause")
WIDTHS = (13, 35, 13, 13, 26)  # of the table in the report, in percent
CELL = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"[\s|:-]+")


@dataclass(frozen=True)
class Correction:
    """One row of the table and its line in the file."""

    cells: tuple[str, ...]
    line: int


def rows(text: str) -> list[Correction]:
    """The rows of the first table of a text, without its head."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("|") and not RULE.fullmatch(line):
            found.append(Correction(tuple(cell.strip() for cell in CELL.split(line.strip().strip("|"))), number))
    return found[1:]


def problems(text: str) -> list[str]:
    """What is wrong with the rows, one sentence each."""
    found = []
    for row in rows(text):
        where = f"CORRECTIONS.md:{row.line}"
        if len(row.cells) != len(COLUMNS) or not all(row.cells):
            found.append(
                f"{where}: a correction has {len(COLUMNS)} cells, none of them empty: {', '.join(COLUMNS).lower()}"
            )
        elif not is_day(row.cells[0]):
            found.append(f"{where}: {row.cells[0]!r} is no day; write it as 2026-07-31")
        elif row.cells[2] == row.cells[3]:
            found.append(f"{where}: the old and the new number are the same; say what was corrected")
    return found


def is_day(text: object) -> bool:
    """Whether a text is a day such as ``2026-07-31``."""
    try:
        return isinstance(text, str) and datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def untold(text: str, redacted: Iterable[tuple[str, str]]) -> list[str]:
    """The redactions, as release and day, that no row of their day tells of; one sentence each."""
    told = [(row.cells[0], row.cells[1]) for row in rows(text) if len(row.cells) == len(COLUMNS)]
    return [
        f"CORRECTIONS.md: no row of {day} tells that release {version} was redacted; add one that names the release"
        for version, day in redacted
        if not any(when == day and re.search(rf"(?<![\d.]){re.escape(version)}(?![\d])", what) for when, what in told)
    ]


def read() -> str:
    """The text of CORRECTIONS.md; empty where there is none."""
    try:
        return paths.CORRECTIONS.read_text(encoding="utf-8") if paths.CORRECTIONS.exists() else ""
    except UnicodeDecodeError:
        raise FactCheckError("is not UTF-8 text", where="CORRECTIONS.md", mend="save it as UTF-8") from None


def table(text: str) -> str:
    """The corrections as the report shows them, the newest first.

    Raises
    ------
    FactCheckError
        A row is malformed.
    """
    for problem in problems(text):
        where, _, what = problem.partition(": ")
        raise FactCheckError(what, where=where, mend="see the rows above it")
    found = sorted((row.cells for row in rows(text)), key=lambda cells: cells[0], reverse=True)
    if not found:
        return "No correction has been made so far.\n"
    columns = [tables.text(name, width, _unescaped) for name, width in zip(COLUMNS, WIDTHS, strict=True)]
    return tables.table(columns, found, "Corrections, the newest first", "tbl-corrections")


def _unescaped(cell: str) -> str:
    return cell.replace("\\|", "|")  # the table escapes it again
