"""What people take, once more for a spreadsheet program: an .xlsx beside each table of the site.

They are made by another process, which runs this module, and only where a table is not as it was.

A program that opens a CSV guesses: the id ``033003e23`` becomes a number, a cell that begins with ``=`` a formula,
accents break. Here every cell has its type: numbers are numbers, shares are shown in percent, everything else is text
that nothing runs, and the addresses of papers are links. The same table gives the same bytes on any day and in any time
zone.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.core import kept_work

WORK = kept_work.Work("analysis.publish.spreadsheet", ".xlsx", most=64, libraries=("XlsxWriter",))
MADE = datetime(2000, 1, 1)  # what the file says of its making, so that it says nothing of the day
CELL, ADDRESS, LINKS = 32_767, 2_079, 65_530  # characters in a cell and in a link, links in a sheet: the limits
WIDEST = 60  # characters of a column
CUT = " … (cut here; whole in the CSV)"
NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold
# columns that are no text; see `workbook`
KINDS: dict[str, dict[str, str]] = {
    "figures": dict.fromkeys(("value", "interval_low", "interval_high", "bounds_low", "bounds_high"), "value")
    | {"numerator": "number", "denominator": "number"},
    "claims": dict.fromkeys(("value", "low", "high"), "value") | {"definitions": "number", "inside": "number"},
    "audit": {"rows": "number", "papers": "number"},
    "pairs": {"papers": "number"},
    "papers": {"url": "link"},
}
CLAIM = "id title words source asserted name words-hold robust decisive unit value low high definitions inside".split()


def workbooks(made: Mapping[str, str], units: Mapping[str, str]) -> dict[str, bytes]:
    """File name → .xlsx for each table among the files of a site.

    Parameters
    ----------
    made : mapping
        File name → text, as `build.rendered` makes it: ``figures.csv``, ``papers/<claim>.csv``, ``claims.json``.
    units : mapping
        Figure's id → unit, for the values of the verdicts.
    """
    things = {}
    for file, text in made.items():
        name, _, kind = file.rpartition(".")
        title = name.partition("/")[0]
        if kind == "csv" and title in KINDS:
            things[f"{name}.xlsx"] = (title, text)
    verdicts = [
        {**row, "unit": units[row["decisive"]], "inside": len(row["inside"])}
        for row in json.loads(made["claims.json"])["claims"]
    ]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(
        [CLAIM, *(["" if row[key] is None else str(row[key]) for key in CLAIM] for row in verdicts)]
    )
    return kept_work.results(WORK, things | {"claims.xlsx": ("claims", stream.getvalue())})


def of_csv(title: str, text: str) -> bytes:
    """A table of the site as the bytes of a workbook."""
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    return workbook(title, header, rows, kinds_of(title, header))


def kinds_of(title: str, header: Iterable[str]) -> dict[str, str]:
    """The kind of each column of a table that is no text; there is a count of papers at stake for each pair of groups."""
    return KINDS[title] | {name: "number" for name in header if title == "audit" and name.startswith("at-stake-")}


def workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], kinds: Mapping[str, str]) -> bytes:
    """One table as the bytes of a workbook with one sheet; its header stays in view and filters.

    Parameters
    ----------
    kinds : mapping
        Column → ``number``, ``value`` (a number in the unit of its row) or ``link``; the others are text.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": MADE})
    formats = {name: book.add_format(looks) for name, looks in LOOKS.items()}
    sheet = book.add_worksheet(title)
    unit, links = header.index("unit") if "unit" in header else None, 0
    for at, name in enumerate(header):
        sheet.set_column(
            at,
            at,
            min(WIDEST, 2 + max(len(row[at]) for row in (header, *rows))),
            None if name in kinds else formats["text"],
        )
        sheet.write_string(0, at, name, formats["header"])
    for number, row in enumerate(rows, 1):
        for at, text in enumerate(row):
            kind = kinds.get(header[at], "text")
            if kind == "link" and links < LINKS and _is_address(text):
                sheet.write_url(number, at, text, formats["link"], string=text)
                links += 1
            elif not (
                kind in ("number", "value")
                and _write_number(sheet, number, at, text, formats, kind, row[unit] if unit is not None else "")
            ):
                sheet.write_string(number, at, _cell(text), formats["text"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(header) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})
    book.close()
    return stream.getvalue()


# `@` marks text, so that a cell stays text when somebody edits it
LOOKS = {
    "text": {"num_format": "@"},
    "header": {"num_format": "@", "bold": True, "bottom": 1},
    "link": {"num_format": "@", "font_color": "#0563C1", "underline": 1},
    "whole": {"num_format": "#,##0"},
    "share": {"num_format": "0.0%"},
    "number": {},
}


def _write_number(
    sheet: Worksheet, row: int, column: int, text: str, formats: Mapping[str, Format], kind: str, unit: str
) -> bool:
    """Write a number as such, or nothing for an empty cell; False where the text is no number."""
    if not text:
        return True
    try:
        value = float(text)
    except ValueError:
        return False
    if not math.isfinite(value):
        return False
    looks = "share" if kind == "value" and unit.startswith("share") else "whole" if value.is_integer() else "number"
    sheet.write_number(row, column, value, formats[looks])
    return True


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://")) and len(text) <= ADDRESS and text.isprintable() and " " not in text


def _cell(text: str) -> str:
    """Text that a cell can hold: not too long, and nothing that makes the file unreadable."""
    if text.isascii() and len(text) <= CELL:
        return text
    raw = NO_TEXT.sub("\ufffd", text).encode("utf-16-le")  # the program counts in these units of two bytes
    whole = len(raw) <= 2 * CELL
    return (raw if whole else raw[: 2 * (CELL - len(CUT))]).decode("utf-16-le", "ignore") + ("" if whole else CUT)


if __name__ == "__main__":
    kept_work.answer(lambda table: of_csv(*table))
