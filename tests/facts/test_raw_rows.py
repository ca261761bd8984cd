"""Every way a raw file of JSON lines can be bad, and what one asks of a row."""

from __future__ import annotations

import gzip

import pytest

from analysis.core.errors import FactCheckError
from analysis.facts.raw_rows import Row, rows_of

WHOLE = gzip.compress(b'{"title": "On Oak", "authors": []}\n' * 500)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, ": raw file is missing; "),
        (WHOLE[:-20], ": is cut short or damaged; "),
        (WHOLE[:30] + b"\0\0\0\0" + WHOLE[34:], ": is cut short or damaged; "),
        (b'{"title": "On Oak"}\n', ": is not a gzip file; "),
        (b"", ": holds no row; "),
        (gzip.compress(b"\n \n"), ": holds no row; "),
        (gzip.compress(b'{"title": "On Oak"}\n{"title": \n'), ":2: the row is not JSON ("),
        (gzip.compress(b'{"a": 1}\n\n[1, 2]\n'), ":3: the row is not a JSON object; "),
        (gzip.compress(b'{"a": "\xff"}\n'), ": is not UTF-8 text; "),
        (gzip.compress(b"[" * 100_000), ":1: the row is not JSON ("),
    ],
    ids=[
        "missing",
        "cut short",
        "damaged",
        "not gzip",
        "empty",
        "blank",
        "not JSON",
        "no object",
        "not UTF-8",
        "too deep",
    ],
)
def test_a_bad_raw_file_is_named_with_what_is_wrong_and_what_to_do(tmp_path, content, said):
    path = tmp_path / "raw.jsonl.gz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FactCheckError) as failure:
        list(rows_of(path))
    assert str(failure.value).startswith(f"{path}{said.rstrip('; ')}" if said.endswith("; ") else f"{path}{said}")
    assert "factcheck fetch" in failure.value.mend


def test_a_folder_in_place_of_a_file_is_refused(tmp_path):
    with pytest.raises(FactCheckError, match="cannot be read"):
        list(rows_of(tmp_path))


def test_a_row_knows_its_file_and_line(tmp_path):
    (tmp_path / "raw.gz").write_bytes(gzip.compress(b'{"a": 1}\n\n{"a": 2}\n'))
    assert [(row["a"], row.where.rpartition(":")[2]) for row in rows_of(tmp_path / "raw.gz")] == [(1, "1"), (2, "3")]


def test_a_value_that_is_null_counts_as_an_empty_one_of_its_kind():
    assert Row({"a": None}, "x:1").need("a", list) == []
    assert Row({"a": None}, "x:1").need("a") is None


def test_a_key_that_is_missing_or_of_another_kind_is_told_with_its_line():
    with pytest.raises(FactCheckError, match=r"x:1: the row has no 'b'; check that `format` in config.yaml fits"):
        Row({"a": "b"}, "x:1").need("b")
    with pytest.raises(FactCheckError, match="x:1: 'a' is a str and should be a list; check"):
        Row({"a": "b"}, "x:1").need("a", list)
