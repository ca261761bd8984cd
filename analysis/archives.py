"""Folders as archives whose bytes depend on nothing but the files, and back."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path, PurePosixPath

from analysis.errors import FactCheckError


def pack(folder: Path) -> bytes:
    """A folder as .tar.gz: sorted names, no dates, no owners, one mode."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for file in sorted((f for f in folder.rglob("*") if f.is_file()), key=lambda f: f.relative_to(folder).as_posix()):
            entry = tarfile.TarInfo(file.relative_to(folder).as_posix())
            entry.size, entry.mode = file.stat().st_size, 0o644
            with file.open("rb") as content:
                archive.addfile(entry, content)
    return gzip.compress(stream.getvalue(), 9, mtime=0)


def unpack(raw: bytes, target: Path, where: str | Path) -> None:
    """Write the regular files of a tar, compressed or not, below `target`.

    Raises
    ------
    FactCheckError
        The bytes are no archive, or a name in it leads out of the folder.
    """
    try:
        with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
            for entry in archive:
                if not entry.isfile():
                    continue
                name = PurePosixPath(entry.name)
                if name.is_absolute() or ".." in name.parts:
                    raise FactCheckError(f"holds the name {entry.name!r}, which leads out of the folder", where=where, mend="restore it")
                file = target / name
                file.parent.mkdir(parents=True, exist_ok=True)
                content = archive.extractfile(entry)
                file.write_bytes(content.read() if content else b"")
    except (tarfile.TarError, EOFError, gzip.BadGzipFile) as error:
        raise FactCheckError(f"is no archive ({error})", where=where, mend="restore it") from None
