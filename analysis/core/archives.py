"""Folders as archives whose bytes depend on nothing but the files, and back."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from analysis.core.errors import FactCheckError


def pack(folder: Path) -> bytes:
    """A folder as .tar.gz: sorted names, no dates, no owners, one mode."""
    return packed({f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()})


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files by name as .tar.gz, as `pack` does it."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, raw in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(raw), 0o644
            archive.addfile(entry, io.BytesIO(raw))
    return gzip.compress(stream.getvalue(), 9, mtime=0)


def unpack(raw: bytes, target: Path, where: str | Path) -> None:
    """Write the regular files of a tar, compressed or not, below `target`.

    Raises
    ------
    FactCheckError
        The bytes are no archive, or a name in it leads out of the folder.
    """
    for name, content in members(raw, where).items():
        file = target / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def members(raw: bytes, where: str | Path) -> dict[str, bytes]:
    """Name → content of the regular files of a tar, compressed or not.

    Raises
    ------
    FactCheckError
        The bytes are no archive, a name in it leads out of the folder, or stands there twice.
    """
    found: dict[str, bytes] = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
            for entry in archive:
                if not entry.isfile():
                    continue
                name = PurePosixPath(entry.name)
                if name.is_absolute() or ".." in name.parts:
                    raise FactCheckError(
                        f"holds the name {entry.name!r}, which leads out of the folder", where=where, mend="restore it"
                    )
                if name.as_posix() in found:
                    raise FactCheckError(f"holds the name {entry.name!r} twice", where=where, mend="restore it")
                content = archive.extractfile(entry)
                found[name.as_posix()] = content.read() if content else b""
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise FactCheckError(f"is no archive ({error})", where=where, mend="restore it") from None
    return found
