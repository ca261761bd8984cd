"""What a long step says while it runs, and how a terminal shows it.

A function that may take longer than a moment has a parameter ``progress: Progress = silent`` and calls it with a few
words as each step begins: ``progress("computing the figures")``. Where a step goes through many things, `counted` says
how many are done. On a terminal the step that runs is one live line with its time, or with a bar where there is a
count; what is done stays above it. Where standard error is no terminal, nothing is said, so that an error stands alone;
a verb that waits for others says plain lines on standard output then (`PlainLines`).
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager, suppress
from typing import TextIO, TypeVar

from analysis.core import terminal

Progress = Callable[[str], None]
Thing = TypeVar("Thing")

PATIENCE = 2.0  # seconds after which a step shows its time
TICK = 0.25  # seconds between two looks at the clock
BAR = 24  # characters
SHORT = 12  # characters of a step that are always shown
SPEAK = 15.0  # seconds between two lines of a log about one step


def silent(doing: str) -> None:
    """Tell nobody."""


def counted(things: Iterable[Thing], progress: Progress, total: int | None = None) -> Iterator[Thing]:
    """The things, one by one, while a live line shows how many are done, of `total` or of all where that is known."""
    if not isinstance(progress, LiveLine):
        yield from things
        return
    if total is None and isinstance(things, Sized):
        total = len(things)
    for done, thing in enumerate(things, 1):
        yield thing
        progress.count(done, total)


def amount(progress: Progress, done: int, total: int | None) -> None:
    """How many bytes have come, of how many in all where that is known."""
    if isinstance(progress, LiveLine):
        progress.count(done, total, *_unit(total or done))
    elif isinstance(progress, PlainLines):
        progress.count(done, total)


def finish_line(progress: Progress) -> None:
    """End the live line, if there is one: called before anything else is printed."""
    if isinstance(progress, LiveLine):
        progress.finish()


@contextmanager
def shown() -> Iterator[Progress]:
    """A progress that a terminal shows on standard error, and nobody else."""
    if not sys.stderr.isatty():
        yield silent
        return
    if os.environ.get("TERM") == "dumb":  # cannot write over a line
        yield lambda doing: _say(sys.stderr, f"{doing}\n")
        return
    line, done = LiveLine(sys.stderr), threading.Event()

    def keep_time() -> None:
        while not done.wait(TICK):
            line.draw()

    clock = threading.Thread(target=keep_time, daemon=True)
    clock.start()
    try:
        yield line
    finally:
        done.set()
        clock.join()
        line.finish()


class LiveLine:
    """One line that is written over: the step, how far it is, for how long it has run. What is done stays above it.

    Parameters
    ----------
    stream : TextIO
        A terminal that knows the control sequence "erase to the end of the line".
    clock : callable, optional
        Gives seconds; for tests.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._doing: str | None = None
        self._began = 0.0
        self._done = 0
        self._total: int | None = None
        self._each, self._unit = 1, ""
        self._lock = threading.Lock()

    def __call__(self, doing: str) -> None:
        """Begin a step; the one before is done."""
        self.finish()
        self._doing, self._began, self._done, self._total = doing, self._clock(), 0, None
        self._each, self._unit = 1, ""
        self.draw()

    def count(self, done: int, total: int | None, each: int = 1, unit: str = "") -> None:
        """How many things of the step are done, said in a `unit` of `each`; shown when the line is next drawn."""
        self._done, self._total, self._each, self._unit = done, total, each, unit and f" {unit}"

    def draw(self) -> None:
        """Write the line anew."""
        with self._lock:
            if self._doing is not None:
                self._write(self._doing, self._how_far() + (self._left() or self._how_long()), "")

    def finish(self) -> None:
        """Leave the step as a line of its own."""
        with self._lock:
            if self._doing is not None:
                self._write(self._doing, self._how_long(), "\n")
                self._doing = None

    def _write(self, doing: str, rest: str, end: str) -> None:
        """Write over the line; where it is too long, what is done gives way to how far it is."""
        import shutil  # the command starts without it

        room = shutil.get_terminal_size().columns - 1
        text = doing[: max(SHORT, room - len(rest))] + rest
        _say(self._stream, f"\r{terminal.paint(text[:room], 2)}\033[K{end}")

    def _how_far(self) -> str:
        done = self._done // self._each
        if not self._total:
            return f"  {done:,}{self._unit}" if self._done else ""
        filled = BAR * min(self._done, self._total) // self._total
        return f"  [{'#' * filled}{'-' * (BAR - filled)}]  {done:,} of {self._total // self._each:,}{self._unit}"

    def _left(self) -> str:
        """About how long the step still takes, where that can be told: as fast as it was so far."""
        took = self._clock() - self._began
        if not self._total or not 0 < self._done < self._total or took < PATIENCE:
            return ""
        return f", {in_time(took * (self._total - self._done) / self._done)} left"

    def _how_long(self) -> str:
        """The time that the step has run, once it is worth a word.

        >>> line = LiveLine(sys.stderr, lambda: 125.0)
        >>> line._how_long()
        '  2 min 05 s'
        """
        seconds = self._clock() - self._began
        if seconds < PATIENCE:
            return ""
        return f"  {in_time(seconds)}"


class PlainLines:
    """Plain lines for a log: each step, and now and then how far it is.

    Parameters
    ----------
    stream : TextIO
        Where they go.
    clock : callable, optional
        Gives seconds; for tests.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._said = self._began = clock()

    def __call__(self, doing: str) -> None:
        """Begin a step."""
        _say(self._stream, f"{doing}\n")
        self._said = self._began = self._clock()

    def count(self, done: int, total: int | None) -> None:
        """How many bytes have come; said every `SPEAK` seconds."""
        now = self._clock()
        if now - self._said < SPEAK:
            return
        self._said = now
        each, unit = _unit(total or done)
        of = f" of {total // each:,}" if total else ""
        left = f", {in_time((now - self._began) * (total - done) / done)} left" if total and done else ""
        _say(self._stream, f"  {done // each:,}{of} {unit}{left}\n")


def in_time(seconds: float) -> str:
    """A time in words.

    >>> in_time(7.9), in_time(125)
    ('7 s', '2 min 05 s')
    """
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _unit(most: int) -> tuple[int, str]:
    """In what bytes are said: how many one of it is, and its sign."""
    return (1_000_000, "MB") if most >= 10_000_000 else (1000, "kB")


def _say(stream: TextIO, text: str) -> None:
    with suppress(OSError, ValueError):  # a terminal that was closed stops no work
        stream.write(text)
        stream.flush()
