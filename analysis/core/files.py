"""How files and folders are written: whole or not at all, whenever the run is killed.

A thing is made under a temporary name beside its own and then renamed. Temporary names are hidden, end in ``.part``,
and are never the same twice; git and whatever collects inputs pass them over. Whoever makes one holds a lock on it
(`analysis.core.locks`), which the kernel drops with the process: so what a run is making is told from what a killed one
left.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePath

from analysis.core import locks, paths
from analysis.core.errors import unwritable

OLD = ".old.part"  # behind the name of a folder that was moved aside
TEMPORARY = re.compile(r"\..+\.(?:[0-9a-f]{8}|old)\.part", re.DOTALL)


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
        with _temporary(path, folder=False) as fresh:
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
            fresh = stack.enter_context(_temporary(target, folder=True))
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
def one_writer(verb: str) -> Iterator[None]:
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


def is_temporary(path: str | PurePath) -> bool:
    """Whether a path is a temporary one of this module, or lies in one.

    >>> is_temporary("data/.oak-2026.1f0cab12.part/papers.csv"), is_temporary("data/oak-2026/papers.csv")
    (True, False)
    """
    return any(TEMPORARY.fullmatch(part) for part in PurePath(path).parts)


@contextmanager
def _temporary(target: Path, folder: bool) -> Iterator[Path]:
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
    """Undo what killed runs left in a folder.

    A folder that was moved aside and not replaced returns to its name, other temporary things go. A living run that is
    between two renames is waited for; what it is still making stays.

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
