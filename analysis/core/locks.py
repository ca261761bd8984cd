"""Who is at work: locks that the kernel drops with the process that holds them, so that a killed run blocks nobody."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.core.errors import unwritable


@contextmanager
def held(path: Path, wait: bool = True) -> Iterator[bool]:
    """Hold the lock on a file or folder; gives whether we do.

    We do not where the path is gone, where another holds the lock and we do not `wait`, or where the file system knows
    no locks and so cannot tell.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        yield False
        return
    try:
        yield _is_ours(handle, path, wait)
    finally:
        os.close(handle)


def _is_ours(handle: int, path: Path, wait: bool) -> bool:
    """Whether we get the lock, and what was opened still has its name: it may have been renamed while we waited."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


@contextmanager
def in_turn(file: Path, verb: str, say: Callable[[str], None] = _say) -> Iterator[None]:
    """One run at a time, by the lock on `file`, which names the verb of who holds it; a second says for whom it waits.

    Raises
    ------
    FactCheckError
        The file cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise unwritable(error, error.filename or file) from error
    try:
        with suppress(OSError):  # a file system that knows no locks
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(f"waiting for another {os.pread(handle, 100, 0).decode('utf-8', 'replace') or 'run'} to finish")
                fcntl.flock(handle, fcntl.LOCK_EX)
            os.ftruncate(handle, 0)
            os.pwrite(handle, verb.encode(), 0)
        yield
    finally:
        os.close(handle)
