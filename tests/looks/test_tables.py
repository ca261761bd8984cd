"""Tables as Markdown: what a column says of itself holds of every cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.looks.numbers import whole
from analysis.looks.tables import capital, number, table, text


def test_a_column_gives_name_side_width_and_words() -> None:
    columns = (text("Year", 60), number("Papers", 40, whole))
    assert table(columns, [("2024", 4541), ("2025", None)], "Papers by year", "tbl-years") == (
        "| Year | Papers |\n"
        "|:---|---:|\n"
        "| 2024 | 4,541 |\n"
        "| 2025 | – |\n"
        "\n"
        ': Papers by year {#tbl-years tbl-colwidths="[60,40]"}\n'
    )


def test_without_widths_none_are_told() -> None:
    assert table([text("a")], [], "Words", "tbl-a").endswith(": Words {#tbl-a}\n")


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_whatever_a_cell_says_a_row_is_one_line_of_as_many_cells(rows) -> None:
    lines = table([text("a"), text("b")], [[c.replace("\r", "") for c in row] for row in rows]).split("\n")[2:-1]
    assert len(lines) == len(rows)
    assert all(line.replace("\\|", "").count("|") >= 3 for line in lines)


def test_bars_and_breaks_do_not_end_a_cell() -> None:
    assert "| CN\\|US and more |" in table([text("a")], [("CN|US\nand more",)])


@pytest.mark.parametrize("row", [("one",), ("one", "two", "three")])
def test_a_row_of_another_length_is_refused(row) -> None:
    with pytest.raises(ValueError, match="zip"):
        table([text("a"), text("b")], [row])


def test_a_width_that_is_forgotten_is_refused() -> None:
    with pytest.raises(ValueError, match="'tbl-a' has 2 columns and 1 widths"):
        table([text("a", 50), text("b")], [], "Words", "tbl-a")


@pytest.mark.parametrize(("words", "said"), [("by print", "By print"), ("US print", "US print"), ("", "")])
def test_only_the_first_letter_changes(words, said) -> None:
    assert capital(words) == said
