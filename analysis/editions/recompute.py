"""What other trees than the working one compute: those of a commit, or with groups of inputs exchanged.

A tree is computed by its own code, in a process of its own. The answer is kept in `.cache/editions` under the
fingerprints of all its inputs and of the libraries, so that the same inputs are computed once, whatever commit they
come from.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analysis.core import git, inputs, paths, result_cache
from analysis.core.errors import FactCheckError
from analysis.core.files import new_folder

# Where a tree says its edition and its data files: today, and before analysis/ had rooms. A tree is known by what its
# release or commit holds for good, so neither name of a pair goes, and the first ones are not to move again.
EDITION = ("analysis.editions.edition", "analysis.edition")
DATA_FILES = ("analysis.editions.data_files", "analysis.data_files")
SECONDS = 1800
KEPT = 40


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for a tree, removed afterwards; those that killed runs left are removed before."""
    with new_folder(paths.CACHE / "tree") as made:
        yield made


def of_commit(commit: str, progress: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """What a commit computes; see `compute`."""
    with folder() as tree:
        git.write_tree(commit, tree)
        return compute(inputs.files(tree), f"the commit {commit[:10]}", progress)


def compute(files: Mapping[str, Path], what: str, progress: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """The edition, in its JSON form, that a set of input files computes.

    Parameters
    ----------
    files : mapping
        Name → file, as `inputs.files` gives it; parts of several trees may be mixed.
    what : str
        What the files are, for messages.

    Raises
    ------
    FactCheckError
        The code among the files is too old, or stops.
    """
    answer = paths.CACHE / "editions" / f"{inputs.key(files)}.json"
    if known := result_cache.read(answer, progress):
        return _mapping(known)
    progress(f"computing {what}")
    module = next((m for m in EDITION if f"{m.replace('.', '/')}.py" in files), None)
    if module is None:
        raise FactCheckError(
            f"{what} cannot be computed: its code is older than `factcheck diff`",
            where="factcheck diff",
            mend="name a later revision",
        )
    found = _said(files, what, ["-m", module])
    result_cache.keep(answer, found, KEPT)
    return _mapping(found)


def data_files(files: Mapping[str, Path], version: str, what: str) -> dict[str, str]:
    """The data files, name → text, that input files compute for a release of this name; never from what was kept.

    Raises
    ------
    FactCheckError
        The code among the files stops.
    """
    module = next((m for m in DATA_FILES if f"{m.replace('.', '/')}.py" in files), None)
    older = (Path(__file__).parent / "data_files_before_2026_3.py").read_text(encoding="utf-8")
    return _mapping(_said(files, what, [*(["-m", module] if module else ["-c", older]), version]))


def _mapping(raw: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(raw)
    return found


def _said(files: Mapping[str, Path], what: str, words: Sequence[str]) -> bytes:
    """Standard output of Python in a folder that holds these files and no others."""
    with folder() as tree:
        for name, file in files.items():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, tree / name)
        if _resolves_alike(tree):
            (tree / ".cache").symlink_to(paths.CACHE.resolve(), target_is_directory=True)
        environment = {
            **os.environ,
            "FACTCHECK_ROOT": str(tree),
            "PYTHONPATH": str(tree),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
        }
        try:
            done = subprocess.run(
                [sys.executable, *words], cwd=tree, env=environment, capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise FactCheckError(
                f"{what} did not finish within {SECONDS} seconds",
                where="factcheck diff",
                mend="run it again with less else at work, or add --no-causes",
            ) from None
        if done.returncode:
            last = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it said nothing"])[-1]
            raise FactCheckError(
                f"{what} cannot be computed ({last})", where="factcheck diff", mend="compare with another edition"
            )
        return done.stdout


def _resolves_alike(tree: Path) -> bool:
    """Whether the tree names its cached decisions by the same rule as this code: then it may share them."""
    theirs, ours = (code / "attribution" / "table.py" for code in (tree / "analysis", paths.CODE))
    return theirs.is_file() and theirs.read_bytes() == ours.read_bytes()
