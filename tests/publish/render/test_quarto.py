"""Quarto's place: which engine is chosen, what the real one gives a reader, and how its failures are told."""

from __future__ import annotations

import logging
import re
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from analysis.core.errors import FactCheckError
from analysis.publish.render import Engine, choose, quarto, render
from analysis.publish.render.log import Log
from tests.support import engines, parity
from tests.support.browser import open_browser
from tests.support.sample_book import FALLBACK, stage


def fake_quarto(folder: Path, script: str, monkeypatch) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "quarto"
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return path


def test_auto_takes_a_quarto_that_answers(tmp_path, monkeypatch):
    fake_quarto(tmp_path / "bin", "echo 1.10.3\n", monkeypatch)
    assert choose("auto") == choose("quarto") == Engine("quarto", "1.10.3")
    assert choose("fallback").name == "fallback"


@pytest.mark.parametrize(
    ("script", "trouble"),
    [
        ("echo broken >&2; exit 1\n", "failed with exit code 1"),
        ("sleep 30\n", "did not answer"),
        ("echo 1.4.550\n", "too old"),
    ],
)
def test_auto_passes_over_a_quarto_that_does_not_work(tmp_path, monkeypatch, script, trouble):
    fake_quarto(tmp_path / "bin", script, monkeypatch)
    monkeypatch.setattr(quarto, "PROBE_SECONDS", 0.5)
    assert choose("auto").name == "fallback"
    with pytest.raises(FactCheckError, match=trouble):
        choose("quarto")


def test_quarto_by_name_without_quarto(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FactCheckError, match="Quarto is not installed"):
        choose("quarto")
    engine = choose("auto")
    assert engine.name == "fallback" and re.fullmatch(r"pandoc [\d.]+, typst [\d.]+", engine.version)


def test_unknown_engine():
    with pytest.raises(FactCheckError, match="there is no engine 'word'"):
        choose("word")


# ---- The real one, where it is ----


@pytest.fixture(scope="session")
def real(tmp_path_factory) -> Path:
    """The sample book as Quarto renders it."""
    engines.need("quarto")
    return render(stage(tmp_path_factory.mktemp("quarto") / "book"), choose("quarto"))


def test_a_reader_gets_the_same_of_either_engine(real, tmp_path):
    parity.compare(render(stage(tmp_path / "book"), FALLBACK), real)


def test_no_search_index_and_one_first_heading_a_page(real):
    assert not (real / "search.json").exists()
    for path in real.rglob("*.html"):
        assert path.read_text(encoding="utf-8").count("<h1") == 1, path.name


def test_pages_of_quarto_fit_and_ask_no_other_host(real):
    asked, trouble = [], []
    with open_browser() as browser:
        for width in (360, 390, 1280):
            tab = browser.new_page(viewport={"width": width, "height": 800})
            tab.on("request", lambda request: asked.append(request.url))
            tab.on("pageerror", lambda error: trouble.append(str(error)))
            for path in sorted(p for p in real.rglob("*.html") if "site_libs" not in p.parts):
                tab.goto(path.as_uri())
                tab.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
                assert (
                    tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
                ), (path.name, width)
    assert not trouble and asked and all(url.startswith(("file:", "data:")) for url in asked)


def test_quarto_s_pdf_has_our_fonts_outline_and_tags(real):
    pdf = PdfReader(real / "fact-check.pdf")
    fonts = {
        str(f.get_object()["/BaseFont"]) for page in pdf.pages for f in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts and all("SourceSans3" in name or "Math" in name or "Mono" in name for name in fonts), fonts
    assert len(pdf.outline) > 5 and "/StructTreeRoot" in pdf.root_object


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("report/claims/qwen-us.qmd", 'width="70%"', "width=480px", "invalid number suffix"),
        (
            "report/data.qmd",
            "# Data and sources",
            "# Data and sources\n\n{{< var neurips-2024.7.share >}}",
            "Unknown var neurips-2024.7.share",
        ),
        (
            "report/methodology.qmd",
            "# Methodology",
            "# Methodology\n\n```{=typst}\n#no-such-function()\n```\n",
            "unknown variable: no-such-function",
        ),
    ],
)
def test_what_stops_quarto_names_the_chapter_and_keeps_the_log(book, tmp_path, name, old, new, what):
    engines.need("quarto")
    path = book / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    log = Log(tmp_path / "render.log")
    with pytest.raises(FactCheckError) as caught:
        quarto.render(book, lambda _: None, log, lambda: None)
    shutil.rmtree(book)
    assert what in str(caught.value)
    assert caught.value.where == name
    assert str(log.path) in caught.value.mend
    assert what in log.path.read_text(encoding="utf-8")


# ---- A stand-in, for what cannot be brought about ----


def test_what_quarto_warns_of_is_shown_once(tmp_path, book, monkeypatch, caplog):
    writes = "mkdir -p _site; echo '<h1 class=\"title\">T</h1>' > _site/index.html; echo pdf > _site/fact-check.pdf"
    fake_quarto(
        tmp_path / "bin",
        f"echo 'WARN: something is old' >&2; echo 'WARN: something is old' >&2; {writes}\n",
        monkeypatch,
    )
    with caplog.at_level(logging.WARNING):
        render(book, Engine("quarto", "1.10.3"))
    assert [record.getMessage() for record in caplog.records] == ["Quarto warns: something is old"]


@pytest.mark.parametrize(
    ("script", "where", "what"),
    [
        (
            "echo '[2/6] report/data.qmd'; echo 'ERROR: Bad thing happened.' >&2; exit 1\n",
            "report/data.qmd",
            "Quarto stopped: Bad thing happened",
        ),
        (
            "echo '[1/6] index.qmd'; echo 'WARNING (main.lua:1) Unable to resolve crossref @fig-x' >&2\n",
            "index.qmd",
            "Quarto stopped: Unable to resolve crossref @fig-x",
        ),
        ("mkdir -p _site; echo x > _site/index.html\n", "_quarto.yml", "Quarto wrote no fact-check.pdf"),
    ],
)
def test_quarto_fails(tmp_path, book, monkeypatch, script, where, what):
    fake_quarto(tmp_path / "bin", script, monkeypatch)
    with pytest.raises(FactCheckError) as caught:
        render(book, Engine("quarto", "1.10.3"))
    assert caught.value.where == where and what in str(caught.value)
