"""The fallback: every construct of the sources in HTML, and the same bytes each time."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys

import pytest
from pypdf import PdfReader

from analysis.publish.render import render
from tests.support.projects import ROOT
from tests.support.sample_book import FALLBACK, SAMPLE, stage

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
    assert expected in (site / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("unwanted", ["Only in the document", "Not on the website", "An inline document"])
def test_html_leaves_out(site, unwanted):
    assert unwanted not in (site / "report/claims/qwen-us.html").read_text(encoding="utf-8")


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


def test_log_is_written(site):
    assert (site.parent / "render.log").read_text().startswith("pandoc: ")


def test_the_same_sources_give_the_same_bytes(tmp_path, site):
    script = (
        "import sys, pathlib; from analysis.publish.render import Engine, render; "
        "render(pathlib.Path(sys.argv[1]), Engine('fallback', ''))"
    )
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
            f"# Chapter about {number}{' {.unnumbered}' if number in (0, len(listed) - 1) else ''}\n\n"
            f"## Limits\n\n{body}\n\nText. "
        )
    built = render(folder, FALLBACK)
    assert len(list(built.rglob("*.html"))) == len(listed) and len(PdfReader(built / "fact-check.pdf").pages) > 19
