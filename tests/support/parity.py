"""What a reader gets of a page or a PDF, whichever engine made it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from pypdf import PdfReader

# round the text, and different by nature: where one can go from here
AROUND = (
    "nav, script, style, .quarto-title-breadcrumbs, .pager, .page-downloads, .toc, .eyebrow, #quarto-margin-sidebar, "
    ".edition, "
    # the book's title over the first page, and what only a screen reader says of a callout
    "p.title, #title-block-header .subtitle, #title-block-header .description, .quarto-title-meta, .screen-reader-only"
)
ENGINE = re.compile(r"Quarto \d+(?:\.\d+)*|fallback \([^)]*\)")


def text_of(node: Tag) -> str:
    """Visible text, with one blank for each gap."""
    return " ".join(ENGINE.sub("ENGINE", node.get_text(" ").replace("\xa0", " ")).split())


def words_of(text: str) -> list[str]:
    """Words, numbers and marks; where a tag begins or ends inside a word makes no difference.

    Without accents over letters of formulas, which versions of Typst give before the letter or behind it.
    """
    return re.findall(r"[\w%]+|[^\w\s]", "".join(c for c in text if not unicodedata.combining(c)))


def main_of(page: Path) -> Tag:
    """The text of a page, without what stands round it."""
    main = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").find("main")
    for part in main.select(AROUND):
        part.decompose()
    for reference in main.select("a.quarto-xref"):
        # Quarto names a chapter by its title where the fallback says "Chapter": the number is what both must agree on
        reference.string = " ".join(re.findall(r"\d+(?:\.\d+)*", reference.get_text()))
    return main


def tables_of(main: Tag) -> list[list[list[str]]]:
    """Tables → rows → cells."""
    return [
        [[text_of(cell) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
        for table in main.find_all("table")
    ]


def references_of(main: Tag) -> list[tuple[str, str]]:
    """The number of each cross reference and the page it leads to, with its place there where that is no chapter."""
    return [(text_of(a), re.sub(r"#sec-.*", "", a["href"])) for a in main.select("a.quarto-xref")]


def pdf_text(file: Path) -> str:
    """All words of a PDF."""
    text = " ".join(page.extract_text() for page in PdfReader(file).pages)
    return " ".join(ENGINE.sub("ENGINE", " ".join(text.replace("\xa0", " ").split())).split())


def compare(one: Path, other: Path) -> None:
    """Assert that two sites of the same sources give a reader the same."""
    chapters = [
        {p.relative_to(site).as_posix() for p in site.rglob("*.html") if p.relative_to(site).parts[0] != "site_libs"}
        for site in (one, other)
    ]
    assert chapters[0] == chapters[1]
    for name in sorted(n for n in chapters[0] if not n.startswith(("v/", "figures"))):
        mains = [main_of(site / name) for site in (one, other)]
        assert references_of(mains[0]) == references_of(mains[1]), name
        assert tables_of(mains[0]) == tables_of(mains[1]), name
        assert words_of(text_of(mains[0])) == words_of(text_of(mains[1])), name
    pdfs = [next(site.glob("*.pdf")) for site in (one, other)]
    assert len(PdfReader(pdfs[0]).pages) == len(PdfReader(pdfs[1]).pages)
    assert words_of(pdf_text(pdfs[0])) == words_of(pdf_text(pdfs[1]))
