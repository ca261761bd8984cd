"""The sample book, as it is written and as the fallback renders it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from analysis.publish.render import render
from tests.support.sample_book import FALLBACK, stage


@pytest.fixture
def book(tmp_path) -> Path:
    return stage(tmp_path / "book")


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    return render(stage(tmp_path_factory.mktemp("render") / "book"), FALLBACK)


@pytest.fixture(scope="session")
def pdf(site) -> PdfReader:
    return PdfReader(site / "fact-check.pdf")


@pytest.fixture(scope="session")
def pdf_text(pdf) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages).replace("\xa0", " ")
