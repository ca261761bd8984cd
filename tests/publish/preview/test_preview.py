"""`factcheck preview` as a writer has it: from the first page to Ctrl-C, on a tiny project."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.support import tiny
from tests.support.browser import open_browser
from tests.support.projects import ROOT, digest

SECONDS = 120  # the longest that a test waits for what it expects


class Writer:
    """Somebody who writes with a preview at hand."""

    def __init__(self, folder: Path, process: subprocess.Popen, log: Path) -> None:
        self.folder, self.process, self.log = folder, process, log
        self.address = self.until(lambda: re.search(r"http://127\.0\.0\.1:\d+/", self.said()))[0]

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def until(self, found: Callable):
        """What `found` gives once it gives anything."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if it := found():
                return it
            time.sleep(0.05)
        raise AssertionError(f"waited in vain; the preview said: {self.said()}")

    def page(self, name: str = "index.html") -> str:
        with urlopen(self.address + name, timeout=SECONDS) as answer:
            return answer.read().decode()

    def trouble(self) -> str:
        return json.loads(self.page(".preview/state"))["trouble"]

    def write(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        (self.folder / name).write_text(text.replace(old, new), encoding="utf-8")

    def interrupt(self, by: int = signal.SIGINT) -> int:
        self.process.send_signal(by)
        return self.process.wait(SECONDS)


@contextmanager
def writing(folder: Path, log: Path, engine: str = "fallback") -> Iterator[Writer]:
    """A preview of the project, in a process of its own."""
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "analysis", "preview", "--engine", engine, "--port", "0"],
            cwd=ROOT,
            env={**os.environ, "FACTCHECK_ROOT": str(folder)},
            stdout=out,
            stderr=out,
        )
    try:
        yield Writer(folder, process, log)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(SECONDS)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("preview") / "made"
    folder.mkdir()
    tiny.make(folder)
    return folder


@pytest.fixture
def project(made, tmp_path) -> Path:
    return shutil.copytree(made, tmp_path / "project", symlinks=True)


def test_words_mistakes_and_config_are_shown_as_they_come_and_an_interrupt_ends_it_well(project, tmp_path) -> None:
    (project / "_site").mkdir()
    (project / "_site" / "index.html").write_text("the site that was built")
    with writing(project, tmp_path / "log") as writer:
        writer.until(lambda: "pages anew" in writer.said())
        assert "There are 6 joint papers." in writer.page()

        writer.write("index.qmd", "There are", "We count")
        writer.until(lambda: "We count 6 joint papers." in writer.page())
        writer.until(lambda: "shows index.html anew" in writer.said())

        writer.write("index.qmd", "joint papers", "{{< var no.such >}}")
        writer.until(lambda: writer.trouble().startswith("index.qmd:3: the variable no.such is not defined"))
        assert "We count 6 joint papers." in writer.page()
        writer.until(lambda: "\nerror: index.qmd:3: the variable no.such" in writer.said())

        writer.write("index.qmd", "{{< var no.such >}}", "papers of both")
        writer.until(lambda: "We count 6 papers of both." in writer.page())
        writer.until(lambda: writer.trouble() == "")

        writer.write("config.yaml", "year: 2024", "year: soon")
        writer.until(lambda: "config.yaml:" in writer.trouble())
        assert "We count 6 papers of both." in writer.page()
        writer.write("config.yaml", "year: soon", "year: 2024")
        writer.until(lambda: writer.trouble() == "")
        assert "We count 6 papers of both." in writer.page()

        assert "Traceback" not in writer.said()
        assert writer.interrupt() == 0
        assert writer.said().endswith("the preview has ended\n")
        with pytest.raises(OSError):
            writer.page()
    assert list(digest(project / "_site")) == ["index.html"]
    assert not (project / "report" / "_generated").exists()


@pytest.mark.long
def test_a_build_beside_a_preview_is_a_build_and_knows_nothing_of_it(project, tmp_path) -> None:
    with writing(project, tmp_path / "log") as writer:
        command = [sys.executable, "-m", "analysis", "build", "--engine", "fallback"]
        environment = {**os.environ, "FACTCHECK_ROOT": str(project)}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=SECONDS)
        writer.until(lambda: "pages anew" in writer.said())
        assert ".preview/state" in writer.page()
    pages = list((project / "_site").rglob("*.html"))
    assert pages
    assert not any(".preview/" in page.read_text(encoding="utf-8") for page in pages)


def test_a_port_that_is_taken_is_one_sentence_before_anything_is_made(project, factcheck, monkeypatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = factcheck("preview", "--engine", "fallback", "--port", port)
    assert done.code == 2
    assert done.err.startswith(f"error: port {port}: cannot be served from")
    assert "--port" in done.err


QUARTO = """
if [ "$1" = --version ]; then echo 1.10.0; exit 0; fi
echo "$@" > "$0.asked"
trap 'echo ended > "$0.ended"; exit 0' TERM
while true; do sleep 0.1; done
"""


@pytest.mark.long
def test_with_quarto_its_own_preview_gets_sources_that_are_kept_as_they_change(project, tmp_path, monkeypatch) -> None:
    program = tmp_path / "bin" / "quarto"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{QUARTO}")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    book = project / ".cache" / "preview" / "book"
    with writing(project, tmp_path / "log", "quarto") as writer:
        asked = Path(f"{program}.asked")
        writer.until(lambda: asked.exists() and asked.read_text().strip())
        port = re.search(r":(\d+)/", writer.address)[1]
        assert asked.read_text().split() == (
            f"preview . --render html --no-browser --host 127.0.0.1 --port {port}".split()
        )
        assert "{{< include /report/_generated/verdict-joint.md >}}" in (
            (book / "report" / "claims" / "joint.qmd").read_text()
        ), "as Quarto reads includes"
        writer.write("index.qmd", "There are", "We count")
        writer.until(lambda: "We count" in (book / "index.qmd").read_text())
        assert writer.interrupt(signal.SIGTERM) == 0
    assert Path(f"{program}.ended").exists()
    assert not (project / "_site").exists()


@pytest.mark.long
def test_a_browser_loads_a_changed_page_by_itself_and_shows_what_is_wrong(project, tmp_path) -> None:
    with writing(project, tmp_path / "log") as writer, open_browser() as browser:
        page = browser.new_page()
        page.goto(writer.address)
        page.get_by_text("There are 6 joint papers.").wait_for(timeout=1000 * SECONDS)
        writer.write("index.qmd", "There are", "We count")
        page.get_by_text("We count 6 joint papers.").wait_for(timeout=1000 * SECONDS)
        writer.write("index.qmd", "joint papers", "{{< var no.such >}}")
        page.get_by_role("alert").wait_for(timeout=1000 * SECONDS)
        assert "the variable no.such is not defined" in page.get_by_role("alert").inner_text()
        assert page.get_by_text("We count 6 joint papers.").is_visible()
        writer.write("index.qmd", "{{< var no.such >}}", "joint papers")
        page.get_by_role("alert").wait_for(state="detached", timeout=1000 * SECONDS)
