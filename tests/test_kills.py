"""A kill of build, ingest or release at any moment leaves the old or the new state, and the next run ends well."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis import cli
from analysis.core import files, paths
from tests.conftest import some, write_gz
from tests.support import killed, tiny
from tests.support.projects import ROOT, digest

VERBS = {
    "build": ("build", "--engine", "fallback"),
    "ingest": ("ingest", tiny.COHORT),
    "release": ("release", "2026.1", "--engine", "fallback"),
}
PUBLISHED = ("_site", f"data/{tiny.COHORT}", "releases")
RENAMES = {"ingest": 4, "build": 5, "release": 4}  # how many a run has that finds the affiliations resolved
KILLS = 51


def raw(folder: Path, joint: int) -> None:
    """The schedule from which `ingest` makes the cohort, with so many joint papers."""
    people = ("Ada Quill", "Bo Reed")
    rows = [
        {
            "title": f"On {'oak ash elm fir yew box bay fig tea rye pea rue'.split()[n]} trees",
            "authors": [{"name": p, "affiliation": a} for p, a in zip(people, pair, strict=True)],
        }
        for n, pair in enumerate(tiny.affiliations(joint))
    ]
    write_gz(folder / "raw" / tiny.SOURCE["file"], rows)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The tiny project, ingested, built and committed; then its raw file and its front page change."""
    folder = tmp_path_factory.mktemp("killed") / "old"
    folder.mkdir()
    tiny.make(folder)
    with pytest.MonkeyPatch.context() as patch:
        work_in(folder, patch)
        raw(folder, 3)
        shutil.rmtree(folder / "data" / tiny.COHORT)  # these papers have other ids
        assert cli.main(list(VERBS["ingest"])) == 0
        tiny.commit(folder, "ingested")
        assert cli.main(list(VERBS["build"])) == 0
        raw(folder, 5)
    tiny.forget()
    return folder


def work_in(folder: Path, patch: pytest.MonkeyPatch) -> None:
    tiny.enter(folder, patch)
    killed.stub(patch.setattr)


@pytest.fixture
def project(made, tmp_path, monkeypatch) -> Path:
    """A copy of it to work in, in this process and in others."""
    folder = shutil.copytree(made, tmp_path / "project", symlinks=True)
    work_in(folder, monkeypatch)
    yield folder
    monkeypatch.undo()
    tiny.forget()


def start(folder: Path, verb: str, rename: int) -> subprocess.Popen:
    environment = {**os.environ, "FACTCHECK_ROOT": str(folder), "FACTCHECK_STUB": "1"}
    command = [sys.executable, "-m", "tests.support.killed", str(rename), *VERBS[verb]]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def change(folder: Path, verb: str) -> None:
    """What makes the next build differ: ingest has another raw file already, and a release is not there yet."""
    if verb == "build":
        (folder / "index.qmd").write_text("# Other words {.unnumbered}\n")


def states(folder: Path) -> dict[str, dict[str, str]]:
    return {name: digest(folder / name) for name in PUBLISHED}


def left(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if ".git" not in p.parts and files.is_temporary(p.relative_to(folder))]


def finish(folder: Path, verb: str) -> dict[str, dict[str, str]]:
    """What stands there when the next run of the verb has ended; a release that is already there needs none."""
    tiny.forget()
    assert cli.main(list(VERBS[verb])) == 0 or verb == "release"
    assert not left(folder)
    return states(folder)


def old_or_new(folder: Path, verb: str, before: dict[str, dict[str, str]]) -> None:
    """See that each published thing is as it was or as the verb makes it, and that the verb then ends well."""
    with files.one_writer("test"):  # what every verb that writes begins with
        found = states(folder)
    assert not left(folder)
    after = finish(folder, verb)
    assert after != before
    for name in PUBLISHED:
        assert found[name] in (before[name], after[name]), name
    assert states(folder) == finish(folder, verb)


