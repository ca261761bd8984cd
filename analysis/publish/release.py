"""`factcheck release`: a published state of every number. `analysis.publish.verify` proves that it can be had again.

A release is made in a hidden folder beside its own and renamed once it is whole and on the disk, so that an
interruption at any point leaves no release or a whole one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from analysis.core import archives, git, paths
from analysis.core.errors import CheckFailed, FactCheckError, unwritable
from analysis.core.files import new_folder, one_writer, swap
from analysis.core.strict_json import canonical_json
from analysis.editions import causes, data_files, edition, provenance, release_history, release_names
from analysis.editions.diff import diff
from analysis.editions.diff_formats import as_json, to_json
from analysis.editions.release_names import VERSION
from analysis.publish import build, check, contents, render

Progress = Callable[[str], None]


@one_writer("release")
def release(version: str, engine: str = "auto", progress: Progress = lambda _: None) -> Path:
    """Write ``releases/<version>/``; gives its folder.

    It holds figures.json, figures.csv, claims.json, papers/<claim>.csv, site.tar.gz, diff.json (against the release
    before, with causes) and provenance.json.

    Raises
    ------
    FactCheckError
        The version is no version or not a new one, or something is uncommitted.
    CheckFailed
        `factcheck check` finds problems.
    """
    commit, earlier = _may_release(version)
    chosen = render.choose(engine)
    computed, changes = contents.compute(progress, anew=True), None
    progress("checking config and report")
    if found := check.problems(computed):
        raise CheckFailed(found, where="factcheck check")
    settings, now = computed.settings, computed.edition
    if earlier:
        old, new = edition.read_folder(paths.RELEASES / earlier, earlier), replace(now, name=version)
        progress(f"finding what changed since {earlier}, and why")
        changes = causes.explain(diff(old, new, settings.tolerances), old, new, progress)
    date = computed.book.data_date
    about = {"version": version, "date": git.day_of(commit), "data-date": date, "commit": commit}
    making = release_history.Release(version, about, now, as_json(changes) if changes else None)
    with build.rendered(computed, chosen, progress, making) as (site, made):
        files = {name: text.encode() for name, text in made.items() if name.startswith(data_files.OF_A_RELEASE)}
        files["site.tar.gz"] = archives.pack(site)
    if changes:
        files["diff.json"] = to_json(changes).encode()
    said = provenance.record(about, earlier, str(chosen), files)
    if git.commit_of("HEAD") != commit or git.uncommitted():
        raise FactCheckError(
            "the project was changed while the release was made", where=f"releases/{version}", mend="run it again"
        )
    return write({**files, provenance.NAME: canonical_json(said).encode()}, paths.RELEASES / version)


def _may_release(version: str) -> tuple[str, str | None]:
    """The commit to release and the newest release before it, where nothing forbids a release of this name."""
    where = f"releases/{version}"
    if not VERSION.fullmatch(version):
        raise FactCheckError(
            f"{version!r} is no version", where="factcheck release", mend="give year and number, such as 2026.1"
        )
    if (paths.RELEASES / version).exists():
        raise FactCheckError(
            "exists, and a release is never changed",
            where=where,
            mend="give a new version, or run `factcheck verify` to see what is wrong with it",
        )
    earlier = release_names.versions()[-1:]
    if earlier and [int(n) for n in version.split(".")] <= [int(n) for n in earlier[0].split(".")]:
        raise FactCheckError(
            f"is not later than {earlier[0]}, the newest release", where=where, mend="give a later version"
        )
    changed = git.uncommitted()
    if changed:
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        raise FactCheckError(
            f"these files are not committed: {', '.join(changed[:3])}{more}",
            where="factcheck release",
            mend="commit them or let git ignore them",
        )
    commit = git.commit_of("HEAD")
    if commit is None:
        raise FactCheckError("there is no commit yet", where="factcheck release", mend="commit the project")
    return commit, earlier[0] if earlier else None


def write(files: dict[str, bytes], target: Path) -> Path:
    """Write a folder whole or not at all: into a hidden one beside it, to the disk, and then by one rename.

    Raises
    ------
    FactCheckError
        It cannot be written, or another release of that name came first.
    """
    try:
        with new_folder(target) as part:
            _fill(part, files)
            os.rename(part, target)
            _sync(target.parent)
    except OSError as error:
        if target.exists():
            raise FactCheckError(
                "exists, and a release is never changed", where=target, mend="give a new version"
            ) from error
        raise unwritable(error, target) from error
    return target


def rewrite(files: dict[str, bytes], target: Path) -> None:
    """Write a folder in place of the one that is there, whole or not at all.

    Raises
    ------
    FactCheckError
        It cannot be written; what was there stays.
    """
    try:
        with new_folder(target) as part:
            _fill(part, files)
            swap(part, target)
            _sync(target.parent)
    except OSError as error:
        raise unwritable(error, target) from error


def _fill(folder: Path, files: dict[str, bytes]) -> None:
    """Write files into a folder, and to the disk."""
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with (folder / name).open("wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
    for inside in (*(p for p in folder.rglob("*") if p.is_dir()), folder):
        _sync(inside)


def _sync(folder: Path) -> None:
    """See that the names in a folder are on the disk, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
