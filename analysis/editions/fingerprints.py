"""The five groups of files that a change of a number is traced to (the files: `analysis.core.inputs`).

A release records their fingerprints; `factcheck diff` exchanges them group by group to find what moved a figure.
"""

from __future__ import annotations

from collections.abc import Mapping

GROUPS = ("data", "overrides", "registry", "config", "code")


def group_of(name: str) -> str:
    """The group of a file, named from the project's root with slashes.

    >>> [group_of(name) for name in ("data/elm-2024/papers.csv", "data/overrides.csv", "data/reference/places.csv")]
    ['data', 'overrides', 'registry']
    >>> [group_of(name) for name in ("config.yaml", "report/topics/growing.yaml", "analysis/claims/judge.py")]
    ['config', 'config', 'code']
    """
    if name == "data/overrides.csv":
        return "overrides"
    if name.startswith("data/reference/"):
        return "registry"
    if name == "config.yaml" or name.startswith("report/topics/"):
        return "config"
    return "code" if name.startswith("analysis/") else "data"


def differing(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """The groups in which two sets of fingerprints differ, in the order of `GROUPS`."""
    moved = {group_of(name) for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    return [group for group in GROUPS if group in moved]
