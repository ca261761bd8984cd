"""Cohorts that config.yaml has and data/ has not yet: a stanza may stand before the conference publishes its program."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from analysis.core.files import recover

DESCRIPTION = "datapackage.json"  # names every table that was in data/ when it was last written on purpose


def among(names: Iterable[str], data: Path) -> list[str]:
    """Those of the cohorts that have no folder in `data` and never had one.

    A folder that the description of `data` knows was lost, and whoever reads it says so.
    """
    recover(data)
    missing = [name for name in names if not (data / name).exists()]
    described = data / DESCRIPTION
    if not missing or not described.is_file():
        return missing
    known = described.read_text(encoding="utf-8", errors="replace")
    return [name for name in missing if f'"{name}/papers.csv"' not in known]


def words(names: Iterable[str]) -> str:
    """One sentence on the cohorts that are awaited; nothing where none is.

    >>> words(["elm-2031"])
    'awaited, as data/ has no facts of it yet: elm-2031'
    """
    listed = list(names)
    it = "it" if len(listed) == 1 else "them"
    return f"awaited, as data/ has no facts of {it} yet: {', '.join(listed)}" if listed else ""
