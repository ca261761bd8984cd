"""Downloading: what comes is judged, and what is not whole and right leaves everything as it was."""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import os

import pytest

from analysis.core.errors import FactCheckError
from analysis.intake import fetch, fetch_download, fetch_record
from tests.conftest import one_sentence, source
from tests.intake.conftest import program
from tests.support import web

PROGRAM = program(0, 1, count=2)
PACKED = gzip.compress(PROGRAM, mtime=7)
PATH = "/program.json"


def names(folder) -> list[str]:
    return sorted(file.name for file in folder.glob("*"))


# --- what is good ---------------------------------------------------------------------------------------------------


def test_a_download_is_kept_packed_with_its_record_and_the_second_time_unchanged(server, asking) -> None:
    it = asking(server.on(PATH, web.answer(PROGRAM)))
    assert it.run() == ["new"]
    assert gzip.decompress(it.target.read_bytes()) == PROGRAM
    record = it.target.with_name(f"{it.target.name}.fetch.json")
    assert names(it.target.parent) == [it.target.name, record.name]  # nothing temporary is left
    assert json.loads(record.read_text()) == {
        "address": server.base + PATH,
        "time": "2026-11-27T09:30:15Z",
        "bytes": it.target.stat().st_size,
        "sha256": hashlib.sha256(it.target.read_bytes()).hexdigest(),
    }
    before = [(file.stat().st_mtime_ns, file.read_bytes()) for file in (it.target, record)]
    assert it.run() == ["unchanged"]
    assert [(file.stat().st_mtime_ns, file.read_bytes()) for file in (it.target, record)] == before


def test_a_file_that_comes_packed_is_kept_as_it_is(server, asking) -> None:
    it = asking(server.on(PATH, web.answer(PACKED)))
    assert it.run() == ["new"]
    assert it.target.read_bytes() == PACKED


def test_what_was_packed_for_the_way_alone_is_unpacked(server, asking) -> None:
    it = asking(server.on(PATH, web.answer(PACKED, Content_Encoding="gzip")), file="neurips/2026.json")
    assert it.run() == ["new"]
    assert it.target.read_bytes() == PROGRAM


def test_a_file_whose_record_is_lost_is_known_again_and_gets_a_new_one(server, asking) -> None:
    it = asking(server.on(PATH, web.answer(PROGRAM)))
    it.held(gzip.compress(PROGRAM, 1, mtime=3))  # packed by another machine
    before = it.target.read_bytes()
    assert it.run() == ["unchanged"]
    assert it.target.read_bytes() == before
    assert fetch_record.of(it.target).sha256 == hashlib.sha256(before).hexdigest()


def test_a_server_is_asked_only_whether_anything_changed(server, asking) -> None:
    marks = {"ETag": '"7"', "Last_Modified": "Fri, 27 Nov 2026 09:00:00 GMT"}
    it = asking(server.on(PATH, web.answer(PROGRAM, **marks), web.answer(b"", 304)))
    assert [it.run(), it.run()] == [["new"], ["unchanged"]]
    first, second = (headers for _, headers in server.asked)
    assert "If-None-Match" not in first
    assert (second["If-None-Match"], second["If-Modified-Since"]) == ('"7"', marks["Last_Modified"])
    it.held(b"edited by hand")
    server.on(PATH, web.answer(PROGRAM, **marks))
    assert it.run() == ["new"]
    assert "If-None-Match" not in server.asked[-1][1]


def test_who_asks_is_said(server, asking, settings) -> None:
    it = asking(server.on(PATH, web.answer(PROGRAM)))
    it.run()
    headers = server.asked[0][1]
    assert headers["User-Agent"].startswith("factcheck/") and settings.report.url in headers["User-Agent"]


def test_a_changed_program_replaces_the_old_one(server, asking) -> None:
    it = asking(server.on(PATH, web.answer(PROGRAM), web.answer(program(0, 1, 2))))
    assert [it.run(), it.run()] == [["new"], ["new"]]
    assert gzip.decompress(it.target.read_bytes()) == program(0, 1, 2)


# --- what is not kept -----------------------------------------------------------------------------------------------

