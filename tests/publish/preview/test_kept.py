"""A changed word costs its page, and what is wrong leaves the pages as they were."""

from __future__ import annotations

import pytest

from analysis.core.errors import FactCheckError
from analysis.publish import contents, render
from analysis.publish.preview.kept import Kept
from tests.support import tiny
from tests.support.projects import digest

PAGES = ["index.html", "report/changes.html", "report/claims/joint.html", "report/corrections.html"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The tiny project, and what a preview of it keeps."""
    folder = tmp_path_factory.mktemp("kept")
    tiny.make(folder)
    with pytest.MonkeyPatch.context() as patch:
        tiny.enter(folder, patch)
        kept = Kept(render.choose("fallback"), lambda _: None)
        pages = kept.make(folder / "shown", None)
        assert set(PAGES) <= set(pages)
        assert f"figures/{tiny.COHORT}.html" in pages
        yield folder, kept
    tiny.forget()


@pytest.fixture
def project(made, monkeypatch):
    """It, with its sources as they were, and no way to compute anything again."""
    folder, kept = made
    monkeypatch.setattr(contents, "compute", lambda *_: pytest.fail("computed again"))
    yield folder, kept
    tiny.git(folder, "checkout", "--quiet", "--", ".")
    kept.make(folder / "shown", ["_quarto.yml"])


def rewrite(folder, name: str, old: str, new: str) -> list[str]:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return [name]


def test_a_changed_word_is_on_its_page_and_no_other_is_made(project) -> None:
    folder, kept = project
    changed = rewrite(folder, "index.qmd", "There are", "We count")
    assert kept.make(folder / "shown", changed) == ["index.html"]
    assert "We count 6 joint papers." in (folder / "shown" / "index.html").read_text()


def test_a_changed_page_is_what_a_whole_rendering_gives(project) -> None:
    folder, kept = project
    kept.make(folder / "shown", rewrite(folder, "index.qmd", "There are", "We count"))
    before = digest(folder / "shown")
    assert kept.make(folder / "shown", ["_quarto.yml"]) == []
    assert digest(folder / "shown") == before


def test_a_variable_that_no_page_asked_for_before_is_there(project) -> None:
    folder, kept = project
    kept.make(folder / "shown", rewrite(folder, "index.qmd", "us-china.papers.value", "us-china.share.value"))
    assert "There are 50.0% joint papers." in (folder / "shown" / "index.html").read_text()


def test_a_title_changes_every_page_that_lists_it(project) -> None:
    folder, kept = project
    changed = rewrite(folder, "report/claims/joint.qmd", "# Joint", "# Together")
    assert set(kept.make(folder / "shown", changed)) == set(PAGES)


def test_what_is_wrong_is_told_and_the_pages_stay(project) -> None:
    folder, kept = project
    before = digest(folder / "shown")
    changed = rewrite(folder, "index.qmd", "There are", "{{< var no.such >}}")
    with pytest.raises(FactCheckError, match=r"index\.qmd:3: the variable no\.such is not defined"):
        kept.make(folder / "shown", changed)
    assert digest(folder / "shown") == before
    assert kept.make(folder / "shown", rewrite(folder, "index.qmd", "{{< var no.such >}}", "There were")) == [
        "index.html"
    ]


def test_a_preview_writes_where_it_shows_and_nowhere_else(made) -> None:
    folder, _ = made
    assert not (folder / "_site").exists()
    assert not (folder / "_variables.yml").exists()
    assert not (folder / "report" / "_generated").exists()
    assert not (folder / "shown" / "fact-check.pdf").exists()
    assert not any("/.preview/" in page.read_text() for page in (folder / "shown").rglob("*.html"))
