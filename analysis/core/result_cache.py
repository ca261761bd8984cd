"""What was computed and can be computed again: files below `.cache`, each under a checksum, so that one that was cut short or edited is never believed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from analysis.core.errors import FactCheckError
from analysis.core.files import write_bytes


def read(file: Path, progress: Callable[[str], None] = lambda _: None) -> bytes | None:
    """What `keep` was given for a file; None where there is none, or none that is whole."""
    try:
        checksum, _, content = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    if checksum == _checksum(file, content):
        return content
    progress(f"{file.name} in .cache is damaged; it is made again")
    return None


def keep(file: Path, content: bytes, most: int) -> None:
    """Keep a content, and of the files of its kind (folder and ending) the `most` newest; a folder that cannot be written only costs the next run its time."""
    try:
        write_bytes(file, _checksum(file, content) + b"\n" + content)
        for old in sorted(file.parent.glob(f"*{file.suffix}"), key=lambda p: p.stat().st_mtime)[:-most]:
            old.unlink(missing_ok=True)
    except (FactCheckError, OSError):
        return


def _checksum(file: Path, content: bytes) -> bytes:
    """Of the name too: it says what the content answers."""
    return hashlib.sha256(file.name.encode() + b"\0" + content).hexdigest().encode()
