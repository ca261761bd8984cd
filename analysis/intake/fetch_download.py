"""One address → its bytes on the disk, in a hidden folder beside the file that they are for.

What came stays there when a connection breaks or the run is killed, with what the server said of it. The next attempt,
or the next run, asks for the rest (a range, RFC 9110, 14), if the server says by which mark it knows the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import httpx2

from analysis.core.files import remove, write_text
from analysis.core.progress import amount
from analysis.core.strict_json import canonical_json
from analysis.facts.snapshot_file import Fetched
from analysis.intake.fetch_record import MOST, PACKED, unpacked
from analysis.intake.fetch_web import FetchFailed, Passing, Place, Web, beginning, begins, failed, plain, said
from analysis.settings.models import Model

RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
LATER = "check the address in a browser, or try it later"
Status = Literal["came", "unchanged", "absent"]


class Begun(Model):
    """What the server said of the bytes that are in the folder so far."""

    url: str
    etag: str | None = None
    modified: str | None = None
    packing: str = ""

    @property
    def mark(self) -> str | None:
        """By what the server knows these bytes again; a weak mark does not tell them from others."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


@dataclass(frozen=True)
class Answer:
    """What an address gave: how its bytes came, if they did. `next_page`: where its header says that more is."""

    status: Status
    said: str
    final: str
    etag: str | None = None
    modified: str | None = None
    next_page: str | None = None
    content: bytes = b""


class Download:
    """The bytes of one address, in the folder `part`, which is there afterwards only if the rest may be asked for."""

    def __init__(self, web: Web, place: Place, part: Path) -> None:
        self._web, self._place, self._part = web, place, part
        self._body, self._about = part / "body", part / "about.json"
        self._most = 0

    def run(self, known: Fetched | None) -> Answer:
        """Ask for the bytes, unless they are those that are `known`; what came is unpacked as the transport packed it.

        Raises
        ------
        FetchFailed
            They do not come.
        OSError
            They cannot be written.
        """
        try:
            return self._web.patiently(self._place, lambda: self._once(known))
        except FetchFailed:
            if not ((begun := self._begun()) and begun.mark):
                remove(self._part)
            raise

    def _once(self, known: Fetched | None) -> Answer:
        begun = self._begun()
        size = self._body.stat().st_size if begun else 0
        asked: dict[str, str] = {}
        if begun and begun.mark and size:
            asked = {"Range": f"bytes={size}-", "If-Range": begun.mark}
        elif known and (known.etag or known.last_modified):
            marks = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
            asked = {name: mark for name, mark in marks.items() if mark}
        self._web.progress(f"downloading {self._place.url}")
        with self._web.opened(self._place, self._place.url, asked) as answer:
            code = answer.status_code
            if code == 304 and "Range" not in asked and asked:
                return self._answer("unchanged", answer)
            if code in (404, 410):
                return self._answer("absent", answer)
            if code == 206 and begun and _goes_on(answer, begun, size):
                self._receive(answer, size)
            elif code == 200:
                self._begin(answer)
                self._receive(answer, 0)
            elif "Range" in asked:  # it cannot go on here: from the start, then
                remove(self._part)
                raise Passing(said(answer), after=0.0)
            else:
                raise refused(self._place, said(answer), beginning(answer))
            return self._answer("came", answer)

    def _answer(self, status: Status, answer: httpx2.Response) -> Answer:
        headers = answer.headers
        return Answer(
            status,
            said(answer),
            plain(answer.url, self._place),
            headers.get("ETag"),
            headers.get("Last-Modified"),
            answer.links.get("next", {}).get("url"),
            self._content(headers) if status == "came" else b"",
        )

    def _content(self, headers: httpx2.Headers) -> bytes:
        return decoded(self._place, self._body.read_bytes(), headers)

    def _begun(self) -> Begun | None:
        """What an earlier attempt began, if it was at this address."""
        try:
            begun = Begun.model_validate_json(self._about.read_bytes())
        except (OSError, ValueError):
            return None
        return begun if begun.url == self._place.url and self._body.is_file() else None

    def _begin(self, answer: httpx2.Response) -> None:
        remove(self._part)
        self._part.mkdir(parents=True)
        said = answer.headers.get
        begun = Begun(
            url=self._place.url, etag=said("ETag"), modified=said("Last-Modified"), packing=said("Content-Encoding", "")
        )
        write_text(self._about, canonical_json(begun.model_dump(by_alias=True)))
        self._body.touch()

    def _receive(self, answer: httpx2.Response, size: int) -> None:
        """Write the body behind what is there; where the connection breaks, what came stays."""
        length, span = (
            answer.headers.get("Content-Length", ""),
            RANGE.fullmatch(answer.headers.get("Content-Range", "")),
        )
        total = size + int(length) if length.isdecimal() else None
        if answer.status_code == 206 and span and span[2].isdecimal():
            total = int(span[2])
        try:
            with self._body.open("ab") as stream:
                for chunk in answer.iter_raw():
                    self._web.hurry()
                    size += len(chunk)
                    if size > MOST:
                        raise failed(self._place, f"it is larger than {MOST // 2**20:,} MB", LATER)
                    append(stream, chunk)
                    amount(self._web.progress, size, total)
            if total is not None and size != total:  # a range may be shorter than was asked for
                raise Passing(f"{size:,} of {total:,} bytes came", after=0.0)
        except (httpx2.TransportError, Passing) as fault:
            gained, self._most = size > self._most, max(size, self._most)
            raise Passing(str(fault) or type(fault).__name__, getattr(fault, "after", None), gained) from None


def _goes_on(answer: httpx2.Response, begun: Begun, size: int) -> bool:
    """Whether an answer is the rest of what was begun."""
    headers, found = answer.headers, RANGE.fullmatch(answer.headers.get("Content-Range", ""))
    now = (
        headers.get("ETag", begun.etag),
        headers.get("Last-Modified", begun.modified),
        headers.get("Content-Encoding", ""),
    )
    return found is not None and int(found[1]) == size and now == (begun.etag, begun.modified, begun.packing)


def append(stream: BinaryIO, chunk: bytes) -> None:
    """Write what came behind what is there."""
    stream.write(chunk)


def decoded(place: Place, raw: bytes, headers: httpx2.Headers) -> bytes:
    """What the server meant, without the packing for the way.

    Raises
    ------
    FetchFailed
        It is damaged, or packed as nobody asked for.
    """
    packing = headers.get("Content-Encoding", "").casefold()
    if packing in ("", "identity"):
        return raw
    if packing not in ("gzip", "x-gzip") or not raw.startswith(PACKED):
        raise refused(place, f"what came is not packed as asked, but {packing!r}", raw)
    try:
        return unpacked(raw)
    except ValueError as error:
        raise refused(place, str(error), b"") from None


def refused(place: Place, why: str, content: bytes) -> FetchFailed:
    """The user's error for what came and is not kept, with its first words."""
    return failed(place, why + begins(place, content), LATER)
