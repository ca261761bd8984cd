"""What a claim's page shows of the grid: the readings nearby, and the table with its filters in a real browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from analysis.claims.judge import judge
from analysis.core import paths
from analysis.figures.figure import FigureSet
from analysis.settings.groups import Choice
from analysis.topics.claims.grid_tables import nearest, tracks_printed, whole_grid
from tests.support.browser import open_browser
from tests.support.claims import IN, OUT, SHARE, claim, figure, judged
from tests.support.papers import book_of, papers_of

# --- the readings nearby


def test_the_near_table_shows_the_record_s_own_choices_and_what_fares_otherwise(settings):
    others = {"profile": OUT, "cn-hk": OUT, "profile+cn-hk": OUT, "profile+headquarters": IN, "cn-hk+headquarters": IN}
    text = nearest(*judged(settings, figure(OUT, numerator=50, denominator=1000, interval=(0.04, 0.06)), others))
    # the same choice on another record is left out unless it fares otherwise; two choices away is not near
    assert re.findall(r"2024, [\w ,]*\w", text) == [
        "2024, program",
        "2024, profile",
        "2024, program, with HK",
        "2024, profile, companies at head office",
    ]
    assert "**2024, program**" in text
    assert "50 of 1,000" in text


# --- the whole grid


class Rows(HTMLParser):
    """Rows of a table as lists of cells, and whether every tag that is opened is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows: list[list[str]] = []
        self.titles: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
            self.titles.append(dict(attrs).get("title", ""))
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        if self.open and self.open[-1] in ("td", "th"):
            self.rows[-1][-1] += data


def html_of(text: str) -> str:
    """The raw HTML of a table, as both engines pass it on."""
    [html] = re.findall(
        r'\A::: \{\.content-visible when-format="html"\}\n```\{=html\}\n(.*)\n```\n:::\n\Z', text, re.DOTALL
    )
    assert "```" not in html
    return html


OTHERS = {
    "cn-hk": 0.051,
    "profile": IN,
    "profile+cn-hk": IN,
    "headquarters": 0.052,
    "profile+headquarters": OUT,
    "cn-hk+headquarters": 0.053,
    "fractional": 0.02,
    "profile+fractional": 0.021,
}


def test_the_table_has_a_row_for_every_reading_and_a_column_for_every_choice_that_differs(settings):
    config, verdict = judged(settings, figure(OUT, numerator=50, denominator=1000, interval=(0.04, 0.06)), OTHERS)
    table = Rows(html_of(whole_grid(config, verdict)))
    assert table.open == []
    head, *rows = table.rows
    assert head == ["record", "China", "companies", "counting", "reading", "value", "in range", "papers", "interval"]
    assert len(rows) == len(verdict.readings) == 1 + len(OTHERS)
    assert {len(row) for row in rows} == {len(head)}
    assert table.titles[1:] == [r.figure.id for r in verdict.readings]
    assert rows[0] == [
        "program",
        "mainland China",
        "place named",
        "whole counting",
        "allowed",
        "5.0%",
        "above",
        "50 of 1,000",
        "4.0% to 6.0%",
    ]
    sides = ["yes" if r.fits else "below" if r.figure.value < IN else "above" for r in verdict.readings]
    assert [row[6] for row in rows] == sides
    heard = {"": "allowed", "cn-hk": "allowed", "cn-hk+headquarters": "more choices", "fractional": "not heard"}
    assert (
        heard.items()
        <= {r.figure.id.partition("@")[2]: row[4] for r, row in zip(verdict.readings, rows, strict=True)}.items()
    )
    assert html_of(whole_grid(config, verdict)).count('class="deciding"') == 1


def test_years_and_levels_are_columns_where_they_differ(settings):
    at = "neurips-2025.adoption.qwen.us.share"
    config, verdict = judged(settings, figure(0.5, "body", measure=at, term="qwen"), {"": 0.2, "prominent": 0.3})
    head, *rows = Rows(html_of(whole_grid(config, verdict))).rows
    assert head == ["where named", "reading", "value", "in range", "papers", "interval"]
    assert [row[0] for row in rows] == [settings.levels[level].name for level in ("body", "abstract", "prominent")]
    two = claim(SHARE, "neurips-2023.us-china.share")
    figures = FigureSet([figure(0.1), figure(0.2, measure="neurips-2023.us-china.share")])
    verdict = judge("growing", two, figures, settings)
    head, *rows = Rows(html_of(whole_grid(settings, verdict))).rows
    assert head[:2] == ["year", "record"]
    assert [row[0] for row in rows] == ["2024", "2023"]


