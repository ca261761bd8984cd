"""`resolve`: its columns, any CSV as it comes, and what is told of a file that is none."""

from __future__ import annotations

import csv
import io
import sys
from types import SimpleNamespace

import pytest

from tests.cli.conftest import run
from tests.conftest import one_sentence

HEADER = "affiliation,countries,institutions,ror,method,headquarters"


@pytest.fixture
def resolve(factcheck, monkeypatch):
    """`resolve -` on a text: the rows of its answer, and the whole result."""

    def ask(text: str | bytes, *options: str) -> tuple[list[dict], SimpleNamespace]:
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        result = factcheck("resolve", "-", *options)
        return list(csv.DictReader(io.StringIO(result.out, newline=""))), result

    return ask


def test_resolve_keeps_order_and_row_count_with_the_header_of_the_contract(resolve):
    cells = [
        "Tsinghua University",
        "no such place at all",
        "Stanford University",
        "Tsinghua University",
        "",
        "NYU Shanghai",
    ]
    rows, result = resolve("affiliation\n" + "".join(f'"{c}"\n' for c in cells))
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[0] == HEADER
    assert [r["affiliation"] for r in rows] == cells
    assert [r["countries"] for r in rows] == ["CN", "", "US", "CN", "", "CN"]
    assert [r["method"] for r in rows][4] == "empty"
    assert [r["method"] for r in rows][1] == "unresolved"
    assert rows[0]["ror"] and rows[0]["institutions"] == "Tsinghua University"


def test_several_countries_are_sorted_and_joined_by_a_bar(resolve):
    [row], _ = resolve("affiliation\nStanford University; Tsinghua University\n")
    assert row["countries"] == row["headquarters"] == "CN|US"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("\ufeffaffiliation\nMIT\n", ["MIT"]),
        ("affiliation\r\nMIT\r\nCMU\r\n", ["MIT", "CMU"]),
        ('affiliation\n"Department of Oak\nStanford University"\n', ["Department of Oak\nStanford University"]),
        ('affiliation\n"Oak\r\nElm"\n"Oak\rElm"\nMIT\n', ["Oak\r\nElm", "Oak\rElm", "MIT"]),
        ('affiliation\n"The ""Oak"" Institute, Ltd"\n', ['The "Oak" Institute, Ltd']),
        ("id,affiliation,note\n1,MIT,x\n2\n3,,y\n", ["MIT", "", ""]),
        ("affiliation\n", []),
        ("affiliation\nMIT", ["MIT"]),
        ("affiliation\nשלום &amp;amp; \\u00e9 😀\n", ["שלום &amp;amp; \\u00e9 😀"]),
        ("affiliation\n" + "x" * 300_000 + "\n", ["x" * 300_000]),
    ],
    ids=[
        "mark",
        "windows",
        "newline in a cell",
        "returns in a cell",
        "quotes",
        "other columns and short rows",
        "no row",
        "no last newline",
        "unicode",
        "long",
    ],
)
def test_resolve_takes_csv_as_it_comes_and_gives_cells_back_as_they_were(resolve, text, cells):
    rows, result = resolve(text)
    assert result.code == 0
    assert [r["affiliation"] for r in rows] == cells
    assert all(len(r) == 6 and None not in r.values() for r in rows)


def test_a_file_is_resolved_like_standard_input(factcheck, resolve, tmp_path):
    text = "\ufeffaffiliation\nStanford University\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert factcheck("resolve", tmp_path / "a.csv").out == resolve(text)[1].out


def test_the_policy_chooses_between_the_place_and_the_head_office(resolve):
    [stated], _ = resolve("affiliation\nMicrosoft Research Asia\n")
    [office], _ = resolve("affiliation\nMicrosoft Research Asia\n", "--policy", "headquarters")
    assert (stated["countries"], office["countries"]) == ("CN", "US")
    assert stated["headquarters"] == office["headquarters"] == "US"


def test_explain_says_why(factcheck):
    result = factcheck("resolve", "--explain", "Stanford University")
    assert result.code == 0
    assert "US" in result.out
    assert "ROR" in result.out


def test_resolve_without_the_column_is_told(resolve, factcheck, tmp_path):
    one_sentence(
        resolve("institution\nMIT\n")[1], "-: has no column 'affiliation'", "name the column in its first line"
    )
    one_sentence(resolve("")[1], "has no column 'affiliation'")
    (tmp_path / "a.csv").write_text("Affiliation\nMIT\n")
    one_sentence(factcheck("resolve", tmp_path / "a.csv"), f"{tmp_path / 'a.csv'}: has no column 'affiliation'")


def test_resolve_of_a_file_that_is_not_utf_8_is_told(resolve, factcheck, tmp_path):
    (tmp_path / "a.csv").write_bytes("affiliation\nUniversität\n".encode("latin-1"))
    result = factcheck("resolve", tmp_path / "a.csv")
    assert result.code == 2
    said = "is not UTF-8 text, perhaps Latin-1 or Windows-1252; save it as CSV in UTF-8 with commas"
    assert result.err.startswith(f"error: {tmp_path / 'a.csv'}: {said}")
    assert resolve(b"affiliation\n\xff\xfe\n")[1].err.startswith(f"error: -: {said}")


def test_resolve_without_a_file_or_of_none_is_told(factcheck, tmp_path):
    one_sentence(
        factcheck("resolve", tmp_path / "none.csv"),
        f"{tmp_path / 'none.csv'}: cannot be read (No such file or directory)",
        "check the name",
    )
    one_sentence(factcheck("resolve", tmp_path), "cannot be read")
    one_sentence(factcheck("resolve"), "no file is given", "--explain")


def test_resolve_writes_utf_8_whatever_the_terminal_says():
    result = run("resolve", "-", text="affiliation\nUniversität Zürich\n", PYTHONIOENCODING="ascii")
    assert result.code == 0
    assert "Universität Zürich".encode() in result.out
