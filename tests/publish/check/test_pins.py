"""Every figure and every verdict, pinned one row per id, in a file for each part that makes figures.

A figure that changed, vanished or is new fails, and the message says which, what was pinned, what was obtained, and how
to accept it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.claims import judge
from analysis.core.errors import FactCheckError
from analysis.figures.figure import FigureSet
from analysis.publish.check import pins
from analysis.topics import catalogue

PINS = Path(__file__).parents[2] / "pins"


def compare(obtained: Path, expected: Path) -> None:
    """Fail with one line per id that differs."""
    lines = pins.differences(*(p.read_text(encoding="utf-8") for p in (obtained, expected)))
    if lines:
        shown = "\n".join(lines[:60])
        raise AssertionError(f"{len(lines)} differences from {expected.name}:\n{shown}\n{pins.ACCEPT}")


@pytest.fixture
def original_datadir() -> Path:
    """Where file_regression keeps the pins."""
    return PINS


@pytest.fixture(scope="module")
def made(settings, computed) -> dict[str, str]:
    return pins.made(computed, judge.verdicts(settings, computed), settings)


@pytest.mark.parametrize("part", ["counts", "grid", *catalogue.known(), "verdicts"])
def test_every_figure_and_verdict_is_pinned(made, part, file_regression) -> None:
    if f"{part}.csv" in made:
        file_regression.check(made[f"{part}.csv"], basename=part, extension=".csv", check_fn=compare)


def test_no_pins_are_left_of_a_part_that_makes_no_figures(made) -> None:
    assert {file.name for file in PINS.glob("*.csv")} == set(made)


def test_every_figure_knows_which_part_made_it_and_nearly_all_are_there(computed) -> None:
    assert {figure.part for figure in computed} <= {"counts", "grid", *catalogue.known()}
    assert len(computed) > 1000


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
    first = next(iter(computed))
    with pytest.raises(FactCheckError, match="computed twice"):
        FigureSet([first, first])
