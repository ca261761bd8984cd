"""Tables kept by hand or handed in, as programs and spreadsheets save them."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution import table
from analysis.core import csv_table, paths
from analysis.core.errors import FactCheckError
from analysis.counting import gold
from tests.conftest import one_sentence

COLUMNS = ("affiliation", "country")
TEXT = 'affiliation,country\n"Zürich, Oak",CH\nÉlan,FR\n'
ROWS = [{"affiliation": "Zürich, Oak", "country": "CH"}, {"affiliation": "Élan", "country": "FR"}]

READ = {
    "as it is": TEXT.encode(),
    "with a mark": TEXT.encode("utf-8-sig"),
    "lines of Windows": TEXT.replace("\n", "\r\n").encode(),
    "both": TEXT.replace("\n", "\r\n").encode("utf-8-sig"),
    "lines of old Macs": TEXT.replace("\n", "\r").encode(),
    "all in quotes": b'"affiliation","country"\n"Z\xc3\xbcrich, Oak","CH"\n"\xc3\x89lan","FR"\n',
    "no last newline": TEXT.strip().encode(),
}
TOLD = {
    "semicolons": (
        TEXT.replace(",", ";").encode(),
        "cells separated by semicolons",
        "save it as CSV in UTF-8 with commas",
    ),
    "semicolons and a mark": (
        TEXT.replace(",", ";").encode("utf-8-sig"),
        "cells separated by semicolons",
        "save it as CSV",
    ),
    "tabs": (TEXT.replace(",", "\t").encode(), "cells separated by tabs", "save it as CSV"),
    "Latin-1": (TEXT.encode("latin-1"), "is not UTF-8 text", "Latin-1"),
    "UTF-16": (TEXT.encode("utf-16"), "is UTF-16 text", "save it as CSV"),
    "UTF-16 of the other order": (b"\xfe\xff" + TEXT.encode("utf-16-be"), "is UTF-16 text", "save it as CSV"),
    "a workbook": (b"PK\x03\x04...", "file of a spreadsheet program", "save it as CSV"),
    "two of one name": (
        b"affiliation,country,affiliation\nMIT,US,CMU\n",
        "has two columns 'affiliation'",
        "rename or remove one of the two",
    ),
    "two others of one name": (b"affiliation,country,x,x\nMIT,US,1,2\n", "has two columns 'x'", "rename or remove"),
    "no such column": (b"name,place\nMIT,US\n", "has no column 'affiliation'", "name the column in its first line"),
    "nothing": (b"", "has no column 'affiliation'", "; "),
}


@pytest.mark.parametrize("raw", READ.values(), ids=READ.keys())
def test_what_leaves_no_doubt_is_read(tmp_path, raw):
    (tmp_path / "a.csv").write_bytes(raw)
    assert [row for _, row in csv_table.rows_of(tmp_path / "a.csv", COLUMNS)] == ROWS
    assert list(csv_table.rows_in(io.BytesIO(raw), COLUMNS, "-")) == ROWS


@pytest.mark.parametrize(("raw", "said", "mend"), TOLD.values(), ids=TOLD.keys())
def test_what_leaves_doubt_is_told_for_what_it_is(factcheck, tmp_path, raw, said, mend):
    (tmp_path / "a.csv").write_bytes(raw)
    with pytest.raises(FactCheckError, match=r"a\.csv") as found:
        list(csv_table.rows_of(tmp_path / "a.csv", COLUMNS))
    assert said in found.value.what
    one_sentence(factcheck("resolve", tmp_path / "a.csv"), str(tmp_path / "a.csv"), said, mend)


def test_the_line_that_is_not_utf_8_is_named(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"affiliation,country\nOak,CH\n" + "Élan,FR\n".encode("latin-1"))
    with pytest.raises(FactCheckError, match="is not UTF-8 text in line 3, perhaps Latin-1"):
        list(csv_table.rows_of(tmp_path / "a.csv", COLUMNS))


def test_a_missing_and_an_unreadable_file_are_told(tmp_path):
    for path, said in (
        (tmp_path / "a.csv", "is missing; restore it from the repository"),
        (tmp_path, "cannot be read"),
    ):
        with pytest.raises(FactCheckError, match=said):
            list(csv_table.rows_of(path, COLUMNS))


def test_empty_columns_that_a_spreadsheet_adds_are_no_matter(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"affiliation,country,,\nMIT,US,,\n")
    [(line, row)] = csv_table.rows_of(tmp_path / "a.csv", COLUMNS)
    assert (line, row["affiliation"], row["country"]) == (2, "MIT", "US")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_are_a_users_error(raw):
    try:
        for row in csv_table.rows_in(io.BytesIO(b"affiliation\n" + raw), ["affiliation"], "-"):
            assert "affiliation" in row
    except FactCheckError as error:
        assert error.mend


@pytest.mark.parametrize("raw", [READ["both"], READ["lines of old Macs"]], ids=["mark and CRLF", "CR"])
def test_resolve_reads_a_table_that_a_spreadsheet_saved(factcheck, tmp_path, raw):
    (tmp_path / "a.csv").write_bytes(raw)
    result = factcheck("resolve", tmp_path / "a.csv")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[1].startswith('"Zürich, Oak",CH,')


def test_missing_overrides_are_one_sentence_for_a_verb_that_needs_them(factcheck, monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "OVERRIDES", tmp_path / "overrides.csv")
    one_sentence(factcheck("figures"), f"{tmp_path / 'overrides.csv'}: is missing; restore it from the repository")
    with pytest.raises(FactCheckError, match="is missing"):
        table.key_of([paths.OVERRIDES])


def test_a_gold_set_saved_with_semicolons_is_told(monkeypatch, tmp_path):
    text = (paths.GOLD / "title_blocks.csv").read_text(encoding="utf-8")
    monkeypatch.setattr(paths, "GOLD", tmp_path)
    (tmp_path / "title_blocks.csv").write_text(text.replace(",", ";"), encoding="utf-8-sig")
    with pytest.raises(FactCheckError, match=r"title_blocks\.csv: has its cells separated by semicolons"):
        gold.rows("title_blocks.csv")
