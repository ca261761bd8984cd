"""The book in tests/book, which holds every construct of the sources."""

from __future__ import annotations

import shutil
from pathlib import Path

from analysis.publish.render import Engine
from tests.support.projects import ROOT

SAMPLE = ROOT / "tests" / "book"
FALLBACK = Engine("fallback", "test")


def stage(folder: Path) -> Path:
    """Copy the sample book with the report's own theme."""
    shutil.copytree(SAMPLE, folder)
    # Stored under another name, since git ignores every _variables.yml as a product of the build.
    (folder / "variables.yml").rename(folder / "_variables.yml")
    shutil.copytree(ROOT / "report" / "theme", folder / "report" / "theme")
    return folder
