"""What every raw format yields: the same Paper records, held in memory only.

Names and texts live in these records so that sources can be joined and terms counted; `analysis.facts.store` writes none of them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.core.errors import FactCheckError
from analysis.facts.title_block.block import PrintedBlock


@dataclass(frozen=True)
class Affiliation:
    """One affiliation of one author: `author` from 1; `candidate` from 1 where several people of that name exist, else 0."""

    author: int
    text: str
    candidate: int = 0
    city: str = ""
    country: str = ""
    domain: str = ""


@dataclass
class Paper:
    """One paper as one source has it. Empty values mean that the source does not say."""

    title: str = ""
    authors: tuple[str, ...] = ()
    id: str = ""
    url: str = ""
    track: str = ""
    award: str = ""
    affiliations: list[Affiliation] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    header: str = ""
    block: PrintedBlock | None = None


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of a gzipped JSON-lines file with their line numbers, from 1.

    Raises
    ------
    FactCheckError
        The file is missing, not gzip, cut short or empty, or a row is not a JSON object.
    """
    mend = "restore the file, or fetch it again with `factcheck fetch`"
    rows = 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                except (ValueError, RecursionError) as error:
                    raise FactCheckError(
                        f"the row is not JSON ({error})", where=f"{path}:{number}", mend=mend
                    ) from None
                if not isinstance(row, dict):
                    raise FactCheckError("the row is not a JSON object", where=f"{path}:{number}", mend=mend)
                rows += 1
                yield number, row
    except FileNotFoundError:
        raise FactCheckError(
            "raw file is missing",
            where=path,
            mend="give the folder of the raw files with --raw, or run `factcheck fetch`",
        ) from None
    except gzip.BadGzipFile:
        raise FactCheckError("is not a gzip file", where=path, mend=mend) from None
    except (EOFError, zlib.error):
        raise FactCheckError("is cut short or damaged", where=path, mend=mend) from None
    except UnicodeDecodeError:
        raise FactCheckError("is not UTF-8 text", where=path, mend=mend) from None
    except OSError as error:
        raise FactCheckError(f"cannot be read ({error.strerror or error})", where=path, mend=mend) from None
    if not rows:
        raise FactCheckError("holds no row", where=path, mend=mend)


def get(row: dict[str, Any], key: str, path: Path, number: int, kind: type = object) -> Any:
    """`row[key]`, or an error that names file, line and key: there is none, or it is not of the `kind` asked for (null counts as an empty one)."""
    mend = "check that `format` in config.yaml fits the file"
    if key not in row:
        raise FactCheckError(f"the row has no {key!r}", where=f"{path}:{number}", mend=mend)
    value = kind() if row[key] is None and kind is not object else row[key]
    if not isinstance(value, kind):
        raise FactCheckError(
            f"{key!r} is a {type(value).__name__} and should be a {kind.__name__}", where=f"{path}:{number}", mend=mend
        )
    return value


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
