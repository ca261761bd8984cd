"""Asking the web: again where a fault may pass, never longer than allowed, and nowhere but where it may."""

from __future__ import annotations

import gzip
import ssl
import subprocess
import sys

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import FactCheckError
from analysis.intake import fetch
from analysis.intake.fetch_web import (
    ATTEMPTS,
    FIRST_WORDS,
    HOPS,
    LONGEST,
    UNREACHED,
    Manner,
    Passing,
    Place,
    Web,
    _may_pass,
    failed,
    first_words,
    led,
    plain,
)
from tests.conftest import source
from tests.intake.conftest import program
from tests.support import web

PROGRAM = program(0, 1)
PATH = "/program.json"
SECRET = "s3cret-token"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_fault_that_may_pass_is_asked_again_after_longer_and_longer_times(server, asking, clock, status) -> None:
    busy = [web.answer(b"", status)] * (ATTEMPTS - 1)
    it = asking(server.on(PATH, *busy, web.answer(PROGRAM)))
    assert it.run() == ["new"]
    assert len(server.asked) == ATTEMPTS
    assert all(2**n <= wait <= 2**n + 1 for n, wait in enumerate(clock.slept))


def test_one_that_does_not_pass_is_told_at_last(server, asking) -> None:
    it = asking(server.on(PATH, web.answer(b"<h1>Back on Monday</h1>", 503)))
    it.failed("HTTP 503 Service Unavailable; it begins “<h1>Back on Monday</h1>”", "try it later")
    assert len(server.asked) == ATTEMPTS


@pytest.mark.parametrize(("after", "seconds"), [("7", 7), ("Fri, 27 Nov 2026 09:31:00 GMT", 44.876544)])
def test_a_server_that_says_when_is_asked_then(server, asking, clock, after, seconds) -> None:
    it = asking(server.on(PATH, web.answer(b"", 429, Retry_After=after), web.answer(PROGRAM)))
    assert it.run() == ["new"]
    assert clock.slept == [pytest.approx(seconds)]


@pytest.mark.parametrize("after", ["soon", "-1", "", "Fri, 99 Nov"])
def test_one_that_says_no_time_is_asked_as_any_other(server, asking, clock, after) -> None:
    it = asking(server.on(PATH, web.answer(b"", 429, Retry_After=after), web.answer(PROGRAM)))
    assert it.run() == ["new"]
    assert 1 <= clock.slept[0] <= 2


def test_a_time_to_wait_beyond_the_limit_is_told_at_once(server, asking, clock) -> None:
    it = asking(server.on(PATH, web.answer(b"", 503, Retry_After="3600")))
    it.failed("HTTP 503", "asks to wait 3,600 s", "5 min in all do not suffice", "--within", minutes=5)
    assert clock.slept == []


def test_a_connection_that_is_reset_is_made_again(server, asking) -> None:
    it = asking(server.on(PATH, web.reset, web.reset, web.answer(PROGRAM)))
    assert it.run() == ["new"]
    assert len(server.asked) == 3


@pytest.mark.parametrize("clock", [web.HurriedClock(step=1.0)])
def test_a_byte_now_and_then_does_not_go_on_for_ever(server, asking, clock) -> None:
    it = asking(server.on(PATH, web.drip))
    it.held()
    it.failed("it takes too long", "2 min in all do not suffice", minutes=2)


def test_where_nobody_listens_it_is_told_soon(asking, clock) -> None:
    with web.serving() as gone:
        url = gone.base + PATH
    it = asking(url)
    it.held()
    it.failed("refused", "check the network")
    assert len(clock.slept) == UNREACHED - 1


def test_a_server_that_is_silent_is_asked_again(server, asking, monkeypatch) -> None:
    monkeypatch.setattr("analysis.intake.fetch_web.SILENCE", 0.05)
    told = []

    def silent(handler) -> None:
        handler.rfile.read(1)  # until the client has gone
        told.append(True)

    assert asking(server.on(PATH, silent, web.answer(PROGRAM))).run() == ["new"]


