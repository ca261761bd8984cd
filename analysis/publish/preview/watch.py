"""Which sources changed: by asking the system for the time and size of each, and for its content where those moved.

A library that is told of changes by the system would be quicker than any eye, and is needed from thousands of files on;
here there are a few hundred, and asking for all of them takes some milliseconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from analysis.core.hashing import sha256
from analysis.publish import up_to_date

SECONDS = 0.25  # between two looks
QUIET = 0.05  # without another change, after one
WORDS = ("report/", "index.qmd", "_quarto.yml")
FONTS = ".ttf"  # charts are drawn with them


def only_words(changed: Iterable[str]) -> bool:
    """Whether everything that was computed holds after a change of these files.

    >>> only_words(["report/data.qmd", "report/theme/theme.css"]), only_words(["index.qmd", "config.yaml"])
    (True, False)
    """
    return all(name.startswith(WORDS) and not name.endswith(FONTS) for name in changed)


class Watch:
    """The sources as they were at the last look."""

    def __init__(self) -> None:
        self._marks: dict[str, tuple[int, int]] = {}
        self._prints: dict[str, str] = {}
        self.changed()

    def wait(self, meanwhile: Callable[[], None]) -> set[str]:
        """Wait for a change, and then until nothing more changes, since editors write in steps.

        Parameters
        ----------
        meanwhile : callable
            Called at each look.
        """
        found: set[str] = set()
        while True:
            new = self.changed()
            if found and not new:
                return found
            found |= new
            meanwhile()
            time.sleep(QUIET if found else SECONDS)

    def changed(self) -> set[str]:
        """Files that are new, gone or of another content since the last call."""
        files = up_to_date.sources()
        marks = {name: mark for name, file in files.items() if (mark := _mark(file))}
        moved = {name for name in marks.keys() | self._marks.keys() if marks.get(name) != self._marks.get(name)}
        prints = {name: _print(files[name]) for name in moved & marks.keys()}
        found = {name for name in moved if prints.get(name) != self._prints.get(name)}
        self._marks = marks
        self._prints = {name: text for name, text in (self._prints | prints).items() if name in marks}
        return found


def _mark(file: Path) -> tuple[int, int] | None:
    try:
        said = file.stat()
    except OSError:  # it went between two looks
        return None
    return said.st_mtime_ns, said.st_size


def _print(file: Path) -> str:
    try:
        return sha256(file.read_bytes())
    except OSError:
        return ""
