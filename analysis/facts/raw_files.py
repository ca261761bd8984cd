"""Raw files of one document each, packed or not: JSON and text, read whole.

Rows of a file with one object a line are read by `analysis.facts.raw_rows`; what is wrong is told in the same words.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.core.errors import FactCheckError
from analysis.facts.raw_rows import Row

MEND = "restore the file, or fetch it again with `factcheck fetch`"
FITS = "check that `format` in config.yaml fits the file"


def content(path: Path) -> bytes:
    """The bytes of a file, unpacked where it is gzip.

    Raises
    ------
    FactCheckError
        The file is missing, cannot be read, or is cut short.
    """
    try:
        raw = path.read_bytes()
        return gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    except FileNotFoundError:
        mend = "give the folder of the raw files with --raw, or run `factcheck fetch`"
        raise FactCheckError("raw file is missing", where=path, mend=mend) from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise FactCheckError("is cut short or damaged", where=path, mend=MEND) from None
    except OSError as error:
        raise FactCheckError(f"cannot be read ({error.strerror or error})", where=path, mend=MEND) from None


def text(path: Path) -> str:
    """The text of a file in UTF-8, with or without a mark.

    Raises
    ------
    FactCheckError
        The file is missing, damaged, or no UTF-8.
    """
    try:
        return content(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FactCheckError("is not UTF-8 text", where=path, mend=MEND) from None


def document(path: Path) -> Any:
    """The value of a file of JSON.

    Raises
    ------
    FactCheckError
        The file is missing, damaged, or no JSON.
    """
    try:
        return json.loads(text(path))
    except (ValueError, RecursionError) as error:
        raise FactCheckError(f"is not JSON ({error})", where=path, mend=MEND) from None


def objects(path: Path, *wrappers: str) -> Iterator[Row]:
    """The objects of a file: a JSON array, or one object or answer a line; `where` counts them from 1.

    Parameters
    ----------
    wrappers : str
        Keys under which an answer of a server holds a list of objects, such as ``notes``.

    Raises
    ------
    FactCheckError
        The file is missing, damaged or empty, or holds what is no object.
    """
    found = _values(path)
    number = 0
    for value in found:
        inner = next((value[key] for key in wrappers if isinstance(value, dict) and key in value), None)
        for one in [value] if inner is None else inner if isinstance(inner, list) else [inner]:
            number += 1
            if not isinstance(one, dict):
                raise FactCheckError("is no JSON object", where=f"{path}: object {number}", mend=FITS)
            yield Row(one, f"{path}: object {number}")
    if not number:
        raise FactCheckError("holds no object", where=path, mend=MEND)


def _values(path: Path) -> list[Any]:
    """What stands at the top: the values of an array, or the value of each line."""
    said = text(path)
    try:
        value = json.loads(said)
    except (ValueError, RecursionError):
        return [_line(line, f"{path}:{number}") for number, line in enumerate(said.split("\n"), 1) if line.strip()]
    return value if isinstance(value, list) else [value]


def _line(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FactCheckError(f"is not JSON ({error})", where=where, mend=MEND) from None
