"""Templates escape what they are given, and fail at a name that they do not know."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from analysis.looks import templates
from analysis.looks.tables import number, text
from tests.support.pages import Page

PARTS = "looks/parts.html.jinja"
COLUMNS = (text("Paper & title"), number("Papers", format="{:,}".format))


def test_a_table_holds_its_cells_as_text_each_formatted_by_its_column() -> None:
    made = templates.part(PARTS, "table", columns=COLUMNS, rows=[("<b>One</b>", 4541)], ids=["a.b"])
    assert Page(made).text[:2] == ["Paper & title", "Papers"]
    assert {"<b>One</b>", "4,541"} <= set(Page(made).text)
    assert Page(made).ids == {"a.b"}
    assert made.count("text-align: right") == 2, "the head and the cell of the number"


def test_the_address_of_a_row_may_hold_any_sign() -> None:
    made = templates.part(PARTS, "table", columns=COLUMNS, rows=[("One", 1), ("Two", 2)], ids=['x"y', "<z>"])
    assert Page(made).ids == {'x"y', "<z>"}


def test_a_page_needs_no_other_file_and_its_title_is_text() -> None:
    page = templates.page("looks/page.html.jinja", title="Oak & <Elm>")
    assert "<title>Oak &amp; &lt;Elm&gt;</title>" in page
    assert "<style>\n" in page
    assert Page(page).links == []


def test_a_row_with_too_few_cells_is_an_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        templates.part(PARTS, "table", columns=COLUMNS, rows=[("One",)])


def test_a_page_that_is_not_told_its_title_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="title"):
        templates.page("looks/page.html.jinja")
