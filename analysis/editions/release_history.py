"""All releases, oldest first: what they published, and how the working tree is called beside them.

What a release changed, and why, was found when it was made and is read from its diff.json, so that no build needs git's
history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.core import paths
from analysis.core.strict_json import read_json
from analysis.editions import edition, provenance, redaction, release_names
from analysis.editions.edition import Edition
from analysis.editions.feed import ReleaseNote


@dataclass(frozen=True)
class Release:
    """One published release: its provenance, its edition, what it changed, and its redactions.

    `changes` is its diff.json, against the release before; None for the first.
    """

    version: str
    about: Mapping[str, Any]
    edition: Edition
    changes: Mapping[str, Any] | None
    redactions: Sequence[Mapping[str, Any]] = ()

    @property
    def folder(self) -> Path:
        return paths.RELEASES / self.version


def past() -> list[Release]:
    """All releases, oldest first.

    Raises
    ------
    FactCheckError
        A release is damaged.
    """
    return [of_version(version) for version in release_names.versions()]


def newest() -> list[Release]:
    """The newest release, where there is any: all that a name of the working tree depends on."""
    return [of_version(version) for version in release_names.versions()[-1:]]


def of_version(version: str) -> Release:
    """One release; raises as `past` does."""
    folder = paths.RELEASES / version
    file = folder / "diff.json"
    about = provenance.read(folder)
    changes = read_json(file.read_text(encoding="utf-8"), file) if file.is_file() else None
    return Release(version, about, edition.read_folder(folder, version), changes, redaction.read(folder, about))


def notes(releases: Sequence[Release]) -> list[ReleaseNote]:
    """What the feed tells of each release."""
    return [
        ReleaseNote(
            r.version,
            r.about["date"],
            f"{r.changes['headline']}." if r.changes else "The first release.",
            f"v/{r.version}/index.html",
        )
        for r in releases
    ]


def name_of(now: Edition, releases: Sequence[Release]) -> str:
    """What the working tree is called.

    It is the newest release where the figures and verdicts are the same, ``2026.1+`` where they are not, and
    ``unreleased`` where there is no release.
    """
    if not releases:
        return "unreleased"
    newest = releases[-1]
    same = newest.edition.figures == now.figures and newest.edition.verdicts == now.verdicts
    return newest.version if same else f"{newest.version}+"


def words_of(name: str) -> str:
    """The name in words, for the foot of a page.

    >>> [words_of(name) for name in ("2026.1", "2026.1+", "unreleased")]
    ['Release 2026.1', 'Unreleased changes since 2026.1', 'Not released yet']
    """
    if name == "unreleased":
        return "Not released yet"
    return f"Unreleased changes since {name[:-1]}" if name.endswith("+") else f"Release {name}"


def before(name: str, releases: Sequence[Release]) -> Release | None:
    """The release that a state of this name is compared with: the newest one before it."""
    earlier = [r for r in releases if r.version != name]
    return earlier[-1] if earlier else None
