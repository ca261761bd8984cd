"""Where the site is published, and as which version."""

from __future__ import annotations

import re

import pytest

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.settings.publication import publication, site_address


def test_the_address_is_that_of_config_unless_the_variable_says_another(settings, monkeypatch):
    monkeypatch.delenv("FACTCHECK_URL", raising=False)
    assert site_address(settings) == settings.report.url.rstrip("/") + "/"
    monkeypatch.setenv("FACTCHECK_URL", "https://example.org/check")
    assert site_address(settings) == "https://example.org/check/"


def test_a_variable_that_holds_no_address_is_told(settings, monkeypatch):
    monkeypatch.setenv("FACTCHECK_URL", "example.org")
    with pytest.raises(FactCheckError, match=r"^FACTCHECK_URL: 'example.org': not a web address"):
        site_address(settings)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "CITATION.cff:1: is empty"),
        ("version: 1.2.0\n", "states no version and day of release; write `version`"),
        ("version: 1.2.0\ndate-released: soon\n", "states no version and day of release"),
        ("version: 1.2.0\ndate-released: 2026-01\n", "states no version and day of release"),
        (
            "version: 0.10\ndate-released: 2026-01-31\n",
            "states no version and day of release; write `version` (in quotes",
        ),
        ("- a\n", "CITATION.cff:1: is not a mapping"),
        ("a: [", "CITATION.cff:1: is not YAML"),
        ("version: &a 1.2.0\n", "CITATION.cff:1: refers to another part"),
        (None, "cannot be read"),
    ],
)
def test_a_citation_without_version_or_day_is_told(tmp_path, monkeypatch, text, said):
    monkeypatch.setattr(paths, "CITATION", tmp_path / "CITATION.cff")
    if text is not None:
        paths.CITATION.write_text(text)
    with pytest.raises(FactCheckError, match=re.escape(said)):
        publication()


def test_version_and_day_are_those_of_the_citation(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "CITATION", tmp_path / "CITATION.cff")
    paths.CITATION.write_text("version: 1.2.0\ndate-released: 2026-01-31\n")
    assert publication() == ("1.2.0", "2026-01-31")
