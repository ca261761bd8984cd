"""The files that can change a number."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analysis.core.files import recover
from analysis.core.hashing import sha256

LIBRARIES = ("numpy", "pandas", "pydantic", "PyYAML", "scipy")  # those that touch a number


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


def key(found: Mapping[str, Path], *more: Any) -> str:
    """What numbers computed from files are kept under: it changes with the files, the libraries, Python, and `more`."""
    said = [fingerprints(found), libraries(), platform.python_version(), *more]
    return sha256(json.dumps(said, sort_keys=True).encode())


def libraries() -> dict[str, str]:
    """Name → version of the libraries that touch a number."""
    return {name: version(name) for name in LIBRARIES}
