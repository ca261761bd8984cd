"""The Atom feed against RFC 4287's must's: required elements, their number and form, and what must not move."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from analysis.core.errors import FactCheckError
from analysis.editions.feed import ReleaseNote, atom

SITE = "https://check.example/neurips/"
ATOM = "{http://www.w3.org/2005/Atom}"
OLD = ReleaseNote("2026.1", "2026-11-23", "The first release.", "report/changes.html#r-2026-1")
NEW = ReleaseNote(
    "2026.2", "2026-12-01", "Three figures <moved> & one verdict – “é”\x0b.", "https://elsewhere.example/2026.2"
)
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[\w./%-]+")  # RFC 4151


def parsed(*releases: ReleaseNote, **more):
    return ElementTree.fromstring(atom(releases, SITE, "A check", **more))


def texts(node, *names: str) -> list[str]:
    return [(node.findtext(ATOM + name) or "") for name in names]


def links(node) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in node.findall(f"{ATOM}link")}


def test_feed_has_what_the_standard_requires():
    feed = parsed(OLD, NEW, author="Some authors")
    assert feed.tag == f"{ATOM}feed"
    assert texts(feed, "id", "title", "updated") == [f"{SITE}feed.xml", "A check", "2026-12-01T00:00:00Z"]
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Some authors"
    assert links(feed) == {"self": f"{SITE}feed.xml", "alternate": SITE}
    for node in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(ATOM + name)) == 1
        assert DATE_TIME.fullmatch(node.findtext(f"{ATOM}updated"))


def test_entries_are_newest_first_whatever_the_order_given():
    entries = parsed(OLD, NEW).findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}title") for e in entries] == ["Release 2026.2", "Release 2026.1"]
    assert atom([OLD, NEW], SITE, "T") == atom([NEW, OLD], SITE, "T")
    same_day = [ReleaseNote(f"2026.{n}", "2026-12-01", "", "") for n in (9, 11, 10)]
    assert [e.findtext(f"{ATOM}title")[8:] for e in parsed(*same_day).findall(f"{ATOM}entry")] == [
        "2026.11",
        "2026.10",
        "2026.9",
    ]


def test_an_entry_tells_its_day_its_page_and_what_changed():
    new, old = parsed(OLD, NEW).findall(f"{ATOM}entry")
    assert texts(old, "updated", "published", "summary") == [
        "2026-11-23T00:00:00Z",
        "2026-11-23T00:00:00Z",
        "The first release.",
    ]
    assert links(old) == {"alternate": f"{SITE}report/changes.html#r-2026-1"}
    assert links(new) == {"alternate": "https://elsewhere.example/2026.2"}
    assert new.findtext(f"{ATOM}summary") == "Three figures <moved> & one verdict – “é” ."


def test_ids_are_tags_that_later_releases_leave_alone():
    ids = lambda *releases: [e.findtext(f"{ATOM}id") for e in parsed(*releases).findall(f"{ATOM}entry")]
    assert ids(OLD) == ["tag:check.example,2026-11-23:neurips/releases/2026.1"]
    both = ids(OLD, NEW)
    assert both[1:] == ids(OLD)
    assert len(set(both)) == 2
    assert all(TAG.fullmatch(i) for i in both)


def test_a_feed_without_a_name_takes_its_title_for_one():
    assert parsed(OLD).findtext(f"{ATOM}author/{ATOM}name") == "A check"


@pytest.mark.parametrize(
    ("releases", "says"),
    [
        ([], "releases: there is no release to tell of; make one"),
        ([OLD, ReleaseNote("2026.1", "2027-01-01", "", "")], r"the version 2026\.1 is there twice; keep one"),
        ([ReleaseNote("2026.3", "soon", "", "")], r"releases/2026\.3: 'soon' is no day; write it as"),
    ],
)
def test_mistakes_are_a_users_error(releases, says):
    with pytest.raises(FactCheckError, match=says):
        atom(releases, SITE, "T")
