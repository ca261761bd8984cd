"""Completed numbers against hand-computed chances and against a simulation."""

from __future__ import annotations

import random

import pytest

from analysis.statistics.completion import complete, stays

Given = tuple[list[int], list[bool], list[bool], list[float]]


def given(*works: tuple[str, ...], chance: float | dict[str, float] = 0.5) -> Given:
    """Authors of collaborations by their labels, a and b for the sides: ``given(("a", "b"), ("ab", "c", ""))``."""
    authors = [(at, labels) for at, work in enumerate(works) for labels in work]
    chances = [chance.get(labels, 0.0) if isinstance(chance, dict) else chance for _, labels in authors]
    return [at for at, _ in authors], ["a" in of for _, of in authors], ["b" in of for _, of in authors], chances


@pytest.mark.parametrize(
    ("labels", "chance", "expected"),
    [
        (("a", "b"), 0.5, 0.25),
        (("ab",), 0.5, 0.5),  # one person with both: hidden once
        (("a", "a", "b"), 0.5, 0.375),  # 3/4 of the first side, 1/2 of the second
        (("a", "b", "c", ""), 0.1, 0.81),  # others change nothing
        (("a", "b"), 0.0, 1.0),
        (("a", "b"), 1.0, 0.0),
    ],
)
def test_the_chance_to_stay_joint(labels, chance, expected) -> None:
    assert stays(*given(labels, chance=chance)).tolist() == pytest.approx([expected])


def test_a_chance_may_differ_by_author() -> None:
    assert stays(*given(("a", "b"), chance={"a": 0.5, "b": 0.2})).tolist() == pytest.approx([0.5 * 0.8])


def test_each_collaboration_has_its_own() -> None:
    works = [("a", "b"), ("ab",), ("a", "a", "b"), ("", "b", "a")]
    alone = [stays(*given(work)).item() for work in works]
    assert stays(*given(*works)).tolist() == alone


def test_the_expectation_is_what_a_simulation_gives() -> None:
    found = [("a", "b"), ("ab", "a"), ("b", "b", "ac", "c"), ("a", "ab", "b")]
    draw, kept, times = random.Random(7), 0, 20_000
    for _ in range(times):
        for one in found:
            left = "".join(author for author in one if draw.random() >= 0.3)
            kept += "a" in left and "b" in left
    done = complete(*given(*found, chance=0.3), 4, 0.95)
    assert done.kept == pytest.approx(kept / times / len(found), abs=0.005)


def test_completed_by_hand() -> None:
    done = complete(*given(("a", "b"), ("a", "b"), chance=0.25), 4, 0.95)
    assert done.found == 2
    assert done.kept == pytest.approx(0.75**2)
    assert done.completed == pytest.approx(2 / 0.5625)
    assert done.interval[0] < done.completed < done.interval[1]
    assert done.spread == pytest.approx((2 * 0.5625 * 0.4375) ** 0.5 / 0.5625**2)


def test_nothing_found_and_nothing_left_have_no_completion() -> None:
    assert complete(*given(), 4, 0.95).kept is None
    assert complete(*given(), 4, 0.95).completed is None
    assert complete(*given(("a", "b"), chance=1.0), 4, 0.95).completed is None
