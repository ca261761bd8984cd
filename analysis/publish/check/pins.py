"""The pins: every figure and every verdict as tests/pins/ holds them, so that no number changes unseen.

There is a file for each part that makes figures (`Figure.part`: a topic, the counts, the grid) and one for the
verdicts, a row for each id. A new topic adds a file and changes none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analysis.claims.judge import Verdict
from analysis.core import paths
from analysis.editions.diff_formats import many
from analysis.figures.figure import Figure
from analysis.settings.config import Config

FOLDER = "tests/pins"
VERDICTS = ("id", "verdict", "words-hold", "turns", "decisive", "value", "low", "high", "definitions")
REGENERATE = "python -m pytest tests/publish/check/test_pins.py --force-regen"
ACCEPT = f"accept with `{REGENERATE}`, and say in the commit why the numbers moved"
SHOWN = 3


def made(computed: Iterable[Figure], verdicts: Iterable[Verdict], settings: Config) -> dict[str, str]:
    """File name → its text, for every file of pins."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for figure in computed:
        parts.setdefault(figure.part, []).append(_row(figure))
    judged = [_verdict(verdict.as_json(settings)) for verdict in verdicts]
    return {
        **{f"{part}.csv": _csv(rows) for part, rows in sorted(parts.items())},
        "verdicts.csv": _csv([{key: row[key] for key in VERDICTS} for row in judged]),
    }


def _row(figure: Figure) -> dict[str, Any]:
    row = figure.as_json()
    interval, bounds = row["interval"] or {}, row["bounds"] or {}
    return {
        **{key: row[key] for key in ("id", "value", "numerator", "denominator")},
        "low": interval.get("low"),
        "high": interval.get("high"),
        "least": bounds.get("low"),
        "most": bounds.get("high"),
        "unit": row["unit"],
    }


def _verdict(row: dict[str, Any]) -> dict[str, Any]:
    """With every change of a rule under which it turns in one cell."""
    turns = (f"{turn['constant']} {turn['to']:g} {turn['verdict']}" for turn in row["flips-under"])
    return {**row, "turns": "; ".join(turns)}


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]) if rows else ["id"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def differences(obtained: str, pinned: str) -> list[str]:
    """Where two files differ, sorted by id, one line for each row that vanished or is new and each other cell."""
    new, old = ({row["id"]: row for row in csv.DictReader(io.StringIO(text))} for text in (obtained, pinned))
    lines = [f"{i}: pinned {_said(old[i])}, obtained nothing (it vanished)" for i in old.keys() - new.keys()]
    lines += [f"{i}: pinned nothing, obtained {_said(new[i])} (it is new)" for i in new.keys() - old.keys()]
    for i in old.keys() & new.keys():
        lines += [
            f"{i}: {column} pinned {old[i].get(column)!r}, obtained {value!r}"
            for column, value in new[i].items()
            if old[i].get(column) != value
        ]
    return sorted(lines)


def _said(row: Mapping[str, str]) -> str | None:
    return row.get("value") or row.get("verdict")


def files() -> dict[str, str]:
    """The files of pins that are there, file name → text."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted((paths.ROOT / FOLDER).glob("*.csv"))}


def problems(computed: Iterable[Figure], verdicts: Iterable[Verdict], settings: Config) -> list[str]:
    """One sentence for each file of pins that the tree does not give, that is not there, or whose part is gone."""
    obtained, pinned = made(computed, verdicts, settings), files()
    found = []
    for name in sorted(obtained.keys() | pinned.keys()):
        if name not in pinned:
            found.append(f"{FOLDER}/{name}: is not there, so that a number could change unseen; {ACCEPT}")
        elif name not in obtained:
            found.append(f"{FOLDER}/{name}: pins what makes no figure any more; remove it, and say in the commit why")
        elif lines := differences(obtained[name], pinned[name]):
            more = f"; and {len(lines) - SHOWN:,} more" if len(lines) > SHOWN else ""
            differ = f"{many(len(lines), 'pinned cell')} {'is' if len(lines) == 1 else 'are'} not what the tree gives"
            found.append(f"{FOLDER}/{name}: {differ} ({'; '.join(lines[:SHOWN])}{more}); {ACCEPT}")
    return found
