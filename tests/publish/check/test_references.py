"""A reference leads somewhere, or is named with its line."""

from __future__ import annotations

import pytest

from analysis.core import paths
from analysis.publish.check.references import problems, shown

TREE = {"elm-2026": {"joint": {"share": {"value": "3%"}}}}
MADE = {"table.md": ": Papers {#tbl-papers}\n"}


@pytest.fixture
def told(tmp_path, monkeypatch):
    """What is said of a page with one line, in a report with one other page."""
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "other.qmd").write_text("# Other\n")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    return lambda line: list(problems({"report/a.qmd": f"# A {{#sec-a}}\n{line}\n"}, TREE, MADE, {"trend.svg"}))


@pytest.mark.parametrize(
    "line",
    [
        "It is {{< var elm-2026.joint.share.value >}}, as @tbl-papers and @sec-a say, in [the other](other.qmd#there).",
        "{{< include _generated/table.md >}}",
        "![A chart](_generated/charts/trend.svg)",
        "`![A](trend.svg){width=300px}`",
    ],
)
def test_what_is_there_is_no_problem(told, line) -> None:
    assert told(line) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{{< var elm-2026.joint.shares.value >}}", "there is no variable 'elm-2026.joint.shares.value'; its path is"),
        ("{{< var elm-2026.joint.share >}}", "there is no variable 'elm-2026.joint.share'"),
        ("{{< include _generated/no.md >}}", "the file '_generated/no.md' to include does not exist"),
        ("As @fig-nothing shows.", "@fig-nothing refers to nothing"),
        ("![A chart](_generated/charts/no.svg)", "the picture '_generated/charts/no.svg' does not exist"),
        ("See [there](nowhere.qmd).", "the page 'nowhere.qmd' does not exist"),
        ("[y](https://example.org/a){width=300px}", "does not know the unit 'px' of an image's size; write the number"),
        ("{{< var elm.2026.share >}}", "a number, as a key of a variable; begin the key with a letter"),
    ],
)
def test_a_mistake_is_one_sentence_with_its_line(told, line, says) -> None:
    [found] = told(line)
    assert found.startswith("report/a.qmd:2: ")
    assert says in found


def test_what_stops_quarto_is_found_in_generated_parts_too_and_not_in_code() -> None:
    wide = "![A](a.svg){width=300px}"
    made = {"chart.md": f"{wide}\n", "code.md": f"```\n{wide}\n```\n"}
    [found] = problems({}, {}, made, set())
    assert found.startswith("report/_generated/chart.md:1: ")


def test_what_is_shown_is_the_pages_and_what_they_include() -> None:
    made = {"table.md": "A table.", "idle.md": "Nobody includes this."}
    texts = {"index.qmd": "Home.", "report/a.qmd": "# A\n{{< include _generated/table.md >}}\n{{< include no.md >}}"}
    said = shown(texts, made)
    assert all(words in said for words in ("Home.", "# A", "A table."))
    assert "Nobody" not in said
