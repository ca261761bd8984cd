"""How releases are called, and which there are."""

from __future__ import annotations

import re

from analysis.core import paths
from analysis.core.files import recover

VERSION = re.compile(r"[0-9]{4}\.[0-9]+")


def versions() -> list[str]:
    """All releases, oldest first."""
    recover(paths.RELEASES)
    found = [p.name for p in paths.RELEASES.glob("*") if VERSION.fullmatch(p.name)] if paths.RELEASES.is_dir() else []
    return sorted(found, key=lambda version: tuple(int(n) for n in version.split(".")))
