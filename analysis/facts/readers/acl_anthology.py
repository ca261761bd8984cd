"""A volume file of the ACL Anthology (data/xml of github.com/acl-org/acl-anthology): XML, one collection a file.

``<collection id="2031.elm"><volume id="long"><paper id="1"><title/><author><first/><last/><affiliation/></author>
<abstract/></paper>``. A paper is called ``2031.elm-long.1``; its track is that of its volume, ``2031.elm-long``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from analysis.core.errors import FactCheckError
from analysis.core.text import clean
from analysis.facts import raw_files
from analysis.facts.decisions import track_in
from analysis.facts.records import Affiliation, LeftOut, Paper
from analysis.settings.models import Source

SITE = "https://aclanthology.org"
GONE = ("retracted", "removed")
DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_source(files: Sequence[Path], source: Source, day: str | None) -> Iterator[Paper | LeftOut]:
    """Papers of every volume that `tracks` names, of all volumes where it names none.

    Raises
    ------
    FactCheckError
        A file is missing or damaged, is no such XML, declares entities, or holds no paper.
    """
    for file in files:
        found = list(_papers(_collection(file), source))
        if not found:
            raise FactCheckError("holds no paper", where=file, mend=raw_files.FITS)
        yield from found


def _collection(file: Path) -> Element:
    """The root of the file. What would let the file define entities, and so grow without end, is refused unread."""
    text = raw_files.text(file)
    if DECLARED.search(text):
        mend = "take the file from the Anthology itself, which has none"
        raise FactCheckError("declares a document type or entities", where=file, mend=mend)
    try:
        root = fromstring(text)
    except ParseError as error:
        raise FactCheckError(f"is not XML ({error})", where=file, mend=raw_files.MEND) from None
    if root.tag != "collection" or not root.get("id"):
        raise FactCheckError("is no collection of the Anthology", where=file, mend=raw_files.FITS)
    return root


def _papers(root: Element, source: Source) -> Iterator[Paper | LeftOut]:
    collection = root.get("id") or ""
    for volume in root.iter("volume"):
        name = f"{collection}-{volume.get('id')}"
        track = source.tracks.get(name) if source.tracks else track_in("", {})
        for paper in volume.iter("paper"):
            gone = next((tag for tag in GONE if paper.find(tag) is not None), None)
            if track is None or gone:
                yield LeftOut(gone or "of a track that `tracks` does not name")
            else:
                yield _paper(paper, f"{name}.{paper.get('id')}", track)


def _paper(paper: Element, name: str, track: str) -> Paper:
    people = paper.findall("author")
    abstract = _text(paper.find("abstract"))
    return Paper(
        id=name,
        url=f"{SITE}/{name}/",
        title=_text(paper.find("title")),
        authors=tuple(clean(f"{_text(p.find('first'))} {_text(p.find('last'))}") for p in people),
        track=track,
        affiliations=[
            Affiliation(author, text)
            for author, person in enumerate(people, 1)
            for text in [_text(at) for at in person.findall("affiliation")] or [""]
        ],
        texts={"abstract": abstract} if abstract else {},
    )


def _text(element: Element | None) -> str:
    """The text of an element with that of the marks inside it."""
    return "" if element is None else clean("".join(element.itertext()))
