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
from analysis.settings.models import Cohort

TIMEOUT = 60  # seconds without a byte


def fetch(cohort: Cohort, raw: Path, progress: Callable[[str], None] = lambda _: None) -> Iterator[tuple[Path, bool]]:
    """Download every source that has a `url`; gives each file and whether it changed.

    Raises
    ------
    FactCheckError
        No source has an address, the network does not answer, or the answer is no success.
    """
    addresses = [(source.url, source.names[0]) for source in cohort.sources if source.url]
    if not addresses:
        raise FactCheckError(
            "no source of this cohort has a `url`",
            where="config.yaml",
            mend="its raw files were collected by others; ask for them, or add an address",
        )
    for url, name in addresses:
        target = paths.inside(raw, name)
        progress(f"downloading {url}")
        data = _download(url)
        if target.suffix == ".gz" and data[:2] != b"\x1f\x8b":
            data = gzip.compress(data, mtime=0)
        yield target, write_bytes(target, data)


def _download(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"User-Agent": "factcheck (reproducible fact-check)"})
    try:
        with _web().open(request, timeout=TIMEOUT) as answer:
            return bytes(answer.read())
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        why = getattr(error, "reason", error)
        why = f"HTTP {error.code} {why}" if isinstance(error, urllib.error.HTTPError) else why
        mend = "check the network and the address; the old file stays"
        raise FactCheckError(f"cannot be downloaded ({why})", where=url, mend=mend) from None


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
