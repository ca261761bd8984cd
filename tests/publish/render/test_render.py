"""The render engine: every construct of the sources in HTML and PDF, every failure, the same bytes each time, and Quarto's place."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from analysis.core.errors import FactCheckError
from analysis.publish.render import render
from analysis.publish.render.book import read_book
from tests.support.browser import open_browser
from tests.support.projects import ROOT
from tests.support.sample_book import FALLBACK, SAMPLE, stage


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    return render(stage(tmp_path_factory.mktemp("render") / "book"), FALLBACK)


@pytest.fixture(scope="session")
def pdf(site) -> PdfReader:
    return PdfReader(site / "fact-check.pdf")


@pytest.fixture(scope="session")
def pdf_text(pdf) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages).replace("\xa0", " ")


def page(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def plain(source: str) -> str:
    """Return the text of a page's content."""
    return " ".join(
        html.unescape(
            re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<style>.*?</style>|<annotation.*?</annotation>", "", source))
        ).split()
    )


CONSTRUCTS = [
    ("index.html", '<html lang="en" class="fc">'),
    ("index.html", "<title>Do sample researchers share 3% of papers?</title>"),
    ("report/data.html", "<title>Data and sources \u2013 Do sample researchers share 3% of papers?</title>"),
    ("index.html", '<meta name="description" content="What the sample found, in one page.">'),
    ("report/data.html", '<meta name="description" content="Sample book of the render tests.">'),
    ("index.html", '<meta name="viewport" content="width=device-width, initial-scale=1">'),
    ("index.html", '<a class="skip-link" href="#main">'),
    ("index.html", '<span class="verdict verdict-accurate">Accurate</span>'),
    ("index.html", '<span class="number">3.0%</span>'),
    ("index.html", '<div class="cards">'),
    ("index.html", '<div class="lead">'),
    ("index.html", '<col style="width: 42%" />'),
    ("index.html", 'href="report/data.html#sec-sources"'),
    ("index.html", '<a href="figures.csv">a table</a>'),
    ("index.html", '<a href="report/methodology.html#sec-methodology" class="quarto-xref">Chapter\xa03</a>'),
    ("report/claims/growing.html", '<div class="quote-claim">'),
    ("report/claims/growing.html", '<p class="nav-part">The claims</p>'),
    ("report/claims/growing.html", 'aria-current="page"'),
    ("report/claims/growing.html", '<figure class="chart" id="fig-neurips-2024.us-china">'),
    (
        "report/claims/growing.html",
        '<img src="../_generated/share.svg" alt="Line chart: the share rises to 3.0% in 2024" style="width:100%">',
    ),
    ("report/claims/growing.html", "Figure\xa01.1:</span> Share of papers by authors of both countries, 3.0% in 2024"),
    ("report/claims/growing.html", "Table\xa01.1:</span> Papers per year, of them 134 together"),
    ("report/claims/growing.html", '<a href="#tbl-years" class="quarto-xref">Table\xa01.1</a>'),
    ("report/claims/growing.html", '<a href="../data.html#sec-data" class="quarto-xref">4</a>'),
    (
        "report/claims/growing.html",
        '<a href="../methodology.html#sec-methodology" class="quarto-xref">Chapter\xa03</a>',
    ),
    ("report/claims/growing.html", '<span class="verdict verdict-accurate" title="2.6\u20133.5%">no accident</span>'),
    ("report/claims/growing.html", '<span class="header-section-number">1.1.1</span> How sure is this?'),
    ("report/claims/growing.html", '<span class="header-section-number">1.2</span> Limits'),
    ("report/claims/growing.html", '<details class="callout callout-note">'),
    ("report/claims/growing.html", "What <em>counts</em> as collaboration"),
    ("report/claims/growing.html", '<div class="callout callout-warning" role="note">'),
    ("report/claims/growing.html", 'href="qwen-us.html#limits"'),
    ("report/claims/growing.html", "<code>{{&lt; var x &gt;}}</code> stays as it is"),
    ("report/claims/growing.html", 'class="footnote-ref"'),
    ("report/claims/growing.html", 'rel="prev" href="../../index.html"'),
    ("report/claims/growing.html", 'rel="next" href="qwen-us.html"'),
    ("report/claims/qwen-us.html", "It is 10.5% of them."),
    ("report/claims/qwen-us.html", '<a href="growing.html#sec-growing-numbers" class="quarto-xref">Section\xa01.1</a>'),
    ("report/claims/qwen-us.html", "Only on the website."),
    ("report/claims/qwen-us.html", "Hidden from the document."),
    ("report/claims/qwen-us.html", "An inline website switch."),
    ("report/claims/qwen-us.html", '<p class="raw-html">'),
    ("report/methodology.html", '<math display="block"'),
    ("report/methodology.html", '<math display="inline"'),
    ("report/methodology.html", "<dt>Authorship</dt>"),
    ("report/methodology.html", "<blockquote>"),
    ("report/methodology.html", "{{&lt; var x &gt;}} is not resolved here"),
    ("report/methodology.html", '<h3 class="unnumbered" id="unnumbered-aside">Unnumbered aside</h3>'),
    ("report/colophon.html", "Rendered by fallback (pandoc 3.9, typst 0.15.2) from release 2026.1."),
]