HTML = b"<!DOCTYPE html>\n<html><title>Just a moment</title></html>"
REFUSED = {
    "HTML with 200": (web.answer(HTML), "begins “<!DOCTYPE html> <html><title>Just a moment</title></html>”"),
    "an empty body": (web.answer(b""), "what came is empty"),
    "white space": (web.answer(b" \n "), "what came is empty"),
    "a gzip file cut short": (web.answer(PACKED[:-12]), "the gzip file is cut short"),
    "a gzip file with wrong bytes": (web.answer(PACKED[:-8] + b"\0" * 8), "the gzip file is damaged"),
    "half a document, said to be whole": (web.answer(PROGRAM[: len(PROGRAM) // 2]), "cannot read it"),
    "another shape": (web.answer(b'{"papers": {}}'), "it has no `results`"),
    "a message": (web.answer(b'{"message": "maintenance", "results": []}'), "`results` is empty"),
    "no paper, where some were": (web.answer(b'{"count": 0, "results": []}'), "it holds no paper, and there were some"),
    "entries without authors": (web.answer(b'{"results": [{"name": "Lunch", "authors": []}]}'), "it holds no paper"),
    "fewer rows than it counts": (web.answer(program(0, 1, count=4613)), "2 of 4,613 rows came"),
    "another packing": (web.answer(PROGRAM, Content_Encoding="br"), "not packed as asked, but 'br'"),
    "no success": (web.answer(b"go away", 403), "HTTP 403 Forbidden; it begins “go away”"),
    "gone, where it was": (web.answer(b"", 404), "HTTP 404 Not Found"),
    "nothing new, though nobody asked": (web.answer(b"", 304), "HTTP 304 Not Modified"),
    "a part, though nobody asked": (web.answer(PROGRAM, 206), "HTTP 206 Partial Content"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_not_whole_and_right_leaves_what_was_there(server, asking, fault) -> None:
    behaviour, said = REFUSED[fault]
    it = asking(server.on(PATH, behaviour))
    it.held()
    assert it.failed(said, "what was there stays").startswith(server.base + PATH)
    assert names(it.target.parent) == [it.target.name]


@pytest.mark.parametrize(
    "behaviour",
    [web.answer(b"", 404), web.answer(b"", 410), web.answer(b'{"count": 0, "results": []}'), web.answer(b"[]")],
)
def test_a_year_that_is_not_published_is_no_error_until_it_was(server, asking, behaviour) -> None:
    it = asking(server.on(PATH, behaviour))
    assert it.run() == ["not-published"]
    assert not it.target.exists() and names(it.target.parent) == []
    (it.data / it.name).mkdir(parents=True)
    it.failed("what was there stays")


def test_a_pinned_file_is_that_file_or_none(server, asking) -> None:
    url = server.on(PATH, web.answer(PROGRAM))
    assert asking(url, sha256=hashlib.sha256(PROGRAM).hexdigest()).run() == ["new"]
    it = asking(url, sha256="0" * 64)
    it.failed("is not the file whose `sha256` stands in config.yaml", 'it begins “{"results"')


def test_each_file_of_a_cohort_stands_for_itself(server, asking) -> None:
    more = source("neurips/more.json.gz", "virtual", url=server.base + "/more.json")
    it = asking(server.on(PATH, web.answer(PROGRAM)), other=[more])
    assert it.run() == ["new", "not-published"]
    server.on("/more.json", web.answer(HTML))
    it.failed("begins “<!DOCTYPE")
    assert gzip.decompress(it.target.read_bytes()) == PROGRAM


def test_a_full_disk_leaves_what_was_there_and_nothing_else(server, asking, monkeypatch) -> None:
    it = asking(server.on(PATH, web.answer(PROGRAM)))
    it.held()

    def full(stream, chunk):
        stream.write(chunk[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(fetch_download, "append", full)
    it.failed(str(it.target), "cannot be written (No space left on device)", "free space", code=2)
    assert names(it.target.parent) == [it.target.name]


def test_a_folder_that_cannot_be_written_leaves_the_old_file(server, asking, monkeypatch) -> None:
    it = asking(server.on(PATH, web.answer(PROGRAM)))
    it.held()

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    it.failed(str(it.target.parent), "cannot be written (Permission denied)", "check its permissions", code=2)


@pytest.mark.parametrize("link", ["file", "folder"])
def test_a_link_that_leads_out_of_the_raw_folder_is_not_followed(server, asking, factcheck, tmp_path, link) -> None:
    it = asking(server.on(PATH, web.answer(PROGRAM)))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / it.target.name).write_bytes(b"not ours")
    if link == "folder":
        it.target.parent.symlink_to(outside)
    else:
        it.target.parent.mkdir()
        it.target.symlink_to(outside / it.target.name)
    it.failed(str(it.target), "leads out of the folder of the raw files", code=2)
    one_sentence(factcheck("ingest", it.name, "--raw", it.raw), "leads out of the folder of the raw files")
    assert (outside / it.target.name).read_bytes() == b"not ours"


# --- the verb -------------------------------------------------------------------------------------------------------


def test_the_verb_says_what_it_does_in_plain_lines(server, asking, factcheck) -> None:
    it = asking(server.on(PATH, web.answer(b"", 503), web.answer(PROGRAM)))
    said = factcheck("fetch", it.name, "--raw", it.raw)
    assert (said.code, said.err) == (0, "")
    doing, again, doing_again, done = said.out.splitlines()
    assert doing == doing_again == f"downloading {server.base + PATH}"
    assert again.startswith("HTTP 503 Service Unavailable; asking again in ")
    assert done == f"{it.target}: new"


def test_the_verb_gives_one_line_of_json(server, asking, factcheck) -> None:
    it = asking(server.on(PATH, web.answer(b"", 404), web.answer(PROGRAM)))
    expected = [("not-published", []), ("new", [str(it.target)]), ("unchanged", [str(it.target)])]
    for status, files in expected:
        said = factcheck("fetch", it.name, "--raw", it.raw, "--format", "json")
        assert (said.code, said.err, said.out.count("\n")) == (0, "", 1)
        assert json.loads(said.out) == {"cohort": it.name, "status": status, "files": files}


def test_a_fault_is_one_sentence_and_exit_code_1(server, asking, factcheck) -> None:
    it = asking(server.on(PATH, web.answer(HTML)))
    for form in ("text", "json"):
        said = factcheck("fetch", it.name, "--raw", it.raw, "--format", form)
        assert said.code == 1
        assert len(said.err.splitlines()) == 1 and said.err.startswith(f"error: {server.base + PATH}: ")
    assert said.out == ""


def test_fetch_and_ingest_agree_on_the_folder(server, asking, factcheck, monkeypatch) -> None:
    it = asking(server.on(PATH, web.answer(PROGRAM)))
    monkeypatch.setattr("analysis.core.paths.raw_folder", lambda: it.raw)
    assert factcheck("fetch", it.name).code == 0
    assert factcheck("ingest", it.name).code == 0
    assert (it.data / it.name / "papers.csv").read_text().count("\n") == 1 + len(json.loads(PROGRAM)["results"])


def test_the_raw_folder_itself_may_be_a_link(server, asking, factcheck, tmp_path) -> None:
    it = asking(server.on(PATH, web.answer(PROGRAM)))
    (tmp_path / "linked").symlink_to(it.raw)
    assert factcheck("fetch", it.name, "--raw", tmp_path / "linked").code == 0


def test_a_cohort_without_an_address_and_an_unknown_cohort_are_told(asking, factcheck) -> None:
    asking(None)
    one_sentence(factcheck("fetch", "neurips-2026"), "config.yaml", "no source of this cohort has a `url`")
    one_sentence(factcheck("fetch", "neurips-2027"), "there is no cohort 'neurips-2027'", "did you mean")
    one_sentence(factcheck("fetch", "neurips-2026", "--within", "0"), "--within")


@pytest.mark.parametrize(
    "url", ["no address", "http://", "gopher://oak.example/x", "file:///etc/hostname", "data:,x", "http://a@b.example/"]
)
def test_an_address_that_is_none_on_the_web_is_refused_in_config(asking, factcheck, url) -> None:
    with pytest.raises(FactCheckError):
        asking(url)
    said = factcheck("fetch", "neurips-2026")
    one_sentence(said, "config.yaml:", "sources.0.url", "begins with http:// or https://", url)


def test_what_a_reader_trips_over_is_told_as_its_fault(server, asking, monkeypatch) -> None:
    def trips(source, files, day):
        yield {}["authors"]

    monkeypatch.setattr(fetch, "records", trips)
    asking(server.on(PATH, web.answer(PROGRAM))).failed("the format 'virtual' cannot read it: KeyError: 'authors'")
