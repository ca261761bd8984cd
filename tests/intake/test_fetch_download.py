"""One address → bytes: whole or not at all, and gone on with where it broke off, if the server allows it."""

from __future__ import annotations

import gzip

import pytest

from analysis.intake import fetch_download
from analysis.intake.fetch_web import ATTEMPTS
from tests.intake.conftest import program
from tests.support import web

PROGRAM = program(0, 1, 2, 3)
HALF = len(PROGRAM) // 2
PATH = "/program.json"


def ranges(server) -> list[str | None]:
    """What part each question asked for."""
    return [headers.get("Range") for _, headers in server.asked]


def part(it):
    return it.target.parent / f".{it.target.name}.fetch.part"


@pytest.mark.parametrize("broken", [web.cut(PROGRAM, HALF), web.cut(PROGRAM, 0), web.cut_chunk(PROGRAM[:HALF])])
def test_half_a_body_is_never_taken_for_the_whole(server, asking, broken) -> None:
    it = asking(server.on(PATH, broken))
    it.held()
    it.failed("peer closed connection")
    assert ranges(server) == [None] * len(server.asked)
    assert not part(it).exists()
    server.on(PATH, broken, web.answer(PROGRAM))
    assert it.run() == ["new"]
    assert gzip.decompress(it.target.read_bytes()) == PROGRAM


def test_what_broke_off_is_gone_on_with_from_there(server, asking) -> None:
    it = asking(server.on(PATH, web.in_ranges(PROGRAM, breaks=3, each=40)))
    assert it.run() == ["new"]
    assert ranges(server) == [None, "bytes=40-", "bytes=80-", "bytes=120-"]
    assert gzip.decompress(it.target.read_bytes()) == PROGRAM


def test_attempts_that_bring_more_are_not_counted(server, asking) -> None:
    breaks = 2 * ATTEMPTS
    it = asking(server.on(PATH, web.in_ranges(PROGRAM, breaks=breaks, each=10)))
    assert it.run() == ["new"]
    assert len(server.asked) == breaks + 1


def test_the_next_run_goes_on_where_the_last_one_gave_up(server, asking) -> None:
    gone = [web.answer(b"", 503)] * ATTEMPTS
    it = asking(server.on(PATH, web.in_ranges(PROGRAM, breaks=1, each=40), *gone))
    it.failed("HTTP 503")
    assert (part(it) / "body").read_bytes() == PROGRAM[:40]
    server.asked.clear()
    server.on(PATH, web.in_ranges(PROGRAM))
    assert it.run() == ["new"]
    assert ranges(server) == ["bytes=40-"]
    assert gzip.decompress(it.target.read_bytes()) == PROGRAM
    assert not part(it).exists()


def test_what_changed_meanwhile_is_not_put_together(server, asking) -> None:
    other = program(4, 5, 6)
    it = asking(server.on(PATH, web.in_ranges(PROGRAM, breaks=1, each=40), web.in_ranges(other, etag='"2"')))
    assert it.run() == ["new"]
    assert ranges(server) == [None, "bytes=40-"]
    assert gzip.decompress(it.target.read_bytes()) == other


@pytest.mark.parametrize(
    "rest",
    [
        web.answer(b"", 416),
        web.answer(PROGRAM[40:], 206),
        web.answer(PROGRAM[41:], 206, Content_Range=f"bytes 41-{len(PROGRAM) - 1}/{len(PROGRAM)}"),
        web.answer(PROGRAM[40:], 206, Content_Range=f"bytes 40-{len(PROGRAM) - 1}/{len(PROGRAM)}", ETag='"2"'),
        web.answer(PROGRAM[40:], 206, Content_Range=f"bytes 40-{len(PROGRAM) - 1}/{len(PROGRAM)}", Last_Modified="x"),
        web.answer(
            PROGRAM[40:], 206, Content_Range=f"bytes 40-{len(PROGRAM) - 1}/{len(PROGRAM)}", Content_Encoding="gzip"
        ),
        web.answer(b"", 403),
    ],
)
def test_a_rest_that_is_none_makes_it_begin_again(server, asking, rest) -> None:
    it = asking(server.on(PATH, web.in_ranges(PROGRAM, breaks=1, each=40), rest, web.answer(PROGRAM)))
    assert it.run() == ["new"]
    assert ranges(server) == [None, "bytes=40-", None]
    assert gzip.decompress(it.target.read_bytes()) == PROGRAM


def test_a_server_that_gives_less_than_was_asked_for_is_asked_on(server, asking) -> None:
    def few(handler) -> None:
        start = int(handler.headers.get("Range", "bytes=0-")[6:-1])
        some = PROGRAM[start : start + 50]
        head = {"Content-Range": f"bytes {start}-{start + len(some) - 1}/{len(PROGRAM)}", "ETag": '"1"'}
        handler.head(206, {**head, "Content-Length": str(len(some))})
        handler.wfile.write(some)

    it = asking(server.on(PATH, web.in_ranges(PROGRAM, breaks=1, each=50), few))
    assert it.run() == ["new"]
    assert gzip.decompress(it.target.read_bytes()) == PROGRAM


@pytest.mark.parametrize("marks", [{"etag": 'W/"1"'}, {"etag": ""}])
def test_a_server_without_a_mark_that_tells_bytes_apart_begins_again(server, asking, marks) -> None:
    it = asking(server.on(PATH, web.in_ranges(PROGRAM, breaks=1, each=40, **marks)))
    assert it.run() == ["new"]
    assert ranges(server) == [None, None]


def test_a_day_of_change_is_a_mark_too(server, asking) -> None:
    changed = "Fri, 27 Nov 2026 09:00:00 GMT"
    it = asking(
        server.on(PATH, web.cut(PROGRAM, 40, Last_Modified=changed), web.answer(PROGRAM, Last_Modified=changed))
    )
    assert it.run() == ["new"]
    assert server.asked[1][1]["If-Range"] == changed


@pytest.mark.parametrize("about", ["", "{", '{"url": "https://elm.example/"}', "[]"])
def test_a_damaged_note_of_what_came_is_thrown_away(server, asking, about) -> None:
    it = asking(server.on(PATH, web.answer(PROGRAM)))
    part(it).mkdir(parents=True)
    (part(it) / "body").write_bytes(b"other bytes")
    (part(it) / "about.json").write_text(about)
    assert it.run() == ["new"]
    assert gzip.decompress(it.target.read_bytes()) == PROGRAM


def test_what_is_larger_than_anything_is_refused(server, asking, monkeypatch) -> None:
    monkeypatch.setattr(fetch_download, "MOST", 2**20)
    asking(server.on(PATH, web.answer(b" " * (2**20 + 1)))).failed("it is larger than 1 MB")


@pytest.mark.parametrize("packed", [gzip.compress(PROGRAM)[:-9], b"\x1f\x8b", b"plain"])
def test_what_is_damaged_on_the_way_is_refused(server, asking, packed) -> None:
    asking(server.on(PATH, web.answer(packed, Content_Encoding="gzip"))).failed("what was there stays")
