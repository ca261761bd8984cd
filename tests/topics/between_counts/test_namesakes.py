"""Who an author is where people share a name: choices between namesakes by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.topics.between_counts import namesakes

US, CN = frozenset({"US"}), frozenset({"CN"})
ROWS = pd.DataFrame(
    [
        ("a", 1, 0, "oak", "US"),
        ("a", 2, 1, "elm", "CN"),
        ("a", 2, 2, "ash", "US"),
        ("a", 2, 2, "elm", "CN"),  # the second person of the name has two affiliations
        ("b", 1, 1, "oak", "US"),
        ("b", 1, 2, "elm", "CN"),
        ("c", 1, 0, "oak", "US"),
        ("c", 2, 0, "", ""),
    ],
    columns=["paper_id", "author", "candidate", "name", "codes"],
)


def test_people_are_kept_apart() -> None:
    people = namesakes.people(ROWS, "codes")
    assert people["a"][2] == (CN, US | CN)
    assert people["b"] == {1: (US, CN)}
    assert people["c"][2] == (frozenset(),)


@pytest.mark.parametrize(("choose", "joint"), [(namesakes.agreed, 1), (namesakes.first, 1), (namesakes.everyone, 2)])
def test_joint_papers_by_choice(choose, joint) -> None:
    # a: the Chinese side is certain; b: one person, joint only if both people of the name are taken together;
    # c: one side is open
    assert namesakes.joint_papers(namesakes.people(ROWS, "codes"), ["a", "b", "c"], US, CN, choose) == joint


def test_a_draw_at_random() -> None:
    rows = pd.concat(
        [
            ROWS,
            pd.DataFrame(
                [("d", 1, 0, "oak", "US"), ("d", 2, 1, "oak", "US"), ("d", 2, 2, "elm", "CN")], columns=ROWS.columns
            ),
        ]
    )
    assert namesakes.expected_joint(namesakes.people(rows, "codes"), ["a", "b", "c"], US, CN) == pytest.approx(1)
    assert namesakes.expected_joint(namesakes.people(rows, "codes"), ["d"], US, CN) == pytest.approx(0.5)
    assert namesakes.expected_joint({}, ["nobody"], US, CN) == 0


def test_papers_that_nobody_can_make_joint_are_left_out() -> None:
    rows = pd.concat([ROWS, ROWS[:1].assign(paper_id="e", codes="DE")], ignore_index=True)
    assert set(namesakes.that_could_be_joint(rows, "codes", US, CN)["paper_id"]) == {"a", "b"}
