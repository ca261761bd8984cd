"""Asking the web, politely and with patience: who asks, where an answer may lead, when to ask again, when to stop.

HTTP is httpx2's, asking again is tenacity's. A question is asked again where the fault may pass: a connection that
breaks or says nothing, and answers such as 429 and 503; after the time that the server names, else after ever longer
ones with chance in them. All of a fetch has one end, by the clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import httpx2
from tenacity import RetryCallState, Retrying, retry_if_exception, wait_exponential_jitter

from analysis.core.errors import FactCheckError
from analysis.core.progress import Progress, silent

ATTEMPTS = 6  # in a row that bring nothing
UNREACHED = 3  # of these where no server answers at all
FIRST, LONGEST = 1.0, 60.0  # seconds to wait before asking again, where the server names none
SILENCE = 30.0  # seconds without a byte
HOPS = 10  # redirects in a row
PASSING = {408, 425, 429, 500, 502, 503, 504}
HERE = ("127.0.0.1", "localhost", "::1")  # where a token needs no https
FIRST_WORDS = 60  # characters of what came that an error shows
Thing = TypeVar("Thing")
backoff = wait_exponential_jitter(initial=FIRST, max=LONGEST, jitter=FIRST)


class FetchFailed(FactCheckError):
    """What is there stays as it was; the command exits with 1."""

    exit_code = 1


class Passing(Exception):
    """A fault that may pass.

    Parameters
    ----------
    why : str
        What is wrong.
    after : float, optional
        Seconds that the server asks for.
    gained : bool
        Whether the attempt brought more than those before.
    content : bytes
        What came in place of what was asked for.
    """

    def __init__(self, why: str, after: float | None = None, gained: bool = False, content: bytes = b"") -> None:
        super().__init__(why)
        self.after, self.gained, self.content = after, gained, content


@dataclass(frozen=True)
class Clock:
    """What tells the time and waits."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True)
class Manner:
    """How the web is asked: `agent` says who asks, `within` seconds for all, `pause` seconds between two questions."""

    agent: str
    within: float
    pause: float


@dataclass(frozen=True)
class Place:
    """An address, the hosts beside its own to which the server may lead, and the token for its own host."""

    url: str
    also: tuple[str, ...] = ()
    token: str = field(default="", repr=False)


class Web:
    """One connection at a time; a context that closes it."""

    def __init__(self, manner: Manner, clock: Clock, progress: Progress = silent) -> None:
        self.clock, self.progress = clock, progress
        self._manner = manner
        self._end = clock.seconds() + manner.within
        self._asked: float | None = None
        self._client = httpx2.Client(
            headers={"User-Agent": manner.agent, "Accept-Encoding": "gzip"}, limits=httpx2.Limits(max_connections=1)
        )

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def left(self) -> float:
        """Seconds until the end."""
        return self._end - self.clock.seconds()

    def hurry(self) -> None:
        """Stop where the end has come: a server that sends a byte now and then would never be silent.

        Raises
        ------
        Passing
            It has; nobody asks again then.
        """
        if self.left <= 0:
            raise Passing("it takes too long")

    def patiently(self, place: Place, ask: Callable[[], Thing]) -> Thing:
        """What `ask` gives, asked again while its fault may pass.

        Raises
        ------
        FetchFailed
            It failed too often, or the end has come.
        """
        vain, late = 0, False

        def stop(state: RetryCallState) -> bool:
            nonlocal vain, late
            fault = _fault(state)
            vain = 0 if getattr(fault, "gained", False) else vain + 1
            late = state.upcoming_sleep >= self.left
            return late or vain >= (UNREACHED if isinstance(fault, httpx2.ConnectError) else ATTEMPTS)

        def tell(state: RetryCallState) -> None:
            self.progress(f"{_why(_fault(state))}; asking again in {state.upcoming_sleep:.0f} s")

        again = Retrying(
            retry=retry_if_exception(_may_pass),
            wait=_wait,
            stop=stop,
            sleep=self.clock.sleep,
            before_sleep=tell,
            reraise=True,
        )
        try:
            return again(ask)
        except (Passing, httpx2.TransportError) as fault:
            why, after = _why(fault), getattr(fault, "after", None)
            if isinstance(fault, Passing):
                why += begins(place, fault.content)
            if not late:
                raise failed(place, why, "check the network and the address, or try it later") from None
            if after is not None:
                why = f"{why}, and it asks to wait {after:,.0f} s"
            limit = f"{self._manner.within / 60:g} min"
            raise failed(place, f"{why}; {limit} in all do not suffice", "give it longer with --within") from None

    @contextmanager
    def opened(self, place: Place, url: str, headers: dict[str, str]) -> Iterator[httpx2.Response]:
        """The answer to one question, which leads nowhere else; its body is still to be read.

        Raises
        ------
        FetchFailed
            The server leads where it may not, or in a circle.
        Passing, httpx2.TransportError
            A fault that may pass.
        """
        if self._asked is not None and (rest := self._asked + self._manner.pause - self.clock.seconds()) > 0:
            self.clock.sleep(rest)
        at, been = httpx2.URL(url), [url]
        while True:
            self.hurry()
            own = at.netloc == httpx2.URL(place.url).netloc
            secret = {"Authorization": f"Bearer {place.token}"} if place.token and own else {}
            patience = httpx2.Timeout(min(SILENCE, self.left))
            request = self._client.build_request("GET", at, headers={**headers, **secret}, timeout=patience)
            answer = self._client.send(request, stream=True)
            try:
                self._asked = self.clock.seconds()
                if not answer.has_redirect_location:
                    if answer.status_code in PASSING:
                        raise Passing(said(answer), self._asked_for(answer), content=beginning(answer))
                    yield answer
                    return
                at = led(place, at, answer.headers["Location"])
            finally:
                answer.close()
            if str(at) in been or len(been) > HOPS:
                raise failed(place, "the server leads in a circle", "check the address in a browser")
            been.append(str(at))

    def _asked_for(self, answer: httpx2.Response) -> float | None:
        """Seconds that the server wants to be left alone (RFC 9110, 10.2.3)."""
        text = answer.headers.get("Retry-After", "").strip()
        if text.isdecimal():
            return float(text[:9])
        try:
            return max(0.0, (parsedate_to_datetime(text) - self.clock.now()).total_seconds())
        except (ValueError, TypeError):  # none, or no date
            return None


