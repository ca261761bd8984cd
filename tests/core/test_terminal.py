"""Whatever is printed, wherever it goes: no encoding makes an error, and data arrives as it is."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import cli
from analysis.core import paths, terminal
from analysis.core.errors import FactCheckError
from analysis.editions import diff_formats, edition, lookup
from analysis.facts import store
from analysis.intake import fetch, ingest
from analysis.intake.drift_evidence import Evidence
from analysis.publish import build as building
from analysis.publish import check, contents, doctor, redact, release, verify
from tests.conftest import some

ENCODINGS = ("ascii", "latin-1", "cp1252", "cp437", "cp932", "gb18030", "utf-8", "utf-16")
HOSTILE = "Zürich → “Łódź” −3% ≥ ½ 南京 \U0001f600 \udce9 \u202e\x1b[31m\x00\r\n,\";'"


class Pipe(io.TextIOWrapper):
    """A standard stream as Python makes it, strict; `terminal` says whether it claims to be one."""

    def __init__(self, encoding: str, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, errors="strict")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def bytes(self) -> bytes:
        self.flush()
        return self.buffer.getvalue()


@pytest.fixture
def printed(monkeypatch):
    """`printed(encoding, verb, …)`: exit code and what stood on both streams, as bytes."""

    def run(encoding: str, *words: str, terminal: bool = False) -> tuple[int, bytes, bytes]:
        out, err = Pipe(encoding, terminal), Pipe(encoding, terminal)
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        try:
            code = cli.main(list(words))
        except SystemExit as leave:
            code = leave.code
        return code, out.bytes(), err.bytes()

    return run


@pytest.fixture
def hostile(monkeypatch, settings, part, computed):
    """The committed facts with text that few encodings hold wherever a verb prints it, and verbs that only tell."""
    made = part("neurips-2020")
    shots = {n: replace(s, papers=s.papers.assign(title=HOSTILE)) for n, s in made.snapshots.items()}
    made.snapshots = shots
    claims = {n: c.model_copy(update={"title": HOSTILE}) for n, c in settings.claims.items()}
    changed = settings.model_copy(update={"claims": claims})
    monkeypatch.setattr(cli.loaded, "workbook", lambda progress: (changed, made))
    monkeypatch.setattr(cli.loaded, "figures", lambda progress: (changed, computed))
    monkeypatch.setattr(contents, "compute", lambda *_: SimpleNamespace(book=made))
    monkeypatch.setattr(check, "look", lambda found: check.Found([HOSTILE], [HOSTILE]))
    monkeypatch.setattr(check, "overrides", lambda book: [f"data/overrides.csv:2: nothing uses {HOSTILE!r}", HOSTILE])
    monkeypatch.setattr(release, "release", lambda *_: paths.RELEASES / HOSTILE)
    monkeypatch.setattr(verify, "verify", lambda *_: verify.Verified(HOSTILE, [HOSTILE]))
    monkeypatch.setattr(redact, "redact", lambda *_: {})
    monkeypatch.setattr(redact, "row_for", lambda *_: HOSTILE)
    monkeypatch.setattr(building, "build", lambda *_: (paths.ROOT / HOSTILE, True))
    monkeypatch.setattr("analysis.publish.preview.preview", lambda engine, port, say, progress: say(HOSTILE))
    monkeypatch.setattr(fetch, "fetch", lambda *_: [fetch.File(Path(HOSTILE), "new")])
    monkeypatch.setattr(lookup, "edition_of", lambda *_: edition.Edition(HOSTILE, {}))
    for name in ("to_text", "to_json", "to_markdown", "to_html"):
        monkeypatch.setattr(diff_formats, name, lambda *_: HOSTILE)
    monkeypatch.setattr(ingest, "ingest_cohort", lambda *_: (shots["neurips-2020"], Evidence(repeated=[HOSTILE])))
    monkeypatch.setattr(store, "write", lambda *_: False)
    monkeypatch.setattr(doctor, "look", lambda *_: [doctor.Sign("data", HOSTILE, "bad", HOSTILE, HOSTILE)])
    monkeypatch.setattr("analysis.facts.describe.write", lambda *_: False)


VERBS = [
    *(
        "claims",
        "claims --format json",
        "figures --cohort neurips-2020",
        "figures --cohort neurips-2020 --format json",
        "figures --cohort neurips-2020 --format csv",
    ),
    *(
        "papers --cohort neurips-2020",
        "check",
        "check --notes",
        "release 2030.1",
        "verify 2026.1",
        "redact 2026.1 x.csv --kind x --why x --date 2026-07-01",
        "build",
        "preview",
        "fetch neurips-2020",
        "ingest neurips-2020",
        "doctor",
        "doctor --format json",
    ),
    *(
        "diff a b --no-causes",
        "diff a b --no-causes --format json",
        "diff a b --no-causes --format md",
        "diff a b --no-causes --format html",
        "--help",
        "papers --help",
    ),
]
DATA = [verb for verb in VERBS if "--format" in verb or verb == "papers --cohort neurips-2020"]


def test_every_verb_stands_in_the_list():
    assert {verb.split()[0] for verb in VERBS} | {"resolve"} == {*cli.factcheck.commands, "--help"}


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_fails_for_want_of_a_character(printed, hostile, verb):
    # one of each kind: nearly nothing, one byte, several bytes; any text under any encoding is tried below
    codes = {
        printed(encoding, *verb.split(), terminal=at)[0]
        for encoding, at in (("ascii", True), ("cp1252", False), ("utf-16", False))
    }
    assert codes <= {0, 1}
    assert len(codes) == 1


@pytest.mark.parametrize("verb", DATA)
def test_data_is_the_same_utf_8_in_every_pipe(printed, hostile, verb):
    [out] = {printed(encoding, *verb.split())[1] for encoding in ("ascii", "cp1252", "utf-16")}
    assert out.decode("utf-8")


def test_errors_resolve_and_its_explanations_have_no_terminal_to_fear(printed, tmp_path):
    (tmp_path / "a.csv").write_text('affiliation\n"Universität Zürich, 南京 →"\n', encoding="utf-8")
    for encoding in ENCODINGS:
        code, out, err = printed(encoding, "resolve", str(tmp_path / "a.csv"))
        assert (code, err) == (0, b"")
        assert next(csv.DictReader(io.StringIO(out.decode("utf-8"))))["affiliation"] == "Universität Zürich, 南京 →"
        assert printed(encoding, "resolve", "--explain", HOSTILE)[0] == 0
        code, out, err = printed(encoding, "resolve", HOSTILE.replace("\0", ""))  # no system passes a NUL
        assert code == 2
        assert b"rich" in err.replace(b"\0", b"")


@given(st.text(st.characters(), max_size=40), st.sampled_from(ENCODINGS[:-1]))
def test_any_text_is_printed_and_what_the_encoding_holds_is_kept(text, encoding):
    raw = text.encode(encoding, "nearest")
    try:
        assert raw == text.encode(encoding)
    except UnicodeEncodeError:
        assert raw == "".join(c if _holds(encoding, c) else terminal.nearest(c) for c in text).encode(encoding)


def _holds(encoding: str, character: str) -> bool:
    try:
        return bool(character.encode(encoding))
    except UnicodeEncodeError:
        return False


@given(st.text(st.characters(), max_size=40))
def test_the_nearest_text_is_ascii(text):
    assert terminal.nearest(text).isascii()
    assert terminal.nearest(terminal.nearest(text)) == terminal.nearest(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("→", "->"),
        ("−3", "-3"),
        ("é", "e"),
        ("½", "\\xbd"),
        ("南", "\\u5357"),
        ("\udce9", "\\udce9"),
        ("…", "..."),
        ("ﬁ", "fi"),
    ],
)
def test_what_stands_for_a_character_can_be_read(text, plain):
    assert terminal.nearest(text) == plain


def test_only_writing_is_helped():
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", "nearest")


def test_closed_streams_are_no_error(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert cli.main(["resolve", "--explain", "MIT"]) == 0
    for stream in (sys.stdout, sys.stderr):  # what the command opened in their place
        stream.close()


def test_a_strange_name_in_an_error_is_told(printed, monkeypatch):
    def fail(*_):
        raise FactCheckError(HOSTILE, where=HOSTILE, mend=HOSTILE)

    monkeypatch.setattr("analysis.settings.config.load", fail)
    assert {printed(e, "fetch", HOSTILE)[0] for e in ENCODINGS} == {2}


@pytest.mark.parametrize("encoding", some(["cp1252", "latin-1", "ascii"], 3))
def test_the_command_itself_compares_releases_under_any_encoding(encoding):
    words = [sys.executable, "-m", "analysis", "diff", "2026.1", "2026.2", "--no-causes"]
    done = subprocess.run(
        words,
        cwd=paths.ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"2026.1 -> 2026.2" in done.stdout
    done = subprocess.run(
        [*words, "--format", "json"],
        cwd=paths.ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8"))
