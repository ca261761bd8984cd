"""provenance.json of a release: fingerprints of all that went in and came out, and whether the folder still agrees.

Releases are chained: each says of all before it with which seal they were made and, where content was redacted since,
with which seal that was recorded (`analysis.editions.redaction`), so that none can be altered alone. Releases made
before that are of schema 1 and name the one before only.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from analysis.core import inputs, paths
from analysis.core.errors import FactCheckError
from analysis.core.hashing import seal, sha256
from analysis.core.strict_json import read_json
from analysis.editions import redaction
from analysis.editions.release_names import versions

NAME = "provenance.json"
KEYS = set(
    "schema version date data-date commit engine python libraries inputs config lock previous files seal".split()
)
SCHEMAS = {1: KEYS, 2: KEYS | {"earlier", "raw"}}


def record(about: Mapping[str, str], previous: str | None, engine: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    """What provenance.json says of a release with these files.

    Parameters
    ----------
    about : mapping
        ``version``, ``date``, ``data-date`` and ``commit``. The date is the day of the commit in UTC, so that the same
        commit gives the same file on any day.

    Returns
    -------
    dict
        What `about` has, and: ``inputs``, every file that can change a number; ``raw``, a fingerprint of what each
        cohort was made of; ``config`` and ``lock``, the fingerprints of config.yaml and requirements.lock; ``earlier``,
        the seals of all releases before; ``seal``, the fingerprint of all the rest; and more that says itself.
    """
    lock = paths.ROOT / "requirements.lock"
    found = inputs.fingerprints(inputs.files(paths.ROOT, paths.CODE))
    said = {
        "schema": 2,
        **about,
        "previous": previous,
        "earlier": {version: link(paths.RELEASES / version) for version in versions()},
        "engine": engine,
        "python": platform.python_version(),
        "libraries": inputs.libraries(),
        "inputs": found,
        "raw": raw_files(paths.DATA, paths.CONFIG),
        "config": found.get("config.yaml"),
        "lock": sha256(lock.read_bytes()) if lock.is_file() else None,
        "files": {name: sha256(raw) for name, raw in sorted(files.items())},
    }
    return {**said, "seal": seal(said)}


def raw_files(data: Path, settings: Path) -> dict[str, str]:
    """Cohort → fingerprint of what its snapshot was made of: see `raw_key`."""
    config = settings.read_bytes()
    return {
        file.parent.name: raw_key(file.read_bytes(), config, file.parent.name)
        for file in sorted(data.glob("*/snapshot.yaml"))
    }


def raw_key(snapshot: bytes, config: bytes, cohort: str) -> str:
    """Fingerprint of what a cohort was made of.

    These are the raw files that its snapshot.yaml names, the terms that were counted in them, and its sources as
    config.yaml has them.
    """
    said, stanza = _yaml(snapshot), (_yaml(config).get("cohorts") or {}).get(cohort) or {}
    made_of = [said.get("terms"), [source.get("files") for source in said.get("sources") or []], stanza.get("sources")]
    return sha256(json.dumps(made_of, sort_keys=True, default=str).encode())


@lru_cache(maxsize=32)
def _yaml(raw: bytes) -> dict[str, Any]:
    """YAML by the fast reader where there is one; config.yaml is asked for again and again."""
    found: dict[str, Any] = yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


def link(folder: Path) -> dict[str, str | None]:
    """What later releases say of this one: the seal it was made with, and that of its last redaction, if any.

    Raises
    ------
    FactCheckError
        Either was changed.
    """
    said = read(folder)
    redactions = redaction.read(folder, said)
    return {"made": said["seal"], "redacted": redactions[-1]["seal"] if redactions else None}


def read(folder: Path) -> dict[str, Any]:
    """The provenance of a release folder, as it was made.

    Raises
    ------
    FactCheckError
        It is missing, is not one, or was changed.
    """
    file = folder / NAME
    try:
        said: dict[str, Any] = read_json(file.read_text(encoding="utf-8"), file)
    except OSError as error:
        raise FactCheckError(f"cannot be read ({error.strerror})", where=file, mend=_mend(folder)) from None
    except UnicodeDecodeError:
        raise FactCheckError("is not UTF-8 text", where=file, mend=_mend(folder)) from None
    keys = SCHEMAS.get(said["schema"]) if isinstance(said, dict) and isinstance(said.get("schema"), int) else None
    if keys is None or set(said) != keys or not isinstance(said["files"], dict):
        raise FactCheckError("is no provenance of a release", where=file, mend=_mend(folder))
    if said["seal"] != seal(said) or said["version"] != folder.name:
        raise FactCheckError("was changed after the release", where=file, mend=_mend(folder))
    return said


def damages(folder: Path) -> list[str]:
    """What is wrong with the files of a release folder, one sentence each; empty where all are as made or redacted."""
    try:
        said = read(folder)
        redactions = redaction.read(folder, said)
    except FactCheckError as error:
        return [str(error)]
    files = redaction.expected(said["files"], redactions)
    there = {f.relative_to(folder).as_posix(): f for f in folder.rglob("*") if f.is_file() or f.is_symlink()}
    found = []
    for name in sorted(files.keys() | there.keys() - {NAME, redaction.NAME}):
        if name not in there:
            found.append(f"{folder / name}: is missing; {_mend(folder)}")
        elif name not in files:
            found.append(f"{folder / name}: does not belong to the release; remove it")
        elif there[name].is_symlink() or sha256(there[name].read_bytes()) != files[name]:
            found.append(f"{folder / name}: was changed after the release; {_mend(folder)}")
    return found or [f"{wrong}; {_mend(folder)}" for wrong in redaction.damages(folder, redactions)]


def unchained(version: str) -> list[str]:
    """Where releases do not agree on what an earlier one was, one sentence each.

    Asked are what a release says of those before it, and what later ones say of it.

    Raises
    ------
    FactCheckError
        A provenance or record of redactions was changed.
    """
    known, found = versions(), []
    for later in known[known.index(version) :]:
        earlier = read(paths.RELEASES / later).get("earlier")
        if earlier is None:
            continue
        for name in sorted(earlier.keys() | set(known[: known.index(later)])) if later == version else [version]:
            if wrong := _broken(name, later, earlier.get(name)):
                found.append(f"{paths.RELEASES / name}: {wrong}; {_mend(paths.RELEASES / name)}")
    return found


def _broken(name: str, later: str, recorded: Mapping[str, str | None] | None) -> str | None:
    """How a release differs from what a later one recorded of it."""
    folder = paths.RELEASES / name
    if recorded is None:
        return f"is not named by the later release {later}"
    if not folder.is_dir():
        return f"is missing, and the later release {later} names it"
    said = read(folder)
    if said["seal"] != recorded["made"]:
        return f"is not the release that the later release {later} names"
    if recorded["redacted"] is not None and recorded["redacted"] not in [
        r["seal"] for r in redaction.read(folder, said)
    ]:
        return f"is not redacted as the later release {later} says"
    return None


def _mend(folder: Path) -> str:
    return f"restore it with `git checkout -- releases/{folder.name}`"
