"""The JSON that a conference's virtual site serves, in one file or in pages.

``{"count", "results": [{id, name, authors: [{fullname, institution}], sourceurl, decision, visible, abstract, …}]}``.
This is the form in which neurips.cc, icml.cc and iclr.cc publish their programs, so a new year needs one stanza of
config and no code. Where abstracts are in a file beside it, `analysis.facts.readers.virtual_abstracts` reads that.

Entries without authors (workshops, talks, breaks) are left out, and so is what is not visible or not accepted. A paper
that is listed as poster and again as oral counts once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from analysis.core.errors import FactCheckError
from analysis.core.text import clean, fold
from analysis.facts import raw_files
from analysis.facts.decisions import accepted, track_in
from analysis.facts.identifiers import forum_of
from analysis.facts.records import Affiliation, LeftOut, Paper
from analysis.settings.models import Source

# an oral is listed beside its poster as "Oral: On Oak" or "On Oak Oral"
SESSION = re.compile(r"(?:oral|spotlight|poster)\s*:\s*(?P<behind>.+)|(?P<before>.+\S)\s+oral", re.IGNORECASE)
PLACEHOLDER = re.compile(r"[0-9]{4}-")  # an id such as 2026-Oral--12, which no paper at OpenReview has
Entry = dict[str, Any]


def read_source(files: Sequence[Path], source: Source, day: str | None) -> Iterator[Paper | LeftOut]:
    """Papers of a virtual site, with affiliations, abstract and track.

    Raises
    ------
    FactCheckError
        A file is missing or damaged, is of another form, or the site says that it lists more than is there.
    """
    pages = [_document(path) for path in files]
    entries = [entry for page in pages for entry in page["results"]]
    _complete(pages, len(entries), files)
    listed: list[Paper] = []
    known: dict[tuple[str, str], int] = {}
    for entry in _posters_first(entries):
        made = _paper(entry, source)
        if isinstance(made, LeftOut):
            yield made
        elif made is not None:
            keys, others = _keys(entry, made), _related(entry)
            sought = [*keys, *(("event", other) for other in others), ("related", str(entry.get("id")))]
            same = next((known[key] for key in sought if key in known and _alike(listed[known[key]], made, key)), None)
            if same is None:
                listed.append(made)
            named = [*keys, ("event", str(entry.get("id"))), *(("related", other) for other in others)]
            known.update(dict.fromkeys(named, len(listed) - 1 if same is None else same))
    yield from listed


def _document(path: Path) -> dict[str, Any]:
    """One file: an object with the list of its `results`."""
    try:
        page = raw_files.document(path)
        if not isinstance(page, dict) or "results" not in page:
            raise ValueError("it has no `results`")
        results = page["results"]
        if not isinstance(results, list) or not all(
            isinstance(r, dict) and all(isinstance(a, dict) for a in r.get("authors") or []) for r in results
        ):
            raise ValueError("`results` is no list of papers with authors")
    except (FactCheckError, ValueError) as error:
        why = error.what if isinstance(error, FactCheckError) else str(error)
        if why == "raw file is missing":
            raise
        raise FactCheckError(f"is not the JSON of a virtual site ({why})", where=path, mend="fetch it again") from None
    return page


def _complete(pages: Sequence[Mapping[str, Any]], found: int, files: Sequence[Path]) -> None:
    """Refuse a list of which the site says that it is longer."""
    said = max((page["count"] for page in pages if isinstance(page.get("count"), int)), default=found)
    if not found:
        what = "is not the JSON of a virtual site (`results` is empty)"
        raise FactCheckError(what, where=files[0], mend="fetch it again")
    if said > found:
        what = f"lists {found:,} of the {said:,} entries that its `count` says"
        raise FactCheckError(what, where=files[0], mend="fetch it again, with the pages that follow")


def _posters_first(entries: Sequence[Entry]) -> list[Entry]:
    """Orals last, so that what a paper is called comes from its poster."""
    return sorted(entries, key=lambda entry: "oral" in _event(entry).casefold() or _bare(entry) != _name(entry))


def _event(entry: Entry) -> str:
    return str(entry.get("eventtype") or entry.get("event_type") or "")


def _name(entry: Entry) -> str:
    return clean(entry.get("name"))


def _bare(entry: Entry) -> str:
    """The name of an entry without the word that it is an oral."""
    name = _name(entry)
    found = SESSION.fullmatch(name) if "oral" in _event(entry).casefold() or ":" in name else None
    return (found["behind"] or found["before"]) if found else name


def _paper(entry: Entry, source: Source) -> Paper | LeftOut | None:
    """The paper of an entry; None where the entry is none."""
    authors = entry.get("authors") or []
    if not authors or not _name(entry):
        return None
    if entry.get("visible") is False:
        return LeftOut("not visible on the site")
    decision = clean(entry.get("decision"))
    if not accepted(decision, source.decisions):
        return LeftOut(f"decision {decision!r}")
    track = _track(entry, source)
    if track is None:
        return LeftOut("of a track that `tracks` does not name")
    url = clean(entry.get("paper_url"))
    forum = forum_of(url)
    placeholder = PLACEHOLDER.match(forum) is not None
    return Paper(
        title=_bare(entry),
        authors=tuple(clean(a.get("fullname")) for a in authors),
        id="" if placeholder else forum,
        url=("" if placeholder else url) or urljoin(source.url or "", clean(entry.get("virtualsite_url"))),
        track=track,
        affiliations=[Affiliation(i, clean(a.get("institution"))) for i, a in enumerate(authors, 1)],
        texts={"abstract": str(entry["abstract"])} if entry.get("abstract") else {},
        entry=str(entry.get("id") or ""),
    )


def _track(entry: Entry, source: Source) -> str | None:
    """By the group that `sourceurl` names; without one by the words of the event and the decision."""
    group = clean(entry.get("sourceurl"))
    if group:
        name = group.partition("id=")[2].partition("&")[0]
        if name.count("/") or source.tracks:
            return track_in(name or group, source.tracks)
        return "journal"  # what comes from no group of a conference
    text = f"{_event(entry)} {entry.get('event_type') or ''} {entry.get('decision') or ''}".casefold()
    if "dataset" in text or "benchmark" in text:
        return "datasets-and-benchmarks"
    return "journal" if "journal" in text else "main"


def _keys(entry: Entry, paper: Paper) -> list[tuple[str, str]]:
    """What two entries of one paper have in common: its id, its number in the source, its name."""
    found = [("id", paper.id)]
    if isinstance(number := entry.get("sourceid"), int) and entry.get("sourceurl"):
        found.append((str(entry["sourceurl"]), str(abs(number))))  # an oral has the number of its poster, or minus it
    return [key for key in [*found, ("title", fold(paper.title))] if key[1]]


def _related(entry: Entry) -> list[str]:
    """Ids of the entries that an entry names as its own, such as the oral of a poster."""
    return [str(other) for other in entry.get("related_events_ids") or []]


def _alike(one: Paper, other: Paper, key: tuple[str, str]) -> bool:
    """Whether two entries that share a key are one paper: not where their ids differ, or nobody wrote both."""
    if one.id and other.id and one.id != other.id:
        return False
    return key[0] == "id" or not {fold(a) for a in one.authors}.isdisjoint(fold(a) for a in other.authors)
