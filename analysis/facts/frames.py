"""CSV of data/ → a frame of typed columns, every cell checked against the table's schema.

A table is read and checked column by column, each distinct cell once. Where that leaves any doubt, it is read again
line by line, which says what is wrong and where, or that nothing is.
"""

from __future__ import annotations

import io

import numpy as np
import pandas as pd

from analysis.core.csv_table import first_control, rows_in_bytes
from analysis.core.errors import FactCheckError
from analysis.facts.schema import NOTHING, Known, Table

LONGEST = 131_072  # characters of a cell that Python's reader of CSV takes


def unchecked(table: Table, raw: bytes) -> pd.DataFrame:
    """What `by_column` gives of a table that it was sure of before."""
    return pd.read_csv(io.BytesIO(raw), dtype=table.types, keep_default_na=False)


def by_column(table: Table, raw: bytes, known: Known = NOTHING) -> pd.DataFrame | None:
    """What `Table.to_csv` gave; None unless it is sure that all is as it should be.

    Parameters
    ----------
    raw : bytes
        The content of the file.
    known : mapping
        Column that names rows of another table → what is there.
    """
    if b"\r" in raw or first_control(raw):
        return None
    try:
        frame = pd.read_csv(io.BytesIO(raw), dtype=str, keep_default_na=False)
    except ValueError:
        return None
    if tuple(frame.columns) != table.names or not isinstance(frame.index, pd.RangeIndex):
        return None
    order: dict[str, np.ndarray] = {}
    commas = longest = 0
    for column in table.columns:
        cells = frame[column.name].to_numpy(dtype=object)
        others = known.get(column.name)
        if column.takes_any_text and others is None:
            text = "".join(cells)
            longest = max(longest, max(map(len, cells), default=0))
            commas += text.count(",")
            # a cell of several lines may be a quote that was never closed
            if "\n" in text or (column.limits.get("required") and not all(cells)):
                return None
            order[column.name] = cells
            continue
        codes, distinct = pd.factorize(cells)
        longest = max(longest, max(map(len, distinct), default=0))
        if not (column.takes_all(distinct) if others is None else all(map(others.__contains__, distinct))):
            return None
        commas += sum(int((codes == at).sum()) * cell.count(",") for at, cell in enumerate(distinct) if "," in cell)
        if column.type == "integer":
            frame[column.name] = order[column.name] = np.array([int(cell) for cell in distinct], dtype=np.int64)[codes]
        else:
            rank = np.empty(len(distinct), dtype=np.int64)
            rank[sorted(range(len(distinct)), key=distinct.__getitem__)] = np.arange(len(distinct))
            order[column.name] = rank[codes]
    # a line that is too short is filled up in silence
    full = raw.count(b",") == (len(table.names) - 1) * (len(frame) + 1) + commas
    return frame if full and longest <= LONGEST and _in_order([order[name] for name in table.sorted_by]) else None


def _in_order(columns: list[np.ndarray]) -> bool:
    """Whether each row comes after the one before it; two of the same do not."""
    tied = np.arange(1, len(columns[0]))  # rows that are so far the same as the one before
    for values in columns:
        here, before = values[tied], values[tied - 1]
        if (here < before).any():
            return False
        tied = tied[here == before]
    return not tied.size


def by_line(table: Table, raw: bytes, where: str, mend: str, known: Known = NOTHING) -> pd.DataFrame:
    """The same, read line by line.

    Parameters
    ----------
    where, mend : str
        What messages call the file, and how it can be made anew.

    Raises
    ------
    FactCheckError
        It is not CSV of these columns, a cell is not what its column holds, or rows are repeated or not in order.
    """
    found = list(rows_in_bytes(raw, table.names, where, exact=True))
    table.check(found, where, known=known)
    frame = table.frame([tuple(row.values()) for _, row in found])
    keys = list(zip(*(frame[name] for name in table.sorted_by), strict=True))
    for at in range(1, len(keys)):
        if keys[at] <= keys[at - 1]:
            what = "repeats the line before" if keys[at] == keys[at - 1] else "is not in the order of the table"
            raise FactCheckError(what, where=f"{where}:{found[at][0]}", mend=mend)
    return frame