def killed_before(folder: Path, verb: str, rename: int) -> bool:
    """Kill a run of a verb before a rename and see what it left; whether it had so many."""
    change(folder, verb)
    before = states(folder)
    code = start(folder, verb, rename).wait()
    assert code in (0, -signal.SIGKILL)
    old_or_new(folder, verb, before)
    return code != 0


@pytest.mark.parametrize(("verb", "rename"), some([("ingest", 2), ("build", 5), ("release", 4)], 3))
def test_a_kill_at_the_decisive_rename_leaves_the_old_state_and_the_next_run_ends_well(project, verb, rename) -> None:
    change(project, verb)
    before = states(project)
    assert start(project, verb, rename).wait() == -signal.SIGKILL
    assert left(project)
    if verb != "release":
        assert not (project / {"ingest": f"data/{tiny.COHORT}", "build": "_site"}[verb]).exists(), (
            "the kill was between the two renames of a swap"
        )
    with files.one_writer("test"):
        assert states(project) == before
    old_or_new(project, verb, before)


@pytest.mark.long
@pytest.mark.parametrize(("verb", "rename"), [(verb, n) for verb, most in RENAMES.items() for n in range(1, most + 1)])
def test_a_kill_at_each_rename_leaves_the_old_or_the_new_state(project, verb, rename) -> None:
    assert killed_before(project, verb, rename)


@pytest.mark.long
@pytest.mark.parametrize("verb", VERBS)
def test_a_run_has_no_more_renames_than_were_tried(project, verb) -> None:
    assert not killed_before(project, verb, RENAMES[verb] + 1)


@pytest.mark.long
@pytest.mark.parametrize("verb", VERBS)
def test_a_kill_at_a_random_moment_leaves_the_old_or_the_new_state(made, tmp_path, monkeypatch, verb) -> None:
    draw = random.Random(20260707 + len(verb))
    lasts, hit, wanted = 0.0, 0, KILLS // len(VERBS)
    for n in range(
        10 * wanted
    ):  # a run that ended before it was killed says how long one takes now, and is tried again
        if hit == wanted:
            break
        folder = shutil.copytree(made, tmp_path / str(n), symlinks=True)
        with monkeypatch.context() as patch:
            work_in(folder, patch)
            change(folder, verb)
            before, began = states(folder), time.monotonic()
            process = start(folder, verb, 0)
            try:
                process.wait(draw.uniform(0.2, 1) * lasts if lasts else None)
                lasts = time.monotonic() - began
            except subprocess.TimeoutExpired:
                process.kill()
                hit += process.wait() == -signal.SIGKILL
            old_or_new(folder, verb, before)
        shutil.rmtree(folder)
    assert hit == wanted


def test_a_page_that_is_gone_or_edited_is_built_again(project, capsys) -> None:
    assert "nothing changed" in said_by(capsys, "build")
    for harm in (lambda file: file.unlink(), lambda file: file.write_text("edited")):
        before = digest(project / "_site")
        harm(project / "_site" / "index.html")
        assert "nothing changed" not in said_by(capsys, "build")
        assert digest(project / "_site") == before
    assert "nothing changed" in said_by(capsys, "build")


def said_by(capsys, verb: str) -> str:
    capsys.readouterr()
    assert cli.main(list(VERBS[verb])) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("verb", ["ingest", pytest.param("build", marks=pytest.mark.long)])
def test_the_second_of_two_runs_waits_for_the_first(project, verb) -> None:
    change(project, verb)
    with files.one_writer("build"):
        environment = {**os.environ, "FACTCHECK_ROOT": str(project), "FACTCHECK_STUB": "1"}
        second = subprocess.Popen(
            [sys.executable, "-m", "tests.support.killed", "0", *VERBS[verb]],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert second.stderr.readline() == "waiting for another build to finish\n"
        assert second.poll() is None
    out, err = second.communicate()
    assert (second.returncode, err) == (0, "")
    assert ("written" if verb == "ingest" else "index.html") in out
    assert project / ".cache" == paths.CACHE
