"""Builds that fail, are killed or cannot write: the last good site stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import tiny
from tests.support.projects import ROOT, copy_project, digest, run


@pytest.fixture
def project(tmp_path) -> Path:
    """A small project that has a site."""
    folder = tmp_path / "project"
    folder.mkdir()
    tiny.make(folder)
    (folder / "_site").mkdir()
    (folder / "_site" / "index.html").write_text("the last good site")
    return folder


@pytest.fixture
def inside(project, monkeypatch) -> Iterator[Path]:
    """Run a verb on the small project, in this process."""
    tiny.enter(project, monkeypatch)
    yield project
    monkeypatch.undo()
    tiny.forget()


def fake_quarto(folder: Path, script: str) -> str:
    folder.mkdir()
    (folder / "quarto").write_text(f'#!/bin/sh\nif [ "$1" = --version ]; then echo 1.10.0; exit 0; fi\n{script}\n')
    (folder / "quarto").chmod(0o755)
    return str(folder)


def test_a_build_that_fails_leaves_the_last_good_site(inside, tmp_path, factcheck, monkeypatch) -> None:
    before = digest(inside / "_site")
    fails = fake_quarto(
        tmp_path / "fails", "mkdir -p _site; echo half > _site/index.html; touch $0.ran; echo 'ERROR: no' >&2; exit 1"
    )
    monkeypatch.setenv("PATH", fails, prepend=os.pathsep)
    failed = factcheck("build", "--engine", "quarto")
    assert failed.code == 2
    assert failed.err.startswith("error: ")
    assert Path(fails, "quarto.ran").exists()
    assert digest(inside / "_site") == before
    assert not list((inside / ".cache").glob(".stage.*"))


@pytest.mark.long
def test_a_build_that_is_killed_leaves_the_last_good_site(project, tmp_path) -> None:
    before = digest(project / "_site")
    env = {
        **os.environ,
        "FACTCHECK_ROOT": str(project),
        "PATH": fake_quarto(tmp_path / "hangs", "exec sleep 60") + os.pathsep + os.environ["PATH"],
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "analysis", "build", "--engine", "quarto"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while not list((project / ".cache").glob(".stage.*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    assert process.poll() is None, "the build ended before it could be killed"
    process.kill()
    process.wait()
    assert digest(project / "_site") == before


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path) -> None:
    blocked = copy_project(tmp_path / "project")
    (blocked / ".cache").write_text("a file where a folder should be")
    done = run(blocked, "build", "--engine", "fallback")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert ".cache" in done.stderr
    assert not (blocked / "_site").exists()
