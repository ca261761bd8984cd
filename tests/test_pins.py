"""Every figure and every verdict, pinned one row per id.

A figure that changed, vanished or is new fails, and the message says which, what was pinned, what was obtained, and how to accept it.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from analysis import claims
from analysis.errors import FactCheckError
from analysis.figure import FigureSet

PINS = Path(__file__).parent / "figures"
ACCEPT = "accept with: python -m pytest tests/test_pins.py --force-regen, and say in the commit why the numbers moved"


def rows_of(text: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}


def compare(obtained: Path, expected: Path) -> None:
    """Fail with one line per id that differs."""
    new, old = (rows_of(p.read_text(encoding="utf-8")) for p in (obtained, expected))
    lines = [f"{i}: pinned {old[i].get('value') or old[i].get('verdict')}, obtained nothing (it vanished)" for i in old.keys() - new.keys()]
    lines += [f"{i}: pinned nothing, obtained {new[i].get('value') or new[i].get('verdict')} (it is new)" for i in new.keys() - old.keys()]
    for i in old.keys() & new.keys():
        lines += [
            f"{i}: {column} pinned {old[i].get(column)!r}, obtained {value!r}" for column, value in new[i].items() if old[i].get(column) != value
        ]
    if lines:
        shown = "\n".join(sorted(lines)[:60])
        raise AssertionError(f"{len(lines)} differences from {expected.name}:\n{shown}\n{ACCEPT}")


def as_csv(rows: list[dict[str, object]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


@pytest.fixture
def original_datadir() -> Path:
    """Where file_regression keeps the pins."""
    return PINS


def test_every_figure_is_pinned(computed, file_regression) -> None:
    rows = []
    for figure in computed:
        row = figure.as_json()
        interval, bounds = row["interval"] or {}, row["bounds"] or {}
        rows.append(
            {
                "id": row["id"], "value": row["value"], "numerator": row["numerator"], "denominator": row["denominator"], "low": interval.get("low"), "high": interval.get("high"),
                "least": bounds.get("low"), "most": bounds.get("high"), "unit": row["unit"],
            }
        )  # fmt: skip
    assert len(rows) > 1000
    file_regression.check(as_csv(rows), basename="figures", extension=".csv", check_fn=compare)


def test_every_verdict_is_pinned(settings, computed, file_regression) -> None:
    rows = [
        {k: row[k] for k in ("id", "verdict", "decisive", "value", "low", "high", "definitions")}
        for row in (v.as_json(settings) for v in claims.verdicts(settings, computed))
    ]
    file_regression.check(as_csv(rows), basename="verdicts", extension=".csv", check_fn=compare)


def test_a_vanished_a_new_and_a_changed_figure_all_fail_with_a_way_out(tmp_path) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("id,value\na,1\nb,2\nd,4\n")
    new.write_text("id,value\na,1\nb,3\nc,5\n")
    with pytest.raises(AssertionError) as failure:
        compare(new, old)
    message = str(failure.value)
    assert "b: value pinned '2', obtained '3'" in message
    assert "c: pinned nothing, obtained 5 (it is new)" in message
    assert "d: pinned 4, obtained nothing (it vanished)" in message
    assert "--force-regen" in message
    compare(old, old)


def test_two_figures_with_one_id_are_refused(computed) -> None:
    with pytest.raises(FactCheckError, match="computed twice"):
        FigureSet([computed[0], computed[0]])
