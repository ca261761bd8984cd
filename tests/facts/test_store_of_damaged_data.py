"""A data file that was edited and hashed again: told with file and mend, or read right; no traceback, no endless wait.

`tests/support/damage.py` says which edits there are.
"""

from __future__ import annotations

import random
import signal
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis.core import paths
from analysis.facts import store
from tests.support import damage, tiny
from tests.support.projects import copy_project

SECONDS = 20
FIGURES = ("figures", "--format", "json")
VERBS = (
    FIGURES,
    ("claims", "--format", "json"),
    ("papers", "--cohort", tiny.COHORT, "--countries", "US,CN"),
    ("check",),
)
# of the shuffled cases: those of `make test`, and how many more `make test-all` asks for the figures
QUICK, MORE = 25, 110


@pytest.fixture(scope="module")
def damageable(tmp_path_factory):
    """An invented project with rows in every table."""
    with pytest.MonkeyPatch.context() as patch:
        yield damage.project(tmp_path_factory.mktemp("damaged"), patch)
    tiny.forget()


@contextmanager
def in_time():
    """What does not end is a failure."""

    def late(*_):
        raise TimeoutError(f"did not end in {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def outcome(run, words: tuple[str, ...], file: Path) -> tuple[str, str]:
    """'right', 'listed' or 'error', after a look at the words; and what was printed."""
    tiny.forget()
    with in_time():
        result: SimpleNamespace = run(*words)
    if result.code == 0:
        return "right", result.out
    if words == ("check",) and result.code == 1:
        return "listed", result.out
    assert result.code == 2, result.err
    assert result.err.count("\n") == 1, result.err
    assert len(result.err) < 1000
    assert "; " in result.err
    assert file.name in result.err or file.parent.name in result.err
    return "error", result.err


def cases(folder: Path) -> list[tuple[Path, str]]:
    """Every file with every kind of damage that it can suffer, shuffled."""
    found = [(file, kind) for file in damage.files(folder) for kind in damage.kinds(file)]
    random.Random(12).shuffle(found)
    return found


@pytest.mark.parametrize(("first", "end"), [(0, QUICK), pytest.param(QUICK, MORE, marks=pytest.mark.long)])
def test_figures_of_damaged_data_are_right_or_an_error(damageable, factcheck, first, end):
    undamaged = factcheck(*FIGURES).out
    for seed, (file, kind) in list(enumerate(cases(damageable)))[first:end]:
        with damage.damaged(damageable, file, kind, seed):
            found, said = outcome(factcheck, FIGURES, file)
        if kind in damage.SAME:
            assert (found, said) == ("right", undamaged), (file, kind)


@pytest.mark.long
@pytest.mark.parametrize("turn", range(len(VERBS)))
def test_a_verb_tells_every_kind_of_damage_or_is_right(damageable, factcheck, turn):
    """Every file with every kind of damage, the verbs taking turns: each of them on each case would take an hour."""
    for seed, (file, kind) in list(enumerate(cases(damageable)))[turn :: len(VERBS)]:
        with damage.damaged(damageable, file, kind, seed):
            outcome(factcheck, VERBS[(turn + seed // len(VERBS)) % len(VERBS)], file)


@pytest.mark.long
def test_damaged_committed_facts_are_right_or_an_error(tmp_path, settings, monkeypatch):
    folder = copy_project(tmp_path, ("data", "tests/gold"))
    monkeypatch.setattr(paths, "ROOT", folder)
    cohorts = [folder / "data" / name for name in settings.cohorts]
    chosen = [(f.relative_to(folder), kind) for c in cohorts for f in sorted(c.iterdir()) for kind in damage.kinds(f)]
    for seed, (file, kind) in enumerate(random.Random(12).sample(chosen, 300)):
        with damage.damaged(folder, file, kind, seed):
            outcome(lambda file=file: read(folder / file), (), file)


def read(file: Path) -> SimpleNamespace:
    """What a verb would answer that reads the cohort of a file."""
    try:
        store.read(file.parent.name, file.parent.parent)
    except store.FactCheckError as error:
        return SimpleNamespace(code=2, err=f"{error}\n")
    return SimpleNamespace(code=0, out="")
