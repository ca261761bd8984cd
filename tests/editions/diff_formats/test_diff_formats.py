"""The four forms of a diff say the same, in the same order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis import cli
from analysis.editions.diff import diff, with_causes
from analysis.editions.diff_formats import to_html, to_json, to_markdown, to_text
from analysis.editions.diff_formats.words import MOST, headline, moved_by, signed_points
from tests.support.editions import edition, figure
from tests.support.pages import Page

CAUSES = {"a.share": "config", "b.papers": "data +3, overrides −1"}


@pytest.fixture
def found():
    old = edition(
        figure("a.share", 0.075, 0.064, 0.088),
        figure("b.papers", 100),
        figure("c.share", 0.20001, 0.1, 0.3),
        figure("d.share", 0.5, 0.4, 0.6),
        figure("old.papers", 4),
        figure("same.papers", 1),
        name="2026.1",
        verdicts={"v": "caveat", "w": "wrong"},
        papers={"v": {"p1": "One & <only>", "p2": "Two"}},
    )
    new = edition(
        figure("a.share", 0.106, 0.09, 0.12),
        figure("b.papers", 102),
        figure("c.share", 0.20002, 0.1, 0.3),
        figure("d.share", 0.5, 0.4, 0.7),
        figure("new.papers", 5),
        figure("same.papers", 1),
        name="work",
        verdicts={"v": "wrong", "w": "wrong"},
        papers={"v": {"p2": "Two", "p3": "Three | and more"}},
    )
    return with_causes(
        diff(old, new),
        lambda kind, of, paper: CAUSES.get(of, "registry"),
        ["code cannot be exchanged alone: no such column"],
    )


@pytest.fixture
def original_datadir() -> Path:
    return Path(__file__).parents[2] / "diffs"


@pytest.mark.parametrize(("write", "extension"), [(to_text, ".txt"), (to_json, ".json"), (to_markdown, ".md")])
def test_each_form_is_as_it_was(found, write, extension, file_regression) -> None:
    file_regression.check(write(found), basename="small", extension=extension, encoding="utf-8")


def test_the_first_line_counts_and_the_last_collapses_what_is_the_same(found) -> None:
    lines = to_text(found).splitlines()
    assert lines[0] == headline(found) == "2026.1 → work: 6 figures (4 in print), 1 verdict and 2 papers changed"
    assert "1 figure and 1 verdict unchanged" in lines
    assert [line for line in lines if line and not line.startswith(" ") and ":" in line][
        1
    ] == "causes: registry: 5; config: 1; data, overrides: 1"


def test_colour_only_where_it_is_asked_for(found) -> None:
    assert "\033" not in to_text(found)
    assert to_text(found, colour=True).replace("\033[1m", "").replace("\033[33m", "").replace("\033[0m", "") == to_text(
        found
    )


def test_nothing_changed_is_two_lines() -> None:
    same = diff(edition(figure("a.share", 0.1), name="2026.1"), edition(figure("a.share", 0.1), name="work"))
    assert (
        to_text(same) == "2026.1 → work: nothing changed\n\n"
        "1 figure unchanged; verdicts and papers not compared, since an edition has none\n"
    )
    assert json.loads(to_json(same))["changed"] is False


def test_json_is_canonical_and_complete(found) -> None:
    text = to_json(found)
    data = json.loads(text)
    assert text == json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False) + "\n"
    assert data["figures"][0]["id"] == "a.share"
    assert (data["figures"][0]["absolute"], data["figures"][0]["significant"], data["figures"][0]["cause"]) == (
        0.031,
        True,
        "config",
    )
    assert data["counts"] == {"figures": 6, "verdicts": 1, "papers": 2}
    assert data["papers"][0]["entered"] == [{"id": "p3", "title": "Three | and more", "cause": "registry"}]


def test_the_page_holds_the_same_as_text_and_escapes_titles(found) -> None:
    page = to_html(found)
    text = " ".join(Page(page).text)
    for said in (
        "2026.1 → work: 6 figures",
        "7.5%",
        "10.6%",
        "+3.1 points",
        "+41.3%",
        "config",
        "One & <only>",
        "old.papers",
        "new.papers",
    ):
        assert said in text
    assert "<only>" not in page.replace("&lt;only&gt;", "")
    assert Page(page).links == [], "the page needs no other file"


def test_long_lists_end_with_a_count() -> None:
    many = range(MOST + 5)
    found = diff(
        edition(*(figure(f"f{n:03}.papers", n + 1) for n in many)),
        edition(*(figure(f"f{n:03}.papers", n + 3) for n in many)),
    )
    assert "… and 5 more" in to_text(found)
    assert "… and 5 more" in to_markdown(found)
    assert "… and" not in to_text(found, most=None)
    assert to_text(found, most=None).count(" → ") == MOST + 6


def test_small_changes_of_a_share_keep_digits_that_say_something() -> None:
    assert [signed_points(x) for x in (0.031, -0.0004, 0.0, -0.00001)] == [
        "+3.1 points",
        "−0.04 points",
        "+0.0 points",
        "−0.001 points",
    ]
    [change] = diff(edition(figure("b.papers", 1000)), edition(figure("b.papers", 900))).figures
    assert moved_by(change) == ("−100", "−10.0%")


def test_the_verb_writes_each_format_and_its_exit_code_is_for_ci(factcheck, tmp_path) -> None:
    for name, value in (("old", 0.1), ("new", 0.2)):
        (tmp_path / f"{name}.json").write_text(json.dumps({"schema": 1, "figures": [figure("a.share", value)]}))
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    assert factcheck("diff", old, new).code == 0
    assert factcheck("diff", old, new, "--exit-code").code == 1
    assert factcheck("diff", old, old, "--exit-code").code == 0
    assert (
        json.loads(factcheck("diff", old, new, "--format", "json").out)["figures"][0]["cause"] == "unknown (no commit)"
    )
    assert factcheck("diff", old, new, "--format", "html", "--no-causes").out.startswith("<!DOCTYPE html>")
    assert factcheck("diff", old, new, "--format", "md").out.startswith("**")
    wrong = factcheck("diff", old, tmp_path / "nothing.json")
    assert (wrong.code, wrong.out) == (2, "")
    assert "nothing.json' is no release, folder, file or git revision" in wrong.err
    assert cli.factcheck.commands["diff"]
