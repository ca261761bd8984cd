"""Temporary names: what a run is making, told from what a killed one left.

They are hidden, end in ``.part``, and are never the same twice; git and whatever collects inputs pass them over. Whoever makes one holds a lock on it, which the
kernel drops with the process.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from analysis.core import locks
from analysis.core.errors import unwritable

OLD = ".old.part"  # behind the name of a folder that was moved aside
TEMPORARY = re.compile(r"\..+\.(?:[0-9a-f]{8}|old)\.part", re.DOTALL)


def is_temporary(path: str | PurePath) -> bool:
    """Whether a path is a temporary one of this module, or lies in one.

    >>> is_temporary("data/.oak-2026.1f0cab12.part/papers.csv"), is_temporary("data/oak-2026/papers.csv")
    (True, False)
    """
    return any(TEMPORARY.fullmatch(part) for part in PurePath(path).parts)


@contextmanager
def claimed(target: Path, folder: bool) -> Iterator[Path]:
    """A new temporary file or folder beside `target`, under our lock, removed afterwards if it is still there."""
    while True:
        fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        if folder:
            fresh.mkdir()
        else:
            fresh.touch(exist_ok=False)
        with locks.held(fresh):
            if not fresh.exists():  # another run took it for left behind before we had the lock
                continue
            try:
                yield fresh
            finally:
                remove(fresh)
            return


def recover(folder: Path) -> None:
    """Undo what killed runs left in a folder: a folder that was moved aside and not replaced returns to its name, other temporary things go.

    A living run that is between two renames is waited for; what it is still making stays.

    Raises
    ------
    FactCheckError
        A folder cannot be put back.
    """
    try:
        left = sorted(name for name in os.listdir(folder) if TEMPORARY.fullmatch(name))
    except OSError:
        return  # nothing there; whoever needs it says so
    for name in left:
        path, aside = folder / name, name.endswith(OLD)
        with locks.held(path, wait=aside) as ours:
            if aside and path.exists() and not (target := folder / name[1 : -len(OLD)]).exists():
                try:
                    os.replace(path, target)
                except OSError as error:
                    raise unwritable(error, target) from error
            elif ours:
                remove(path)


def remove(path: Path) -> None:
    """Remove a file or folder as far as that is possible."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
