"""What moved a figure, found on a tiny repository for each group of inputs."""

from __future__ import annotations

import pytest

from analysis.core import inputs, paths
from analysis.editions import causes, fingerprints, recompute
from analysis.editions.diff import Diff, diff
from analysis.editions.edition import Edition, edition_from
from analysis.editions.lookup import edition_of
from tests.conftest import some
from tests.support import tiny
from tests.support.editions import edition, figure

SHARE = f"{tiny.COHORT}.us-china.share"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The tiny repository, its first commit, and the answers that its trees gave already."""
    folder = tmp_path_factory.mktemp("tiny")
    return folder, tiny.make(folder)


@pytest.fixture
def repository(first, monkeypatch):
    """The tiny repository at its first commit; what a test changes is taken back."""
    folder, commit = first
    monkeypatch.setattr(paths, "ROOT", folder)
    monkeypatch.setattr(paths, "CACHE", folder / ".cache")
    tiny.git(folder, "reset", "--quiet", "--hard", commit)
    return folder


def replace(file, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


CHANGES = {
    "data": lambda folder: tiny.write_data(folder, joint=6),
    "overrides": lambda folder: replace(
        folder / "data/overrides.csv", "date\n", "date\nInvented Elm College,,CN,,a test,none,2026-01-01\n"
    ),
    "registry": lambda folder: replace(folder / "data/reference/institutions.csv", ",GB,Oxford,", ",CN,Oxford,"),
    "config": lambda folder: tiny.write_config(folder, **{"interval-level": 0.5}),
    "code": lambda folder: replace(folder / "analysis/figures/figure.py", "DIGITS = 6", "DIGITS = 1"),
}


def explained(old: str, new: str) -> Diff:
    before, after = edition_of(old), edition_of(new)
    return causes.explain(diff(before, after), before, after)


def all_causes(found: Diff) -> set[str]:
    papers = [p for change in found.papers for p in (*change.entered, *change.left)]
    return {
        c.cause
        for c in (
            *found.figures,
            *found.below_print,
            *found.parts_only,
            *found.added,
            *found.removed,
            *found.verdicts,
            *papers,
        )
    }


@pytest.mark.parametrize("group", some(fingerprints.GROUPS, 3))
def test_where_one_group_differs_it_is_the_cause_and_nothing_is_computed_again(repository, group, monkeypatch) -> None:
    old = tiny.git(repository, "rev-parse", "HEAD")
    CHANGES[group](repository)
    new = tiny.commit(repository, group)
    before, after = edition_of(old), edition_of(new)
    monkeypatch.setattr(recompute, "compute", None)
    found = causes.explain(diff(before, after), before, after)
    assert found.changed
    assert all_causes(found) == {group}


def test_where_several_differ_each_change_gets_its_own(repository) -> None:
    for group in ("overrides", "config"):
        CHANGES[group](repository)
    tiny.commit(repository)
    found = explained("HEAD~1", "HEAD")
    assert {c.id: c.cause for c in found.figures}[SHARE] == "overrides"
    assert {c.cause for c in found.parts_only} == {"config", "overrides", "overrides and config"}, (
        "an interval by config, bounds by overrides, or both"
    )
    assert all(("config" in c.cause) == ("interval" in c.parts) for c in found.parts_only)
    assert [p.cause for change in found.papers for p in change.entered] == ["overrides"]
    assert found.remarks == ()


@pytest.mark.long
def test_parts_of_several_groups_and_what_they_do_together(repository) -> None:
    for group in ("data", "overrides", "registry"):
        CHANGES[group](repository)
    tiny.commit(repository)
    found = explained("HEAD~1", "HEAD")
    change = next(c for c in found.figures if c.id == f"{tiny.COHORT}.us-china.papers")
    alone = {
        g: edition_from(recompute.compute(causes.exchange(*_files(repository), g), g), g, g)
        for g in ("data", "overrides", "registry")
    }
    steps = {g: e.figures[change.id]["value"] - change.old for g, e in alone.items()}
    assert all(steps.values()), "each group moves the count by itself"
    rest = change.new - change.old - sum(steps.values())
    parts = [f"{name} {step:+}".replace("-", "−") for name, step in {**steps, "together": rest}.items() if step]
    assert change.cause == ", ".join(parts)


def _files(repository):
    """The files of the last two commits."""
    from analysis.core import git

    sides = []
    for revision in ("HEAD~1", "HEAD"):
        target = repository / ".cache" / "sides" / tiny.git(repository, "rev-parse", revision)
        git.write_tree(revision, target)
        sides.append(inputs.files(target))
    return sides


@pytest.mark.long
def test_a_group_that_cannot_be_exchanged_alone_is_said(repository) -> None:
    replace(
        repository / "analysis/settings/config.py",
        "    interval_level: float",
        "    new_key: str\n    interval_level: float",
    )
    tiny.write_config(repository, **{"new-key": "x", "interval-level": 0.5})
    tiny.commit(repository)
    found = explained("HEAD~1", "HEAD")
    assert len(found.remarks) == 2
    assert found.remarks[0].startswith(
        "config cannot be exchanged alone: the old edition with the new config (1 of 2) cannot be computed ("
    )
    assert "new-key" in found.remarks[0]
    assert all_causes(found) == {"together: config, code"}


def test_the_working_tree_is_one_of_the_sides_and_the_same_inputs_are_computed_once(repository) -> None:
    head = tiny.git(repository, "rev-parse", "HEAD")
    CHANGES["overrides"](repository)
    CHANGES["config"](repository)
    before = edition_of(head)
    after = edition_from(recompute.compute(inputs.files(repository), "work"), "work", "work")
    after = Edition("work", after.figures, after.verdicts, after.papers, work=True)
    said: list[str] = []
    for _ in range(2):
        found = causes.explain(diff(before, after), before, after, said.append)
        assert {c.id: c.cause for c in found.figures}[SHARE] == "overrides"
    assert len(said) == len(set(said))


def test_without_a_commit_the_cause_is_unknown_and_libraries_are_the_cause_where_no_input_differs() -> None:
    old, new = edition(figure("a.share", 0.1), name="old.json"), edition(figure("a.share", 0.2), name="new.json")
    assert [c.cause for c in causes.explain(diff(old, new), old, new).figures] == [causes.UNKNOWN]
    old, new = (Edition(e.name, e.figures, work=True) for e in (old, new))
    assert [c.cause for c in causes.explain(diff(old, new), old, new).figures] == [causes.OUTSIDE]
    gone = Edition("2020.1", old.figures, commit="0" * 40)
    found = causes.explain(diff(gone, new), gone, new)
    assert [c.cause for c in found.figures] == ["unknown (a commit is not at hand)"]
    assert "git fetch" in found.remarks[0]


def test_several_that_would_do_alone_and_words_that_several_move() -> None:
    ends = (
        edition(figure("a.papers", 1), verdicts={"c": "wrong"}),
        edition(figure("a.papers", 3), verdicts={"c": "depends"}),
    )
    alone = {
        "data": edition(figure("a.papers", 3), verdicts={"c": "caveat"}),
        "config": edition(figure("a.papers", 3), verdicts={"c": "overstated"}),
    }
    assert causes.cause("figure", "a.papers", "", ends, alone, ["data", "config"]) == "each alone: data, config"
    assert causes.cause("verdict", "c", "", ends, alone, ["data", "config"]) == "data and config"
    assert (
        causes.cause("verdict", "c", "", ends, {"data": alone["data"], "config": ends[0]}, ["data", "config"])
        == "data, with others: config"
    )
    assert (
        causes.cause("figure", "a.papers", "", ends, {"data": ends[0], "config": ends[0]}, ["data", "config"])
        == "together: data, config"
    )
