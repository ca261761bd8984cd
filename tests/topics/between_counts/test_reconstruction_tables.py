"""The table of the ways to count."""

from __future__ import annotations

from analysis.topics.between_counts import reconstruction_tables


def test_near_ways_are_bold_and_stand_first(settings, computed) -> None:
    table = reconstruction_tables.ways(settings, computed)
    rows = [[c.strip() for c in line.strip("|").split(" | ")] for line in table.splitlines()[2:-2]]
    near = [row[-1] for row in rows]
    assert near[0] == "yes"
    assert near == sorted(near, reverse=True)
    assert all(row[0].startswith("**") is (row[-1] == "yes") for row in rows)


def test_every_rule_of_config_is_told(settings) -> None:
    table = reconstruction_tables.rules(settings)
    assert all(rule.about in table for rule in settings.reconstructions.rules.values())


def test_without_a_search_there_is_no_table(settings, computed) -> None:
    config = settings.model_copy(update={"reconstructions": None})
    assert reconstruction_tables.ways(config, computed) == ""
    assert reconstruction_tables.rules(config) == ""
