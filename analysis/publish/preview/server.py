"""What a browser gets: the files of one folder, to this machine only, and word of whatever is new or wrong.

A script stands in each page as it is served, not in its file: it asks twice a second whether the site is newer than its
page, and loads that again; or shows what is wrong until that is mended.
"""

from __future__ import annotations

import json
import mimetypes
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from analysis.core.errors import FactCheckError
from analysis.looks import templates

HOST = "127.0.0.1"
STATE = "/.preview/state"
TEMPLATE = "publish/preview/missing.html.jinja"


class Shown:
    """What is on show: a folder, when it was made anew, and what is wrong with the sources, if anything is."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.version, self.trouble = folder, 0, ""
        self.address = ""

    def show(self) -> None:
        """The folder has been made anew, and nothing is wrong."""
        # a time, so that a page that an earlier preview showed is loaded again too
        self.version, self.trouble = max(self.version + 1, time.time_ns() // 1_000_000), ""

    def tell(self, trouble: str) -> None:
        """Something is wrong, and the folder is as it was."""
        self.trouble = trouble

    def check(self) -> None:
        """Nothing can stop what a thread of our own shows."""

    def close(self) -> None:
        """`serving` ends it."""

    def file(self, path: str) -> Path | None:
        """The file for the path of an address; None where there is none, or none in the folder."""
        name = unquote(urlsplit(path).path).lstrip("/")
        if "\0" in name:
            return None
        found = (self.folder / name).resolve()
        found = found / "index.html" if found.is_dir() else found
        return found if found.is_relative_to(self.folder.resolve()) and found.is_file() else None


@contextmanager
def serving(shown: Shown, port: int) -> Iterator[str]:
    """Serve it while the body runs; gives the address.

    Raises
    ------
    FactCheckError
        The port is taken.
    """
    try:
        server = _Server((HOST, port), partial(_Answer, shown))
    except OSError as error:
        raise _taken(port, error) from error
    shown.address = f"http://{HOST}:{server.server_port}/"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield shown.address
    finally:
        server.shutdown()
        server.server_close()


def free(port: int) -> int:
    """The port, if nothing has it; a free one for 0.

    Raises
    ------
    FactCheckError
        It is taken.
    """
    try:
        with ThreadingHTTPServer((HOST, port), BaseHTTPRequestHandler) as server:
            return server.server_port
    except OSError as error:
        raise _taken(port, error) from error


def _taken(port: int, error: OSError) -> FactCheckError:
    return FactCheckError(
        f"cannot be served from ({error.strerror})",
        where=f"port {port}",
        mend="end what uses it, or name another with --port; 0 takes a free one",
    )


class _Server(ThreadingHTTPServer):
    """A browser that hangs up is no error."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Answer(BaseHTTPRequestHandler):
    """One request."""

    def __init__(self, shown: Shown, *about: Any) -> None:
        self.shown = shown
        super().__init__(*about)

    def do_GET(self) -> None:
        """A file, what is new, or a page that says there is none."""
        shown = self.shown
        # a page from elsewhere that gave its own name our address is sent away
        if self.headers.get("Host", "").rpartition(":")[0] not in (HOST, "localhost"):
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"asked for under another name\n")
        elif urlsplit(self.path).path == STATE:
            said = {"version": shown.version, "trouble": shown.trouble}
            self._send(HTTPStatus.OK, "application/json", json.dumps(said).encode())
        elif file := shown.file(self.path):
            version = shown.version  # before the file is read, so that a page newer than it says is loaded once more
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            raw = file.read_bytes()
            self._send(HTTPStatus.OK, kind, with_script(raw, version) if kind == "text/html" else raw)
        else:
            page = templates.page(TEMPLATE, making=not shown.version, path=urlsplit(self.path).path).encode()
            self._send(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", with_script(page, shown.version))

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *words: Any) -> None:
        """Say nothing of what is served."""


def with_script(page: bytes, version: int) -> bytes:
    """A page as the preview serves it: with the script before the end of its body."""
    head, end, tail = page.rpartition(b"</body>")
    code = (Path(__file__).parent / "reload.js").read_text(encoding="utf-8")
    script = f'<script data-version="{version}">\n{code}</script>\n'.encode()
    return head + script + end + tail if end else page + script
