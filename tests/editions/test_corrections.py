"""CORRECTIONS.md is a table that the report shows; a malformed row is named with its line."""

from __future__ import annotations

import pytest

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.editions import corrections
from analysis.publish import check

HEAD = "# Corrections\n\nWords.\n\n| date | what was wrong | old | new | cause |\n|:---|:---|---:|---:|:---|\n"
ROW = "| 2026-07-01 | the share of 2025 | 7.0% | 7.5% | a place read wrongly |\n"


def test_the_newest_correction_stands_first() -> None:
    text = corrections.table(HEAD + ROW + ROW.replace("2026-07-01", "2026-08-02").replace("7.0%", "a \\| b"))
    lines = text.splitlines()
    assert lines[0] == "| Date | What was wrong | Old | New | Cause |"
    assert lines[2] == "| 2026-08-02 | the share of 2025 | a \\| b | 7.5% | a place read wrongly |"
    assert lines[3].startswith("| 2026-07-01 |")
    assert "{#tbl-corrections" in text


@pytest.mark.parametrize("text", ["", "# Corrections\n", HEAD])
def test_without_a_row_the_page_says_so(text) -> None:
    assert corrections.problems(text) == []
    assert corrections.table(text) == "No correction has been made so far.\n"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("| 2026-07-01 | the share | 7.0% | 7.5% |\n", "has 5 cells"),
        ("| 2026-07-01 | the share | | 7.5% | because |\n", "none of them empty"),
        ("| 1 July 2026 | the share | 7.0% | 7.5% | because |\n", "'1 July 2026' is no day"),
        ("| 2026-02-30 | the share | 7.0% | 7.5% | because |\n", "'2026-02-30' is no day"),
        ("| 2026-07-01 | the share | 7.0% | 7.0% | because |\n", "are the same"),
    ],
)
def test_a_malformed_row_is_a_problem_with_its_line(row, says) -> None:
    [problem] = corrections.problems(HEAD + ROW + row)
    assert problem.startswith("CORRECTIONS.md:8: ")
    assert says in problem
    with pytest.raises(FactCheckError) as wrong:
        corrections.table(HEAD + ROW + row)
    assert says in str(wrong.value)


def test_check_names_a_malformed_row(tmp_path, monkeypatch, loaded, computed) -> None:
    from analysis.counting import workbook
    from analysis.topics import catalogue

    monkeypatch.setattr(workbook, "Workbook", lambda settings: loaded)
    monkeypatch.setattr(catalogue, "compute", lambda book: computed)
    monkeypatch.setattr(paths, "CORRECTIONS", tmp_path / "CORRECTIONS.md")
    paths.CORRECTIONS.write_text(HEAD + "| yesterday | x | 1 | 2 | y |\n", encoding="utf-8")
    assert check.problems() == ["CORRECTIONS.md:7: 'yesterday' is no day; write it as 2026-07-31"]


def test_the_committed_file_is_well_formed() -> None:
    text = corrections.read()
    assert "| date | what was wrong | old | new | cause |" in text
    assert corrections.problems(text) == []
