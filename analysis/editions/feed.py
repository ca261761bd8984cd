"""Releases → an Atom feed, for readers who want to hear when a number changes.

Form: RFC 4287. An entry's id is a tag URI (RFC 4151) made of the site's host, the day of the release and its version,
so it stays as it is when a later release is added; no time of day is known of a release, so each counts from midnight
UTC.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree

from analysis.core.errors import FactCheckError

ATOM = "http://www.w3.org/2005/Atom"
FILE = "feed.xml"
# what XML 1.0 cannot hold even as an entity
NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class ReleaseNote:
    """A release: its version, its day (``2026-11-23``), what changed in a sentence or more, and its page.

    The page's address is relative to the site or absolute.
    """

    version: str
    date: str
    summary: str
    url: str


def atom(releases: Sequence[ReleaseNote], site: str, title: str, author: str = "") -> str:
    """The feed of all releases, the newest first.

    Parameters
    ----------
    site : str
        Address of the site's front page, with the slash at its end; the feed lies there as ``feed.xml``.
    author : str, optional
        Who publishes; the standard wants a name, so the title stands in where none is given.

    Raises
    ------
    FactCheckError
        There is no release, a day is none, or a version is given twice.
    """
    if not releases:
        raise FactCheckError(
            "there is no release to tell of", where="releases", mend="make one with `factcheck release VERSION`"
        )
    versions = [r.version for r in releases]
    if double := sorted({v for v in versions if versions.count(v) > 1}):
        raise FactCheckError(f"the version {double[0]} is there twice", where="releases", mend="keep one of them")
    ordered = sorted(
        releases, key=lambda r: (_day(r), [int(n) for n in re.findall(r"\d+", r.version)], r.version), reverse=True
    )
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(feed, "id", urljoin(site, FILE))
    _add(feed, "title", title)
    _add(feed, "updated", _midnight(ordered[0]))
    _add(ElementTree.SubElement(feed, "author"), "name", author or title)
    _add(feed, "link", rel="self", type="application/atom+xml", href=urljoin(site, FILE))
    _add(feed, "link", rel="alternate", type="text/html", href=site)
    for release in ordered:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", _tag(release, site))
        _add(entry, "title", f"Release {release.version}")
        _add(entry, "updated", _midnight(release))
        _add(entry, "published", _midnight(release))
        _add(entry, "link", rel="alternate", href=urljoin(site, release.url))
        _add(entry, "summary", release.summary)
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _day(release: ReleaseNote) -> str:
    try:
        return date.fromisoformat(release.date).isoformat()
    except ValueError:
        raise FactCheckError(
            f"{release.date!r} is no day", where=f"releases/{release.version}", mend="write it as 2026-01-31"
        ) from None


def _midnight(release: ReleaseNote) -> str:
    return f"{_day(release)}T00:00:00Z"


def _tag(release: ReleaseNote, site: str) -> str:
    parts = urlsplit(site)
    return f"tag:{parts.hostname},{_day(release)}:{quote(parts.path.strip('/'))}/releases/{quote(release.version)}"


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> None:
    child = ElementTree.SubElement(parent, tag, attributes)
    child.text = NOT_XML.sub(" ", text) or None
