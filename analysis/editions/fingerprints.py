"""The files that can change a number, in the five groups that a change is traced to.

A release records their fingerprints; `factcheck diff` exchanges them group by group to find what moved a figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from analysis.core.files import recover
from analysis.core.hashing import sha256

GROUPS = ("data", "overrides", "registry", "config", "code")


def group_of(name: str) -> str:
    """The group of a file, named from the project's root with slashes.

    >>> [group_of(name) for name in ("data/elm-2024/papers.csv", "data/overrides.csv", "data/reference/places.csv")]
    ['data', 'overrides', 'registry']
    >>> [group_of(name) for name in ("config.yaml", "report/topics/elm.yaml", "analysis/claims/judge.py")]
    ['config', 'config', 'code']
    """
    if name == "data/overrides.csv":
        return "overrides"
    if name.startswith("data/reference/"):
        return "registry"
    if name == "config.yaml" or name.startswith("report/topics/"):
        return "config"
    return "code" if name.startswith("analysis/") else "data"


def files(root: Path, code: Path | None = None) -> dict[str, Path]:
    """Name → file of everything below `root` that can change a number, sorted by name.

    Parameters
    ----------
    code : Path, optional
        Where the modules are, if not in ``root/analysis``: a working tree may be computed by code that is installed
        elsewhere.
    """
    recover(root / "data")
    found = {"config.yaml": root / "config.yaml"} if (root / "config.yaml").is_file() else {}
    folders = (
        (root / "data", "data", "*.csv"),
        (root / "data", "data", "*.yaml"),
        (root / "report" / "topics", "report/topics", "*.yaml"),
        (root / "tests" / "gold", "tests/gold", "*.csv"),
        (code or root / "analysis", "analysis", "*.py"),
    )
    for folder, prefix, kind in folders:
        for file in folder.rglob(kind):
            inside = file.relative_to(folder)
            if file.is_file() and not any(part.startswith((".", "__pycache__")) for part in inside.parts):
                found[f"{prefix}/{inside.as_posix()}"] = file
    return dict(sorted(found.items()))


def fingerprints(found: Mapping[str, Path]) -> dict[str, str]:
    """Name → sha256 of each file."""
    return {name: sha256(file.read_bytes()) for name, file in found.items()}


def differing(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """The groups in which two sets of fingerprints differ, in the order of `GROUPS`."""
    moved = {group_of(name) for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    return [group for group in GROUPS if group in moved]
