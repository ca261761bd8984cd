"""A real browser for the tests that need one.

The browser is the first of chromium, chromium-browser and google-chrome on the path, or the program that
``FACTCHECK_BROWSER`` names. Without one the test is skipped with a reason, unless ``FACTCHECK_REQUIRE_BROWSER=1``,
which makes it fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def browser_path() -> str | None:
    """Return the browser's path, or None where there is none."""
    named = os.environ.get("FACTCHECK_BROWSER")
    return shutil.which(named) if named else next((found for name in NAMES if (found := shutil.which(name))), None)


def _missing(reason: str) -> None:
    if os.environ.get("FACTCHECK_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}, and FACTCHECK_REQUIRE_BROWSER=1 asks for one")
    pytest.skip(reason)


class _Quiet(SimpleHTTPRequestHandler):
    """Says nothing of what it serves."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, as a published site has one: a browser runs modules of scripts from a server only."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def open_browser() -> Iterator[Any]:
    """Yield a Playwright browser; close it at the end."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("Playwright is not installed")
    path = browser_path()
    if path is None:
        _missing(f"no browser found ({', '.join(NAMES)} or FACTCHECK_BROWSER)")
    with sync_playwright() as playwright:
        # The sandbox needs rights that a container often lacks; only files of the test itself are opened.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
