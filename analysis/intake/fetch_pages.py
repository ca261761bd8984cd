"""Answers that a server gives in pages: followed to the end and put together, or refused; never a part of one.

Three forms are known, all of JSON: ``{"count": 4613, "next": address, "results": […]}``, where `next` leads on; a
``count`` with an address that has `limit` or `offset`, which is counted on; a list, or an object with one, whose header
``Link`` has ``rel="next"``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx2

from analysis.intake.fetch_download import refused
from analysis.intake.fetch_web import Place, led

Ask = Callable[[str], tuple[bytes, str | None]]  # address → an answer, and what its header says comes next
COUNTS = ("count", "total")
FAULTS = ("error", "errors", "message", "detail")  # keys of an answer that is no list


@dataclass
class Page:
    """One answer as JSON: where its rows are, how many there are in all, and where the next ones are."""

    data: Any
    key: str | None  # of the list in an object; None where the answer is a list
    total: int | None
    next: str | None

    @property
    def rows(self) -> list[Any]:
        rows: list[Any] = self.data if self.key is None else self.data[self.key]
        return rows


@dataclass(frozen=True)
class Whole:
    """All of an answer. `empty`: a list that has no row; `pages`: how many answers it was."""

    content: bytes
    pages: int = 1
    empty: bool = False


def gathered(place: Place, content: bytes, following: str | None, ask: Ask) -> Whole:
    """The whole of an answer, from its first page, unpacked; one that is no page is given back as it is.

    Raises
    ------
    FetchFailed
        There is more, and no way to it; pages overlap or change, or do not add up to their count.
    """
    first = _page(place, content, following)
    if first is None:
        return Whole(content)
    rows, ids, been, last = list(first.rows), _ids(first), {place.url}, first
    while (address := _after(place, last, len(rows))) is not None:
        if address in been:
            raise refused(place, "its pages lead in a circle", content)
        been.add(address)
        page = _page(place, *ask(address))
        if page is None or page.key != first.key or not page.rows:
            raise refused(place, f"its page {len(been)} is none, so that {_so_many(first, rows)} came", content)
        if page.total != first.total or ids & _ids(page):
            raise refused(place, "it changed while its pages came, or they overlap", content)
        ids |= _ids(page)
        rows += page.rows
        last = page
    if first.total is not None and first.total != len(rows):
        raise refused(place, f"{_so_many(first, rows)} came, and no address leads to the rest", content)
    if len(been) == 1:
        return Whole(content, empty=not rows and not _tells_a_fault(first.data))
    return Whole(_together(first, rows), len(been))


def _page(place: Place, content: bytes, following: str | None) -> Page | None:
    """An answer as a page; nothing where it is no JSON with one list, and nobody says that there is more."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, list):
        return Page(data, None, None, following)
    if not isinstance(data, dict):
        if following:
            raise refused(place, "it comes in pages that are no JSON", content)
        return None
    total = next((data[key] for key in COUNTS if type(data.get(key)) is int), None)
    leads = data.get("next") if isinstance(data.get("next"), str) and data["next"] else following
    lists = [key for key, value in data.items() if isinstance(value, list)]
    if len(lists) > 1 and total is not None:
        lists = [key for key in lists if len(data[key]) == total] or lists
    if len(lists) == 1:
        return Page(data, lists[0], total, leads)
    if leads or (lists and total is not None):
        raise refused(place, "it comes in pages, and which of its lists goes on is not known", content)
    return None


def _after(place: Place, page: Page, so_far: int) -> str | None:
    """Where the next rows are."""
    asked = httpx2.URL(place.url)
    if page.next:
        return str(led(place, asked, page.next))
    if page.total is not None and so_far < page.total and page.rows and {"limit", "offset"} & set(asked.params):
        return str(asked.copy_set_param("offset", so_far))
    return None


def _ids(page: Page) -> set[str]:
    """What tells the rows apart: the id of each, else all of it."""
    named = (row["id"] if isinstance(row, dict) and row.get("id") else row for row in page.rows)
    return {json.dumps(name, sort_keys=True) for name in named}


def _so_many(first: Page, rows: list[Any]) -> str:
    return f"{len(rows):,} of {first.total:,} rows" if first.total is not None else f"{len(rows):,} rows"


def _tells_a_fault(data: Any) -> bool:
    return isinstance(data, dict) and any(key in data for key in FAULTS)


def _together(first: Page, rows: list[Any]) -> bytes:
    """The pages as one answer: the first one's other keys, and no way on."""
    if first.key is None:
        return json.dumps(rows, ensure_ascii=False).encode()
    ends = {key: None for key in ("next", "previous") if key in first.data}
    return json.dumps({**first.data, **ends, first.key: rows}, ensure_ascii=False).encode()
