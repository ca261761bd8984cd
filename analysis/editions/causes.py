"""What moved each figure: the old edition's inputs with one group at a time taken from the new one, computed again.

The group whose exchange alone brings the new value is the cause. Where no group does so alone, those that move the
value are named with their part, and what is left is put to all of them together. A group that does not differ is never
computed, and if only one differs it is the cause.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from analysis.core import git, inputs, paths
from analysis.core.errors import FactCheckError
from analysis.editions import fingerprints, recompute
from analysis.editions.diff import PARTS, Diff, with_causes
from analysis.editions.diff_formats.words import step_text
from analysis.editions.edition import Edition, edition_from

UNKNOWN = "unknown (no commit)"
OUTSIDE = "libraries or Python (no input differs)"
Files = Mapping[str, Path]


def explain(found: Diff, old: Edition, new: Edition, progress: Callable[[str], None] = lambda _: None) -> Diff:
    """The diff with the cause of every change, computed where it must be."""
    if not found.changed:
        return found
    if any(not e.work and e.commit is None for e in (old, new)):
        return with_causes(found, lambda *_: UNKNOWN)
    with ExitStack() as stack:
        try:
            before, after = (_files(edition, stack) for edition in (old, new))
        except FactCheckError as error:
            return with_causes(found, lambda *_: "unknown (a commit is not at hand)", [str(error)])
        groups = fingerprints.differing(inputs.fingerprints(before), inputs.fingerprints(after))
        if len(groups) < 2:
            return with_causes(found, lambda *_: groups[0] if groups else OUTSIDE)
        alone, remarks = _exchanged(before, after, groups, progress)
    return with_causes(found, lambda kind, of, paper: cause(kind, of, paper, (old, new), alone, groups), remarks)


def _files(edition: Edition, stack: ExitStack) -> Files:
    """The input files of an edition; those of a commit live as long as the stack."""
    if edition.work:
        return inputs.files(paths.ROOT, paths.CODE)
    tree = stack.enter_context(recompute.folder())
    git.write_tree(edition.commit or "", tree)
    return inputs.files(tree)


def exchange(before: Files, after: Files, group: str) -> dict[str, Path]:
    """The old files with those of one group taken from the new ones."""
    kept = {name: file for name, file in before.items() if fingerprints.group_of(name) != group}
    taken = {name: file for name, file in after.items() if fingerprints.group_of(name) == group}
    return dict(sorted((kept | taken).items()))


def _exchanged(
    before: Files, after: Files, groups: list[str], progress: Callable[[str], None]
) -> tuple[dict[str, Edition], list[str]]:
    """Group → what the old inputs compute with it exchanged, and a remark for each that cannot be exchanged alone."""
    alone, remarks = {}, []
    for at, group in enumerate(groups, 1):
        try:
            what = f"the old edition with the new {group} ({at} of {len(groups)})"
            state = recompute.compute(exchange(before, after, group), what, progress)
            alone[group] = edition_from(state, group, group)
        except FactCheckError as error:
            remarks.append(f"{group} cannot be exchanged alone: {error.what}")
    return alone, remarks


def cause(
    kind: str, of: str, paper: str, ends: tuple[Edition, Edition], alone: Mapping[str, Edition], groups: list[str]
) -> str:
    """The cause of one change; `kind`, `of` and `paper` as `diff.with_causes` gives them."""
    by_parts = (
        kind == "figure"
        and all(of in e.figures for e in ends)
        and ends[0].figures[of]["value"] == ends[1].figures[of]["value"]
    )
    seen = {group: _look(edition, kind, of, paper, by_parts) for group, edition in alone.items()}
    old, new = (_look(edition, kind, of, paper, by_parts) for edition in ends)
    bring = [group for group, value in seen.items() if value == new]
    move = [group for group, value in seen.items() if value != old]
    if bring:
        return bring[0] if len(bring) == 1 else f"each alone: {', '.join(bring)}"
    if not move:
        return f"together: {', '.join(groups)}"
    numbers = (old, new, *(seen[group] for group in move))
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in numbers):
        others = [group for group in groups if group not in move]
        return f"{', '.join(move)}, with others: {', '.join(others)}" if others else " and ".join(move)
    unit = ends[1].figures[of]["unit"]
    steps = {group: round(seen[group] - old, 6) for group in move}
    if rest := round(new - old - sum(steps.values()), 6):
        steps["together"] = rest
    return ", ".join(f"{name} {step_text(step, unit)}" for name, step in steps.items())


def _look(edition: Edition, kind: str, of: str, paper: str, by_parts: bool) -> Any:
    """What an edition says of the thing that changed; None where it has no such thing."""
    if kind == "paper":
        return paper in (edition.papers or {}).get(of, {})
    row = (edition.verdicts or {}).get(of) if kind == "verdict" else edition.figures.get(of)
    if row is None or kind == "verdict":
        return row and tuple(row.get(key) for key in ("verdict", "decisive", "asserted"))
    if by_parts:
        return json.dumps([row.get(part) for part in PARTS], sort_keys=True)
    return "nothing" if row["value"] is None else row["value"]
