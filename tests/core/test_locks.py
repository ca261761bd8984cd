"""One run at a time; a lock goes with the process that holds it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from analysis.core import locks
from tests.support.projects import ROOT

WAITS = """
import sys
from pathlib import Path
from analysis.core import locks
with locks.in_turn(Path({!r}), "ingest"):
    print("in", flush=True)
    sys.stdin.readline()
"""


def start(file: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WAITS.format(str(file))],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_second_run_says_that_it_waits_and_then_goes_on(tmp_path) -> None:
    first = start(tmp_path / "lock")
    assert first.stdout.readline() == "in\n"
    second = start(tmp_path / "lock")
    assert second.stderr.readline() == "waiting for another ingest to finish\n"
    first.communicate("\n")
    assert second.communicate("\n") == ("in\n", "")


def test_a_run_that_is_killed_lets_the_next_one_in_at_once(tmp_path) -> None:
    first = start(tmp_path / "lock")
    assert first.stdout.readline() == "in\n"
    first.kill()
    first.communicate()
    said: list[str] = []
    with locks.in_turn(tmp_path / "lock", "build", said.append):
        assert said == []


def test_a_lock_is_held_by_one_and_not_where_nothing_is(tmp_path) -> None:
    file = tmp_path / "file"
    file.touch()
    with locks.held(file) as ours:
        assert ours
        with locks.held(file, wait=False) as second:
            assert not second
    with locks.held(tmp_path / "none") as ours:
        assert not ours
