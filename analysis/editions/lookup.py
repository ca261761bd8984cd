"""The edition that a word on the command line names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analysis.core import git, paths
from analysis.core.errors import FactCheckError
from analysis.editions import provenance, recompute
from analysis.editions.edition import Edition, edition_from, read_folder, read_json_rows, work
from analysis.editions.release_names import VERSION, versions


def edition_of(name: str, progress: Callable[[str], None] = lambda _: None) -> Edition:
    """The edition that a word names: ``work``, a release, a folder, a figures.json, or a git revision; in this order.

    Raises
    ------
    FactCheckError
        There is nothing of this name, or it cannot be read or computed.
    """
    if name == "work":
        return work(progress)
    if name in versions():
        for damage in provenance.damages(paths.RELEASES / name):
            where, _, what = damage.partition(": ")
            raise FactCheckError(what.partition("; ")[0], where=where, mend=what.partition("; ")[2])
        return read_folder(paths.RELEASES / name, name)
    path = Path(name)
    if path.is_dir():
        return read_folder(path, name)
    if path.is_file():
        return Edition(name, read_json_rows(path, "figures", "figure"))
    if not (VERSION.fullmatch(name) or name.endswith(".json")):
        if commit := git.commit_of(name):
            return edition_from(recompute.of_commit(commit, progress), name, name, commit)
        if why := git.why_not():
            raise FactCheckError(
                f"{name!r} is no release, folder or file, and git cannot look for it: {why.what}",
                where=why.where,
                mend=why.mend,
            )
    known = f"releases: {', '.join(versions())}" if versions() else "there is no release yet"
    raise FactCheckError(
        f"{name!r} is no release, folder, file or git revision",
        where="factcheck diff",
        mend=f"name one, or `work` ({known})",
    )
