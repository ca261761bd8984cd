"""What the project asks of git: the commit, whether anything is uncommitted, and the files of a commit.

Only a repository whose top folder is the project's counts: another one around it, say around an unpacked zip, knows nothing of the project. What is parsed comes
from plumbing, whose form no setting of the user changes, and messages are asked for in English.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from analysis.core import archives, paths
from analysis.core.errors import FactCheckError
from analysis.core.files import is_temporary

SECONDS = 120
# variables that lead git to another repository than the one of the folder it runs in, as a hook of that repository sets them
ELSEWHERE = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
)
DUBIOUS = re.compile(r"dubious ownership in repository at '(.+)'")
SETTINGS = ("-c", "log.showSignature=false", "-c", "core.quotePath=false", "-c", "color.ui=false")


def _run(*words: str) -> bytes:
    """Standard output of a git command in the project's own repository.

    Raises
    ------
    FactCheckError
        The project has no repository that git is willing to read, in a sentence for each cause.
    subprocess.CalledProcessError
        It has, and git says no to this command.
    """
    top = Path(os.fsdecode(_call("rev-parse", "--show-toplevel", cause=_no_repository).rstrip(b"\r\n")))
    if top.resolve() != paths.ROOT.resolve():
        raise FactCheckError(
            f"is in no git repository of its own, but inside that of {top}",
            where=paths.ROOT,
            mend="clone the project, or run `git init` here and commit it",
        )
    return _call(*words)


def _call(*words: str, cause: Callable[[str], FactCheckError] | None = None) -> bytes:
    environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE} | {
        "LC_ALL": "C",
        "LANGUAGE": "",
        "GIT_TERMINAL_PROMPT": "0",
    }
    command = ["git", *SETTINGS, *words]
    try:
        return subprocess.run(
            command, cwd=paths.ROOT, env=environment, capture_output=True, check=True, timeout=SECONDS
        ).stdout
    except subprocess.CalledProcessError as error:
        if cause is None:
            raise
        raise cause(error.stderr.decode("utf-8", "replace")) from None
    except subprocess.TimeoutExpired:
        raise FactCheckError(
            f"does not answer within {SECONDS} seconds", where="git", mend="see what `git status` says"
        ) from None
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        raise FactCheckError(
            "is not installed" if missing else f"cannot be run ({error.strerror})",
            where="git",
            mend="install it, or put it on the path",
        ) from None


def _no_repository(said: str) -> FactCheckError:
    """Why git does not read the repository, by what it says."""
    if whose := DUBIOUS.search(said):
        mend = f"if you trust it, run `git config --global --add safe.directory {shlex.quote(whose[1])}`"
        return FactCheckError("belongs to another account, so git does not read it", where=whose[1], mend=mend)
    if "not a git repository" in said:
        return FactCheckError(
            "is in no git repository", where=paths.ROOT, mend="run `git init` and commit the project, or clone it"
        )
    return FactCheckError(
        f"git does not read it ({' '.join(said.split())})", where=paths.ROOT, mend="see what `git status` says"
    )


def why_not() -> FactCheckError | None:
    """Why git can tell nothing of the project, as the user's error; None where it can."""
    try:
        _run("rev-parse")
    except FactCheckError as error:
        return error
    return None


def _said(*words: str) -> str | None:
    try:
        return _run(*words).decode("utf-8", "replace").strip()
    except (FactCheckError, subprocess.CalledProcessError):
        return None


def commit_of(revision: str) -> str | None:
    """Full id of the commit that a revision names; None where there is none, or no git."""
    return (
        None
        if revision.startswith("-")
        else _said("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") or None
    )


def day_of(commit: str) -> str:
    """The day, in UTC, on which a commit was made, such as ``2026-07-07``; empty where git does not know it."""
    said = _said("rev-list", "--timestamp", "--max-count=1", commit)
    return datetime.fromtimestamp(int(said.split()[0]), UTC).date().isoformat() if said else ""


def state() -> str:
    """Short id of the commit that the tree is at, ``+`` behind it where files differ; 'unknown' outside git."""
    commit, changed = commit_of("HEAD"), _said("status", "--porcelain=v1", "--untracked-files=no")
    return "unknown" if commit is None or changed is None else commit[:10] + ("+" if changed else "")


def uncommitted() -> list[str]:
    """Files that differ from the last commit or that git does not know, without those it ignores and those a killed run left; sorted.

    Raises
    ------
    FactCheckError
        The project has no repository of its own, or git cannot read it.
    """
    try:
        said = _run("status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames")
    except subprocess.CalledProcessError as error:
        raise _no_repository(error.stderr.decode("utf-8", "replace")) from None
    names = (os.fsdecode(entry[3:]) for entry in said.split(b"\0") if entry)
    return sorted(name for name in names if not is_temporary(name))


def write_tree(commit: str, target: Path) -> None:
    """Write the files of a commit below `target`.

    Raises
    ------
    FactCheckError
        The commit is not at hand, or git is not.
    """
    try:
        raw = _run("archive", "--format=tar", commit)
    except subprocess.CalledProcessError:
        raise FactCheckError(
            f"the commit {commit[:10]} is not at hand",
            where="git",
            mend="fetch it, with `git fetch --unshallow` in a shallow clone",
        ) from None
    archives.unpack(raw, target, f"git archive {commit[:10]}")


def first_commit_of(name: str) -> str | None:
    """The oldest commit at hand that added a file of the project; None where there is none, or no git."""
    return (_said("log", "--format=%H", "--diff-filter=A", "--", name) or "").split("\n")[-1] or None


def files_at(commit: str, folder: str) -> dict[str, bytes]:
    """Name → content of the files that a folder of the project had at a commit.

    Raises
    ------
    FactCheckError
        The commit has no such folder.
    """
    try:
        raw = _run("archive", "--format=tar", f"{commit}:./{folder}")
    except subprocess.CalledProcessError:
        raise FactCheckError(
            f"the commit {commit[:10]} has no {folder}", where="git", mend=how_to_get(commit)
        ) from None
    return archives.members(raw, f"git archive {commit[:10]}")


def file_at(commit: str, name: str) -> bytes | None:
    """Content of a file of the project at a commit; None where the commit has none, or is not at hand, or git is not."""
    try:
        return _run("show", f"{commit}:./{name}")
    except (FactCheckError, subprocess.CalledProcessError):
        return None


def how_to_get(commit: str) -> str:
    """What a reader does who lacks a commit: in a shallow clone, in one of another history, or outside git."""
    if why := why_not():
        return f"do this in a clone of the repository, since {why.where} {why.what}"
    if _said("rev-parse", "--is-shallow-repository") == "true":
        return "fetch it, with `git fetch --unshallow` in a shallow clone"
    return f"fetch it, with `git fetch origin {commit}`, or do this in a clone from before the history was squashed or rewritten"
