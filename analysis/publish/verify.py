"""`factcheck verify`: whether a release is what its inputs give, file by file.

What is compared, in this order: each file with its recorded hash; the seals by which releases name one another; the
folder with what git says was first committed; and every data file, of the folder and of the site in it, with what the
release's own inputs compute now. Where a release was redacted (`analysis.editions.redaction`), the same places are
marked in what is compared. Pages, pictures, spreadsheets and the PDF are compared by hash only, and counted. Nothing is
written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from analysis.core import archives, git, inputs, paths, strict_json
from analysis.core.errors import FactCheckError
from analysis.core.strict_json import canonical_json
from analysis.editions import causes, data_files, edition, provenance, recompute, redaction, release_names
from analysis.editions.diff import Diff, diff
from analysis.editions.diff_formats import many, to_json
from analysis.editions.diff_formats.words import verdict_text
from analysis.editions.edition import Edition
from analysis.editions.redaction import SITE
from analysis.settings.verdict_rules import Tolerance

NAMED = 10  # differing figures that are named one by one
DATA_OF_SITE = (*data_files.OF_A_RELEASE, "charts/")
Progress = Callable[[str], None]


@dataclass
class Verified:
    """What does not hold of a release or could not be checked, one sentence each.

    `notes` are what a reader should know where all is well.
    """

    version: str
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """What to print."""
        if self.problems:
            return [f"{self.version}: {problem}" for problem in self.problems]
        return [f"{self.version}: every file is as released; {'; '.join(self.notes)}"]


class NotAtHand(FactCheckError):
    """The inputs of a release are not here, so that nothing can be computed of them."""


@dataclass(frozen=True)
class Made:
    """The data files that the inputs of a release give, name → bytes; its edition; and the tolerances of its config."""

    files: Mapping[str, bytes]
    edition: Edition
    tolerances: list[Tolerance]


def verify(version: str, progress: Progress = lambda _: None) -> Verified:
    """Compare one release with everything at hand.

    Raises
    ------
    FactCheckError
        There is no such release.
    """
    folder = paths.RELEASES / version
    if version not in release_names.versions():
        known = ", ".join(release_names.versions()) or "none yet"
        raise FactCheckError(f"there is no release {version!r}", where="factcheck verify", mend=f"name one of: {known}")
    found = Verified(version, provenance.damages(folder))
    if found.problems:
        return found
    said = provenance.read(folder)
    redactions = redaction.read(folder, said)
    found.notes += [redaction.words(r) for r in redactions]
    try:
        found.problems += provenance.unchained(version)
        found.problems += _not_as_committed(folder, redactions)
    except FactCheckError as error:
        found.problems.append(str(error))
    try:
        made = _made(said, progress)
    except NotAtHand as error:
        # what a redaction took is not to be had again everywhere: its inputs may be gone from the history as well
        told = f"its files have their recorded hashes, and nothing was computed again: {error}"
        (found.notes if redactions else found.problems).append(told)
        return found
    except FactCheckError as error:
        found.problems.append(f"cannot be computed again: {error}")
        return found
    _compare(folder, said, made, redactions, found, progress)
    here = inputs.libraries()
    if found.problems and (
        other := [f"{n} {v}, now {here.get(n)}" for n, v in said["libraries"].items() if here.get(n) != v]
    ):
        found.problems.append(f"it was made with {'; '.join(other)}")
    return found


def _not_as_committed(folder: Path, redactions: list[dict[str, Any]]) -> Iterator[str]:
    """Files of a release that differ from those that git says were committed first, where it says anything."""
    name = f"releases/{folder.name}"
    commit = git.first_commit_of(f"{name}/{provenance.NAME}")
    if commit is None:
        return
    before, now = git.files_at(commit, name), _contents(folder)
    before |= _site_of(before.pop(SITE, None), f"{SITE} of the commit {commit[:10]}")
    for file in sorted((before.keys() | now.keys()) - {redaction.NAME}):
        if file not in before or redaction.applied(redactions, file, before[file]) != now.get(file):
            see = f"git diff {commit[:10]} -- {name}"
            yield f"{folder / file}: is not what the commit {commit[:10]} published; see `{see}`"


def _contents(folder: Path) -> dict[str, bytes]:
    """The files of a release, those of its site as ``site.tar.gz/<name>``."""
    found = {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }
    return found | _site_of(found.pop(SITE, None), folder / SITE)


def _site_of(raw: bytes | None, where: str | Path) -> dict[str, bytes]:
    return {} if raw is None else {f"{SITE}/{name}": content for name, content in archives.members(raw, where).items()}


def _made(said: Mapping[str, Any], progress: Progress) -> Made:
    """What the recorded inputs give now: in place where the tree has them, else in a tree of the release's commit."""
    version, commit = said["version"], said["commit"]
    here = inputs.files(paths.ROOT, paths.CODE)
    if inputs.fingerprints(here) == said["inputs"]:
        progress("computing in place, since no input has changed")
        return _as_made(data_files.work(version, progress), version, None, here["config.yaml"])
    if git.commit_of(commit) is None:
        raise NotAtHand(
            f"the inputs here are others, and its commit {commit[:10]} is not at hand",
            where="git",
            mend=git.how_to_get(commit),
        )
    with recompute.folder() as tree:
        git.write_tree(commit, tree)
        files = inputs.files(tree)
        if inputs.fingerprints(files) != said["inputs"]:
            raise FactCheckError(
                f"the commit {commit[:10]} holds other inputs than were recorded",
                where="git",
                mend="see whether its history was rewritten",
            )
        progress(f"computing the commit {commit[:10]}")
        return _as_made(
            recompute.data_files(files, version, f"the commit {commit[:10]}"), version, commit, files["config.yaml"]
        )


