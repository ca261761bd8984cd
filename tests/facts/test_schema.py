"""What a column takes, and tables that come back as they were written."""

from __future__ import annotations

import pytest

from analysis.core.errors import FactCheckError
from analysis.facts.schema import Column, Table

TREES = Table(
    "trees",
    "Trees of a wood.",
    (
        Column("name", "its name", limits={"required": True, "pattern": "[A-Z][a-z]+"}),
        Column("age", "its age in years", "integer", {"minimum": 1}),
        Column("kind", "what it is", limits={"enum": ["oak", "elm"]}),
    ),
    ("name",),
)


@pytest.mark.parametrize(
    ("column", "takes", "refuses"),
    [
        (Column("a", "x"), ["", "NA", "a\nb"], []),
        (Column("a", "x", limits={"required": True}), [" "], [""]),
        (Column("a", "x", limits={"pattern": "[A-Z]{2}"}), ["", "US"], ["us", "USA", "US\n"]),
        (Column("a", "x", limits={"enum": ["a"]}), ["", "a"], ["b"]),
        (Column("a", "x", "integer", {"minimum": 1}), ["", "1", "12"], ["0", "-1", "1.0", "one", "1 "]),
        (Column("a", "x", "date"), ["2026-01-02"], ["2 Jan 2026", "2026-1-2"]),
        (Column("a", "x", "uri"), ["https://oak.example/a"], ["oak.example", "https://oak example"]),
    ],
)
def test_a_column_takes_what_its_type_and_limits_say(column, takes, refuses):
    assert [cell for cell in [*takes, *refuses] if column.takes(cell)] == takes


def test_a_table_is_written_in_the_order_of_its_key():
    text = TREES.to_csv(TREES.frame([("Oak", 3, "oak"), ("NA", 12, "")]))

    assert text == "name,age,kind\nNA,12,\nOak,3,oak\n"


def test_rows_without_a_key_are_sorted_by_all_columns():
    table = Table("pairs", "x", (Column("a", "x"), Column("b", "x")))
    assert table.to_csv(table.frame([("b", "a"), ("a", "b"), ("a", "a")])) == "a,b\na,a\na,b\nb,a\n"


def test_an_empty_table_is_its_header():
    assert TREES.to_csv(TREES.frame()) == "name,age,kind\n"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Oak,0,oak", "trees.csv:3: age cannot be '0'; give its age in years"),
        (",1,oak", "trees.csv:3: name is empty; give its name"),
        ("Ash,1,ash", "trees.csv:3: kind cannot be 'ash'; give what it is"),
        ("Elm,9,oak", "trees.csv:3: has the name of line 2; keep one of the two lines"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_what_the_column_means(tmp_path, row, said):
    path = tmp_path / "trees.csv"
    path.write_text(f"name,age,kind\nElm,3,elm\n{row}\n", encoding="utf-8")
    with pytest.raises(FactCheckError) as failure:
        TREES.checked(path)
    assert str(failure.value) == said
