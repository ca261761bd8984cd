"""A fetch that is killed at any moment leaves the old file or the new one, and the next one ends well."""

from __future__ import annotations

import gzip
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.intake import fetch_record
from tests.intake.conftest import TITLES, program
from tests.support import web
from tests.support.projects import ROOT

OLD, NEW = program(0), program(*range(len(TITLES)), padding="x" * 300_000)
PATH = "/program.json"
RENAMES = 3  # the note of what came, the file, its record
KILLS = 30


def slowly(handler) -> None:
    """The new program as a server that knows ranges gives it, in small pieces."""
    wanted = handler.headers.get("Range", "")
    start = int(wanted[6:-1]) if wanted else 0
    rest = NEW[start:]
    more = {"Content-Range": f"bytes {start}-{len(NEW) - 1}/{len(NEW)}"} if start else {}
    handler.head(206 if start else 200, {"Content-Length": str(len(rest)), "ETag": '"1"', **more})
    for at in range(0, len(rest), 10_000):
        handler.wfile.write(rest[at : at + 10_000])
        time.sleep(0.01)


def start(it, rename: int) -> subprocess.Popen:
    """A fetch as its own process, which is killed before its rename of that number."""
    environment = {**os.environ, "FACTCHECK_ROOT": str(it.raw.parent)}
    command = [sys.executable, "-m", "tests.support.killed", str(rename), "fetch", it.name, "--raw", str(it.raw)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def content(it) -> bytes:
    return gzip.decompress(it.target.read_bytes())


def ends_well(it) -> None:
    """See that the old or the new file is there, and that the next run leaves the new one, its record, and no more."""
    assert content(it) in (OLD, NEW)
    record = fetch_record.of(it.target)
    it.run()
    assert content(it) == NEW
    assert fetch_record.of(it.target) is not None
    assert record is None or record == fetch_record.of(it.target)
    left = {file.name for file in it.target.parent.iterdir()}
    assert left == {it.target.name, f"{it.target.name}.fetch.json"}


@pytest.mark.parametrize(
    "rename", [pytest.param(1, marks=pytest.mark.long), 2, pytest.param(3, marks=pytest.mark.long)]
)
def test_a_kill_at_each_rename_leaves_the_old_or_the_new_file(server, asking, rename) -> None:
    it = asking(server.on(PATH, web.in_ranges(NEW)))
    it.held(gzip.compress(OLD))
    assert start(it, rename).wait() == -signal.SIGKILL
    assert content(it) == (NEW if rename == RENAMES else OLD)
    ends_well(it)


@pytest.mark.long
def test_a_fetch_has_no_more_renames_than_were_tried(server, asking) -> None:
    it = asking(server.on(PATH, web.in_ranges(NEW)))
    assert start(it, RENAMES + 1).wait() == 0


@pytest.mark.long
def test_a_kill_at_a_random_moment_leaves_the_old_or_the_new_file(server, asking) -> None:
    draw, lasts, hit = random.Random(20261127), 0.0, 0
    it = asking(server.on(PATH, slowly))
    record = Path(f"{it.target}.fetch.json")
    for _ in range(10 * KILLS):  # a run that ended before it was killed says how long one takes now, and is tried again
        if hit == KILLS:
            break
        it.held(gzip.compress(OLD))
        record.unlink(missing_ok=True)
        process, began = start(it, 0), time.monotonic()
        try:
            process.wait(draw.uniform(0.2, 1) * lasts if lasts else None)
            lasts = time.monotonic() - began
        except subprocess.TimeoutExpired:
            process.kill()
            hit += process.wait() == -signal.SIGKILL
        ends_well(it)
    assert hit == KILLS
    assert any(headers.get("Range") for _, headers in server.asked)


def test_the_second_of_two_fetches_into_a_folder_waits_for_the_first(server, asking) -> None:
    second, said = [], []

    def begins_another(handler) -> None:
        if not second:
            second.append(None)
            environment = {**os.environ, "FACTCHECK_ROOT": str(it.raw.parent)}
            command = [sys.executable, "-m", "analysis", "fetch", it.name, "--raw", str(it.raw)]
            second[0] = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
            said.append(second[0].stderr.readline())
        web.answer(NEW)(handler)

    it = asking(server.on(PATH, begins_another))
    assert it.run() == ["new"]
    assert said == ["waiting for another fetch to finish\n"]
    assert second[0].communicate()[1] == ""
    assert second[0].returncode == 0
    assert content(it) == NEW