def test_between_two_questions_is_a_pause(server, asking, clock) -> None:
    more = source("neurips/more.json.gz", "virtual", url=server.on("/more.json", web.answer(program(2))))
    it = asking(server.on(PATH, web.answer(PROGRAM)), about={"fetch": {"pause-seconds": 2.5}}, other=[more])
    assert it.run() == ["new", "new"]
    assert clock.slept == [2.5]


def test_the_limit_stands_in_config_and_the_option_goes_before_it(server, asking) -> None:
    it = asking(server.on(PATH, web.answer(b"", 503, Retry_After="90")), about={"fetch": {"within-minutes": 1}})
    it.failed("1 min in all do not suffice")
    it.failed("0.5 min in all do not suffice", minutes=0.5)


# --- where it leads -------------------------------------------------------------------------------------------------


def test_a_redirect_on_the_same_host_is_followed_and_recorded(server, asking) -> None:
    server.on("/moved.json", web.answer(PROGRAM))
    it = asking(server.on(PATH, web.redirect("/moved.json?signature=abc#here")))
    server.behaviours["/moved.json?signature=abc"] = server.behaviours["/moved.json"]
    assert it.run() == ["new"]
    assert gzip.decompress(it.target.read_bytes()) == PROGRAM
    record = it.target.with_name(f"{it.target.name}.fetch.json").read_text()
    assert f'"final-address": "{server.base}/moved.json"' in record
    assert "signature" not in record


@pytest.mark.parametrize("to", ["file:///etc/hostname", "ftp://oak.example/x", "data:,x", "gopher://127.0.0.1/"])
def test_a_redirect_off_the_web_is_not_followed(server, asking, to) -> None:
    it = asking(server.on(PATH, web.redirect(to)))
    it.held()
    it.failed("the server leads off the web")


def test_a_redirect_to_another_host_is_followed_only_where_config_allows_it(server, asking) -> None:
    with web.serving() as other:
        url = server.on(PATH, web.redirect(other.on("/there.json", web.answer(PROGRAM))))
        host = other.base.removeprefix("http://")
        asking(url).failed(f"leads to another host, {host}", "`redirect-hosts`")
        assert other.asked == []
        assert asking(url, **{"redirect-hosts": [host]}).run() == ["new"]


def test_a_redirect_in_a_circle_ends(server, asking) -> None:
    server.on("/a", web.redirect("/b"))
    it = asking(server.on("/b", web.redirect("/a")))
    it.failed("leads in a circle")
    assert len(server.asked) == 2
    for n in range(HOPS + 2):
        server.on(f"/{n}", web.redirect(f"/{n + 1}"))
    asking(server.base + "/0").failed("leads in a circle")


@pytest.mark.parametrize(
    ("own", "location", "said"),
    [
        ("https://oak.example/a", "http://oak.example/a", "from https back to http"),
        ("https://oak.example/a", "//elm.example/a", "another host, elm.example"),
        ("https://oak.example/a", "https://oak.example:444/a", "another host, oak.example:444"),
        ("https://oak.example/a", "https://me:you@oak.example/a", "another host"),
        ("https://oak.example/a", "https://oak.example.evil.example/", "another host"),
        ("https://oak.example/a", "https://oak.example:port/", "leads nowhere"),
    ],
)
def test_a_redirect_stays_where_it_may(own, location, said) -> None:
    with pytest.raises(FactCheckError, match=said):
        led(Place(own), httpx2.URL(own), location)


@pytest.mark.parametrize("location", ["https://oak.example/a", "/b", "b", "https://oak.example:443/"])
def test_a_redirect_to_https_on_the_same_host_is_one_that_stays(location) -> None:
    assert led(Place("http://oak.example/a"), httpx2.URL("http://oak.example/a"), location).host == "oak.example"


@given(st.text(max_size=40))
def test_no_location_leads_off_http_or_to_another_host(location) -> None:
    own = httpx2.URL("https://oak.example/a")
    try:
        to = led(Place(str(own)), own, location)
    except FactCheckError:
        return
    assert (to.scheme, to.netloc) == ("https", b"oak.example")


# --- credentials ----------------------------------------------------------------------------------------------------


