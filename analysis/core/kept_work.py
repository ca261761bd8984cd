"""Work on many things by another process, which leaves this one free, and whose results are kept.

The other process runs one module of ours (`answer` is all that stands in its ``__main__``). It is not started where
every result is in `.cache`, each under a fingerprint of the thing and of all that the module rests on.
"""

from __future__ import annotations

import base64
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analysis.core import code_files, paths, result_cache
from analysis.core.errors import FactCheckError
from analysis.core.hashing import sha256


@dataclass(frozen=True)
class Work:
    """What is done to each thing.

    Attributes
    ----------
    module : str
        ``analysis.looks.drawing``: what the other process runs.
    ending : str
        Of the files in which results are kept, with the dot.
    most : int
        How many are kept.
    libraries : tuple of str
        Distributions whose version a result may depend on.
    """

    module: str
    ending: str
    most: int
    libraries: tuple[str, ...]


def results(work: Work, things: Mapping[str, Any], files: Iterable[Path] = ()) -> dict[str, bytes]:
    """Name → result of each thing, which JSON can hold.

    Parameters
    ----------
    files : iterable of Path
        What a result depends on besides code.

    Raises
    ------
    FactCheckError
        The other process stopped.
    """
    rests_on = _rests_on(work, files)
    kept = {
        name: paths.CACHE / "made" / f"{sha256(json.dumps([rests_on, thing]).encode())}{work.ending}"
        for name, thing in things.items()
    }
    found = {name: result_cache.read(file) for name, file in kept.items()}
    if missing := {name: things[name] for name, content in found.items() if content is None}:
        for name, content in _elsewhere(work.module, missing).items():
            result_cache.keep(kept[name], content, work.most)
            found[name] = content
    return {name: content for name, content in found.items() if content is not None}


def answer(make: Callable[[Any], bytes]) -> None:
    """Be the other process: make a result of each thing that standard input names, and write them to standard output."""
    made = {name: base64.b64encode(make(thing)).decode() for name, thing in json.load(sys.stdin).items()}
    json.dump(made, sys.stdout)


def _rests_on(work: Work, files: Iterable[Path]) -> str:
    ours = code_files.ours()
    code = code_files.reached([f"{work.module.replace('.', '/')}.py"], ours)
    known = [(name, sha256(ours[name].read_bytes())) for name in sorted(code)]
    known += [(file.name, sha256(file.read_bytes())) for file in sorted(files)]
    versions = [platform.python_version(), *(f"{name} {version(name)}" for name in work.libraries)]
    return sha256(json.dumps([known, versions]).encode())


def _elsewhere(module: str, things: Mapping[str, Any]) -> dict[str, bytes]:
    search = [str(paths.CODE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "FACTCHECK_ROOT": str(paths.ROOT), "PYTHONPATH": os.pathsep.join(search)}
    done = subprocess.run(
        [sys.executable, "-m", module],
        input=json.dumps(things).encode(),
        env=environment,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        raise FactCheckError(
            f"stopped at one of {', '.join(things)} ({last})",
            where=module,
            mend="if what was changed last does not explain it, report it as a mistake of the program",
        )
    return {name: base64.b64decode(text) for name, text in json.loads(done.stdout).items()}
