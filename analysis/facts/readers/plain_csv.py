"""A table that anyone can make: CSV with one line for each affiliation of an author.

Columns: title, author, affiliation and, where known, id, url, track, decision, abstract; in any order. Lines that follow
one another with the same id, or the same title where there is none, are one paper, its authors in the order of the
lines; an author on two lines has two affiliations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from analysis.core import csv_table
from analysis.core.errors import FactCheckError
from analysis.core.text import clean
from analysis.facts import raw_files
from analysis.facts.decisions import accepted, track_in
from analysis.facts.identifiers import forum_of, proper
from analysis.facts.records import Affiliation, LeftOut, Paper
from analysis.settings.models import Source

NEEDED = ("title", "author", "affiliation")
Cells = dict[str, str]


def read_source(files: Sequence[Path], source: Source, day: str | None) -> Iterator[Paper | LeftOut]:
    """Papers of the table, with the affiliations of their authors.

    Raises
    ------
    FactCheckError
        A file is missing, is no CSV in UTF-8 with commas, lacks a column or a title, or a paper stands in two places.
    """
    for file in files:
        seen: set[str] = set()
        for key, lines in groupby(_rows(file), key=lambda row: row["id"] or row["title"].casefold()):
            if not key or key in seen:
                what = f"the paper {key!r} stands in two places" if key else "a line has no title"
                raise FactCheckError(what, where=file, mend="put the lines of a paper one below the other")
            seen.add(key)
            yield _paper(list(lines), source)
        if not seen:
            raise FactCheckError("holds no line below its header", where=file, mend=raw_files.MEND)


def _rows(file: Path) -> Iterator[Cells]:
    for _, row in csv_table.rows_in_bytes(raw_files.content(file), NEEDED, str(file)):
        cells = {column: clean(cell) for column, cell in row.items()}
        yield {**dict.fromkeys(("id", "url", "track", "decision", "abstract"), ""), **cells}


def _paper(lines: Sequence[Cells], source: Source) -> Paper | LeftOut:
    first = {column: next((line[column] for line in lines if line[column]), "") for column in lines[0]}
    if not accepted(first["decision"], source.decisions):
        return LeftOut(f"decision {first['decision']!r}")
    track = track_in(first["track"], source.tracks)
    if track is None:
        return LeftOut("of a track that `tracks` does not name")
    authors = list(dict.fromkeys(line["author"] for line in lines if line["author"]))
    url = proper(first["url"])
    return Paper(
        id=first["id"] or forum_of(url),
        url=url,
        title=first["title"],
        authors=tuple(authors),
        track=track,
        affiliations=[
            Affiliation(authors.index(line["author"]) + 1, line["affiliation"]) for line in lines if line["author"]
        ],
        texts={"abstract": first["abstract"]} if first["abstract"] else {},
    )
