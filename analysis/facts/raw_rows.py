"""Raw files of one JSON object a line, gzipped: their rows, and what one asks of a row.

Every reader of such a format goes through here, so that a bad file is told in one way: its name, the line, the key, and
the mend.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, overload

from analysis.core.errors import FactCheckError

Kind = TypeVar("Kind")


class Row(dict[str, Any]):
    """The JSON object of one line; `where` names its file and line."""

    def __init__(self, cells: dict[str, Any], where: str) -> None:
        super().__init__(cells)
        self.where = where

    @overload
    def need(self, key: str) -> Any: ...

    @overload
    def need(self, key: str, kind: type[Kind]) -> Kind: ...

    def need(self, key: str, kind: type[Any] = object) -> Any:
        """The value of a key that must be there; null counts as an empty value of the `kind` asked for.

        Raises
        ------
        FactCheckError
            There is no such key, or the value is of another kind.
        """
        mend = "check that `format` in config.yaml fits the file"
        if key not in self:
            raise FactCheckError(f"the row has no {key!r}", where=self.where, mend=mend)
        value = kind() if self[key] is None and kind is not object else self[key]
        if not isinstance(value, kind):
            what = f"{key!r} is a {type(value).__name__} and should be a {kind.__name__}"
            raise FactCheckError(what, where=self.where, mend=mend)
        return value


def rows_of(path: Path) -> Iterator[Row]:
    """Rows of a gzipped JSON-lines file.

    Raises
    ------
    FactCheckError
        The file is missing, not gzip, cut short or empty, or a row is not a JSON object.
    """
    mend = "restore the file, or fetch it again with `factcheck fetch`"
    empty = True
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield Row(_object(line, f"{path}:{number}", mend), f"{path}:{number}")
                    empty = False
    except FileNotFoundError:
        mend = "give the folder of the raw files with --raw, or run `factcheck fetch`"
        raise FactCheckError("raw file is missing", where=path, mend=mend) from None
    except gzip.BadGzipFile:
        raise FactCheckError("is not a gzip file", where=path, mend=mend) from None
    except (EOFError, zlib.error):
        raise FactCheckError("is cut short or damaged", where=path, mend=mend) from None
    except UnicodeDecodeError:
        raise FactCheckError("is not UTF-8 text", where=path, mend=mend) from None
    except OSError as error:
        raise FactCheckError(f"cannot be read ({error.strerror or error})", where=path, mend=mend) from None
    if empty:
        raise FactCheckError("holds no row", where=path, mend=mend)


def _object(line: str, where: str, mend: str) -> dict[str, Any]:
    try:
        cells = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FactCheckError(f"the row is not JSON ({error})", where=where, mend=mend) from None
    if not isinstance(cells, dict):
        raise FactCheckError("the row is not a JSON object", where=where, mend=mend)
    return cells
