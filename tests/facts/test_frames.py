"""Tables read column by column are what they are line by line, or are left to that."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import FactCheckError
from analysis.facts.columns import OF_A_COHORT
from analysis.facts.frames import by_column, by_line, unchecked
from analysis.facts.schema import Column, Table

LEAVES = Table(
    "leaves",
    "Leaves of trees.",
    (
        Column("tree", "its tree", limits={"required": True}),
        Column("n", "its number", "integer", {"required": True, "minimum": 1}),
        Column("kind", "what it is", limits={"enum": ["green", "red"]}),
        Column("words", "what was said of it"),
    ),
    ("tree", "n"),
)
KNOWN = {"tree": frozenset(["elm", "oak", "a, b", 'q"q'])}
HEADER = b"tree,n,kind,words\n"
CELLS = st.sampled_from(
    ["elm", "oak", "ash", "1", "2", "-1", "01", " 1", "green", "red", "", "a, b", 'q"q', "\n", "\r"]
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(sorted(KNOWN["tree"])),
        st.integers(1, 3),
        st.sampled_from(["", "red"]),
        st.text('ab,"é', max_size=3),
    )
)


def line_by_line(raw: bytes) -> pd.DataFrame | None:
    try:
        return by_line(LEAVES, raw, "leaves.csv", "make it anew", KNOWN)
    except FactCheckError as error:
        assert str(error.where).startswith("leaves.csv")
        assert error.mend
        return None


@given(ROWS)
def test_what_was_written_comes_back_in_each_way(rows):
    frame = LEAVES.frame({(row[0], row[1]): row for row in rows}.values())
    raw = LEAVES.to_csv(frame).encode()

    quick, slow = by_column(LEAVES, raw, KNOWN), line_by_line(raw)

    assert quick is not None
    pd.testing.assert_frame_equal(quick, slow)
    pd.testing.assert_frame_equal(quick, unchecked(LEAVES, raw))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5).map(",".join), max_size=5).map("\n".join))
def test_what_is_sure_by_column_is_right_line_by_line(text):
    raw = HEADER + text.encode()
    quick = by_column(LEAVES, raw, KNOWN)

    if quick is not None:
        pd.testing.assert_frame_equal(quick, line_by_line(raw))


@given(st.binary(max_size=80))
def test_any_bytes_are_a_table_or_a_users_error(raw):
    assert by_column(LEAVES, HEADER + raw, KNOWN) is None or line_by_line(HEADER + raw) is not None


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("elm,1,red", "leaves.csv:2: the line has not as many fields as the header; put quotes"),
        ("elm,one,red,", "leaves.csv:2: n cannot be 'one'; give its number"),
        (f"elm,{'9' * 5000},red,", "leaves.csv:2: n cannot be '99999"),
        ("elm,1,blue,", "leaves.csv:2: kind cannot be 'blue'; give what it is"),
        ("ash,1,red,", "leaves.csv:2: tree 'ash' is in no row of the table that it refers to; mend it"),
        ("oak,1,red,\nelm,1,red,", "leaves.csv:3: is not in the order of the table; make it anew"),
        ("elm,1,red,\nelm,1,red,", "leaves.csv:3: has the tree and n of line 2; keep one of the two lines"),
        ('elm,1,red,"a\nelm,2,red,', "leaves.csv:2: is not CSV (unexpected end of data); close each quote"),
        ("elm,1,red,a\0b", "leaves.csv:2: holds the control character U+0000; remove the character"),
        ("elm,1,red,a\x85b", "leaves.csv:2: holds the control character U+0085; remove the character"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(rows, said):
    raw = HEADER + f"{rows}\n".encode()
    assert by_column(LEAVES, raw, KNOWN) is None
    with pytest.raises(FactCheckError) as failure:
        by_line(LEAVES, raw, "leaves.csv", "make it anew", KNOWN)
    assert str(failure.value).startswith(said)


@pytest.mark.parametrize("header", ["tree,n,kind", "n,tree,kind,words", "tree,n,kind,words,more", "tree,n,kind,kind"])
def test_other_columns_are_refused_where_there_is_no_row_too(header):
    assert by_column(LEAVES, f"{header}\n".encode()) is None
    with pytest.raises(FactCheckError, match=r"leaves\.csv"):
        by_line(LEAVES, f"{header}\n".encode(), "leaves.csv", "make it anew")


def test_a_number_of_a_cohort_is_never_missing():
    numbers = [column for table in OF_A_COHORT.values() for column in table.columns if column.type == "integer"]
    assert all(column.limits["required"] for column in numbers)
