"""The PDF of the fallback holds what the pages hold, and no date."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

PDF_TEXT = [
    "Do sample researchers",
    "A small book with every construct",
    "The Fact-check Desk",
    "Release 2026.1",
    "Data of 2026-11-20",
    "Commit 0a1b2c3",
    "Contents",
    "The claims",
    "How we know",
    "Chapter 1",
    "1.1 The numbers",
    "1.1.1 How sure is this?",
    "1.2 Limits",
    "Figure 1.1: Share of papers",
    "Table 1.1: Papers per year",
    "Figure 1.1 and Table 1.1",
    "Chapter 3",
    "Accurate, with a caveat",
    "Profiles change",
    "What counts as collaboration",
    "Only in the document.",
    "Not on the website.",
    "An inline document switch.",
    "Authorship",
    "Unnumbered aside",
    "Sharetext 3.0%",
    "10.5% of them",
    "As Section 1.1 shows, Figure 1.1 differs from Figure 2.1",
    "Rendered by fallback",
    "Seven claims and what became of them",
]


@pytest.mark.parametrize("expected", PDF_TEXT)
def test_pdf_says(pdf_text, expected):
    assert expected in " ".join(pdf_text.split())


@pytest.mark.parametrize(
    "unwanted",
    [
        "Only on the website",
        "Hidden from the document",
        "Raw HTML",
        "?var",
        "{{< var neurips",
        "Figure 0.1",
        "Table 0.1",
    ],
)
def test_pdf_does_not_say(pdf_text, unwanted):
    assert unwanted not in " ".join(pdf_text.split())


def test_pdf_has_an_outline_of_parts_chapters_and_sections(pdf):
    def titles(items):
        return [title for item in items for title in (titles(item) if isinstance(item, list) else [item.title])]

    found = titles(pdf.outline)
    wanted = [
        "Summary",
        "The claims",
        '1 "Collaboration is growing"',
        "1.1 The numbers",
        "How we know",
        "3 Methodology",
        "Colophon",
    ]
    assert [title for title in found if title in wanted] == wanted, found
    assert any(isinstance(item, list) for item in pdf.outline)


def test_pdf_embeds_its_fonts_and_numbers_its_pages(pdf):
    fonts = set()
    for sheet in pdf.pages:
        for font in sheet["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            fonts.add(inner["/BaseFont"])
            assert any(
                key in inner["/FontDescriptor"].get_object() for key in ("/FontFile", "/FontFile2", "/FontFile3")
            )
    assert any("SourceSans3" in name for name in fonts) and not any("Liberation" in name for name in fonts)
    for number, sheet in enumerate(pdf.pages[1:], start=2):
        assert sheet.extract_text().split()[-1] == str(number)
    assert all(tuple(map(round, sheet.mediabox[2:])) == (595, 842) for sheet in pdf.pages)


def test_pdf_links_within_and_carries_no_date(pdf):
    targets = [note.get_object() for sheet in pdf.pages for note in sheet.get("/Annots", [])]
    addresses = [note["/A"]["/URI"] for note in targets if "/A" in note and "/URI" in note["/A"]]
    assert addresses == ["https://example.org/"]
    assert len(targets) > 20
    assert (
        pdf.metadata.title == "Do sample researchers share 3% of papers?"
        and pdf.metadata.author == "The Fact-check Desk"
    )
    assert "/CreationDate" not in pdf.metadata and "/ModDate" not in pdf.metadata


def test_long_table_breaks_across_pages_and_repeats_its_head(pdf):
    heads = [sheet.extract_text() for sheet in pdf.pages if "institution-" in sheet.extract_text()]
    assert len(heads) >= 2 and all("Institution" in text and "Papers" in text for text in heads)


def test_pdf_carries_the_alternative_texts(site):
    assert 'alt: "Line chart: the share rises to 3.0% in 2024"' in (site.parent / "render.typ").read_text()
    assert "/StructTreeRoot" in PdfReader(site / "fact-check.pdf").root_object
