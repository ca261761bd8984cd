"""A list of Paper Copilot (github.com/papercopilot/paperlists), as published: a JSON array, one object a paper.

Keys: id, title, status, track, site, author, authorids, or_profile, aff, aff_domain, position, abstract. Lists inside a
text are joined by ``;``, one place for each author, and several affiliations of one author by ``+``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from analysis.core.text import clean
from analysis.facts.decisions import accepted, track_in
from analysis.facts.identifiers import forum_of, proper
from analysis.facts.raw_files import objects
from analysis.facts.raw_rows import Row
from analysis.facts.readers.listing import names
from analysis.facts.readers.openreview import affiliations_of, aligned
from analysis.facts.records import Affiliation, LeftOut, Paper
from analysis.settings.models import Source

BARE_PLUS = re.compile(r"(?<!\s)\+(?!\s)")


def read_source(files: Sequence[Path], source: Source, day: str | None) -> Iterator[Paper | LeftOut]:
    """Papers that the list calls accepted, with the profile affiliations of each author."""
    for row in (row for file in files for row in objects(file)):
        status = clean(row.need("status"))
        track = track_in(clean(row.get("track")), source.tracks)
        if not accepted(status, source.decisions):
            yield LeftOut(f"status {status!r}")
        elif track is None:
            yield LeftOut("of a track that `tracks` does not name")
        else:
            yield _paper(row, status, track)


def _paper(row: Row, status: str, track: str) -> Paper:
    url = proper(clean(row.get("site")))
    return Paper(
        title=clean(row.need("title")),
        authors=names(row.need("author", str)),
        id=forum_of(url),
        url=url,
        track=track,
        award=status.casefold(),
        affiliations=list(_affiliations(row)) if row.get("aff") else [],
        texts={"abstract": clean(row["abstract"])} if row.get("abstract") else {},
    )


def _affiliations(row: Row) -> Iterator[Affiliation]:
    """Each author's affiliations, one by one."""
    profiles = [p.strip() for p in str(row.get("or_profile") or "").split(";")]
    texts, positions = (aligned(str(row.get(key) or ""), len(profiles)) for key in ("aff", "position"))
    joined = row if any(profiles) else Row({**row, "or_profile": row.get("author")}, row.where)
    for found, at in affiliations_of(joined):
        of = positions[at].count("+") + 1 if at < len(positions) and len(positions) == len(profiles) else 0
        parts = apart(texts[at] if at < len(texts) else "", of)
        hosts = found.domain.split("+")
        hosts = hosts if len(hosts) == len(parts) else [found.domain if len(parts) == 1 else ""] * len(parts)
        given = [(clean(part), host.strip()) for part, host in zip(parts, hosts, strict=True) if part.strip()]
        for part, host in given or [("", "")]:
            yield replace(found, text=part, domain=host)


def apart(text: str, count: int = 0) -> list[str]:
    """The affiliations in one place of a list; `count`: how many positions go with them, 0 where that is not known.

    A plus may belong to a name; the list itself sets none between spaces.

    >>> apart("Elm College+Oak Lab", 2), apart("Computing + Mathematics, Elm College", 1)
    (['Elm College', 'Oak Lab'], ['Computing + Mathematics, Elm College'])
    """
    ways = (text.split("+"), BARE_PLUS.split(text))
    return next((parts for parts in ways if len(parts) == count), [text] if count == 1 else ways[1])
