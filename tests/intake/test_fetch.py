"""Downloading: whole files only, one sentence for every failure. The only server is one of this test."""

from __future__ import annotations

import gzip
import json
import os
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from analysis.core.errors import FactCheckError
from tests.conftest import one_sentence, source

PROGRAM = json.dumps(
    {"results": [{"name": "On Oak", "authors": [{"fullname": "Ada Quill", "institution": "Stanford University"}]}]}
).encode()


@pytest.fixture
def server():
    """A web server whose answers a test sets: path → (status, body, length that it claims)."""
    answers: dict[str, tuple[int, bytes, int | None]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, body, claimed = answers.get(self.path, (404, b"no such page", None))
            self.send_response(status)
            if status == 302:
                self.send_header("Location", serving.leads_to)
            self.send_header("Content-Length", str(len(body) if claimed is None else claimed))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Say nothing."""

    serving = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=serving.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    serving.answers, serving.base = answers, f"http://127.0.0.1:{serving.server_address[1]}"
    yield serving
    serving.shutdown()
    serving.server_close()
    thread.join()


@pytest.fixture
def cohort(project):
    """A cohort whose one source is at `url`, and the file that it is fetched to."""

    def make(url: str | None):
        one = source(
            "neurips/2026_virtual.json.gz", "virtual", basis="program", spine=True, **({"url": url} if url else {})
        )
        project({"neurips-2026": {"venue": "NeurIPS", "year": 2026, "headline-basis": "program", "sources": [one]}})
        return project.raw / "neurips" / "2026_virtual.json.gz"

    make.raw = project.raw
    return make


def test_a_download_is_kept_packed_and_the_second_time_unchanged(server, cohort, factcheck):
    server.answers["/program.json"] = (200, PROGRAM, None)
    target = cohort(f"{server.base}/program.json")
    first = factcheck("fetch", "neurips-2026", "--raw", cohort.raw)
    assert (first.code, first.out) == (0, f"{target}: downloaded\n")
    assert gzip.decompress(target.read_bytes()) == PROGRAM
    before = target.stat().st_mtime_ns
    second = factcheck("fetch", "neurips-2026", "--raw", cohort.raw)
    assert (second.code, second.out) == (0, f"{target}: unchanged\n")
    assert target.stat().st_mtime_ns == before
    assert [p.name for p in target.parent.iterdir()] == [target.name]  # nothing temporary is left


def test_a_file_that_comes_packed_is_kept_as_it_is(server, cohort, factcheck):
    packed = gzip.compress(PROGRAM, mtime=7)
    server.answers["/program.json.gz"] = (200, packed, None)
    target = cohort(f"{server.base}/program.json.gz")
    assert factcheck("fetch", "neurips-2026", "--raw", cohort.raw).code == 0
    assert target.read_bytes() == packed


def kept(target) -> bytes:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(b"the old file")
    return target.read_bytes()


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, "HTTP 404 Not Found"), (500, "HTTP 500 Internal Server Error"), (403, "HTTP 403 Forbidden")],
)
def test_an_answer_that_is_no_success_leaves_the_old_file(server, cohort, factcheck, status, said):
    server.answers["/program.json"] = (status, b"<html>sorry</html>", None)
    url = f"{server.base}/program.json"
    target = cohort(url)
    old = kept(target)
    one_sentence(
        factcheck("fetch", "neurips-2026", "--raw", cohort.raw), url, "cannot be downloaded", said, "check the network"
    )
    assert target.read_bytes() == old


def test_a_connection_that_breaks_off_leaves_the_old_file(server, cohort, factcheck):
    server.answers["/program.json"] = (200, PROGRAM[:20], len(PROGRAM))
    url = f"{server.base}/program.json"
    target = cohort(url)
    old = kept(target)
    one_sentence(
        factcheck("fetch", "neurips-2026", "--raw", cohort.raw),
        url,
        "cannot be downloaded",
        "IncompleteRead",
        "the old file stays",
    )
    assert target.read_bytes() == old


def test_without_a_network_the_old_file_stays(cohort, factcheck):
    with socket.socket() as taken:  # a port that nobody listens on
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/program.json"
        target = cohort(url)
        old = kept(target)
        one_sentence(
            factcheck("fetch", "neurips-2026", "--raw", cohort.raw),
            url,
            "cannot be downloaded",
            "refused",
            "check the network",
        )
    assert target.read_bytes() == old


@pytest.mark.parametrize(
    "url", ["no address", "http://", "gopher://oak.example/x", "file:///etc/hostname", "data:,x", "http://a@b.example/"]
)
def test_an_address_that_is_none_on_the_web_is_refused_in_config(cohort, factcheck, url):
    with pytest.raises(FactCheckError):
        cohort(url)
    one_sentence(
        factcheck("fetch", "neurips-2026", "--raw", cohort.raw),
        "config.yaml:",
        "sources.0.url",
        "begins with http:// or https://",
        url,
    )


@pytest.mark.parametrize("to", ["file:///etc/hostname", "ftp://oak.example/x", "data:,x"])
def test_an_answer_that_leads_off_the_web_is_not_followed(server, cohort, factcheck, to):
    server.answers["/program.json"] = (302, b"", None)
    server.leads_to = to
    url = f"{server.base}/program.json"
    target = cohort(url)
    old = kept(target)
    one_sentence(
        factcheck("fetch", "neurips-2026", "--raw", cohort.raw), url, "cannot be downloaded", "the old file stays"
    )
    assert target.read_bytes() == old


def test_an_answer_that_leads_elsewhere_on_the_web_is_followed(server, cohort, factcheck):
    server.answers |= {"/program.json": (302, b"", None), "/moved.json": (200, PROGRAM, None)}
    server.leads_to = "/moved.json"
    target = cohort(f"{server.base}/program.json")
    assert factcheck("fetch", "neurips-2026", "--raw", cohort.raw).code == 0
    assert gzip.decompress(target.read_bytes()) == PROGRAM


@pytest.mark.parametrize("verb", ["fetch", "ingest"])
@pytest.mark.parametrize("link", ["file", "folder"])
def test_a_link_that_leads_out_of_the_raw_folder_is_not_followed(server, cohort, factcheck, tmp_path, verb, link):
    server.answers["/program.json"] = (200, PROGRAM, None)
    target = cohort(f"{server.base}/program.json")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / target.name).write_bytes(b"not ours")
    if link == "folder":
        target.parent.symlink_to(outside)
    else:
        target.parent.mkdir()
        target.symlink_to(outside / target.name)
    one_sentence(
        factcheck(verb, "neurips-2026", "--raw", cohort.raw), str(target), "leads out of the folder of the raw files"
    )
    assert (outside / target.name).read_bytes() == b"not ours"


def test_the_raw_folder_itself_may_be_a_link(server, cohort, factcheck, tmp_path):
    server.answers["/program.json"] = (200, PROGRAM, None)
    cohort(f"{server.base}/program.json")
    (tmp_path / "linked").symlink_to(cohort.raw)
    assert factcheck("fetch", "neurips-2026", "--raw", tmp_path / "linked").code == 0


def test_a_folder_that_cannot_be_written_leaves_the_old_file(server, cohort, factcheck, monkeypatch):
    server.answers["/program.json"] = (200, PROGRAM, None)
    target = cohort(f"{server.base}/program.json")
    old = kept(target)

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    one_sentence(
        factcheck("fetch", "neurips-2026", "--raw", cohort.raw),
        str(target),
        "cannot be written (Permission denied)",
        "check its permissions",
    )
    assert target.read_bytes() == old


def test_a_cohort_without_an_address_says_so(cohort, factcheck):
    cohort(None)
    one_sentence(
        factcheck("fetch", "neurips-2026", "--raw", cohort.raw), "config.yaml", "no source of this cohort has a `url`"
    )


def test_an_unknown_cohort_is_refused_with_a_suggestion(cohort, factcheck):
    cohort(None)
    one_sentence(
        factcheck("fetch", "neurips-2027"), "there is no cohort 'neurips-2027'", "did you mean 'neurips-2026'?"
    )