def _may_pass(fault: BaseException) -> bool:
    """Whether a fault may pass: not one of the address, or of the server's certificate."""
    if isinstance(fault, httpx2.LocalProtocolError | httpx2.UnsupportedProtocol) or "CERTIFICATE" in str(fault):
        return False
    return isinstance(fault, Passing | httpx2.TransportError)


def _fault(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _wait(state: RetryCallState) -> float:
    after = getattr(_fault(state), "after", None)
    return backoff(state) if after is None else float(after)


def _why(fault: BaseException | None) -> str:
    return str(fault) or type(fault).__name__


def said(answer: httpx2.Response) -> str:
    """The status of an answer, in words."""
    return f"HTTP {answer.status_code} {answer.reason_phrase}".strip()


def led(place: Place, at: httpx2.URL, location: str) -> httpx2.URL:
    """Where a redirect leads, if it may: on http or https, never back from https to http, to a host that is allowed."""
    try:
        to = at.join(location)
    except httpx2.InvalidURL:
        raise failed(place, "the server leads nowhere", "check the address") from None
    host = to.netloc.decode()
    if to.scheme not in ("http", "https"):
        raise failed(place, f"the server leads off the web, to {to.scheme[:20]}:", "check the address")
    if at.scheme == "https" and to.scheme == "http":
        raise failed(place, "the server leads from https back to http", "check the address")
    if to.userinfo or (to.netloc != httpx2.URL(place.url).netloc and host not in place.also):
        mend = "give its own address as `url`, or allow the host in `redirect-hosts`"
        raise failed(place, f"the server leads to another host, {host[:80]}", mend)
    return to


def plain(url: httpx2.URL, place: Place) -> str:
    """Where an answer came from, fit to be kept: what another address has behind `?` may be a secret of the server's."""
    return place.url if url == httpx2.URL(place.url) else str(url.copy_with(query=None, fragment=None))


def failed(place: Place, why: str, mend: str) -> FetchFailed:
    """The user's error; a token in it, as a server may echo it, is struck out."""
    shown = why.replace(place.token, "[token]") if place.token else why
    return FetchFailed(f"cannot be downloaded ({shown})", where=place.url, mend=f"{mend}; what was there stays")


def beginning(answer: httpx2.Response) -> bytes:
    """The beginning of a body that nobody wants."""
    try:
        return next(answer.iter_bytes(), b"")
    except httpx2.HTTPError:
        return b""


def begins(place: Place, content: bytes) -> str:
    """How what came begins, as a clause; a token in it is struck out before it can be cut."""
    if place.token:
        content = content.replace(place.token.encode(), b"[token]")
    words = first_words(content)
    return f"; it begins “{words}”" if words else ""


def first_words(content: bytes) -> str:
    """The first words of what came, fit for a terminal.

    >>> first_words(b"<html>\\n <title>Just a moment</title>")
    '<html> <title>Just a moment</title>'
    """
    text = content[: 20 * FIRST_WORDS].decode("utf-8", "replace")
    shown = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return shown if len(shown) <= FIRST_WORDS else f"{shown[:FIRST_WORDS]}…"