@pytest.mark.parametrize(("name", "expected"), CONSTRUCTS)
def test_html_holds(site, name, expected):
    assert expected in " ".join(page(site, name).split(" "))


@pytest.mark.parametrize("unwanted", ["Only in the document", "Not on the website", "An inline document"])
def test_html_leaves_out(site, unwanted):
    assert unwanted not in page(site, "report/claims/qwen-us.html")


def test_no_page_asks_another_host_or_shows_a_shortcode(site):
    for path in site.rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert "?var" not in source and "{{<" not in source
        assert not re.search(
            r"""(?:src|srcset)=["'](?:https?:)?//|@import|url\(\s*["']?http|<script|<link""", source
        ), path
        assert source.count("<h1") == 1


def test_every_local_link_of_the_site_leads_somewhere(site):
    for path in site.rglob("*.html"):
        for target in re.findall(r'(?:href|src)="([^"]+)"', path.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = html.unescape(target).partition("#")
            linked = (path.parent / name).resolve() if name else path
            assert linked.is_file(), (path.name, target)
            if anchor:
                assert f'id="{anchor}"' in linked.read_text(encoding="utf-8"), (path.name, target)


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


def test_log_is_written(site):
    assert (site.parent / "render.log").read_text().startswith("pandoc: ")


FAILURES = [
    (
        "report/data.qmd",
        "\nSee {{< var no.such >}}.\n",
        "report/data.qmd:{n}",
        "the variable no.such is not defined in _variables.yml",
    ),
    (
        "report/data.qmd",
        "\n{{< var neurips-2024.us-china >}}\n",
        "report/data.qmd:{n}",
        "is a group of values, not a value",
    ),
    (
        "report/data.qmd",
        "\n{{< include _nothing.md >}}\n",
        "report/data.qmd:{n}",
        "the included file report/_nothing.md does not exist",
    ),
    ("report/data.qmd", "\n{{< include ../../../x.md >}}\n", "report/data.qmd:{n}", "leads out of the project"),
    (
        "report/data.qmd",
        "\n{{< video x >}}\n",
        "report/data.qmd:{n}",
        "the shortcode video is not one that both engines know",
    ),
    (
        "report/data.qmd",
        "\nSee @fig-nothing.\n",
        "report/data.qmd:{n}",
        "the cross reference @fig-nothing points to nothing",
    ),
    ("report/data.qmd", "\nSee @someone.\n", "report/data.qmd:{n}", "@someone is no reference"),
    ("report/data.qmd", "\nSee @tbl-summary.\n", "report/data.qmd:{n}", "has no number to cite"),
    (
        "report/data.qmd",
        "\n![A](nothing.svg){#fig-a}\n",
        "report/data.qmd:{n}",
        "the image report/nothing.svg does not exist",
    ),
    (
        "report/data.qmd",
        "\n![A](https://example.org/a.svg){#fig-a}\n",
        "report/data.qmd:{n}",
        "is not a file of the project",
    ),
    ("report/data.qmd", "\n[x](nothing.qmd)\n", "report/data.qmd:{n}", "leads to no chapter of the book"),
    ("report/data.qmd", "\n[x](colophon.qmd#nothing)\n", "report/data.qmd:{n}", "leads to no heading, figure or table"),
    ("report/data.qmd", "\n[x](/report/colophon.qmd)\n", "report/data.qmd:{n}", "begins with a slash"),
    (
        "report/data.qmd",
        "\n[x](nothing.csv)\n",
        "report/data.qmd:{n}",
        "the linked file report/nothing.csv does not exist",
    ),
    ("report/data.qmd", "\n## Again {#sec-words}\n", "report/data.qmd:{n}", "the identifier #sec-words is used twice"),
    ("report/data.qmd", "\n# Second title\n", "report/data.qmd:{n}", "a second heading of level one"),
    ("report/data.qmd", "\n```\ncode\n", "report/data.qmd", "is not closed"),
    (
        "report/data.qmd",
        "\n```{=typst}\n#no-such-function()\n```\n",
        "report/data.qmd",
        "Typst stopped: unknown variable",
    ),
    (
        "report/_generated/_inner.md",
        "\n{{< var no.such >}}\n",
        "report/_generated/_inner.md:{n}",
        "the variable no.such is not defined",
    ),
    ("report/_generated/_inner.md", "\nSee @fig-nothing.\n", "report/_generated/_inner.md:{n}", "points to nothing"),
    ("_variables.yml", "\nno: [\n", "_variables.yml", "this is not YAML"),
]


@pytest.mark.parametrize(
    ("name", "text", "where", "what"), FAILURES, ids=[f"{text.strip()[:40]} in {name}" for name, text, _, _ in FAILURES]
)
def test_failure_names_the_line(book, name, text, where, what):
    path = book / name
    before = path.read_text(encoding="utf-8")
    path.write_text(before + text, encoding="utf-8")
    with pytest.raises(FactCheckError) as caught:
        render(book, FALLBACK)
    assert what in str(caught.value)
    assert str(caught.value.where).startswith(where.format(n=len(before.splitlines()) + 2)), caught.value
    assert "\n" not in str(caught.value) and caught.value.mend


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("report/data.qmd", "report/nothing.qmd", "the chapter report/nothing.qmd does not exist"),
        ("report/data.qmd", "report/methodology.qmd", "the chapter report/methodology.qmd is listed twice"),
        ("- index.qmd\n", "- report/data.qmd\n", "listed twice"),
        ("report/theme/theme.css", "report/theme/none.css", "the file report/theme/none.css does not exist"),
        ("figures.json]", "nothing.json]", "the resource nothing.json does not exist"),
        ("href: figures.json", "href: other.json", "the download other.json is no resource"),
        ("chapters:", "chapters: [", "this is not YAML"),
    ],
)
def test_failure_in_the_list_of_chapters(book, old, new, what):
    path = book / "_quarto.yml"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(FactCheckError, match=re.escape(what)) as caught:
        render(book, FALLBACK)
    assert str(caught.value.where).startswith("_quarto.yml")


