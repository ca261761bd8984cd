"""Download the raw files of a cohort from the addresses that config.yaml gives.

What comes is written to a hidden folder beside its file and judged there: whole, unpacked, of the fingerprint that is
asked for, all its pages, read by the reader of its format with at least one paper. Then it is renamed, and a record of
the fetch is left beside it (`fetch_record`). Whatever else comes leaves what was there as it was.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Literal

import httpx2

from analysis import __version__
from analysis.core import locks, paths
from analysis.core.errors import FactCheckError, unwritable
from analysis.core.files import remove
from analysis.core.progress import Progress, silent
from analysis.facts.readers import records
from analysis.facts.records import LeftOut
from analysis.intake import fetch_pages, fetch_record
from analysis.intake.fetch_download import Answer, Download, decoded, refused
from analysis.intake.fetch_record import PACKED, Record, unpacked
from analysis.intake.fetch_web import HERE, Clock, Manner, Place, Web, said
from analysis.settings.config import Config
from analysis.settings.models import Source

PART = ".fetch.part"  # behind the hidden name of the folder where a file is made
Status = Literal["new", "unchanged", "not-published"]


@dataclass(frozen=True)
class File:
    """A raw file and what came of asking for it."""

    path: Path
    status: Status


def manner(settings: Config, minutes: float | None = None) -> Manner:
    """How the web is asked by config.yaml; `minutes` goes before its limit."""
    about = settings.fetch
    within = 60 * (about.within_minutes if minutes is None else minutes)
    return Manner(f"factcheck/{__version__} (+{settings.report.url})", within, about.pause_seconds)


def overall(files: list[File]) -> Status:
    """What came of asking for all files of a cohort: something new, else something that is not there yet."""
    found = {file.status for file in files}
    return "new" if "new" in found else "not-published" if "not-published" in found else "unchanged"


def fetch(
    name: str,
    settings: Config,
    raw: Path,
    how: Manner,
    progress: Progress = silent,
    clock: Clock | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Iterator[File]:
    """Download every source of a cohort that has a `url`; one fetch at a time into a folder.

    Parameters
    ----------
    raw : Path
        Folder that the `file` entries of config.yaml are relative to.
    environment : mapping
        Holds the tokens that `token-from` names.

    Raises
    ------
    FactCheckError
        No source has an address, a token is not set, or a file cannot be written.
    FetchFailed
        The network does not answer, or what comes is not what it should be.
    """
    cohort = settings.stanzas[name]
    sources = [source for source in cohort.sources if source.url]
    if not sources:
        raise FactCheckError(
            "no source of this cohort has a `url`",
            where="config.yaml",
            mend="its raw files were collected by others; ask for them, or add an address",
        )
    asked = [(source, _place(source, environment), paths.inside(raw, source.names[0])) for source in sources]
    ingested = (paths.DATA / name).is_dir()
    with locks.in_turn(raw / ".fetch.lock", "fetch"), Web(how, clock or Clock(), progress) as web:
        for source, place, target in asked:
            part = paths.inside(raw, str(target.relative_to(raw).with_name(f".{target.name}{PART}")))
            try:
                yield File(target, _Fetch(web, source, place, target, part, cohort.date).run(ingested))
            except OSError as error:
                remove(part)
                raise unwritable(error, target) from error


def _place(source: Source, environment: Mapping[str, str]) -> Place:
    url, variable, token = source.url or "", source.token_from, ""
    if variable:
        token = environment.get(variable, "")
        if not token or not token.isprintable() or not token.isascii():
            what = "is not a token" if token else "is not set, and `token-from` in config.yaml asks for it"
            raise FactCheckError(what, where=f"the environment variable {variable}", mend="set it to the token")
        address = httpx2.URL(url)
        if address.scheme != "https" and address.host not in HERE:
            raise FactCheckError("a token goes over https only", where=url, mend="give an address with https")
    return Place(url, tuple(source.redirect_hosts), token)


class _Fetch:
    """One source: asked for, judged, and put in place."""

    def __init__(self, web: Web, source: Source, place: Place, target: Path, part: Path, day: str | None) -> None:
        self._web, self._source, self._place, self._target, self._part = web, source, place, target, part
        self._day = day

    def run(self, ingested: bool) -> Status:
        """What came of it; `ingested`: whether the cohort has facts already, so that there were papers before."""
        known, there = fetch_record.of(self._target), self._target.is_file()
        time = self._web.clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        asked_before = known if known and known.address == self._place.url and known.pages is None else None
        answer = Download(self._web, self._place, self._part).run(asked_before)
        try:
            if answer.status == "unchanged":
                return "unchanged"
            if answer.status == "absent":
                return self._absent(answer.said, there or ingested, b"")
            whole = self._judged(answer)
            if whole is None:
                return self._absent("it holds no paper, and there were some before", there or ingested, answer.content)
            return self._put(whole, answer, known, time)
        finally:
            remove(self._part)

    def _absent(self, why: str, before: bool, content: bytes) -> Status:
        if before:
            raise refused(self._place, why, content)
        return "not-published"

    def _judged(self, answer: Answer) -> fetch_pages.Whole | None:
        """All that came, if it may stay; nothing where it is a list of no paper."""
        place, content = self._place, answer.content
        try:
            plain = unpacked(content)
        except ValueError as error:
            raise refused(place, str(error), b"") from None
        if not plain.strip():
            raise refused(place, "what came is empty", plain)
        whole = fetch_pages.gathered(place, plain, answer.next_page, self._page)
        kept, pinned = content if whole.pages == 1 else whole.content, self._source.sha256
        if pinned and not fetch_record.is_pinned(pinned, kept):
            raise refused(place, "what came is not the file whose `sha256` stands in config.yaml", plain)
        if whole.empty:
            return None
        file = self._part / self._target.name
        if self._target.suffix == ".gz" and not kept.startswith(PACKED):
            kept = gzip.compress(kept, mtime=0)
        file.write_bytes(kept)
        return whole if self._papers(file, plain) else None

    def _papers(self, file: Path, plain: bytes) -> int:
        """How many papers, or people, the reader of the format finds."""
        form = self._source.format
        try:
            return sum(not isinstance(record, LeftOut) for record in records(self._source, [file], self._day))
        except FactCheckError as error:
            what = error.what
        except (ValueError, LookupError, TypeError, AttributeError) as error:  # a reader that expects what is not there
            what = f"{type(error).__name__}: {error}"
        raise refused(self._place, f"the format {form!r} cannot read it: {what}", plain) from None

    def _page(self, url: str) -> tuple[bytes, str | None]:
        """A further page, and where its header says that more is."""

        def ask() -> tuple[bytes, str | None]:
            with self._web.opened(self._place, url, {}) as answer:
                content = b""
                for chunk in answer.iter_raw():
                    self._web.hurry()
                    content += chunk
                if answer.status_code != 200:
                    raise refused(self._place, f"a page of it: {said(answer)}", content)
                return decoded(self._place, content, answer.headers), answer.links.get("next", {}).get("url")

        self._web.progress(f"downloading {url}")
        return self._web.patiently(self._place, ask)

    def _put(self, whole: fetch_pages.Whole, answer: Answer, known: Record | None, time: str) -> Status:
        """Put what came in place, and its record beside it; where the same is there already, both stay."""
        made = self._part / self._target.name
        same = self._target.is_file() and _content(self._target) == _content(made)
        if same and known and known.address == self._place.url:
            return "unchanged"
        if not same:
            os.replace(made, self._target)
        fetch_record.write(
            self._target,
            Record.model_validate(
                {
                    "address": self._place.url,
                    "final-address": answer.final if answer.final != self._place.url else None,
                    "time": time,
                    "bytes": self._target.stat().st_size,
                    "etag": answer.etag,
                    "last-modified": answer.modified,
                    "pages": whole.pages if whole.pages > 1 else None,
                    "sha256": fetch_record.sha256_of(self._target),
                }
            ),
        )
        return "unchanged" if same else "new"


def _content(file: Path) -> bytes:
    """What a file holds, unpacked: how it is packed may differ from machine to machine."""
    raw = file.read_bytes()
    try:
        return unpacked(raw)
    except ValueError:
        return raw
