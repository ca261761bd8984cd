"""Runs a verb, or some code, that is killed just before its n-th rename.

``python -m tests.support.killed 2 build --engine fallback`` does it as the kernel's out-of-memory killer: nothing is
cleaned up. A run with fewer renames ends by itself. With ``FACTCHECK_STUB`` nothing is drawn, rendered or checked.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path


def die_before(number: int) -> None:
    """Kill this process just before its rename of that number, counted from 1; what is only kept is not counted."""
    count = itertools.count(1)

    def deadly(real: Callable) -> Callable:
        def call(*args, **more):
            if paths.CACHE not in Path(args[1]).parents and next(count) == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **more)

        return call

    from analysis.core import paths

    os.replace, os.rename = deadly(os.replace), deadly(os.rename)


def stub(patch: Callable[[object, str, object], None] = setattr) -> None:
    """Let a build make no charts and spreadsheets and take the front page's source for pages and PDF, and a release find no problems."""
    from analysis.publish import check, render, spreadsheet
    from analysis.topics import catalogue

    def made(stage: Path, engine: render.Engine, progress: Callable, log: Path, awaited: Callable) -> Path:
        awaited()
        (stage / "_site").mkdir()
        for name in ("index.html", "fact-check.pdf"):
            (stage / "_site" / name).write_text(f"<html><body>{(stage / 'index.qmd').read_text()}</body></html>\n")
        return stage / "_site"

    patch(render, "render", made)
    patch(catalogue, "charts", lambda *_: {})
    patch(spreadsheet, "workbooks", lambda *_: {})
    patch(check, "problems", lambda *_: [])


def main(number: str, *words: str) -> int:
    """Run the verb, or the code behind ``-c``."""
    if os.environ.get("FACTCHECK_STUB"):
        stub()
    die_before(int(number))
    if words[0] == "-c":
        exec(words[1])
        return 0
    from analysis import cli

    return cli.main(list(words))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
