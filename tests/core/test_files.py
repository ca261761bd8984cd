"""Files and folders are written whole or not at all, whenever the run is killed; what it left is told from what another run is making."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analysis.core import files, locks, paths
from analysis.core.errors import FactCheckError
from analysis.core.files import is_temporary, new_folder, recover, swap, write_text
from analysis.core.strict_json import canonical_json
from tests.support.projects import ROOT, digest

OLD, NEW = {"a.txt": "old"}, {"a.txt": "new", "b/c.txt": "more"}
SWAP = "from analysis.core.files import *; p = Path({0!r})\nwith new_folder(p) as f:\n for n, t in {1!r}.items():\n  (f / n).parent.mkdir(exist_ok=True); (f / n).write_text(t)\n {2}(f, p)"


def fill(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text() for name in digest(folder)}


def killed_before(rename: int, code: str) -> bool:
    """Run code that is killed just before a rename; whether it got that far."""
    code = subprocess.run(
        [sys.executable, "-m", "tests.support.killed", str(rename), "-c", code], cwd=ROOT, check=False
    ).returncode
    assert code in (0, -signal.SIGKILL)
    return code != 0


def test_json_is_the_same_whatever_the_order_of_its_keys() -> None:
    assert (
        canonical_json({"b": [1, 2.5], "a": "Zürich"})
        == canonical_json({"a": "Zürich", "b": [1, 2.5]})
        == '{\n "a": "Zürich",\n "b": [\n  1,\n  2.5\n ]\n}\n'
    )


def test_a_file_is_written_only_where_it_changes(tmp_path) -> None:
    file = tmp_path / "new" / "table.csv"
    assert write_text(file, "ä\n")
    assert file.read_bytes() == b"\xc3\xa4\n"
    os.utime(file, (1, 1))
    assert not write_text(file, "ä\n")
    assert file.stat().st_mtime == 1
    assert write_text(file, "b\n")
    assert [p.name for p in file.parent.iterdir()] == ["table.csv"]


def test_a_new_file_has_the_permissions_that_any_new_file_has(tmp_path) -> None:
    write_text(tmp_path / "ours", "x")
    (tmp_path / "any").write_text("x")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "any").stat().st_mode


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch) -> None:
    file = tmp_path / "table.csv"
    file.write_text("old")

    def full(*_) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "replace", full)
    with pytest.raises(FactCheckError, match=r"table.csv: cannot be written \(No space left on device\)"):
        write_text(file, "new")
    assert file.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["table.csv"]


def test_two_files_whose_names_differ_in_the_ending_do_not_meet(tmp_path, monkeypatch) -> None:
    seen = []
    real = os.replace
    monkeypatch.setattr(files.os, "replace", lambda old, new: (seen.append(Path(old).name), real(old, new)))
    write_text(tmp_path / "figures.csv", "a")
    write_text(tmp_path / "figures.json", "b")
    assert len(set(seen)) == 2
    assert all(is_temporary(name) for name in seen)


def test_many_writers_of_one_file_leave_one_of_their_texts(tmp_path) -> None:
    file = tmp_path / "a.txt"
    wanted = [f"{n}\n" * 5000 for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda text: write_text(file, text), wanted))
    assert file.read_text() in wanted
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_whose_writer_is_killed_is_as_it_was_and_the_next_run_clears_up(tmp_path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    assert killed_before(1, f"from analysis.core.files import *; write_text(Path({str(file)!r}), 'new')")
    assert file.read_text() == "old"
    [left] = [p.name for p in tmp_path.iterdir() if p != file]
    assert is_temporary(left)
    assert write_text(file, "new")
    assert texts(tmp_path) == {"a.txt": "new"}


@pytest.mark.parametrize("rename", [1, 2, 3])
@pytest.mark.parametrize("before", [OLD, {}], ids=["in place of an old one", "first"])
def test_a_folder_whose_writer_is_killed_is_the_old_or_the_new_one(tmp_path, rename, before) -> None:
    target = tmp_path / "x"
    if before:
        fill(target, before)
    died = killed_before(rename, SWAP.format(str(target), NEW, "swap"))
    assert died == (rename <= (2 if before else 1))
    recover(tmp_path)
    assert texts(tmp_path) == {f"x/{name}": text for name, text in (before if died else NEW).items()}
    with new_folder(target) as fresh:
        swap(fill(fresh, NEW), target)
    assert texts(tmp_path) == {f"x/{name}": text for name, text in NEW.items()}


def test_a_kill_after_both_renames_leaves_the_new_folder(tmp_path, monkeypatch) -> None:
    target = fill(tmp_path / "x", OLD)
    monkeypatch.setattr(files, "remove", lambda path: None)  # as if killed before the old one was removed
    with new_folder(target) as fresh:
        swap(fill(fresh, NEW), target)
    assert [p.name for p in sorted(tmp_path.iterdir())] == [".x.old.part", "x"]
    monkeypatch.undo()
    recover(tmp_path)
    assert texts(tmp_path) == {f"x/{name}": text for name, text in NEW.items()}


def test_a_release_whose_writer_is_killed_is_not_there_or_whole(tmp_path) -> None:
    target = tmp_path / "2026.1"
    for rename in (1, 2):
        died = killed_before(rename, SWAP.format(str(target), NEW, "os.rename"))
        assert died == (rename == 1)
        assert target.exists() == (not died)
    recover(tmp_path)
    assert texts(tmp_path) == {f"2026.1/{name}": text for name, text in NEW.items()}


def test_a_writer_begins_with_what_killed_runs_left_anywhere_it_writes(tmp_path, monkeypatch) -> None:
    for name in ("ROOT", "DATA", "REPORT", "RELEASES", "CACHE"):
        monkeypatch.setattr(paths, name, tmp_path if name == "ROOT" else tmp_path / name)
    for name in (
        ".a.0123abcd.part",
        "DATA/.b.0123abcd.part",
        "DATA/reference/.c.csv.0123abcd.part",
        "CACHE/editions/.d.0123abcd.part",
        "RELEASES/.e.0123abcd.part",
    ):
        (tmp_path / name).mkdir(parents=True)
    with files.one_writer("build"):
        assert not [p for p in tmp_path.rglob("*") if is_temporary(p.relative_to(tmp_path))]


def test_what_a_living_run_makes_is_left_alone_whatever_its_age(tmp_path) -> None:
    with new_folder(tmp_path / "x") as fresh:
        os.utime(fresh, (0, 0))
        recover(tmp_path)
        assert fresh.is_dir()
        (tmp_path / ".y.0123abcd.part").mkdir()
        recover(tmp_path)
        assert sorted(p.name for p in tmp_path.iterdir()) == [fresh.name]
    assert not list(tmp_path.iterdir())


def test_what_only_looks_temporary_is_left_alone(tmp_path) -> None:
    names = {"figures.part", ".hidden.part", ".notes.old", "x.0123abcd.part", ".part"}
    for name in names:
        (tmp_path / name).write_text("a user's")
    recover(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == names
    assert not any(is_temporary(name) for name in names)


def test_a_folder_that_is_not_there_has_nothing_to_recover(tmp_path) -> None:
    recover(tmp_path / "none")
    assert not list(tmp_path.iterdir())


WAITS = "import sys; from analysis.core import locks; from pathlib import Path\nwith locks.in_turn(Path({!r}), 'ingest'):\n print('in', flush=True); sys.stdin.readline()"


def start(file: Path) -> subprocess.Popen:
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


def test_a_lock_that_cannot_be_written_is_one_sentence(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(paths, "CACHE", tmp_path / "file" / ".cache")
    (tmp_path / "file").write_text("a file where a folder should be")
    with pytest.raises(FactCheckError, match="cannot be written"), files.one_writer("build"):
        pass
