"""Who an author is where people share a name: choices between namesakes by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.counting.authors import Sides
from analysis.counting.collaboration import any_author
from analysis.counting.ledger import Rows
from analysis.counting.masks import codes_in, masks_of
from analysis.topics.between_counts import namesakes

US, CN = frozenset({"US"}), frozenset({"CN"})
ROWS = pd.DataFrame(
    [
        (0, 1, 0, "US"),
        (0, 2, 1, "CN"),
        (0, 2, 2, "US"),
        (0, 2, 2, "CN"),  # the second person of the name has two affiliations
        (1, 1, 1, "US"),
        (1, 1, 2, "CN"),
        (2, 1, 0, "US"),
        (2, 2, 0, ""),
        (3, 1, 0, "US"),
        (3, 2, 1, "US"),
        (3, 2, 2, "CN"),
    ],
    columns=["paper", "author", "candidate", "codes"],
)


def rows_of(table: pd.DataFrame) -> Rows:
    """What a ledger keeps of a table of ``paper, author, candidate``."""
    numbers = (table[column].to_numpy(np.int64) for column in ("paper", "author", "candidate"))
    nothing = np.zeros(len(table), dtype=bool)
    return Rows(*numbers, nothing, nothing)


def made(rows: pd.DataFrame = ROWS, papers: int = 5):
    """Names, codes and persons of rows; one paper more than the rows have is without authors."""
    names = namesakes.names_of(rows_of(rows), papers)
    codes = codes_in([rows["codes"]])
    return names, codes, names.persons(masks_of(codes, rows["codes"]))


def test_people_are_kept_apart() -> None:
    names, codes, persons = made()
    people = [codes.of(mask) for mask in persons]
    assert people[:3] == [US, CN, US | CN]
    assert people[3:5] == [US, CN]
    assert names.author.tolist() == [0, 1, 3, 5, 6, 7, 8]
    assert list(zip(names.paper.tolist(), names.number.tolist(), strict=True)) == [
        *((0, 1), (0, 2), (1, 1), (2, 1), (2, 2), (3, 1), (3, 2)),
    ]


def test_the_order_of_the_rows_changes_nothing() -> None:
    _, codes, persons = made(ROWS[::-1].reset_index(drop=True))
    assert [codes.of(mask) for mask in persons] == [codes.of(mask) for mask in made()[2]]


@pytest.mark.parametrize(
    ("choose", "joint"),
    [(namesakes.agreed, [0]), (namesakes.first, [0]), (namesakes.everyone, [0, 1, 3])],
)
def test_joint_papers_by_choice(choose, joint) -> None:
    # 0: the second side is certain; 1: one person, joint only if both people of the name are taken together;
    # 2: one side is open; 3: joint by the second person
    names, codes, persons = made()
    found = any_author(Sides(names.authors(codes, persons, choose), US, CN))
    assert np.flatnonzero(found).tolist() == joint


def test_a_draw_at_random() -> None:
    names, codes, persons = made()
    chances = namesakes.chance_of_joint(names, codes, persons, US, CN)
    assert chances.tolist() == pytest.approx([1, 0, 0, 0.5, 0])


def test_a_draw_is_one_of_the_people_of_each_name() -> None:
    rows = pd.DataFrame(
        [(0, 1, 1, "US"), (0, 1, 2, ""), (0, 2, 1, "CN"), (0, 2, 2, "DE"), (0, 2, 3, "DE")], columns=ROWS.columns
    )
    chances = namesakes.chance_of_joint(*made(rows, 1), US, CN)
    assert chances.tolist() == pytest.approx([1 / 2 * 1 / 3])


def test_no_rows_are_no_people() -> None:
    names, codes, persons = made(ROWS[:0], 2)
    assert names.authors(codes, persons, namesakes.agreed).any(np.zeros(0, dtype=bool)).tolist() == [False, False]
    assert namesakes.chance_of_joint(names, codes, persons, US, CN).tolist() == [0, 0]
