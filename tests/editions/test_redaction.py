"""The mark stands at every place that is named, and nothing else of a file is touched."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import FactCheckError
from analysis.editions.redaction import MARK, masked

TABLE = b'id,name,n\na,"Elm, the ""Old""",1\nb,Oak,2\n'


def test_a_cell_a_line_and_a_file_are_marked_and_nothing_else() -> None:
    assert masked("t.csv", TABLE, [{"line": 2, "column": "name"}]) == b"id,name,n\na,[redacted],1\nb,Oak,2\n"
    assert masked("t.csv", TABLE, [{"line": 3, "column": "n"}]) == TABLE.replace(b"Oak,2", b"Oak,[redacted]")
    assert (
        masked("p.html", b'<p class="x">Elm <b>Oak</b> and</p>\n<p>Ash</p>', [{"line": 1}])
        == b'<p class="x">[redacted]<b>[redacted]</b>[redacted]</p>\n<p>Ash</p>'
    )
    assert (
        masked("c.json", b'{\n "name": "Elm",\n "n": 1\n}\n', [{"line": 2}])
        == b'{\n "name": "[redacted]",\n "n": 1\n}\n'
    )
    assert masked("notes.txt", b"Elm\nOak\n", [{"line": 2}]) == b"Elm\n[redacted]\n"
    assert masked("a.pdf", b"%PDF\xff", [{}]) == b"[redacted]\n"


@given(
    st.lists(
        st.tuples(*[st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]))] * 3), min_size=1
    ),
    st.data(),
)
def test_any_table_keeps_all_other_cells_and_a_second_time_changes_nothing(rows, data) -> None:
    quoted = lambda cell: '"' + cell.replace('"', '""') + '"'
    raw = "\n".join(["a,b,c", *(",".join(map(quoted, row)) for row in rows), ""]).encode()
    at, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.sampled_from("abc"))
    marked = masked("t.csv", raw, [{"line": at + 2, "column": column}])
    row = list(rows[at])
    row["abc".index(column)] = MARK
    assert next(iter(csv.reader(marked.decode().split("\n")[at + 1 : at + 2]))) == row
    assert (
        marked.split(b"\n")[: at + 1] + marked.split(b"\n")[at + 2 :]
        == raw.split(b"\n")[: at + 1] + raw.split(b"\n")[at + 2 :]
    )
    assert masked("t.csv", marked, [{"line": at + 2, "column": column}]) == marked


@pytest.mark.parametrize(
    ("name", "raw", "place", "says"),
    [
        ("t.csv", TABLE, {"line": 9, "column": "name"}, "has no line 9"),
        ("t.csv", TABLE, {"line": 1, "column": "name"}, "has no line 1"),
        ("t.csv", TABLE, {"line": 2, "column": "tree"}, "has no column 'tree'"),
        ("t.csv", TABLE, {"line": 2}, "has no column None"),
        ("t.csv", b'id,name\na,"Elm\nOak"\n', {"line": 2, "column": "name"}, "no whole row"),
        ("c.json", b'{\n "n": 1\n}\n', {"line": 2}, "holds no text to redact"),
        ("a.pdf", b"%PDF\xff\n", {"line": 1}, "is no text"),
    ],
)
def test_a_place_that_is_not_there_is_one_sentence(name, raw, place, says) -> None:
    with pytest.raises(FactCheckError, match=says) as wrong:
        masked(name, raw, [place])
    assert wrong.value.mend
