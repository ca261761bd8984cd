"""Answers in pages: followed to the end or refused, and never a part of one."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import FactCheckError
from analysis.intake.fetch_pages import gathered
from analysis.intake.fetch_web import Place
from tests.intake.conftest import papers, program
from tests.support import web

PLACE = Place("https://oak.example/papers?limit=2")


def kept(it) -> dict:
    return json.loads(gzip.decompress(it.target.read_bytes()))


def test_addresses_of_next_pages_are_followed_to_the_end(server, asking) -> None:
    server.on("/p?page=2", web.answer(program(2, 3, count=5, next=f"{server.base}/p?page=3")))
    server.on("/p?page=3", web.answer(program(4, count=5, next=None)))
    it = asking(server.on("/p", web.answer(program(0, 1, count=5, next="/p?page=2", previous=None, year=2026))))
    assert it.run() == ["new"]
    assert kept(it) == {"results": papers(0, 1, 2, 3, 4), "count": 5, "next": None, "previous": None, "year": 2026}
    record = json.loads(it.target.with_name(f"{it.target.name}.fetch.json").read_text())
    assert record["pages"] == 3
    assert it.run() == ["unchanged"]


def test_a_page_that_changes_is_seen_though_the_first_does_not(server, asking) -> None:
    mark = {"ETag": '"1"'}
    server.on("/p?page=2", web.answer(program(2, count=3)), web.answer(program(3, count=3)))
    it = asking(server.on("/p", web.answer(program(0, 1, count=3, next="/p?page=2"), **mark)))
    assert [it.run(), it.run()] == [["new"], ["new"]]
    assert all("If-None-Match" not in headers for _, headers in server.asked)
    assert kept(it)["results"] == papers(0, 1, 3)


def test_an_address_with_a_limit_is_counted_on(server, asking) -> None:
    for start in (0, 2, 4):
        rest = [n for n in range(start, 5)][:2]
        server.on(f"/p?limit=2&offset={start}", web.answer(program(*rest, count=5)))
    server.behaviours["/p?limit=2"] = server.behaviours["/p?limit=2&offset=0"]
    it = asking(f"{server.base}/p?limit=2")
    assert it.run() == ["new"]
    assert kept(it)["results"] == papers(0, 1, 2, 3, 4)


def test_a_server_that_knows_no_offset_gives_no_paper_twice(server, asking) -> None:
    some = json.dumps({"count": 4, "results": [{k: v for k, v in row.items() if k != "id"} for row in papers(0, 1)]})
    server.on("/p?limit=2&offset=2", web.answer(some.encode()))
    asking(server.on("/p?limit=2", web.answer(some.encode()))).failed("they overlap")


def test_a_header_that_leads_on_is_followed(server, asking) -> None:
    server.on("/p?page=2", web.answer(program(2)))
    it = asking(server.on("/p", web.answer(program(0, 1), Link='</p?page=2>; rel="next"')))
    assert it.run() == ["new"]
    assert kept(it)["results"] == papers(0, 1, 2)


def test_a_page_that_is_busy_is_asked_again(server, asking) -> None:
    server.on("/p?page=2", web.answer(b"", 503), web.cut(program(2), 9), web.answer(program(2)))
    it = asking(server.on("/p", web.answer(program(0, 1, next="/p?page=2"))))
    assert it.run() == ["new"]
    assert kept(it)["results"] == papers(0, 1, 2)


SECOND = {
    "is missing": (web.answer(b"", 404), "a page of it: HTTP 404"),
    "is HTML": (web.answer(b"<html>"), "its page 2 is none, so that 2 of 4 rows came"),
    "is empty": (web.answer(program(count=4)), "its page 2 is none"),
    "is too short": (web.answer(program(2, count=4)), "3 of 4 rows came, and no address leads to the rest"),
    "is too long": (web.answer(program(2, 3, 4, count=4)), "5 of 4 rows came"),
    "repeats a paper": (web.answer(program(1, 2, count=4)), "they overlap"),
    "is the first again": (web.answer(program(0, 1, count=4)), "they overlap"),
    "has another count": (web.answer(program(2, 3, count=5)), "it changed while its pages came"),
    "leads back": (web.answer(program(2, 3, count=4, next="/p")), "its pages lead in a circle"),
    "leads elsewhere": (web.answer(program(2, 3, count=4, next="http://elm.example/")), "another host, elm.example"),
    "is of another shape": (web.answer(b'{"papers": [], "count": 4}'), "its page 2 is none"),
}


@pytest.mark.parametrize("fault", SECOND)
def test_a_second_page_that_is_wrong_leaves_what_was_there(server, asking, fault) -> None:
    behaviour, said = SECOND[fault]
    server.on("/p?page=2", behaviour)
    it = asking(server.on("/p", web.answer(program(0, 1, count=4, next="/p?page=2"))))
    it.held()
    it.failed(said, "what was there stays")


@pytest.mark.parametrize(
    ("content", "link", "said"),
    [
        (program(0, 1, count=4613), None, "2 of 4,613 rows came"),
        (b'{"title": 1}\n{"title": 2}\n', "/2", "in pages that are no JSON"),
        (b'{"a": [], "b": [], "count": 7}', None, "which of its lists goes on is not known"),
        (b'{"a": 1, "next": "/2"}', None, "which of its lists goes on is not known"),
    ],
)
def test_more_that_nobody_leads_to_is_refused(content, link, said) -> None:
    with pytest.raises(FactCheckError, match=said):
        gathered(Place("https://oak.example/papers"), content, link, lambda url: pytest.fail("asked"))


@pytest.mark.parametrize(
    "content",
    [
        program(0, 1),
        program(0, 1, count=2, next=None, previous=None),
        b'{"title": 1}\n{"title": 2}\n',
        b'{"a": [1, 2], "b": [3], "count": 2}',
        b'{"id-1": "a text", "id-2": "another"}',
        b"[1, 2]",
        b"title,authors\nx,y\n",
        b"<xml/>",
        b"[" * 100_000,
    ],
)
def test_what_is_no_page_stays_as_it_is(content) -> None:
    whole = gathered(Place("https://oak.example/papers"), content, None, lambda url: pytest.fail("asked"))
    assert (whole.content, whole.pages, whole.empty) == (content, 1, False)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.sampled_from(["next", "offset", "list"]), st.booleans())
def test_pages_of_any_size_add_up_to_the_whole_or_are_refused(sizes, way, loses) -> None:
    rows = [{"id": n} for n in range(sum(sizes))]
    starts = [sum(sizes[:at]) for at in range(len(sizes))]
    pages = {at: rows[start : start + size] for at, (start, size) in enumerate(zip(starts, sizes, strict=True))}

    def page(at: int) -> tuple[bytes, str | None]:
        some = pages[at][:-1] if loses and at == len(sizes) - 1 else pages[at]
        leads = f"/{at + 1}" if at + 1 < len(sizes) else None
        if way == "list":
            return json.dumps(some).encode(), leads
        data = {"papers": some, "count": len(rows), **({"next": leads} if way == "next" else {})}
        return json.dumps(data).encode(), None

    def ask(url: str) -> tuple[bytes, str | None]:
        _, found, start = url.partition("offset=")
        at = starts.index(int(start)) if found and int(start) in starts else len(sizes) if found else int(url[20:])
        return page(at) if at < len(sizes) else (b'{"papers": [], "count": %d}' % len(rows), None)

    try:
        whole = gathered(PLACE, *page(0), ask)
    except FactCheckError:
        assert loses
        return
    found = json.loads(whole.content)
    found = found if way == "list" else found["papers"]
    assert found == rows if not loses else way == "list" and found == rows[:-1]
