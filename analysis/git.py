"""What the project asks of git: the commit, whether anything is uncommitted, and the files of a commit."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

from analysis import archives, paths
from analysis.errors import FactCheckError

SECONDS = 120


def _run(*words: str) -> bytes:
    """Standard output of a git command.

    Raises
    ------
    OSError or subprocess.SubprocessError
        git is not installed, or says no.
    """
    return subprocess.run(["git", *words], cwd=paths.ROOT, capture_output=True, check=True, timeout=SECONDS).stdout


def _said(*words: str) -> str | None:
    try:
        return _run(*words).decode("utf-8", "replace").strip()
    except (OSError, subprocess.SubprocessError):
        return None


def commit_of(revision: str) -> str | None:
    """Full id of the commit that a revision names; None where there is none, or no git."""
    return None if revision.startswith("-") else _said("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") or None


def day_of(commit: str) -> str:
    """The day, in UTC, on which a commit was made, such as ``2026-07-07``; empty where git does not know it."""
    seconds = _said("show", "--no-patch", "--format=%ct", commit)
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat() if seconds else ""


def state() -> str:
    """Short id of the commit that the tree is at, ``+`` behind it where files differ; 'unknown' outside git."""
    commit, changed = commit_of("HEAD"), _said("status", "--porcelain", "--untracked-files=no")
    return "unknown" if commit is None or changed is None else commit[:10] + ("+" if changed else "")


def uncommitted() -> list[str]:
    """Files that differ from the last commit or that git does not know, without those it ignores; sorted.

    Raises
    ------
    FactCheckError
        The project is in no git repository.
    """
    said = _said("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", ".")
    if said is None:
        raise FactCheckError("is in no git repository", where=paths.ROOT, mend="run `git init` and commit the project, or clone it")
    return sorted(entry.strip().partition(" ")[2].strip() for entry in said.split("\0") if entry.strip())


def write_tree(commit: str, target: Path) -> None:
    """Write the files of a commit below `target`.

    Raises
    ------
    FactCheckError
        The commit is not at hand.
    """
    try:
        raw = _run("archive", "--format=tar", commit)
    except (OSError, subprocess.SubprocessError):
        raise FactCheckError(
            f"the commit {commit[:10]} is not at hand", where="git", mend="fetch it, with `git fetch --unshallow` in a shallow clone"
        ) from None
    archives.unpack(raw, target, f"git archive {commit[:10]}")