def test_a_token_goes_to_its_own_host_alone_and_is_never_written(server, asking) -> None:
    with web.serving() as other:
        url = server.on(PATH, web.redirect(other.on("/there.json", web.answer(PROGRAM))))
        host = other.base.removeprefix("http://")
        it = asking(url, **{"token-from": "ELM_TOKEN", "redirect-hosts": [host]})
        assert it.run(environment={"ELM_TOKEN": SECRET}) == ["new"]
        assert server.asked[0][1]["Authorization"] == f"Bearer {SECRET}"
        assert "Authorization" not in other.asked[0][1]
    assert all(SECRET.encode() not in file.read_bytes() for file in it.raw.rglob("*") if file.is_file())
    assert SECRET not in " ".join(it.said)


def test_a_token_that_a_server_echoes_is_struck_out(server, asking) -> None:
    it = asking(server.on(PATH, web.answer(f"bad token {SECRET}".encode(), 401)), **{"token-from": "ELM_TOKEN"})
    said = it.failed("HTTP 401", "bad token [token]", environment={"ELM_TOKEN": SECRET})
    assert SECRET not in said
    padding = b"x" * (FIRST_WORDS - 4)
    server.on(PATH, web.answer(padding + SECRET.encode(), 403))
    assert SECRET[:4] not in it.failed("HTTP 403", environment={"ELM_TOKEN": SECRET})


@pytest.mark.parametrize(("value", "said"), [(None, "is not set"), ("", "is not set"), ("a\nb", "is not a token")])
def test_a_token_that_is_none_is_told(server, asking, value, said) -> None:
    it = asking(server.on(PATH, web.answer(PROGRAM)), **{"token-from": "ELM_TOKEN"})
    environment = {} if value is None else {"ELM_TOKEN": value}
    it.failed("the environment variable ELM_TOKEN", said, code=2, environment=environment)
    assert server.asked == []


def test_a_token_goes_over_https_only(asking) -> None:
    it = asking("http://oak.example/x", **{"token-from": "ELM_TOKEN"})
    it.failed("over https only", code=2, environment={"ELM_TOKEN": SECRET})


def test_what_shows_a_place_shows_no_token() -> None:
    assert SECRET not in repr(Place("https://oak.example/", token=SECRET))
    assert SECRET not in str(failed(Place("https://oak.example/", token=SECRET), f"no {SECRET}", "mend"))


# --- small things ---------------------------------------------------------------------------------------------------


def test_a_wrong_certificate_is_no_fault_that_passes() -> None:
    wrong = httpx2.ConnectError(str(ssl.SSLError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed")))
    assert not _may_pass(wrong)
    assert _may_pass(httpx2.ConnectError("[Errno 111] Connection refused"))
    assert not _may_pass(httpx2.UnsupportedProtocol("x"))
    assert not _may_pass(ValueError("x"))


def test_where_an_answer_came_from_is_kept_without_what_may_be_secret() -> None:
    place = Place("https://oak.example/a?year=2026")
    assert plain(httpx2.URL(place.url), place) == place.url
    assert plain(httpx2.URL("https://oak.example/b?key=1#x"), place) == "https://oak.example/b"


def test_no_wait_is_longer_than_the_longest(clock) -> None:

    with Web(Manner("a", 10_000, 0), fetch.Clock(clock.now, clock.seconds, clock.sleep)) as asked:
        tried = []

        def ask() -> None:
            tried.append(1)
            raise Passing("busy", gained=len(tried) < 12)

        with pytest.raises(FactCheckError):
            asked.patiently(Place("https://oak.example/"), ask)
    assert max(clock.slept) == LONGEST
    assert len(tried) == 11 + ATTEMPTS


def test_only_fetching_loads_what_asks_the_web() -> None:
    program = "import sys, analysis.cli, analysis.counting.workbook, analysis.intake.ingest as _; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "analysis.intake.fetch_record" in loaded
    assert not {"httpx2", "tenacity", "analysis.intake.fetch_web"} & set(loaded)


@given(st.binary(max_size=3000))
def test_first_words_are_fit_for_a_terminal(content) -> None:
    words = first_words(content)
    assert words.isprintable()
    assert len(words) <= FIRST_WORDS + 1
