"""A diff as JSON: the form of `--format json` and of a release's diff.json."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from analysis.core.strict_json import canonical_json
from analysis.editions.diff import Change, Diff, Moved, VerdictChange
from analysis.editions.diff_formats.words import headline, verdict_text

OF_A_CLAIM = ("verdict", "name", "decisive", "value", "asserted")


def to_json(found: Diff) -> str:
    """Canonical JSON."""
    return canonical_json(as_json(found))


def as_json(found: Diff) -> dict[str, Any]:
    """The diff as a mapping."""
    return {
        "schema": 1,
        "old": found.old,
        "new": found.new,
        "changed": found.changed,
        "headline": headline(found),
        "counts": found.counts,
        "compared": list(found.compared),
        "verdicts": [_verdict(change) for change in found.verdicts],
        "deciding": [c.id for c in found.deciding],
        "figures": _figures(found.figures),
        "below_print": _figures(found.below_print),
        "parts_only": _figures(found.parts_only),
        "added": _moved(found.added, "value"),
        "removed": _moved(found.removed, "value"),
        "papers": [
            {
                "claim": p.claim,
                "title": p.title,
                "entered": _moved(p.entered, "title"),
                "left": _moved(p.left, "title"),
                "stayed": p.kept,
            }
            for p in found.papers
        ],
        "tolerated": found.tolerated,
        "unchanged": {"figures": found.unchanged, "verdicts": found.verdicts_unchanged},
        "remarks": list(found.remarks),
    }


def _verdict(change: VerdictChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "title": change.title,
        "old": change.old and {key: change.old.get(key) for key in OF_A_CLAIM},
        "new": change.new and {key: change.new.get(key) for key in OF_A_CLAIM},
        "parts": list(change.parts),
        "text": verdict_text(change),
        "cause": change.cause,
    }


def _figures(changes: Sequence[Change]) -> list[dict[str, Any]]:
    return [{**asdict(c), "parts": list(c.parts), "absolute": c.absolute, "relative": c.relative} for c in changes]


def _moved(items: Sequence[Moved], text: str) -> list[dict[str, str]]:
    return [{"id": m.id, text: m.text, "cause": m.cause} for m in items]
