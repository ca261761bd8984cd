"""Listings of papers: proceedings, abstracts, tracks, title blocks and full texts. None of them holds an affiliation as a field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from analysis.core.text import clean
from analysis.facts.readers.records import Paper, get, read_rows

TRACKS = {
    "main": "main",
    "datasets and benchmarks": "datasets-and-benchmarks",
    "datasets_and_benchmarks": "datasets-and-benchmarks",
}


def read_listing(path: Path) -> Iterator[Paper]:
    """title, author (``;`` or ``,`` between names), url."""
    for number, row in read_rows(path):
        url = clean(get(row, "url", path, number))
        yield Paper(
            title=clean(get(row, "title", path, number)).removesuffix("."),
            authors=_names(get(row, "author", path, number, str)),
            id=_forum(url),
            url=_proper(url),
            track=_track_of(url),
        )


def read_abstracts(path: Path) -> Iterator[Paper]:
    """title, abstract and, where given, url, author, track and id."""
    for number, row in read_rows(path):
        url = clean(row.get("url"))
        # an abstract cut off by its source would hide what stands after the cut
        known = row.get("abstract") and not row.get("truncated")
        yield Paper(
            title=clean(get(row, "title", path, number)),
            authors=_names(str(row.get("author") or "")),
            id=clean(row.get("id")) or _forum(url),
            url=_proper(url),
            track=TRACKS.get(clean(row.get("track")).casefold(), "") or _track_of(url),
            texts={"abstract": str(row["abstract"])} if known else {},
        )


def read_tracks(path: Path) -> Iterator[Paper]:
    """title, track, award."""
    for number, row in read_rows(path):
        track = clean(get(row, "track", path, number)).casefold()
        yield Paper(
            title=clean(get(row, "title", path, number)),
            track=TRACKS.get(track, track.replace(" ", "-")),
            award=clean(row.get("award")).casefold(),
        )


def read_headers(path: Path) -> Iterator[Paper]:
    """id and title block."""
    for number, row in read_rows(path):
        yield Paper(id=clean(get(row, "id", path, number)), header=str(get(row, "header", path, number) or ""))


def read_fulltext(path: Path) -> Iterator[Paper]:
    """id and body (abstract up to the references)."""
    for number, row in read_rows(path):
        yield Paper(id=clean(get(row, "id", path, number)), texts={"body": str(get(row, "body", path, number) or "")})


def _names(text: str) -> tuple[str, ...]:
    return tuple(clean(n) for n in re.split(r";" if ";" in text else r",", text) if n.strip())


def _forum(url: str) -> str:
    return url.partition("id=")[2].partition("&")[0] if "openreview.net" in url else ""


def _proper(url: str) -> str:
    return url.replace("http://", "https://").replace(".cc//", ".cc/") if url.startswith("http") else ""


def _track_of(url: str) -> str:
    if "Datasets_and_Benchmarks" in url:
        return "datasets-and-benchmarks"
    return "main" if "-Abstract-Conference" in url else ""
