"""The tables of the site for a spreadsheet program: every value as it is, typed, and nothing that runs."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from analysis.core import paths
from analysis.editions import data_files
from analysis.figures.figure_table import to_table
from analysis.publish import spreadsheet
from analysis.topics.attribution.audit import audit_csv
from analysis.topics.data import tables

HEADER = ["id", "title", "unit", "value", "count", "url"]
KINDS = {"value": "value", "count": "number", "url": "link"}
HOSTILE = (
    "033003e23",
    "-msETI57gCH",
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+1",
    "@sum",
    "007",
    "1e5",
    "TRUE",
    "2026-01-02",
    "Zürich 南京 😀",
    " x ",
    "http://x.org",
    "a\nb",
    "{=1}",
    "'=1",
)


def sheet_of(raw: bytes):
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert len(book.sheetnames) == 1
    return book[book.sheetnames[0]]


def made(*rows: list[str]):
    return sheet_of(spreadsheet.workbook("figures", HEADER, rows, KINDS))


def row(title: str = "x", unit: str = "papers", value: str = "", count: str = "", url: str = "") -> list[str]:
    return ["i", title, unit, value, count, url]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text_and_nothing_runs(text):
    sheet = made(row(text, url=text))
    assert (sheet["B2"].value, sheet["B2"].data_type, sheet["B2"].number_format) == (text, "s", "@")
    assert sheet["F2"].value == text
    assert sheet["F2"].data_type == "s"
    raw = spreadsheet.workbook("figures", HEADER, [row(text, url=text)], KINDS)
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
        assert not [name for name in parts.namelist() if "vba" in name.lower() or "externalLink" in name]


@given(st.text(st.characters(), max_size=60))
def test_any_text_comes_back(text):
    assert unescape(made(row(text))["B2"].value or "") == spreadsheet.NO_TEXT.sub("\ufffd", text)


@pytest.mark.parametrize(
    ("unit", "text", "value", "looks"),
    [
        ("share", "0.121", 0.121, "0.0%"),
        ("share", "1.0", 1, "0.0%"),
        ("share a year", "0.00542", 0.00542, "0.0%"),
        ("papers", "482.0", 482, "#,##0"),
        ("papers", "70.817124", 70.817124, "General"),
        ("ratio", "0.196705", 0.196705, "General"),
    ],
)
def test_numbers_are_numbers_and_shares_are_in_percent(unit, text, value, looks):
    cell = made(row(unit=unit, value=text))["D2"]
    assert (cell.value, cell.data_type, cell.number_format) == (value, "n", looks)


def test_no_number_is_an_empty_cell_and_what_is_no_number_is_text():
    sheet = made(row(), row(value="nan", count="many"), row(value="inf"))
    assert sheet["D2"].value is None
    assert (sheet["D3"].value, sheet["E3"].value, sheet["D4"].value) == ("nan", "many", "inf")


@pytest.mark.parametrize(
    "url", ["https://openreview.net/forum?id=-msETI57gCH", "http://x.org/a#b", "https://x.org/ä?q=%20"]
)
def test_an_address_is_a_live_link(url):
    cell = made(row(url=url))["F2"]
    assert cell.value == url
    assert cell.hyperlink.target + (f"#{cell.hyperlink.location}" if cell.hyperlink.location else "") == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/hostname",
        "internal:Sheet1!A1",
        "external:c.xlsx",
        "mailto:a@x.org",
        "ftp://x.org",
        "https://x.org/" + "a" * 2_100,
        "https://x y",
        "https://x\ny",
        "",
    ],
)
def test_what_is_no_address_of_the_web_is_text(url):
    cell = made(row(url=url))["F2"]
    assert cell.hyperlink is None
    assert (cell.value or "") == url


def test_what_does_not_fit_a_cell_is_cut_and_says_so():
    for text in ("x" * 32_767, "x" * 32_768, "😀" * 20_000):
        cell = made(row(text))["B2"].value
        assert len(cell.encode("utf-16-le")) // 2 <= 32_767
        assert (cell == text) == (len(text.encode("utf-16-le")) <= 2 * 32_767)
        assert cell == text or cell.endswith("(cut here; whole in the CSV)")


def test_links_beyond_what_a_sheet_holds_are_text(monkeypatch):
    monkeypatch.setattr(spreadsheet, "LINKS", 2)
    sheet = made(*[row(url=f"https://x.org/{n}") for n in range(3)])
    assert [bool(sheet[f"F{n}"].hyperlink) for n in (2, 3, 4)] == [True, True, False]
    assert sheet["F4"].value == "https://x.org/2"


def test_the_header_stays_in_view_and_filters_and_an_empty_table_opens():
    for rows in ([], [row()]):
        sheet = made(*rows)
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:F{len(rows) + 1}"
        assert [c.value for c in sheet[1]] == HEADER
        assert 5 <= sheet.column_dimensions["B"].width <= 70


def test_the_same_table_gives_the_same_bytes_anywhere():
    code = (
        "import hashlib; from analysis.publish.spreadsheet import workbook; "
        "made = workbook('papers', ['a', 'url'], [['é', 'https://x.org']], {'url': 'link'}); "
        "print(hashlib.sha256(made).hexdigest())"
    )
    found = set()
    for zone, place, seed in (
        ("UTC", "C", "1"),
        ("Pacific/Kiritimati", "C.UTF-8", "2"),
        ("America/Adak", "POSIX", "3"),
    ):
        env = {**os.environ, "TZ": zone, "LC_ALL": place, "PYTHONHASHSEED": seed}
        found.add(
            subprocess.run(
                [sys.executable, "-c", code], cwd=paths.ROOT, env=env, capture_output=True, check=True
            ).stdout
        )
    assert len(found) == 1
    raw = spreadsheet.workbook("figures", HEADER, [row()], KINDS)
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert {i.date_time[:3] for i in parts.infolist()} == {(1980, 1, 1)}
        assert b"2000-01-01T00:00:00Z" in parts.read("docProps/core.xml")


@pytest.fixture(scope="module")
def books(settings, book, computed):
    """What the site of the committed facts offers, and the texts it is made of."""
    from analysis.claims import judge
    from analysis.claims.papers import papers_behind
    from analysis.topics.questions.pairs import pairs_table

    verdicts = judge.verdicts(settings, computed)
    texts = {
        "figures.csv": to_table(computed).to_csv(index=False, lineterminator="\n"),
        "figures.json": "{}",
        "claims.json": data_files.claims_json(settings, verdicts, "x"),
        "audit.csv": audit_csv(book),
        "pairs.csv": pairs_table(book).to_csv(index=False, lineterminator="\n"),
        f"papers/{verdicts[0].claim}.csv": papers_behind(book, verdicts[0].decisive),
        "report/_generated/x.csv": "a\n",
    }
    return texts, spreadsheet.workbooks(texts, {f.id: f.unit for f in computed}), verdicts


def test_every_table_that_people_take_is_there_and_small(books):
    texts, found, verdicts = books
    assert sorted(found) == [
        "audit.xlsx",
        "claims.xlsx",
        "figures.xlsx",
        "pairs.xlsx",
        f"papers/{verdicts[0].claim}.xlsx",
    ]
    assert sum(map(len, found.values())) < sum(len(t.encode()) for t in texts.values())


@pytest.mark.parametrize("name", ["figures", "audit", "pairs"])
def test_a_workbook_holds_every_value_of_its_csv(books, name):
    texts, found, _ = books
    header, *rows = csv.reader(io.StringIO(texts[f"{name}.csv"], newline=""))
    assert spreadsheet.KINDS[name].keys() <= set(header)
    book = openpyxl.load_workbook(io.BytesIO(found[f"{name}.xlsx"]), read_only=True)
    cells = list(book[name].iter_rows(values_only=True))
    assert list(cells[0]) == header
    assert len(cells) == len(rows) + 1
    kinds = spreadsheet.kinds_of(name, header)
    typed = [kinds.get(column) in ("number", "value") for column in header]
    for row, values in zip(rows, cells[1:], strict=True):
        assert [(v or "") if not t else v for v, t in zip(values, typed, strict=True)] == [
            text if not t else float(text) if text else None for text, t in zip(row, typed, strict=True)
        ]


def test_verdicts_and_papers_are_as_they_are_published(books, settings):
    _, found, verdicts = books
    sheet = sheet_of(found["claims.xlsx"])
    rows = [dict(zip(spreadsheet.CLAIM, (c.value for c in line), strict=True)) for line in sheet.iter_rows(min_row=2)]
    assert [(r["id"], r["value"], r["decisive"]) for r in rows] == [
        (v.claim, v.decisive.as_json()["value"], v.decisive.id) for v in verdicts
    ]
    papers = sheet_of(found[f"papers/{verdicts[0].claim}.xlsx"])
    links = [line[2].hyperlink.target if line[2].hyperlink else None for line in papers.iter_rows(min_row=2)]
    assert links == [line[2].value or None for line in papers.iter_rows(min_row=2)], (
        "a paper without an address has no link"
    )
    assert len([link for link in links if link]) > 0.9 * len(links)


def test_the_page_of_data_links_each_of_them(settings, book, computed):
    from analysis.claims import judge

    verdicts = judge.verdicts(settings, computed)
    page = tables.files(settings)
    for name in ("figures", "claims", "audit", "pairs", *(f"papers/{v.claim}" for v in verdicts)):
        assert f"(../{name}.xlsx)" in page
