"""A web server of a test on 127.0.0.1, which answers as the test says: well, badly, or not at all."""

from __future__ import annotations

import os
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Does what is next for the path; what was last is done again."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        behaviours = self.server.behaviours.get(self.path) or [answer(b"no such page", 404)]
        (behaviours.pop(0) if len(behaviours) > 1 else behaviours[0])(self)

    def head(self, status: int, headers: dict[str, str]) -> None:
        """Send the status and the headers."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """`on(path, …)` says what it does; `asked` holds each question: path and headers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours: dict[str, list[Behaviour]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def on(self, path: str, *behaviours: Behaviour) -> str:
        """Do these at the path, one at each question; gives its address."""
        self.behaviours[path] = list(behaviours)
        return self.base + path

    def handle_error(self, *_: object) -> None:
        """A client that went away is no fault."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(body: bytes, status: int = 200, **headers: str) -> Behaviour:
    """A whole answer; underscores in the names of headers are hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def do(handler: Handler) -> None:
        handler.head(status, {"Content-Length": str(len(body)), **named})
        handler.wfile.write(body)

    return do


def redirect(to: str, status: int = 302) -> Behaviour:
    """An answer that leads elsewhere."""
    return answer(b"", status, Location=to)


def cut(body: bytes, at: int, **headers: str) -> Behaviour:
    """So many bytes of the body, then the end of the connection."""

    def do(handler: Handler) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        handler.head(200, {"Content-Length": str(len(body)), **named})
        handler.wfile.write(body[:at])
        handler.close_connection = True

    return do


def cut_chunk(body: bytes) -> Behaviour:
    """A body in chunks whose end never comes."""

    def do(handler: Handler) -> None:
        handler.head(200, {"Transfer-Encoding": "chunked"})
        handler.wfile.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")
        handler.close_connection = True

    return do


def reset(handler: Handler) -> None:
    """Break the connection off before an answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    os.close(handler.connection.detach())


def drip(handler: Handler) -> None:
    """A byte now and then, for as long as anybody listens."""
    handler.head(200, {"Content-Length": "1000000"})
    for _ in range(100_000):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def in_ranges(body: bytes, breaks: int = 0, each: int = 0, etag: str = '"1"', **more: str) -> Behaviour:
    """A server that knows ranges; the first `breaks` answers end after `each` bytes."""
    left = [breaks]

    def do(handler: Handler) -> None:
        wanted = handler.headers.get("Range", "")
        start = int(wanted[6:-1]) if wanted and handler.headers.get("If-Range") == etag else 0
        rest = body[start:]
        headers = {"Content-Length": str(len(rest)), "ETag": etag, **more}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        handler.head(206 if start else 200, headers)
        if left[0] > 0:
            left[0] -= 1
            handler.wfile.write(rest[:each])
            handler.close_connection = True
        else:
            handler.wfile.write(rest)

    return do


class HurriedClock:
    """A clock by which sleep takes no time: `slept` holds each sleep, and every look at it costs `step` seconds."""

    def __init__(self, step: float = 0.0) -> None:
        self.slept: list[float] = []
        self.at, self.step = 0.0, step

    def seconds(self) -> float:
        """Seconds since the beginning."""
        self.at += self.step
        return self.at

    def sleep(self, seconds: float) -> None:
        """Be that much later."""
        self.slept.append(seconds)
        self.at += seconds

    @staticmethod
    def now() -> datetime:
        """Always the same moment."""
        return datetime(2026, 11, 27, 9, 30, 15, 123456, tzinfo=UTC)
