"""The only module that knows folders.

Every path is relative to the project root, found from this file (the package is installed in place), or given by
the environment variable ``FACTCHECK_ROOT`` so that tests can work on a copy.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(os.environ.get("FACTCHECK_ROOT") or Path(__file__).resolve().parent.parent)

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


def raw_folder() -> Path:
    """Where raw files are by default: beside the project where it is developed, else in ``raw/``, where `factcheck fetch` puts them."""
    beside = ROOT.parent / "shared" / "data"
    return beside if beside.is_dir() else ROOT / "raw"
