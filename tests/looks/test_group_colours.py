"""Each group has a colour: its own, or one that no other has chosen."""

from __future__ import annotations

from analysis.looks.group_colours import FREE, group_colours
from tests.support.invented_book import with_groups

GROUP = {"name": "n", "short": "s", "adjective": "a", "countries": ["FR"]}


def test_a_group_that_chooses_none_gets_one_that_is_left(settings) -> None:
    inks = group_colours(with_groups(settings, elm=GROUP, oak={**GROUP, "colour": FREE[2]}, ash=GROUP))
    assert list(inks) == ["us", "china", "elm", "oak", "ash"]
    assert [inks[key] for key in ("us", "china", "oak")] == [FREE[0], FREE[1], FREE[2]]
    assert len(set(inks.values())) == 5


def test_there_are_colours_for_any_number_of_groups(settings) -> None:
    inks = group_colours(with_groups(settings, **{f"elm{n}": GROUP for n in range(9)}))
    assert len(inks) == 11
    assert set(inks.values()) <= set(FREE)
