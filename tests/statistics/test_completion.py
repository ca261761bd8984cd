"""Completed numbers against hand-computed chances and against a simulation."""

from __future__ import annotations

import random

import pytest

from analysis.statistics.completion import complete, kept_share, stays

US, CN = frozenset({"US"}), frozenset({"CN"})
SIDES = (US, CN)


def authors(*labels: str) -> list[frozenset[str]]:
    """Authors by their labels: `authors("US", "CN|DE", "")`."""
    return [frozenset(filter(None, text.split("|"))) for text in labels]


@pytest.mark.parametrize(
    ("labels", "chance", "expected"),
    [
        (("US", "CN"), 0.5, 0.25),
        (("US|CN",), 0.5, 0.5),  # one person with both: hidden once
        (("US", "US", "CN"), 0.5, 0.375),  # 3/4 of the US side, 1/2 of the Chinese
        (("US", "CN", "DE", ""), 0.1, 0.81),  # others change nothing
        (("US", "CN"), 0.0, 1.0),
        (("US", "CN"), 1.0, 0.0),
    ],
)
def test_the_chance_to_stay_joint(labels, chance, expected) -> None:
    assert stays(authors(*labels), SIDES, lambda _: chance) == pytest.approx(expected)


def test_a_chance_may_differ_by_author() -> None:
    chance = lambda author: 0.5 if author == US else 0.2
    assert stays(authors("US", "CN"), SIDES, chance) == pytest.approx(0.5 * 0.8)


def test_the_expectation_is_what_a_simulation_gives() -> None:
    found = [
        authors("US", "CN"),
        authors("US|CN", "US"),
        authors("CN", "CN", "US|DE", "DE"),
        authors("US", "US|CN", "CN"),
    ]
    draw, kept, times = random.Random(7), 0, 20_000
    for _ in range(times):
        for one in found:
            left = frozenset().union(*(author for author in one if draw.random() >= 0.3))
            kept += bool(left & US and left & CN)
    assert kept_share(found, SIDES, lambda _: 0.3) == pytest.approx(kept / times / len(found), abs=0.005)


def test_completed_by_hand() -> None:
    done = complete([authors("US", "CN"), authors("US", "CN")], 4, SIDES, lambda _: 0.25, 0.95)
    assert done.found == 2
    assert done.kept == pytest.approx(0.75**2)
    assert done.completed == pytest.approx(2 / 0.5625)
    assert done.interval[0] < done.completed < done.interval[1]
    assert done.spread == pytest.approx((2 * 0.5625 * 0.4375) ** 0.5 / 0.5625**2)


def test_nothing_found_and_nothing_left_have_no_completion() -> None:
    assert kept_share([], SIDES, lambda _: 0.1) is None
    assert complete([], 4, SIDES, lambda _: 0.1, 0.95).completed is None
    assert complete([authors("US", "CN")], 4, SIDES, lambda _: 1.0, 0.95).completed is None
