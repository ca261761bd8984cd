"""Download the raw files of a cohort from the addresses that config.yaml gives.

A file is written when it is whole, so that a broken connection leaves the old one as it was.
"""

from __future__ import annotations

import gzip
import http.client
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.core.files import write_bytes
from analysis.settings.config import Cohort

TIMEOUT = 60  # seconds without a byte


def fetch(cohort: Cohort, raw: Path, progress: Callable[[str], None] = lambda _: None) -> Iterator[tuple[Path, bool]]:
    """Download every source that has a `url`; gives each file and whether it changed.

    Raises
    ------
    FactCheckError
        No source has an address, the network does not answer, or the answer is no success.
    """
    sources = [s for s in cohort.sources if s.url]
    if not sources:
        raise FactCheckError(
            "no source of this cohort has a `url`",
            where="config.yaml",
            mend="its raw files were collected by others; ask for them, or add an address",
        )
    for source in sources:
        target = paths.inside(raw, source.names[0])
        progress(f"downloading {source.url}")
        try:
            request = urllib.request.Request(source.url, headers={"User-Agent": "factcheck (reproducible fact-check)"})
            with _web().open(request, timeout=TIMEOUT) as answer:
                data = answer.read()
        except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
            why = (
                f"HTTP {error.code} {error.reason}"
                if isinstance(error, urllib.error.HTTPError)
                else getattr(error, "reason", error)
            )
            raise FactCheckError(
                f"cannot be downloaded ({why})",
                where=source.url,
                mend="check the network and the address; the old file stays",
            ) from None
        if target.suffix == ".gz" and data[:2] != b"\x1f\x8b":
            data = gzip.compress(data, mtime=0)
        yield target, write_bytes(target, data)


def _web() -> urllib.request.OpenerDirector:
    """What opens an address: http and https only, also where an answer leads elsewhere."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.UnknownHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener
