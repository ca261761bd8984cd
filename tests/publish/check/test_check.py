"""`factcheck check` asks every module that looks at something, and finds nothing in the committed project."""

from __future__ import annotations

import shutil

import pytest

from analysis.claims import judge
from analysis.core import paths
from analysis.editions import since_last_release
from analysis.facts import describe
from analysis.figures.figure import FigureSet
from analysis.publish import check, contents, readme
from analysis.publish.check import name_shapes
from analysis.topics import catalogue, kept
from analysis.topics.findings import Findings
from tests.support import tiny
from tests.support.projects import copy_project


@pytest.fixture(scope="module")
def made(settings, book, computed):
    """Tables and charts, made once, and the figures that they use."""
    fresh = FigureSet(list(computed))
    verdicts = judge.verdicts(settings, fresh)
    found = Findings(settings, fresh, verdicts, book)
    return catalogue.tables(found), catalogue.charts(found), fresh.used


@pytest.fixture
def draft(tmp_path, monkeypatch, book, computed, made):
    """A copy of the report to make mistakes in, with facts, figures, tables and charts that are already there."""
    folder = copy_project(tmp_path / "draft", ("config.yaml", "_quarto.yml", "index.qmd", "report", "tests/pins"))
    texts, drawn, used = made
    known = FigureSet(list(computed))
    known.used |= used
    monkeypatch.setattr(catalogue, "tables", lambda *_: texts)
    monkeypatch.setattr(catalogue, "charts", lambda *_: drawn)
    monkeypatch.setattr(paths, "ROOT", folder)
    monkeypatch.setattr(paths, "REPORT", folder / "report")
    monkeypatch.setattr(paths, "CLAIM_PAGES", folder / "report" / "claims")
    monkeypatch.setattr(paths, "CONFIG", folder / "config.yaml")
    monkeypatch.setattr(contents, "Workbook", lambda *_: book)
    monkeypatch.setattr(kept, "figures", lambda *_: known)
    # what no mistake in the report can change, and what has tests of its own
    monkeypatch.setattr(since_last_release, "compare", lambda now: ([], []))
    monkeypatch.setattr(describe, "stale", lambda settings: [])
    monkeypatch.setattr(describe, "invalid", lambda settings: [])
    monkeypatch.setattr(name_shapes, "found", lambda: iter(()))
    return folder


@pytest.mark.long  # `make check` and every build ask the same
def test_the_committed_project_has_no_problem(monkeypatch, book, computed) -> None:
    monkeypatch.setattr(contents, "Workbook", lambda *_: book)
    monkeypatch.setattr(kept, "figures", lambda *_: FigureSet(list(computed)))
    assert check.problems() == []


def test_the_draft_of_these_tests_has_no_problem_before_a_mistake_is_made(draft) -> None:
    assert check.problems() == []


MISTAKES = {
    "typed_numbers": ("About 12% of papers.", "the number '12%' is typed by hand"),
    "references": ("As @fig-nothing shows.", "@fig-nothing refers to nothing"),
    "quarto": ("{{< var independent.article.2025.share >}}", "a number, as a key of a variable"),
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_in_prose_is_one_sentence_with_its_line(draft, kind) -> None:
    line, says = MISTAKES[kind]
    page = draft / "report" / "limitations.qmd"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n{line}\n", encoding="utf-8")
    [found] = check.problems()
    assert found.startswith(f"report/limitations.qmd:{text.count(chr(10)) + 2}: ")
    assert says in found


def test_claims_and_pages_must_match(draft) -> None:
    (draft / "report" / "claims" / "growing.qmd").rename(draft / "report" / "claims" / "shrinking.qmd")
    found = "\n".join(check.problems())
    assert "claims.growing has no page" in found
    assert "report/claims/shrinking.qmd: no claim of this name" in found
    assert "report/claims/shrinking.qmd: is not listed in _quarto.yml" in found


def test_words_written_for_another_verdict_are_named(draft) -> None:
    page = draft / "report" / "claims" / "growing.qmd"
    page.write_text(page.read_text(encoding="utf-8").replace("verdict: caveat", "verdict: wrong"), encoding="utf-8")
    [found] = check.problems()
    assert "written for 'wrong' and the verdict now is 'caveat'" in found


def test_pins_that_the_tree_does_not_give_are_named_with_the_way_to_accept_them(draft) -> None:
    folder = draft / "tests" / "pins"
    file = folder / "verdicts.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("growing,caveat", "growing,wrong"), encoding="utf-8")
    (folder / "counts.csv").unlink()
    (folder / "gone.csv").write_text("id,value\nelm-2026.gone.papers,1\n")
    missing, gone, changed = check.problems()
    assert missing.startswith("tests/pins/counts.csv: is not there")
    assert gone == "tests/pins/gone.csv: pins what makes no figure any more; remove it, and say in the commit why"
    assert changed.startswith(
        "tests/pins/verdicts.csv: 1 pinned cell is not what the tree gives "
        "(growing: verdict pinned 'wrong', obtained 'caveat')"
    )
    assert "--force-regen" in missing
    assert "--force-regen" in changed


def test_a_readme_with_other_numbers_is_named(draft) -> None:
    text = (tiny.ROOT / "README.md").read_text(encoding="utf-8")
    (draft / "README.md").write_text(text, encoding="utf-8")
    (draft / "docs").mkdir()
    shutil.copy2(tiny.ROOT / readme.FINDING, draft / readme.FINDING)
    assert check.problems() == []
    (draft / "README.md").write_text(text.replace("| Understated |", "| Right |", 1), encoding="utf-8")
    assert check.problems() == ["README.md: its numbers are not those that the tree gives; run `make readme`"]
