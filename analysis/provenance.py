"""provenance.json of a release: the fingerprints of everything that went in and came out, and whether a release folder still agrees with them."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis import inputs, paths, trees
from analysis.edition import read_json
from analysis.errors import FactCheckError
from analysis.writing import canonical_json

NAME = "provenance.json"
KEYS = {"schema", "version", "date", "data-date", "commit", "engine", "python", "libraries", "inputs", "config", "lock", "previous", "files", "seal"}


def sha256(raw: bytes) -> str:
    """Fingerprint of bytes."""
    return hashlib.sha256(raw).hexdigest()


def record(about: Mapping[str, str], previous: str | None, engine: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    """What provenance.json says of a release with these files.

    `about` has ``version``, ``date``, ``data-date`` and ``commit``. Keys: ``date`` is the day of the commit in UTC, so that the same commit gives the same file on any day; ``inputs`` has every file that can change a number;
    ``config`` and ``lock`` are the fingerprints of config.yaml and requirements.lock; ``seal`` is the fingerprint of all the rest.
    """
    lock = paths.ROOT / "requirements.lock"
    found = inputs.fingerprints(inputs.files(paths.ROOT, Path(__file__).parent))
    said = {
        "schema": 1,
        **about,
        "previous": previous,
        "engine": engine,
        "python": platform.python_version(),
        "libraries": trees.libraries(),
        "inputs": found,
        "config": found.get("config.yaml"),
        "lock": sha256(lock.read_bytes()) if lock.is_file() else None,
        "files": {name: sha256(raw) for name, raw in sorted(files.items())},
    }
    return {**said, "seal": seal(said)}


def seal(said: Mapping[str, Any]) -> str:
    """Fingerprint of a provenance without its own seal."""
    return sha256(canonical_json({k: v for k, v in said.items() if k != "seal"}).encode())


def read(folder: Path) -> dict[str, Any]:
    """The provenance of a release folder.

    Raises
    ------
    FactCheckError
        It is missing, is not one, or was changed.
    """
    file = folder / NAME
    try:
        said = read_json(file.read_text(encoding="utf-8"), file)
    except OSError as error:
        raise FactCheckError(f"cannot be read ({error.strerror})", where=file, mend=_mend(folder)) from None
    except UnicodeDecodeError:
        raise FactCheckError("is not UTF-8 text", where=file, mend=_mend(folder)) from None
    if not isinstance(said, dict) or set(said) != KEYS or said["schema"] != 1 or not isinstance(said["files"], dict):
        raise FactCheckError("is no provenance of a release", where=file, mend=_mend(folder))
    if said["seal"] != seal(said) or said["version"] != folder.name:
        raise FactCheckError("was changed after the release", where=file, mend=_mend(folder))
    return said


def damages(folder: Path) -> list[str]:
    """What is wrong with the files of a release folder, one sentence each; empty where all are as they were."""
    try:
        files = read(folder)["files"]
    except FactCheckError as error:
        return [str(error)]
    there = {f.relative_to(folder).as_posix(): f for f in folder.rglob("*") if f.is_file() or f.is_symlink()}
    found = []
    for name in sorted(files.keys() | there.keys() - {NAME}):
        if name not in there:
            found.append(f"{folder / name}: is missing; {_mend(folder)}")
        elif name not in files:
            found.append(f"{folder / name}: does not belong to the release; remove it")
        elif there[name].is_symlink() or sha256(there[name].read_bytes()) != files[name]:
            found.append(f"{folder / name}: was changed after the release; {_mend(folder)}")
    return found


def _mend(folder: Path) -> str:
    return f"restore it with `git checkout -- releases/{folder.name}`"
