"""How a raw file came: one small JSON file beside it, ``<file>.fetch.json``, which `ingest` copies into the snapshot."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Sequence
from gzip import BadGzipFile, GzipFile
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from analysis.core.errors import FactCheckError
from analysis.core.files import write_text
from analysis.core.strict_json import canonical_json
from analysis.facts.snapshot_file import SHA256, Fetched
from analysis.settings.models import Source

MOST = 2**31  # bytes that a file may have, packed or unpacked
PACKED = b"\x1f\x8b"  # how a gzip file begins


class Record(Fetched):
    """What is kept beside a raw file: also of which bytes it speaks."""

    sha256: str = SHA256


def of(file: Path) -> Record | None:
    """The record of a raw file; nothing where there is none, or it speaks of other bytes than are there now."""
    try:
        said = Record.model_validate_json(_beside(file).read_bytes(), strict=True)
        return said if said.sha256 == sha256_of(file) else None
    except (OSError, ValidationError):
        return None


def write(file: Path, record: Record) -> None:
    """Keep the record of a raw file.

    Raises
    ------
    FactCheckError
        It cannot be written.
    """
    write_text(_beside(file), canonical_json(record.model_dump(by_alias=True, exclude_none=True)))


def of_source(files: Sequence[Path]) -> list[dict[str, Any] | None]:
    """How each file of a source came, as snapshot.yaml says it; nothing for a file that others collected."""
    records = [of(file) for file in files]
    return [
        None if record is None else record.model_dump(by_alias=True, exclude_none=True, exclude={"sha256"})
        for record in records
    ]


def recorded(source: Source, fetched: Sequence[dict[str, Any] | None]) -> str:
    """The day when a source was recorded: that of its newest fetch where all of it was fetched, else config.yaml's.

    Raises
    ------
    FactCheckError
        Neither is known.
    """
    days = [str(came["time"])[:10] for came in fetched if came]
    if len(days) == len(fetched):
        return max(days)
    if source.recorded is None:
        raise FactCheckError(
            "nobody says when it was recorded: `factcheck fetch` left no record of these bytes",
            where=source.names[0],
            mend="fetch it again, or give `recorded` in config.yaml",
        )
    return source.recorded


def check_pin(source: Source, file: Path) -> None:
    """See that a file is the one that config.yaml pins, if it pins one.

    Raises
    ------
    FactCheckError
        It is another, or is missing or damaged.
    """
    if source.sha256 is None:
        return
    try:
        raw = file.read_bytes()
    except OSError as error:
        mend = "give the folder of the raw files with --raw"
        raise FactCheckError(f"cannot be read ({error.strerror})", where=file, mend=mend) from None
    if not is_pinned(source.sha256, raw):
        raise FactCheckError(
            "is not the file whose `sha256` stands in config.yaml",
            where=file,
            mend="restore it, or change `sha256` if it should have changed",
        )


def is_pinned(sha256: str, raw: bytes) -> bool:
    """Whether bytes have a fingerprint, as they are or unpacked: how we pack depends on the machine."""
    if hashlib.sha256(raw).hexdigest() == sha256:
        return True
    try:
        return raw.startswith(PACKED) and hashlib.sha256(unpacked(raw)).hexdigest() == sha256
    except ValueError:
        return False


def unpacked(raw: bytes) -> bytes:
    """What a gzip file holds; other bytes are given back as they are.

    Raises
    ------
    ValueError
        It is damaged or cut short, or holds more than a raw file may.
    """
    if not raw.startswith(PACKED):
        return raw
    try:
        with GzipFile(fileobj=io.BytesIO(raw)) as stream:
            content = stream.read(MOST + 1)
    except EOFError:
        raise ValueError("the gzip file is cut short") from None
    except (BadGzipFile, zlib.error):
        raise ValueError("the gzip file is damaged") from None
    if len(content) > MOST:
        raise ValueError(f"the gzip file holds more than {MOST // 2**20:,} MB")
    return content


def sha256_of(file: Path) -> str:
    """Fingerprint of a file.

    Raises
    ------
    OSError
        It cannot be read.
    """
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.fetch.json")
