"""Copies of the project for tests that build the whole report."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from analysis.core import paths

ROOT = Path(__file__).parents[2]
PARTS = (
    "config.yaml",
    "CITATION.cff",
    "CORRECTIONS.md",
    "releases",
    "_quarto.yml",
    "index.qmd",
    "pyproject.toml",
    "data",
    "report",
    "tests/gold",
)


def copy_project(target: Path, parts: tuple[str, ...] = PARTS) -> Path:
    """The parts of the project that a build reads, without anything a build made."""
    for part in parts:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, target / part, ignore=shutil.ignore_patterns("_generated"))
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / part, target / part)
    return target


def run(
    project: Path, *words: str, path: str | None = None, seconds: int = 300, **environment: str
) -> subprocess.CompletedProcess:
    """Run factcheck on a copy of the project, as its own process."""
    env = {**os.environ, "FACTCHECK_ROOT": str(project), **environment}
    if path:
        env["PATH"] = f"{path}{os.pathsep}{env['PATH']}"
    return subprocess.run(
        [sys.executable, "-m", "analysis", *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def with_decisions(folder: Path) -> Path:
    """The copy with the decisions on affiliations that this tree has kept, so that a build need not make them anew."""
    (folder / ".cache").mkdir()
    for kept in paths.CACHE.glob("resolutions-*.csv"):
        shutil.copy2(kept, folder / ".cache")
    return folder


def digest(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }
