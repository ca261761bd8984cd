"""What the tree gives now against the last release: which numbers differ, and whether any input explains it.

Where a number differs and some input changed, that is news; where none did, something is wrong. Facts that changed
although their raw files, their stanza in config.yaml and the code that reads them are as they were have been edited by
hand: their numbers are nobody's record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.core import code_files, git, inputs, paths
from analysis.editions import edition, fingerprints, provenance, release_names
from analysis.editions.diff import Diff, diff
from analysis.editions.diff_formats.words import many
from analysis.editions.edition import Edition

FEW = 3
# where the code that makes data/ of raw files begins; a reader is found by its name, so every one of them counts
INTAKE = ("analysis/intake/ingest.py", "analysis/attribution/reading.py")
READERS = "analysis/facts/readers/"
Remarks = tuple[list[str], list[str]]


def compare(now: Edition) -> Remarks:
    """Problems and notes, one sentence each; nothing where there is no release yet."""
    versions = release_names.versions()
    if not versions:
        return [], []
    folder = paths.RELEASES / versions[-1]
    said = provenance.read(folder)
    here = inputs.files(paths.ROOT, paths.CODE)
    prints = inputs.fingerprints(here)
    then = said["inputs"]
    moved = sorted(name for name in then.keys() | prints.keys() if then.get(name) != prints.get(name))
    problems, notes = _edited(said, moved, here)
    found = diff(edition.read_folder(folder, folder.name), now)
    if not found.changed:
        return problems, notes
    told = (
        f"releases/{folder.name}: {_counts(found)} from what the tree gives ({_first(found)}); "
        f"`factcheck diff {folder.name} work` lists them"
    )
    if moved:
        return problems, [*notes, f"{told}; inputs that changed since: {_groups(moved)}"]
    now_used = inputs.libraries()
    libraries = [f"{n} {v} then, {now_used.get(n)} now" for n, v in said["libraries"].items() if now_used.get(n) != v]
    told += f"; no input changed since, so nothing explains it{': ' if libraries else ''}{', '.join(libraries)}"
    return [*problems, told], notes


def _counts(found: Diff) -> str:
    """How many figures and verdicts differ."""
    figures, verdicts = found.counts["figures"], found.counts["verdicts"]
    said = [many(n, noun) for n, noun in ((figures, "figure"), (verdicts, "verdict")) if n]
    return f"{' and '.join(said)} {'differs' if figures + verdicts == 1 else 'differ'}"


def _first(found: Diff) -> str:
    """The first that differ, those that decide a claim before others."""
    lines = [f"the verdict on {v.id}" for v in found.verdicts]
    changes = [*found.deciding, *(c for c in (*found.figures, *found.below_print) if c.id not in found.decisive)]
    lines += [f"{c.id} {c.old} → {c.new}" for c in changes]
    lines += [f"{c.id} in {', '.join(c.parts)}" for c in found.parts_only]
    lines += [f"{m.id} is gone" for m in found.removed] + [f"{m.id} is new" for m in found.added]
    return "; ".join(lines[:FEW]) + ("; …" if len(lines) > FEW else "")


def _groups(moved: Sequence[str]) -> str:
    """Changed inputs by group, with their names where they are few."""
    found = []
    for group in fingerprints.GROUPS:
        names = [name for name in moved if fingerprints.group_of(name) == group]
        if names:
            found.append(f"{group} ({', '.join(names) if len(names) <= FEW else many(len(names), 'file')})")
    return ", ".join(found)


def _edited(said: Mapping[str, Any], moved: Sequence[str], here: Mapping[str, Path]) -> Remarks:
    """Facts that changed since a release although nothing that they are made of did.

    Those of which that cannot be told are notes.
    """
    problems, notes = [], []
    version, commit = said["version"], said["commit"]
    code = sorted(_intake(here) & set(moved)) + [name for name in moved if fingerprints.group_of(name) == "registry"]
    made_of = provenance.raw_files(paths.DATA, paths.CONFIG)
    for cohort, files in _changed_tables(moved).items():
        files = [name for name in files if name in said["inputs"] and name in here]
        before, now = _raw_then(said, cohort), made_of.get(cohort)
        if not files or (before is not None and before != now):
            continue
        names = files[0] + (f" and {len(files) - 1} more of the cohort" if len(files) > 1 else "")
        if code:
            changed = f"{', '.join(code[:FEW])}{', …' if len(code) > FEW else ''}"
            notes.append(
                f"{names}: changed since {version} with the same raw files; what reads them changed too: {changed}"
            )
        elif before is None:
            notes.append(
                f"{names}: changed since {version}; whether its raw files did cannot be told, since the commit "
                f"{commit[:10]} is not at hand; {git.how_to_get(commit)}"
            )
        else:
            problems.append(
                f"{names}: edited by hand since {version}: its raw files, its stanza in config.yaml and the code that "
                f"reads them are the same; run `factcheck ingest {cohort}`, or restore it with git"
            )
    return problems, notes


def _changed_tables(moved: Sequence[str]) -> dict[str, list[str]]:
    """Cohort → its tables in data/ that changed; both sorted."""
    found: dict[str, list[str]] = {}
    for name in sorted(moved):
        if fingerprints.group_of(name) == "data" and name.startswith("data/") and name.count("/") == 2:
            found.setdefault(name.split("/")[1], []).extend([name] if name.endswith(".csv") else [])
    return found


def _raw_then(said: Mapping[str, Any], cohort: str) -> str | None:
    """Fingerprint of the raw files of a cohort at a release.

    Of a release of the first schema it comes from its commit; None where that is not at hand.
    """
    if "raw" in said:
        return str(said["raw"].get(cohort, ""))
    snapshot, settings = (git.file_at(said["commit"], name) for name in (f"data/{cohort}/snapshot.yaml", "config.yaml"))
    return None if snapshot is None or settings is None else provenance.raw_key(snapshot, settings, cohort)


def _intake(here: Mapping[str, Path]) -> set[str]:
    """The modules that make data/ of raw files: where that begins, and all that is imported from there."""
    return code_files.reached([*INTAKE, *(name for name in here if name.startswith(READERS))], here)
