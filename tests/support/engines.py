"""The engines that are present, and the whole report built once by each for all workers of a run."""

from __future__ import annotations

import fcntl
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from analysis.publish.render import quarto
from tests.support.projects import copy_project, run, with_decisions

BOTH = ["fallback", "quarto"]


def need(engine: str) -> None:
    """Skip the test where the engine is not there."""
    if engine == "quarto" and quarto.probe()[0] is None:
        pytest.skip("no Quarto")


def shared(tmp_path_factory) -> Path:
    """A folder that all workers of a run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if base.name.startswith("popen-") else base


@contextmanager
def alone(folder: Path, name: str) -> Iterator[None]:
    """Let one worker at a time do what `name` says."""
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def once(folder: Path, name: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, made by the first worker that asks and kept in the folder for the others."""
    kept = folder / f"{name}.pickle"
    with alone(folder, name):
        if not kept.is_file():
            kept.write_bytes(pickle.dumps(make()))
        return pickle.loads(kept.read_bytes())


def built(engine: str, tmp_path_factory) -> Path:
    """A copy of the project with its site, from the decisions on affiliations that are kept."""
    need(engine)
    folder = shared(tmp_path_factory) / f"project-{engine}"
    with alone(folder.parent, folder.name):
        if not (folder / "_site" / "index.html").is_file():
            with_decisions(copy_project(folder))
            done = run(folder, "build", "--engine", engine, seconds=1500, TZ="UTC", LC_ALL="C.UTF-8")
            assert done.returncode == 0, done.stderr
    return folder
