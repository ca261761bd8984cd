"""The process that makes what is on show, and how the one that watches talks with it: lines of JSON.

A request names the folder and the files that changed, or none where everything has to be computed. The answer is what
is being done, any number of times, and then the pages that were made, or what is wrong.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.core.progress import Progress

MODULE = "analysis.publish.preview.worker"


class Maker:
    """The other process, seen from the one that watches. It is begun anew where more than words of pages changed."""

    def __init__(self, engine: str, progress: Progress) -> None:
        self._engine, self._progress = engine, progress
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Maker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def make(self, folder: Path, changed: Iterable[str] | None) -> list[str]:
        """Make what depends on the files that changed; everything for None. Gives the pages that were made.

        Raises
        ------
        FactCheckError
            Something is wrong with the sources, or the other process stopped.
        """
        if changed is None or self._process is None or self._process.poll() is not None:
            self._end()
            self._process, changed = self._begin(), None
        asked = {"folder": str(folder), "changed": None if changed is None else sorted(changed)}
        try:
            return self._asked(self._process, asked)
        except (OSError, ValueError):  # it ended in the middle of the talk
            code = self._process.wait()
            raise FactCheckError(
                f"the process that makes the pages stopped with exit code {code}",
                where="the preview",
                mend="undo what was changed last; what it printed may say why",
            ) from None

    def _asked(self, process: subprocess.Popen[str], request: Any) -> list[str]:
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        while True:
            said = json.loads(process.stdout.readline())
            if "wrong" in said:
                what, where, mend = said["wrong"]
                raise FactCheckError(what, where=where, mend=mend)
            if "pages" in said:
                return list(said["pages"])
            self._progress(said["doing"])

    def _begin(self) -> subprocess.Popen[str]:
        search = [str(paths.CODE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "FACTCHECK_ROOT": str(paths.ROOT), "PYTHONPATH": os.pathsep.join(search)}
        # in a session of its own, so that an interrupt from the keyboard reaches the process that watches alone
        return subprocess.Popen(
            [sys.executable, "-m", MODULE, self._engine],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment,
            start_new_session=True,
        )

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None
