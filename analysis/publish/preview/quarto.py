"""Quarto's own preview of a folder of sources, which it renders, serves and loads again in the browser."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from analysis.core.errors import FactCheckError
from analysis.publish.preview.server import HOST

PATIENCE = 5  # seconds that Quarto has to end


class Shown:
    """What Quarto shows; it begins when the folder is whole for the first time."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.address = f"http://{HOST}:{port}/"
        self._process: subprocess.Popen[bytes] | None = None

    def show(self) -> None:
        """The folder has been made anew; Quarto sees by itself what is new in it."""
        if self._process is None:
            command = [shutil.which("quarto") or "quarto", "preview", ".", "--render", "html", "--no-browser"]
            self._process = subprocess.Popen(
                [*command, "--host", HOST, "--port", str(self.port)],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def tell(self, trouble: str) -> None:
        """Something is wrong, which the terminal says; Quarto goes on with the folder as it was."""

    def check(self) -> None:
        """See that Quarto is still there.

        Raises
        ------
        FactCheckError
            It has ended.
        """
        if self._process and self._process.poll() is not None:
            raise FactCheckError(
                f"ended with exit code {self._process.returncode}",
                where="quarto preview",
                mend="see what it said above, or use --engine fallback",
            )

    def close(self) -> None:
        """End Quarto, and what it started."""
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(PATIENCE)
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