def _as_made(files: Mapping[str, str], version: str, commit: str | None, settings: Path) -> Made:
    state = {
        "figures": strict_json.read_json(files["figures.json"], "figures.json")["figures"],
        "claims": strict_json.read_json(files["claims.json"], "claims.json")["claims"],
        "papers": {
            name[7:-4]: edition.papers_in(text, name) for name, text in files.items() if name.startswith("papers/")
        },
    }
    found = edition.edition_from(state, version, version, commit, work=commit is None)
    rules = yaml.safe_load(settings.read_text(encoding="utf-8")).get("tolerances") or []
    return Made(
        {name: text.encode() for name, text in files.items()}, found, [Tolerance.model_validate(rule) for rule in rules]
    )


def _compare(
    folder: Path,
    said: Mapping[str, Any],
    made: Made,
    redactions: list[dict[str, Any]],
    found: Verified,
    progress: Progress,
) -> None:
    """Compare every data file of a release with what was made, and say what is compared by hash only."""
    try:
        found.problems += differences(diff(edition.read_folder(folder, folder.name), made.edition))
    except FactCheckError as error:
        found.problems.append(str(error))
    there = _contents(folder)
    there.pop(provenance.NAME)
    there.pop(redaction.NAME, None)
    site = {
        f"{SITE}/{name}": raw
        for name, raw in made.files.items()
        if f"{SITE}/{name}" in there or name.startswith(DATA_OF_SITE)
    }
    wanted = {name: raw for name, raw in made.files.items() if name.startswith(data_files.OF_A_RELEASE)} | site
    if said["previous"] is not None:
        raw, remark = _changes(said, made, progress)
        found.notes += remark
        wanted["diff.json"] = raw if not remark else without_causes(raw)
        there["diff.json"] = (
            there.get("diff.json", b"") if not remark else without_causes(there.get("diff.json", b"{}"))
        )
    by_hash = [
        name
        for name in there.keys() - wanted.keys()
        if name.startswith(f"{SITE}/") and not _is_data(name.removeprefix(f"{SITE}/"))
    ]
    for name in sorted((wanted.keys() | there.keys()) - set(by_hash)):
        if name not in there:
            found.problems.append(f"{folder / name}: is computed, and not there")
        elif name not in wanted:
            found.problems.append(f"{folder / name}: is there, and not computed")
        elif (raw := redaction.applied(redactions, name, wanted[name])) != there[name]:
            found.problems.append(f"{folder / name}:{first_difference(there[name], raw)}")
    found.notes.append(
        f"{len(wanted)} data files are computed again, and {many(len(by_hash), 'file')} of the site compared by hash "
        "only: pages, pictures, spreadsheets and the PDF"
    )


def _is_data(name: str) -> bool:
    """Whether a file of the site is of a kind that is computed again wherever it stands."""
    return name.startswith(DATA_OF_SITE) and name.endswith((".csv", ".json"))


def _changes(said: Mapping[str, Any], made: Made, progress: Progress) -> tuple[bytes, list[str]]:
    """diff.json as it is found now; with a remark where the causes in it cannot be."""
    before = edition.read_folder(paths.RELEASES / said["previous"], said["previous"])
    found = diff(before, made.edition, made.tolerances)
    if before.commit is None or git.commit_of(before.commit) is None:
        why = f"the commit of {said['previous']} is not at hand; {git.how_to_get(before.commit or '')}"
        return to_json(found).encode(), [f"the causes in diff.json are compared by hash only, since {why}"]
    return to_json(causes.explain(found, before, made.edition, progress)).encode(), []


def without_causes(raw: bytes) -> bytes:
    """A diff.json less what was found by computing other trees: causes and the remarks on them."""

    def bare(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: bare(value) for key, value in node.items() if key not in ("cause", "causes", "remarks")}
        return [bare(item) for item in node] if isinstance(node, list) else node

    return canonical_json(bare(strict_json.read_json(raw.decode("utf-8", "replace"), "diff.json"))).encode()


def first_difference(released: bytes, computed: bytes) -> str:
    """Where two texts part: the line, and how many lines differ."""
    old, new = released.split(b"\n"), computed.split(b"\n")
    at = [n for n in range(max(len(old), len(new))) if old[n : n + 1] != new[n : n + 1]]
    more = f" and {many(len(at) - 1, 'line')} more" if len(at) > 1 else ""
    return f"{at[0] + 1}: is not what is computed, in this line{more}"


def differences(found: Diff) -> list[str]:
    """A diff of what was released and what is computed now, as sentences; the first figures with both values."""
    told = [f"the figure {c.id}: released {c.old}, computed {c.new}" for c in (*found.figures, *found.below_print)]
    told += [f"the figure {c.id}: released and computed differ in {', '.join(c.parts)}" for c in found.parts_only]
    told += [f"the figure {m.id}: released {m.text}, not computed" for m in found.removed]
    told += [f"the figure {m.id}: not released, computed {m.text}" for m in found.added]
    more = [f"and {len(told) - NAMED:,} figures more"] if len(told) > NAMED else []
    told = [f"the verdict on {v.id}: {verdict_text(v)}" for v in found.verdicts] + told[:NAMED] + more
    return told + [
        f"the papers behind {p.claim}: {len(p.entered)} computed that were not released, "
        f"{len(p.left)} released that are not computed"
        for p in found.papers
    ]
