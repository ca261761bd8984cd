"""Where a rendered page gets something: found by an HTML parser, and put in without touching any other byte.

A parser that writes pages anew would change what an engine wrote (quotes, entities, blanks), and a release's pages with
it. Python's own only reads, and says where each tag stands: so a tag in a comment or a script is none, attributes may
stand in any order, and the bytes around a change stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import accumulate
from typing import NamedTuple

CHART = re.compile(r"(?:.*/)?charts/([\w-]+)\.svg")


class Place(NamedTuple):
    """A stretch of a page: of no length where something is to be put in, and what it is about."""

    start: int
    end: int
    of: str = ""


class Places(HTMLParser):
    """Where the places of a page are that get something.

    Parameters
    ----------
    to_body : bool
        Whether to read no further than the tag that opens the body.

    Attributes
    ----------
    body_begins, body_ends : int or None
        Behind the tag that opens the body and the end of its line, and before the last one that closes it.
    captions : list of Place
        The blanks at the end of the caption of each chart, whose name is what the place is `of`.
    codes : list of Place
        What is set as code, with its tags; `of` is the HTML in it.
    """

    def __init__(self, page: str, to_body: bool = False) -> None:
        super().__init__()
        self.body_begins: int | None = None
        self.body_ends: int | None = None
        self.captions: list[Place] = []
        self.codes: list[Place] = []
        self._page = page
        self._lines = [0, *accumulate(len(line) + 1 for line in page.split("\n"))]
        self._chart = ""
        self._code: tuple[int, int] | None = None
        for piece in page.splitlines(keepends=True) if to_body else [page]:
            self.feed(piece)
            if to_body and self._in_body():
                return
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        after = self._here() + len(self.get_starttag_text() or "")
        if tag == "body" and self.body_begins is None:
            self.body_begins = after + self._page.startswith("\n", after)
        elif tag == "img":
            found = CHART.fullmatch(dict(attrs).get("src") or "")
            self._chart = found[1] if found else ""
        elif tag == "code":
            self._code = None if attrs else (self._here(), after)

    def handle_endtag(self, tag: str) -> None:
        here = self._here()
        if tag == "body":
            self.body_ends = here
        elif tag == "figcaption" and self._chart:
            self.captions.append(Place(len(self._page[:here].rstrip()), here, self._chart))
            self._chart = ""
        elif tag == "figure":
            self._chart = ""
        elif tag == "code" and self._code is not None:
            start, inside = self._code
            self.codes.append(Place(start, self._page.index(">", here) + 1, self._page[inside:here]))
            self._code = None

    def _in_body(self) -> bool:
        return self.body_begins is not None

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def changed(page: str, changes: Iterable[tuple[Place, str]]) -> str:
    """The page with other text in some places.

    >>> changed("a page", [(Place(2, 2), "new "), (Place(0, 1), "the")])
    'the new page'
    """
    parts, at = [], 0
    for place, text in sorted(changes):
        parts += [page[at : place.start], text]
        at = place.end
    return "".join([*parts, page[at:]])