def test_the_column_of_extent_is_called_by_the_groups_whose_countries_it_changes(settings):
    elm = Choice(name="n", about="a")

    def head(**countries):
        axes = {**settings.definitions, "extent": {"cn": elm, "cn-hk": elm.model_copy(update={"countries": countries})}}
        config, verdict = judged(settings.model_copy(update={"definitions": axes}), figure(OUT), {"cn-hk": IN})
        return Rows(html_of(whole_grid(config, verdict))).rows[0][0]

    assert head(us=["US", "PR"], china=["CN", "HK"]) == "US, China"
    assert head(china=["CN", "HK"]) == "China"
    assert head() == "reading"  # an extent that changes nothing is no other definition


@pytest.mark.parametrize(
    ("tracks", "said"),
    [
        ([("main", "complete"), ("datasets", "")], "the main track"),
        ([("main", "complete"), ("workshop", "incomplete"), ("datasets", "")], "the main track and the workshop track"),
        ([("main", "complete"), ("main", "")], ""),
    ],
)
def test_it_is_said_where_print_is_known_for_a_part_of_the_tracks(settings, tracks, said):
    book = book_of(tracks, [])
    assert tracks_printed(book, "neurips-2025") == said
    text = nearest(*judged(settings, figure(OUT), {}), printed=said)
    assert (f"Print is known for {said} only;" in text) == bool(said)


def test_of_a_cohort_without_print_nothing_is_said_of_tracks(settings):
    papers = SimpleNamespace(papers=papers_of("p", "q"))
    book = SimpleNamespace(config=settings, snapshots={"neurips-2020": papers})
    assert tracks_printed(book, "neurips-2020") == ""


def test_names_are_escaped(settings):
    name = '<b>"A" & B</b>'
    axes = {
        **settings.definitions,
        "extent": {
            **settings.definitions["extent"],
            "cn-hk": Choice(name=name, about="a", countries={"china": ["HK"]}),
        },
    }
    config, verdict = judged(settings.model_copy(update={"definitions": axes}), figure(OUT), {"cn-hk": IN})
    html = html_of(whole_grid(config, verdict))
    assert "<b>" not in html
    assert Rows(html).rows[2][0] == name


@pytest.fixture(scope="module")
def browser():
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def file(settings, tmp_path_factory):
    """A page that holds two tables, with the report's own stylesheet."""
    css = (paths.THEME / "theme.css").read_text(encoding="utf-8")
    tables = [
        html_of(
            whole_grid(*judged(settings, figure(OUT, numerator=50, denominator=1000, interval=(0.04, 0.06)), others))
        )
        for others in (OTHERS, {"profile": IN, "cn-hk": IN})
    ]
    path = tmp_path_factory.mktemp("grid") / "page.html"
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    page = f'<!doctype html><html lang="en" class="fc">{head}<style>{css}</style><body><main>{"".join(tables)}</main>'
    path.write_text(page, encoding="utf-8")
    return path


def test_filters_leave_the_rows_that_fit_and_combine(browser, file):
    page = browser.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    table = page.locator("details").first
    choose = lambda label, value: table.get_by_role("combobox", name=label, exact=True).select_option(label=value)
    left = lambda: table.locator("tbody tr:visible").evaluate_all("rows => rows.map(r => r.title.split('@')[1] || '')")
    count = lambda: table.locator("output").inner_text()

    assert table.locator("select").count() == 5
    assert table.get_by_role("combobox", name="record", exact=True).locator("option").all_inner_texts() == [
        "all",
        "program",
        "profile",
    ]
    assert set(left()) == {"", *OTHERS}
    assert count() == "9 of 9 definitions"
    choose("record", "profile")
    assert set(left()) == {"profile", "profile+cn-hk", "profile+headquarters", "profile+fractional"}
    assert count() == "4 of 9 definitions"
    choose("China", "with HK")
    assert left() == ["profile+cn-hk"]
    assert count() == "1 of 9 definitions"
    choose("counting", "fractional")
    assert left() == []
    assert count() == "0 of 9 definitions"
    for label in ("record", "China", "counting"):
        choose(label, "all")
    assert set(left()) == {"", *OTHERS}
    # each table on a page has filters of its own
    assert page.locator(".grid-filters").count() == 2
    choose("record", "program")
    assert page.locator("details").nth(1).locator("tbody tr:visible").count() == 3
    assert page.locator("details").nth(1).locator("output").inner_text() == "3 of 3 definitions"
    assert not trouble
    page.close()


def test_without_scripts_the_table_is_whole(browser, file):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    page.locator("summary").first.click()
    assert page.locator("details").first.locator("tbody tr:visible").count() == 1 + len(OTHERS)
    assert page.locator("select").count() == 0
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_does_not_scroll_sideways(browser, file, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if width == 390:  # the table itself does, inside its box
        assert page.evaluate("(e => e.scrollWidth > e.clientWidth)(document.querySelector('.table-scroll'))")
    page.close()
