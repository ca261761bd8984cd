"""Releases, and the corrections that tell of their redactions."""

from __future__ import annotations

from analysis.core import paths
from analysis.editions import corrections, provenance, release_history, release_names


def damages() -> list[str]:
    """What is wrong with the files of each release, or with what releases say of one another, one sentence each."""
    return [
        problem
        for version in release_names.versions()
        for problem in provenance.damages(paths.RELEASES / version) or provenance.unchained(version)
    ]


def corrections_amiss() -> list[str]:
    """What is wrong with CORRECTIONS.md: its rows, or else redactions that no row tells of; one sentence each."""
    redacted = [(release.version, said["date"]) for release in release_history.past() for said in release.redactions]
    text = corrections.read()
    return corrections.problems(text) or corrections.untold(text, redacted)
