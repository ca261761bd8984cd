"""OpenReview's API 2 as it answers: notes of a venue and, in the same file or another, profiles with their history.

Notes: ``{id, content: {title: {value}, authors, authorids, abstract, venueid, …}}``. Profiles: ``{id, content: {names:
[{username}], history: [{start, end, institution: {name, domain, city, country}}]}}``. Either may stand in the answer of
the server (``{"notes": […]}``, ``{"profiles": […]}``), in an array, or one a line. An id of a person spells a name, so
it is used to join and never kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.core.errors import FactCheckError
from analysis.core.text import clean
from analysis.facts.decisions import accepted, track_in
from analysis.facts.identifiers import url_of
from analysis.facts.raw_files import objects
from analysis.facts.raw_rows import Row
from analysis.facts.records import Affiliation, LeftOut, Paper
from analysis.settings.models import Source

People = Mapping[str, list[Row]]  # any id of a person → the entries of the history


def read_source(files: Sequence[Path], source: Source, day: str | None) -> Iterator[Paper | LeftOut]:
    """Accepted papers with the affiliations that their authors' profiles give for the day of the conference.

    Raises
    ------
    FactCheckError
        A file is missing or damaged, there are no notes in it, or profiles with a history and no `date` of the cohort.
    """
    notes, people = [], dict[str, list[Row]]()
    for row in (row for file in files for row in objects(file, "notes", "profiles")):
        content = row.need("content", dict)
        if "title" in content:
            notes.append(row)
        else:
            history = [Row(entry, row.where) for entry in content.get("history") or [] if isinstance(entry, dict)]
            called = (str(name.get("username") or "") for name in content.get("names") or [] if isinstance(name, dict))
            people.update(dict.fromkeys({str(row.need("id")), *called} - {""}, history))
    if not notes:
        mend = "name the file of the notes first under `files`"
        raise FactCheckError("holds no note with a title", where=files[0], mend=mend)
    if people and day is None:
        mend = "give the cohort its first day as `date` in config.yaml"
        raise FactCheckError("has histories, and it is not known which day counts", where=files[-1], mend=mend)
    for row in notes:
        yield _paper(row, people, source, day or "")


def _paper(row: Row, people: People, source: Source, day: str) -> Paper | LeftOut:
    content = {key: _value(cell) for key, cell in row["content"].items()}
    venue = clean(content.get("venueid"))
    if venue.casefold().endswith("submission"):  # …/Rejected_Submission, …/Withdrawn_Submission, …/Submission
        return LeftOut(f"venue {venue.rpartition('/')[2]!r}")
    if not accepted(clean(content.get("decision")), source.decisions if "decision" in content else ()):
        return LeftOut(f"decision {clean(content['decision'])!r}")
    track = track_in(venue, source.tracks)
    if track is None:
        return LeftOut("of a track that `tracks` does not name")
    forum = clean(row.get("forum") or row.need("id"))
    authors, ids = (_list(content.get(key)) for key in ("authors", "authorids"))
    return Paper(
        id=forum,
        url=url_of(forum),
        title=clean(content.get("title")),
        authors=tuple(map(clean, authors)),
        track=track,
        affiliations=[a for at, person in enumerate(ids, 1) for a in _on(people.get(person), at, day)],
        texts={"abstract": str(content["abstract"])} if content.get("abstract") else {},
    )


def _value(cell: Any) -> Any:
    """What a field of API 2 holds: ``{"value": …}``."""
    return cell.get("value") if isinstance(cell, dict) else cell


def _list(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _on(history: list[Row] | None, author: int, day: str) -> Iterator[Affiliation]:
    """The entries of a history that hold on a day; an author without a profile or an entry has an empty one.

    A history knows years only, so that both jobs of a year in which a person moved hold. Where nothing holds, as in a
    profile that nobody kept up, the author is as unknown as one without a profile.
    """
    held = [entry for entry in history or () if _holds(entry, int(day[:4]))]
    for entry in held:
        at = entry.get("institution")
        given: Mapping[str, Any] = at if isinstance(at, dict) else {}
        yield Affiliation(
            author,
            clean(given.get("name")),
            city=clean(given.get("city")),
            country=clean(given.get("country")).upper(),
            domain=clean(given.get("domain")).casefold(),
        )
    if not held:
        yield Affiliation(author, "")


def _holds(entry: Row, year: int) -> bool:
    start, end = _year(entry, "start"), _year(entry, "end")
    return (start is None or start <= year) and (end is None or year <= end)


def _year(entry: Row, key: str) -> int | None:
    """A year of the history; None where the profile leaves it open."""
    said = str(entry.get(key) or "").strip()
    if said and not (said.isdecimal() and len(said) == 4):
        what = f"{key!r} of a history is {said[:40]!r} and should be a year"
        raise FactCheckError(what, where=entry.where, mend="check the profile")
    return int(said) if said else None
