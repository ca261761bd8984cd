"""Tables that lose cells in a reader of CSV that guesses types, stored once more as JSON.

The reader of the Croissant standard takes ``NA`` (Namibia, or what an author typed) for a missing value, and a column
of text for numbers where it can; nothing in a description forbids it. So a record set of such a table reads
``json/<name>.json``: a list with a list of cells for each row, in the order of the columns, an empty cell as null. The
CSV stays the table that everything else reads.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from analysis.core.errors import FactCheckError
from analysis.facts.schema import Table

FOLDER = "json"
MISSING = frozenset(
    "#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null".split("|")
)
VALUE = re.compile(r"\s*(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[+-]?inf(?:inity)?|true|false)\s*", re.IGNORECASE)


def text_of(path: Path, table: Table) -> str | None:
    """The JSON of a table that lies at `path` as CSV.

    None where a reader that guesses gets every cell right, or there is no row.

    Raises
    ------
    FactCheckError
        The file is not the table that it should be.
    """
    rows = [(line, [row[name] for name in table.names]) for line, row in table.rows(path)]
    whole = [column.type == "integer" for column in table.columns]
    if not any(_is_guessed([row[at] for _, row in rows]) for at, number in enumerate(whole) if not number):
        return None
    lines = (
        json.dumps(_cells(row, whole, f"{path.name}:{line}"), ensure_ascii=False, separators=(",", ":"))
        for line, row in rows
    )
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _cells(row: list[str], whole: list[bool], where: str) -> list[str | int | None]:
    try:
        return [(int(cell) if number else cell) if cell else None for cell, number in zip(row, whole, strict=True)]
    except ValueError as error:
        raise FactCheckError(f"holds what is no whole number ({error})", where=where, mend="restore the line") from None


def _is_guessed(column: list[str]) -> bool:
    """Whether a guess would change a cell of a column of text."""
    given = [cell for cell in column if cell]
    return not MISSING.isdisjoint(given) or (bool(given) and all(map(VALUE.fullmatch, given)))