def test_numbered_home_page_is_refused(book):
    path = book / "index.qmd"
    path.write_text(path.read_text().replace(" {.unnumbered}", "", 1))
    with pytest.raises(FactCheckError, match="the home page's heading would be numbered"):
        render(book, FALLBACK)


def test_the_same_sources_give_the_same_bytes(tmp_path, site):
    script = "import sys, pathlib; from analysis.publish.render import Engine, render; render(pathlib.Path(sys.argv[1]), Engine('fallback', ''))"
    for number, environment in enumerate(
        ({"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, {"TZ": "America/Lima", "LC_ALL": "POSIX"})
    ):
        folder = stage(tmp_path / f"Prüf {number}" / ("a" * (number + 1)))
        subprocess.run(
            [sys.executable, "-c", script, str(folder)], cwd=ROOT, env={**os.environ, **environment}, check=True
        )
        files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
        assert files == sorted(
            path.relative_to(folder / "_site").as_posix() for path in (folder / "_site").rglob("*") if path.is_file()
        )
        for name in files:
            assert (folder / "_site" / name).read_bytes() == (site / name).read_bytes(), name


@pytest.mark.long
def test_the_report_has_all_its_chapters(tmp_path):
    folder = stage(tmp_path / "book")
    shutil.copy(ROOT / "_quarto.yml", folder / "_quarto.yml")
    taken = [
        f"{name}.{kind}"
        for name in ("figures", "claims", "audit", "pairs", "papers/growing")
        for kind in ("csv", "json", "xlsx")
    ]
    for name in taken:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("{}\n")
    body = (SAMPLE / "report" / "_generated" / "_table.md").read_text().replace(" {#tbl-long}", "")
    listed = re.findall(r"^\s*- (?!part)([\w/.-]+\.qmd)$", (folder / "_quarto.yml").read_text(), re.M)
    assert len(listed) > 19
    for number, name in enumerate(listed):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(
            f"# Chapter about {number}{' {.unnumbered}' if number in (0, len(listed) - 1) else ''}\n\n## Limits\n\n{body}\n\nText. "
        )
    built = render(folder, FALLBACK)
    assert len(list(built.rglob("*.html"))) == len(listed) and len(PdfReader(built / "fact-check.pdf").pages) > 19


# ---- The sample book itself ----


def test_report_and_sample_ask_quarto_for_the_same():
    ours, sample = read_yaml_of(ROOT), read_yaml_of(SAMPLE)
    for key in ("css", "include-in-header", "font-paths", "template-partials", "html-math-method"):
        for kind in ("html", "typst"):
            assert ours["format"][kind].get(key) == sample["format"][kind].get(key), key
    assert ours["filters"] == sample["filters"] and ours["engine"] == "markdown"


def read_yaml_of(folder: Path) -> dict:
    import yaml

    return yaml.safe_load((folder / "_quarto.yml").read_text(encoding="utf-8"))


def test_read_book_reads_parts_and_downloads(book):
    found = read_book(book)
    assert [chapter.part for chapter in found.chapters] == [
        None,
        "The claims",
        "The claims",
        "How we know",
        "How we know",
        None,
    ]
    assert found.downloads == (
        ("PDF", "fact-check.pdf"),
        ("Figures (CSV)", "figures.csv"),
        ("Figures (JSON)", "figures.json"),
    )


# ---- A real browser ----


def test_pages_in_a_browser(site):
    requests, complaints = [], []
    with open_browser() as browser:
        for width, scheme in ((360, "light"), (1280, "dark")):
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
            tab = context.new_page()
            tab.on("request", lambda request: requests.append(request.url))
            tab.on(
                "console",
                lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None,
            )
            tab.on("pageerror", lambda error: complaints.append(str(error)))
            for path in sorted(site.rglob("*.html")):
                tab.goto(path.as_uri())
                assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (path.name, width)
                assert tab.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)"), (
                    path.name
                )
                tab.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
                assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
                    path.name,
                    width,
                    "open",
                )
            tab.goto((site / "index.html").as_uri())
            if width < 900:
                assert not tab.locator(".sidebar").is_visible()
                tab.locator(".menu summary").click()
                tab.locator(".menu a", has_text="Methodology").click()
            else:
                tab.locator(".sidebar a", has_text="Methodology").click()
            tab.wait_for_url("**/report/methodology.html")
            assert "Methodology" in tab.locator("h1").inner_text()
            assert tab.locator("[aria-current=page] >> visible=true").count() == (0 if width < 900 else 1)
            tab.locator(".pager .next").click()
            tab.wait_for_url("**/report/data.html")
            tab.goto((site / "report" / "colophon.html").as_uri())
            tab.keyboard.press("Tab")
            assert tab.evaluate("document.activeElement.className") == "skip-link"
            context.close()
    assert not complaints and requests and all(url.startswith(("file:", "data:")) for url in requests)


LUMINANCE = """
() => {
  const parse = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = node => { for (; node; node = node.parentElement) {
    const c = parse(getComputedStyle(node).backgroundColor); if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, box = node.parentElement;
    if (!node.data.trim() || !box.getClientRects().length) continue;
    const [a, b] = [light(parse(getComputedStyle(box).color)), light(ground(box))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) bad.push([node.data.trim().slice(0, 30), (a + 0.05) / (b + 0.05)]);
  }
  return bad;
}
"""


def test_text_contrast_in_light_and_dark(site):
    with open_browser() as browser:
        for scheme in ("light", "dark"):
            tab = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme).new_page()
            for name in ("index.html", "report/claims/growing.html", "report/methodology.html"):
                tab.goto((site / name).as_uri())
                assert tab.evaluate(LUMINANCE) == [], (scheme, name)
