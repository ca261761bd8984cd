"""`factcheck preview`: the site while somebody writes it, shown by a server on this machine.

One process watches the sources and serves; another holds in memory what was computed, and is replaced where more than
words of pages changed. So a changed word costs one page, changed code is loaded anew, and whatever stops the other
process leaves the last good pages on show. All is made in ``.cache/preview``, and nothing else is written. With Quarto
the other process keeps a folder of sources there, which Quarto's own preview renders, serves and reloads.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from analysis.core import locks, paths
from analysis.core.errors import FactCheckError
from analysis.core.files import remove
from analysis.core.progress import Progress, finish_line, silent
from analysis.publish import render
from analysis.publish.preview import quarto, server
from analysis.publish.preview.maker import Maker
from analysis.publish.preview.watch import Watch, only_words

FOLDER = "preview"
Say = Callable[[str], None]


def preview(engine: str, port: int, say: Say, progress: Progress = silent) -> None:
    """Show the site until the keyboard interrupts.

    Parameters
    ----------
    port : int
        Where the site is served on 127.0.0.1; 0 takes a free one.
    say : callable
        Called with one line for each thing that a writer should know.

    Raises
    ------
    FactCheckError
        There is no such engine, the port is taken, `.cache` cannot be written, or Quarto's preview ended.
    """
    chosen = render.choose(engine)
    folder = paths.CACHE / FOLDER
    with ExitStack() as stack:
        if chosen.name == "quarto":
            shown: server.Shown | quarto.Shown = quarto.Shown(folder / "book", server.free(port))
        else:
            shown = server.Shown(folder / "site")
            address = stack.enter_context(server.serving(shown, port))
            say(f"{address} will show the report; Ctrl-C ends it")
        stack.enter_context(_ended_alike())
        stack.enter_context(locks.in_turn(paths.CACHE / "preview.lock", "preview"))
        remove(folder)
        stack.callback(shown.close)
        maker = stack.enter_context(Maker(engine, progress))
        try:
            _follow(shown, maker, Watch(), say, progress)
        except KeyboardInterrupt:
            finish_line(progress)
            say("the preview has ended")


def _follow(shown: server.Shown | quarto.Shown, maker: Maker, watch: Watch, say: Say, progress: Progress) -> None:
    """Make what depends on each change, and show it or what is wrong."""
    changed: set[str] | None = None
    while True:
        began = time.monotonic()
        try:
            pages = maker.make(shown.folder, changed if changed and only_words(changed) else None)
        except FactCheckError as error:
            finish_line(progress)
            told = " ".join(str(error).split())
            shown.tell(told)
            say(f"error: {told}")
        else:
            finish_line(progress)
            shown.show()
            say(f"{shown.address}: {words_of(pages)}, after {time.monotonic() - began:.1f} s")
            changed = set()
        new = watch.wait(shown.check)
        changed = None if changed is None else changed | new
        say(f"changed: {', '.join(sorted(new)[:3])}{' and more' if len(new) > 3 else ''}")


@contextmanager
def _ended_alike() -> Iterator[None]:
    """A closed terminal and a request to end are what Ctrl-C is, so that nothing that was begun goes on alone."""
    kinds = (signal.SIGTERM, signal.SIGHUP)
    before = [signal.signal(kind, signal.default_int_handler) for kind in kinds]
    try:
        yield
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)


def words_of(pages: list[str]) -> str:
    """What was made anew, in a few words.

    >>> words_of(["index.html"]), words_of(["a.html", "b.html"]), words_of([])
    ('shows index.html anew', 'shows 2 pages anew', 'no page shows the change')
    """
    if not pages:
        return "no page shows the change"
    return f"shows {pages[0] if len(pages) == 1 else f'{len(pages)} pages'} anew"
