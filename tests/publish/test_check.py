"""`factcheck check` finds each kind of mistake, and none in the committed project."""

from __future__ import annotations

import pytest

from analysis.claims import judge
from analysis.core import paths
from analysis.counting import workbook
from analysis.editions import since
from analysis.facts import describe
from analysis.figures.figure import FigureSet
from analysis.publish import check, name_shapes
from analysis.settings import config
from analysis.topics import catalogue
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
    folder = copy_project(tmp_path / "draft", ("config.yaml", "_quarto.yml", "index.qmd", "report", "tests/figures"))
    texts, drawn, used = made
    known = FigureSet(list(computed))
    known.used |= used
    monkeypatch.setattr(catalogue, "tables", lambda *_: texts)
    monkeypatch.setattr(catalogue, "charts", lambda *_: drawn)
    monkeypatch.setattr(paths, "ROOT", folder)
    monkeypatch.setattr(paths, "REPORT", folder / "report")
    monkeypatch.setattr(paths, "CLAIM_PAGES", folder / "report" / "claims")
    monkeypatch.setattr(paths, "CONFIG", folder / "config.yaml")
    monkeypatch.setattr(workbook, "Workbook", lambda settings: book)
    monkeypatch.setattr(catalogue, "compute", lambda book: known)
    # what no mistake in the report can change, and what has tests of its own
    monkeypatch.setattr(since, "compare", lambda now: ([], []))
    monkeypatch.setattr(describe, "stale", lambda settings: [])
    monkeypatch.setattr(name_shapes, "found", lambda: iter(()))
    return folder


def test_the_committed_project_has_no_problem(monkeypatch, book, computed) -> None:
    monkeypatch.setattr(workbook, "Workbook", lambda settings: book)
    monkeypatch.setattr(catalogue, "compute", lambda book: FigureSet(list(computed)))
    assert check.problems() == []


def test_the_draft_of_these_tests_has_no_problem_before_a_mistake_is_made(draft) -> None:
    assert check.problems() == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("About 12% of papers.", "the number '12%' is typed by hand"),
        ("It was 1,234 in 2024.", "the number '1,234' is typed by hand"),
        ("{{< var neurips-2024.us-china.shares.value >}}", "there is no variable 'neurips-2024.us-china.shares.value'"),
        ("{{< var neurips-2024.us-china.share >}}", "there is no variable"),
        ("{{< include _generated/nothing.md >}}", "the file '_generated/nothing.md' to include does not exist"),
        ("As @fig-nothing shows.", "@fig-nothing refers to nothing"),
        ("![A chart](_generated/charts/nothing.svg)", "the picture '_generated/charts/nothing.svg' does not exist"),
        ("See [there](nowhere.qmd).", "the page 'nowhere.qmd' does not exist"),
        (
            "[y](https://example.org/a){width=300px}",
            "does not know the unit 'px' of an image's size; write the number alone",
        ),
        ("{{< var independent.article.2025.share >}}", "a number, as a key of a variable; begin the key with a letter"),
    ],
)
def test_a_mistake_in_prose_is_named_with_its_line(draft, line, says) -> None:
    page = draft / "report" / "limitations.qmd"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\n" + line + "\n", encoding="utf-8")
    found = check.problems()
    assert len(found) == 1
    assert found[0].startswith(f"report/limitations.qmd:{text.count(chr(10)) + 2}: ")
    assert says in found[0]


def test_years_list_marks_code_and_attributes_are_no_typed_numbers(draft) -> None:
    page = draft / "report" / "limitations.qmd"
    page.write_text(
        page.read_text(encoding="utf-8")
        + "\n1. In 2024, `x = 17`.\n\n[y](https://example.org/99){width=300 title='{{< var level >}} of 7'}\n",
        encoding="utf-8",
    )
    assert check.problems() == []


def test_claims_and_pages_must_match(draft) -> None:
    (draft / "report" / "claims" / "growing.qmd").rename(draft / "report" / "claims" / "shrinking.qmd")
    found = "\n".join(check.problems())
    assert "claims.growing has no page" in found
    assert "report/claims/shrinking.qmd: no claim of this name" in found
    assert "report/claims/shrinking.qmd: is not listed in _quarto.yml" in found


