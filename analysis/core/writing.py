"""How files and folders are written: whole or not at all, whenever the run is killed; and JSON with the same bytes on every machine.

A thing is made under a temporary name beside its own (`analysis.core.temporary`) and then renamed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from analysis.core import locks, paths
from analysis.core.errors import unwritable
from analysis.core.temporary import OLD, claimed, recover, remove


def canonical_json(data: Any) -> str:
    """JSON with sorted keys and LF, as all published files have it.

    >>> canonical_json({"b": "é", "a": 1})
    '{\\n "a": 1,\\n "b": "é"\\n}\\n'
    """
    return json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def write_text(path: Path, text: str) -> bool:
    """Write a text as UTF-8; see `write_bytes`."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, raw: bytes) -> bool:
    """Write a file whole; True where anything changed.

    Raises
    ------
    FactCheckError
        It cannot be written; what was there stays.
    """
    try:
        if path.is_file() and path.read_bytes() == raw:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        recover(path.parent)
        with claimed(path, folder=False) as fresh:
            fresh.write_bytes(raw)
            os.replace(fresh, path)
    except OSError as error:
        raise unwritable(error, path) from error
    return True


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to be filled, beside `target`; gone afterwards unless it was renamed or swapped.

    Raises
    ------
    FactCheckError
        It cannot be made.
    """
    with ExitStack() as stack:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            recover(target.parent)
            fresh = stack.enter_context(claimed(target, folder=True))
        except OSError as error:
            raise unwritable(error, error.filename or target) from error
        yield fresh


def swap(fresh: Path, target: Path) -> None:
    """Put the folder `fresh` in place of `target`, so that at no moment a half-written folder stands there.

    A kill between the two renames leaves none; `recover` then puts the old one back.
    """
    recover(target.parent)
    old = target.with_name(f".{target.name}{OLD}")
    with locks.held(target):
        try:
            if target.exists():
                os.replace(target, old)
            os.replace(fresh, target)
        except BaseException:  # also an interrupt from the keyboard
            if old.exists() and not target.exists():
                os.replace(old, target)
            raise
        remove(old)


@contextmanager
def project(verb: str) -> Iterator[None]:
    """The project for one writer at a time, in the state that the last whole run left.

    Raises
    ------
    FactCheckError
        The lock cannot be written, or what a killed run left cannot be mended.
    """
    with locks.in_turn(paths.CACHE / "lock", verb):
        below = [path for folder in (paths.DATA, paths.CACHE) for path in folder.glob("*/")]
        for folder in (paths.ROOT, paths.DATA, paths.GOLD, paths.REPORT, paths.RELEASES, paths.CACHE, *below):
            recover(folder)
        yield
