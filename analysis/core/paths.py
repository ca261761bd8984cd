"""The only module that knows folders.

Every path is relative to the project root, found from this file (the package is installed in place), or given by
the environment variable ``FACTCHECK_ROOT`` so that tests can work on a copy.
"""

from __future__ import annotations

import os
from pathlib import Path

from analysis.core.errors import FactCheckError

CODE = Path(__file__).resolve().parent.parent
ROOT = Path(os.environ.get("FACTCHECK_ROOT") or CODE.parent)

CONFIG = ROOT / "config.yaml"
CITATION = ROOT / "CITATION.cff"
DATA = ROOT / "data"
REFERENCE = DATA / "reference"
OVERRIDES = DATA / "overrides.csv"
GOLD = ROOT / "tests" / "gold"
REPORT = ROOT / "report"
CLAIM_PAGES = REPORT / "claims"
THEME = REPORT / "theme"
FONTS = THEME / "fonts"
GENERATED = REPORT / "_generated"
SITE = ROOT / "_site"
CACHE = ROOT / ".cache"
RELEASES = ROOT / "releases"
CORRECTIONS = ROOT / "CORRECTIONS.md"


def inside(folder: Path, name: str) -> Path:
    """A file of a folder by its name there.

    Raises
    ------
    FactCheckError
        The name leads out of the folder, by itself or through a link.
    """
    file = folder / name
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder)):
        raise FactCheckError("leads out of the folder of the raw files", where=file, mend="put the file itself there")
    return file


def raw_folder() -> Path:
    """Where `fetch` puts raw files and `ingest` finds them: beside the project as it is developed, else in it."""
    beside = ROOT.parent / "shared" / "data"
    return beside if beside.is_dir() else ROOT / "raw"
