"""What only ingest can see of a cohort, before texts and names go: the guard against drift judges it with the facts.

Sources say of their rows whether a paper was accepted and in which year, each in keys of its own; these are read from the
raw rows themselves, whoever reads the format, and count where the paper came into the facts.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.core.text import clean, fold
from analysis.facts.identifiers import forum_of
from analysis.intake.join import Joined

_STATUS = ("decision", "status", "venue", "venueid")
_REFUSED = re.compile(r"\b(?:reject|withdr[ae]w|submitted to\b|under review\b)", re.IGNORECASE)
_DATED = ("year", "venue", "venueid")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/")


@dataclass
class Evidence:
    """Each is a list of examples, one for each case; `sources`: how many list at least half of the papers by title.

    `texts`: affiliations before names were taken out; the texts themselves are never kept.
    """

    sources: int = 0
    nameless: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    known_once: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    another_year: list[str] = field(default_factory=list)
    texts: int = 0
    names: list[str] = field(default_factory=list)


def of_papers(papers: Sequence[Joined], listed: Sequence[int]) -> Evidence:
    """What the joined papers show: those that share an id or a title, and those that one source alone lists.

    `listed`: how many papers each source lists by title.
    """
    ids = Counter(joined.paper.id for joined in papers)
    titles = Counter(fold(joined.paper.title) for joined in papers)
    found = Evidence(sum(2 * number >= len(papers) > 0 for number in listed))
    for joined in papers:
        paper = joined.paper
        if not any(author.strip() for author in paper.authors):
            found.nameless.append(_named(paper.id, paper.title))
        if (paper.id and ids[paper.id] > 1) or (paper.title and titles[fold(paper.title)] > 1):
            found.repeated.append(_named(paper.id, paper.title))
        if sum(bool(record.title) for record in joined.records) < 2:
            found.known_once.append(_named(paper.id, paper.title))
    return found


def filled(papers: Iterable[Joined]) -> list[tuple[str, int]]:
    """(paper, how many affiliations with a text) of each paper: taken before and after names go."""
    return [
        (
            _named(joined.paper.id, joined.paper.title),
            sum(bool(a.text) for affiliations in joined.affiliations.values() for a in affiliations),
        )
        for joined in papers
    ]


def names_taken(found: Evidence, before: Sequence[tuple[str, int]], after: Sequence[tuple[str, int]]) -> None:
    """Add what the guard of names took out: the paper of each, never the name."""
    found.texts = sum(number for _, number in before)
    for (paper, had), (_, left) in zip(before, after, strict=True):
        found.names += [paper] * (had - left)


def of_raw_files(found: Evidence, papers: Sequence[Joined], files: Iterable[Path], year: int) -> None:
    """Add what the raw rows say of papers that came in: not accepted, or of another year.

    A paper that a row takes and another does not (a first submission, say) was accepted.
    """
    here = {joined.paper.id for joined in papers} | {fold(joined.paper.title) for joined in papers}
    here.discard("")
    met: set[str] = set()
    taken: set[str] = set()
    refused: dict[str, str] = {}
    for file in files:
        for row in rows_of_any(file):
            id, title = _id_and_title(row)
            key = id if id in here else fold(title)
            if key not in here:
                continue
            said = [text for name in _STATUS if _REFUSED.search(text := _value(row, name).replace("_", " "))]
            years = {int(y) for name in _DATED for y in _YEAR.findall(_value(row, name))}
            wrong = bool(years) and year not in years
            if said:
                refused.setdefault(key, f"{_named(id, title)}: {said[0][:60]!r}")
            else:
                taken.add(key)
            if wrong and key not in met:
                found.another_year.append(f"{_named(id, title)}: {min(years)}")
                met.add(key)
    found.refused += [words for key, words in refused.items() if key not in taken]
    met |= refused.keys() - taken
    for joined in papers:
        paper = joined.paper
        told = _YEAR_IN_ADDRESS.search(paper.url)
        if told and int(told[1]) != year and not {paper.id, fold(paper.title)} & met:
            found.another_year.append(f"{_named(paper.id, paper.title)}: {paper.url}")


def rows_of_any(file: Path) -> Iterator[Mapping[str, Any]]:
    """Objects of a file of JSON: an array of them, alone or under a key, or one a line; nothing of any other file."""
    try:
        raw = file.read_bytes()
        text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8-sig")
    except (OSError, EOFError, zlib.error, ValueError):
        return
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict):
        whole = next((value for value in whole.values() if isinstance(value, list)), [whole])
    for row in whole if isinstance(whole, list) else map(_line, text.splitlines()):
        if isinstance(row, dict):
            yield row


def _line(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _value(row: Mapping[str, Any], key: str) -> str:
    """What a row says under a key, or under that key of the content of a note of OpenReview, as text."""
    content = row.get("content")
    value = row.get(key) or (content.get(key) if isinstance(content, dict) else None)
    value = value.get("value") if isinstance(value, dict) else value
    return str(value) if isinstance(value, str | int) else ""


def _id_and_title(row: Mapping[str, Any]) -> tuple[str, str]:
    forum = next(filter(None, (forum_of(_value(row, key)) for key in ("paper_url", "sourceurl", "url"))), "")
    id = forum or _value(row, "forum") or _value(row, "id")
    return clean(id), clean(_value(row, "title") or _value(row, "name"))


def _named(id: str, title: str) -> str:
    return f"“{title[:90]}”" if title else id
