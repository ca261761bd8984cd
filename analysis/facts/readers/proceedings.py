"""The metadata that proceedings keep of each paper: title, url, authors with the institution given at registration.

``authors`` = ``[[name, institution or null], …]``. The url is that of the PDF; a paper is shown by its page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from analysis.core.text import clean
from analysis.facts import identifiers
from analysis.facts.raw_rows import rows_of
from analysis.facts.readers.program import affiliated, author_of
from analysis.facts.records import Paper

PDF = re.compile(r"/file/([0-9a-f]{32})-Paper[^/]*\.pdf$")


def read(path: Path) -> Iterator[Paper]:
    """Papers with their authors, affiliations and page."""
    for row in rows_of(path):
        authors = [author_of(author, row.where) for author in row.need("authors", list)]
        yield Paper(
            title=clean(row.need("title")),
            authors=tuple(clean(name) for name, _ in authors),
            url=page_of(identifiers.proper(clean(row.get("url")))),
            affiliations=affiliated(authors),
        )


def page_of(url: str) -> str:
    """The address of a paper's page, from that of its PDF; any other address as it is.

    >>> page_of("https://papers.example.cc/paper/2015/file/06a15eb1c3836723b53e4abca8d9b879-Paper.pdf")
    'https://papers.example.cc/paper/2015/hash/06a15eb1c3836723b53e4abca8d9b879-Abstract.html'
    """
    return PDF.sub(r"/hash/\1-Abstract.html", url)
