"""What a table and a column are: names, types, keys and limits, by which data/ is read, written, checked and described.

`analysis.facts.columns` says which tables there are. Limits are constraints of the Table Schema standard
(specs.frictionlessdata.io/table-schema), so that the published description and the check here are the same.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from analysis.core.csv_table import rows_of
from analysis.core.errors import FactCheckError

Kind = Literal["string", "integer", "date", "uri"]
FORMS = {"integer": re.compile(r"-?\d+"), "date": re.compile(r"\d{4}-\d\d-\d\d"), "uri": re.compile(r"\w+://\S+")}


@dataclass(frozen=True)
class Column:
    """A column; an empty cell is a missing value. `limits`: constraints of the Table Schema standard."""

    name: str
    about: str
    type: Kind = "string"
    limits: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return re.compile(self.limits["pattern"], re.DOTALL) if "pattern" in self.limits else None

    def takes(self, cell: str) -> bool:
        """Whether a cell is what the column holds; that no two are the same is the table's to say.

        >>> Column("n", "how many", "integer", {"required": True, "minimum": 1}).takes("0")
        False
        """
        if not cell:
            return not self.limits.get("required")
        if self.type in FORMS and not FORMS[self.type].fullmatch(cell):
            return False
        if self._pattern and not self._pattern.fullmatch(cell):
            return False
        return cell in self.limits.get("enum", (cell,)) and (
            "minimum" not in self.limits or int(cell) >= self.limits["minimum"]
        )


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

    @property
    def _types(self) -> dict[str, type]:
        return {column.name: int if column.type == "integer" else str for column in self.columns}

    def frame(self, rows: Iterable[Sequence[str | int]] = ()) -> pd.DataFrame:
        """Rows as a frame of the table's columns and types; an empty text stands for a missing value."""
        return pd.DataFrame(list(rows), columns=list(self.names)).astype(self._types)

    def to_csv(self, frame: pd.DataFrame) -> str:
        """A frame as CSV, its rows in the order of the table."""
        ordered = frame.sort_values(list(self.order or self.key or self.names), kind="stable")
        return ordered.to_csv(index=False, lineterminator="\n")

    def from_csv(self, raw: bytes) -> pd.DataFrame:
        """What `to_csv` gave.

        Raises
        ------
        ValueError
            The columns are others, or a number is none.
        """
        frame = pd.read_csv(io.BytesIO(raw), dtype=str, keep_default_na=False)
        if tuple(frame.columns) != self.names:
            raise ValueError(f"the columns are {', '.join(frame.columns)} and should be {', '.join(self.names)}")
        return frame.astype(self._types)

    def rows(self, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows of the table at `path`, with the line on which each ends; cells are not checked.

        Raises
        ------
        FactCheckError
            The file is missing, is not CSV in UTF-8 with commas, or lacks a column.
        """
        return rows_of(path, self.names)

    def checked(self, path: Path) -> list[tuple[int, dict[str, str]]]:
        """The same rows, every cell and key checked.

        Raises
        ------
        FactCheckError
            As `rows`; or a cell is not what its column holds, or two rows have one key.
        """
        found = list(self.rows(path))
        for column in self.columns:
            wrong = {cell for cell in {row[column.name] for _, row in found} if not column.takes(cell)}
            for line, row in found if wrong else ():
                if (cell := row[column.name]) in wrong:
                    what = f"{column.name} cannot be {cell!r}" if cell else f"{column.name} is empty"
                    raise FactCheckError(what, where=f"{path.name}:{line}", mend=f"give {column.about}")
        met: dict[tuple[str, ...], int] = {}
        for line, row in found if self.key else ():
            first = met.setdefault(tuple(row[name] for name in self.key), line)
            if first != line:
                what = f"has the {' and '.join(self.key)} of line {first}"
                raise FactCheckError(what, where=f"{path.name}:{line}", mend="keep one of the two lines")
        return found