def test_words_written_for_another_verdict_are_named(draft) -> None:
    page = draft / "report" / "claims" / "growing.qmd"
    page.write_text(page.read_text(encoding="utf-8").replace("verdict: caveat", "verdict: wrong"), encoding="utf-8")
    found = check.problems()
    assert len(found) == 1
    assert "written for 'wrong' and the verdict now is 'caveat'" in found[0]


def test_a_measure_that_nothing_uses_is_named(computed) -> None:
    fresh = FigureSet(list(computed))
    for figure_id in fresh.ids():
        if not figure_id.partition("@")[0].endswith("one-country.papers"):
            fresh.use(figure_id)
    assert check._unused_measures(fresh) == [
        "figures: nothing in the report uses the measure 'one-country.papers'; use it or stop computing it"
    ]


def test_a_tolerance_that_no_figure_matches_is_named(settings, computed) -> None:
    rules = [config.Tolerance(figures="gold.*", relative=0.01), config.Tolerance(figures="nothing.*", absolute=1)]
    found = check._idle_tolerances(settings.model_copy(update={"tolerances": rules}), computed)
    assert found == ["config.yaml: tolerances: no figure matches 'nothing.*'; mend the pattern or remove it"]


def test_a_record_that_no_cohort_has_is_named(settings) -> None:
    assert check._empty_records(settings) == []
    records = {**settings.reconstructions.records, "declared": {2024: "program", 2025: "program"}}
    changed = settings.model_copy(
        update={"reconstructions": settings.reconstructions.model_copy(update={"records": records})}
    )
    assert check._empty_records(changed) == [
        "config.yaml: reconstructions.records.declared: no cohort of 2025 has the basis 'program'; name one that it has or remove the record"
    ]


def test_notes_are_a_count_for_each_kind() -> None:
    remarks = [
        "data/overrides.csv:4: nothing in the data uses 'Elm'",
        "data/overrides.csv:9: nothing in the data uses 'Oak'",
        "data/overrides.csv:7: the registry gives the same for 'Ash'",
    ]
    assert check.summary(remarks) == [
        "data/overrides.csv: nothing in the data uses 2 of the overrides; `factcheck check --notes` lists them",
        "data/overrides.csv: the registry gives the same for 1 of the overrides; `factcheck check --notes` lists them",
    ]


def test_overrides_that_make_no_difference_are_named(book, tmp_path, monkeypatch) -> None:
    unused = tmp_path / "overrides.csv"
    text = paths.OVERRIDES.read_text(encoding="utf-8")
    unused.write_text(text + "Institute of Nowhere,,FR,invented,none,2026-01-01\n", encoding="utf-8")
    monkeypatch.setattr(paths, "OVERRIDES", unused)
    notes = check.overrides(book)
    assert f"data/overrides.csv:{text.count(chr(10)) + 1}: nothing in the data uses 'Institute of Nowhere'" in notes
    for found in notes:
        assert found.startswith("data/overrides.csv:")
        assert "the registry gives the same for" in found or "nothing in the data uses" in found


def test_pins_that_the_tree_does_not_give_are_named_with_the_way_to_accept_them(draft) -> None:
    file = draft / "tests" / "figures" / "verdicts.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("growing,caveat", "growing,wrong"), encoding="utf-8")
    (draft / "tests" / "figures" / "figures.csv").unlink()
    missing, changed = check.problems()
    assert missing.startswith("tests/figures/figures.csv: is not there")
    assert changed.startswith(
        "tests/figures/verdicts.csv: 1 pinned cell is not what the tree gives (growing: verdict pinned 'wrong', obtained 'caveat')"
    )
    assert "--force-regen" in changed


def test_a_readme_with_other_numbers_is_named(draft) -> None:
    text = (tiny.ROOT / "README.md").read_text(encoding="utf-8")
    (draft / "README.md").write_text(text, encoding="utf-8")
    assert check.problems() == []
    (draft / "README.md").write_text(text.replace("| Understated |", "| Right |", 1), encoding="utf-8")
    assert check.problems() == ["README.md: its numbers are not those that the tree gives; run `make readme`"]
