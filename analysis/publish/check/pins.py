"""The pins: every figure and every verdict as tests/figures/ holds them, one row an id, so that no number changes unseen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from analysis.claims.judge import Verdict
from analysis.core import paths
from analysis.editions.diff_formats import many
from analysis.figures.figure import Figure
from analysis.settings.config import Config

FOLDER = "tests/figures"
ACCEPT = "accept with `python -m pytest tests/topics/test_pins.py --force-regen`, and say in the commit why the numbers moved"


def of_figures(computed: Iterable[Figure]) -> str:
    """figures.csv."""
    rows = []
    for figure in computed:
        row = figure.as_json()
        interval, bounds = row["interval"] or {}, row["bounds"] or {}
        rows.append(
            {
                "id": row["id"],
                "value": row["value"],
                "numerator": row["numerator"],
                "denominator": row["denominator"],
                "low": interval.get("low"),
                "high": interval.get("high"),
                "least": bounds.get("low"),
                "most": bounds.get("high"),
                "unit": row["unit"],
            }
        )
    return _csv(rows)


def of_verdicts(verdicts: Iterable[Verdict], settings: Config) -> str:
    """verdicts.csv."""
    return _csv(
        [
            {k: row[k] for k in ("id", "verdict", "decisive", "value", "low", "high", "definitions")}
            for row in (v.as_json(settings) for v in verdicts)
        ]
    )


def _csv(rows: Sequence[dict[str, Any]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]) if rows else ["id"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def differences(obtained: str, pinned: str) -> list[str]:
    """Where two sets of rows differ, sorted by id, one line for each that vanished, is new, or has another cell."""
    new, old = ({row["id"]: row for row in csv.DictReader(io.StringIO(text))} for text in (obtained, pinned))
    said = lambda row: row.get("value") or row.get("verdict")
    lines = [f"{i}: pinned {said(old[i])}, obtained nothing (it vanished)" for i in old.keys() - new.keys()]
    lines += [f"{i}: pinned nothing, obtained {said(new[i])} (it is new)" for i in new.keys() - old.keys()]
    for i in old.keys() & new.keys():
        lines += [
            f"{i}: {column} pinned {old[i].get(column)!r}, obtained {value!r}"
            for column, value in new[i].items()
            if old[i].get(column) != value
        ]
    return sorted(lines)


def problems(computed: Iterable[Figure], verdicts: Iterable[Verdict], settings: Config) -> list[str]:
    """One sentence for each file of pins that the tree does not give, or that is not there."""
    found = []
    for name, obtained in (("figures.csv", of_figures(computed)), ("verdicts.csv", of_verdicts(verdicts, settings))):
        file = paths.ROOT / FOLDER / name
        if not file.is_file():
            found.append(f"{FOLDER}/{name}: is not there, so that a number could change unseen; {ACCEPT}")
        elif lines := differences(obtained, file.read_text(encoding="utf-8")):
            more = f"; and {len(lines) - 3:,} more" if len(lines) > 3 else ""
            found.append(
                f"{FOLDER}/{name}: {many(len(lines), 'pinned cell')} {'is' if len(lines) == 1 else 'are'} not what the tree gives ({'; '.join(lines[:3])}{more}); {ACCEPT}"
            )
    return found
