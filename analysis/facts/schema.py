"""What a table and a column are: names, types, keys and limits, by which data/ is read, written, checked and described.

`analysis.facts.columns` says which tables there are. Limits are constraints of the Table Schema standard
(specs.frictionlessdata.io/table-schema), so that the published description and the check here are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from analysis.core import multivalued
from analysis.core.csv_table import rows_of, shown
from analysis.core.errors import FactCheckError

SHOWN = 80  # characters of a bad cell that are repeated
Kind = Literal["string", "integer", "date", "uri"]
# an integer has at most nine digits, so that every reader of CSV has room for it
FORMS = {
    "integer": re.compile(r"0|-?[1-9][0-9]{0,8}"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "uri": re.compile(r"\w+://\S+"),
}
Rows = list[tuple[int, dict[str, str]]]  # with the line on which each ends
Known = Mapping[str, Collection[str]]  # column → what it may name in another table
NOTHING: Known = MappingProxyType({})


@dataclass(frozen=True)
class Column:
    """A column; an empty cell is a missing value.

    `limits`: constraints of the Table Schema standard. `members`: what a cell, or each of those joined by ``|`` in it,
    must be besides; it raises ValueError with the reason.
    """

    name: str
    about: str
    type: Kind = "string"
    limits: Mapping[str, Any] = field(default_factory=dict)
    members: Callable[[str], object] | None = None

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return re.compile(self.limits["pattern"], re.DOTALL) if "pattern" in self.limits else None

    @cached_property
    def takes_any_text(self) -> bool:
        """Whether any cell that is not empty will do."""
        return self.type == "string" and not self.members and self.limits.keys() <= {"required", "unique"}

    @cached_property
    def takes_all(self) -> Callable[[Iterable[str]], bool]:
        """Whether it takes each of some cells, asked at once."""
        if self.type == "uri" and not self.limits:  # there are as many as papers
            form = re.compile(f"(?:{FORMS['uri'].pattern})?")
            return lambda cells: all(map(form.fullmatch, cells))
        return lambda cells: all(map(self.takes, cells))

    def takes(self, cell: str) -> bool:
        """Whether a cell is what the column holds; that no two are the same is the table's to say.

        >>> Column("n", "how many", "integer", {"required": True, "minimum": 1}).takes("0")
        False
        """
        return self.fault(cell) is None

    def fault(self, cell: str) -> str | None:
        """Why a cell is not what the column holds, as a clause; None where it is."""
        if not cell:
            return f"{self.name} is empty" if self.limits.get("required") else None
        cannot = f"{self.name} cannot be {cell[:SHOWN]!r}{'…' if len(cell) > SHOWN else ''}"
        if self.members:
            try:
                for member in multivalued.split(cell):
                    self.members(member)
            except ValueError as error:
                return f"{self.name}: {error}"
        if (
            (self.type in FORMS and not FORMS[self.type].fullmatch(cell))
            or (self._pattern and not self._pattern.fullmatch(cell))
            or cell not in self.limits.get("enum", (cell,))
            or ("minimum" in self.limits and int(cell) < self.limits["minimum"])
            or (self.type == "date" and not _is_a_day(cell))
        ):
            return cannot
        return None


def _is_a_day(cell: str) -> bool:
    try:
        return bool(date.fromisoformat(cell))
    except ValueError:
        return False


@dataclass(frozen=True)
class Table:
    """A table.

    `key`: columns that no two rows share. `foreign`: column → the table and the column that it names. `order`: columns
    by which its rows are sorted where that is neither the key nor, for want of one, all of them.
    """

    title: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    foreign: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    order: tuple[str, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def sorted_by(self) -> tuple[str, ...]:
        """Columns by which the rows are sorted; no two rows share all of them."""
        return self.order or self.key or self.names

    @property
    def types(self) -> dict[str, type]:
        return {column.name: int if column.type == "integer" else str for column in self.columns}

    def frame(self, rows: Iterable[Sequence[str | int]] = ()) -> pd.DataFrame:
        """Rows as a frame of the table's columns and types; an empty text stands for a missing value."""
        return pd.DataFrame(list(rows), columns=list(self.names)).astype(self.types)

    def to_csv(self, frame: pd.DataFrame) -> str:
        """A frame as CSV, its rows in the order of the table."""
        ordered = frame.sort_values(list(self.sorted_by), kind="stable")
        return ordered.to_csv(index=False, lineterminator="\n")

    def rows(self, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows of the table at `path`, with the line on which each ends; cells are not checked.

        Raises
        ------
        FactCheckError
            The file is missing, is not CSV in UTF-8 with commas, or lacks a column.
        """
        return rows_of(path, self.names)

    def checked(self, path: Path, lacking: Collection[str] = ()) -> Rows:
        """The same rows, every cell and key checked; columns that are `lacking` need not be there.

        Raises
        ------
        FactCheckError
            As `rows`; or a cell is not what its column holds, or two rows have one key.
        """
        found = list(rows_of(path, [name for name in self.names if name not in lacking]))
        self.check(found, shown(path), lacking)
        return found

    def check(self, found: Rows, where: str, lacking: Collection[str] = (), known: Known = NOTHING) -> None:
        """Check every cell and key of rows; `known` holds, for columns that name rows of another table, what is there.

        Raises
        ------
        FactCheckError
            A cell is not what its column holds or names nothing, or two rows have one key.
        """
        for column in self.columns:
            if column.name not in lacking:
                _check_cells(column, found, where, known.get(column.name))
        met: dict[tuple[str, ...], int] = {}
        for line, row in found if self.key else ():
            first = met.setdefault(tuple(row[name] for name in self.key), line)
            if first != line:
                what = f"has the {' and '.join(self.key)} of line {first}"
                raise FactCheckError(what, where=f"{where}:{line}", mend="keep one of the two lines")


def _check_cells(column: Column, found: Rows, where: str, known: Collection[str] | None) -> None:
    cells = {row[column.name] for _, row in found}
    if wrong := {cell: fault for cell in cells if (fault := column.fault(cell))}:
        line, cell = next((line, cell) for line, row in found if (cell := row[column.name]) in wrong)
        raise FactCheckError(wrong[cell], where=f"{where}:{line}", mend=f"give {column.about}")
    if known is not None and (lost := cells.difference(known)):
        line, cell = next((line, cell) for line, row in found if (cell := row[column.name]) in lost)
        what = f"{column.name} {cell[:SHOWN]!r} is in no row of the table that it refers to"
        raise FactCheckError(what, where=f"{where}:{line}", mend="mend it, or remove the line")
