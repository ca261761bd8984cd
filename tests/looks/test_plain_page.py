"""A page that no engine renders: whole by itself, and safe whatever the text."""

from __future__ import annotations

from analysis.looks.plain_page import page, table
from bs4 import BeautifulSoup


def test_a_page_needs_no_other_file() -> None:
    soup = BeautifulSoup(page("Oak & <Elm>", ["<h1>Elm</h1>"]), "html.parser")
    assert soup.title.get_text() == "Oak & <Elm>"
    assert soup.main.h1.get_text() == "Elm"
    assert soup.style.get_text().strip()
    assert not soup.find_all(["link", "img"], recursive=True)


def test_cells_are_escaped_and_rows_have_their_addresses() -> None:
    soup = BeautifulSoup(table(("Name", "n"), [("<b>&", "1"), ("elm", "2")], "lr", ['x"y', "z"]), "html.parser")
    assert [[cell.get_text() for cell in row.find_all("td")] for row in soup.find_all("tr")[1:]] == [
        ["<b>&", "1"],
        ["elm", "2"],
    ]
    assert [row.get("id") for row in soup.find_all("tr")[1:]] == ['x"y', "z"]
    assert [cell.get("style") for cell in soup.find_all("th")] == [None, "text-align: right"]
