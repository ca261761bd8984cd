"""The book as _quarto.yml describes it."""

from __future__ import annotations

from pathlib import Path

import yaml

from analysis.publish.render.book import read_book
from tests.support.projects import ROOT
from tests.support.sample_book import SAMPLE


def test_report_and_sample_ask_quarto_for_the_same():
    ours, sample = read_yaml_of(ROOT), read_yaml_of(SAMPLE)
    for key in ("css", "include-in-header", "font-paths", "template-partials", "html-math-method"):
        for kind in ("html", "typst"):
            assert ours["format"][kind].get(key) == sample["format"][kind].get(key), key
    assert ours["filters"] == sample["filters"] and ours["engine"] == "markdown"


def read_yaml_of(folder: Path) -> dict:
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
