"""Another fact-check by config and pages alone: three groups, another venue, another term, from facts to pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from analysis import cli
from tests.support import another, tiny
from tests.test_any_fact_check import WORD

TEXTS = {".html", ".json", ".csv", ".svg", ".md", ".yml", ".qmd"}


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The project with its tables and charts, computed in this process."""
    from analysis.publish import contents
    from analysis.topics import catalogue
    from analysis.topics.findings import Findings

    folder = tmp_path_factory.mktemp("another") / "project"
    another.make(folder)
    with pytest.MonkeyPatch.context() as patch:
        tiny.enter(folder, patch)
        found = contents.compute()
        findings = Findings(found.settings, found.figures, found.verdicts, found.book)
        another.write_everything(folder, catalogue.tables(findings), catalogue.charts(findings))
        yield folder
    tiny.forget()


def figures(capsys) -> dict[str, dict]:
    capsys.readouterr()
    assert cli.main(["figures", "--format", "json"]) == 0
    return {f["id"]: f for f in json.loads(capsys.readouterr().out)["figures"]}


def test_every_pair_and_group_has_its_figures(project, capsys) -> None:
    found = figures(capsys)
    for pair in ("br-in", "br-za", "in-za"):
        assert found[f"elm-2032.{pair}.share"]["value"] > 0
        assert found[f"elm-2032.adoption.maple.{pair}.papers"]["numerator"] is not None
        assert f"elm-2032.{pair}.change" in found
    assert found["elm-2032.in.share"]["label"].startswith("share of papers with an Indian institution, ELM 2032")
    wide = found["elm-2032.br-in.share@wide"]
    assert (wide["numerator"], wide["denominator"]) == (
        found["elm-2032.br-in.share"]["numerator"],
        found["elm-2032.br-in.share"]["denominator"],
    )


def test_a_list_of_papers_takes_groups_and_codes(project, capsys) -> None:
    found = figures(capsys)
    for asked in ("br,in", "BR,IN"):
        assert cli.main(["papers", "--cohort", "elm-2032", "--countries", asked, "--format", "csv"]) == 0
        rows = capsys.readouterr().out.splitlines()[1:]
        assert len(rows) == found["elm-2032.br-in.papers"]["numerator"] > 0


def test_claims_are_judged_and_check_finds_no_word_amiss(project, capsys) -> None:
    assert cli.main(["claims", "--format", "json"]) == 0
    claims = json.loads(capsys.readouterr().out)["claims"]
    assert [claim["id"] for claim in claims] == ["together", "trees"]
    assert all(claim["verdict"] for claim in claims)


def test_no_word_of_the_committed_fact_check_is_in_anything_that_is_made(project, capsys) -> None:
    assert cli.main(["build", "--engine", "fallback"]) == 0
    site = project / "_site"
    assert (site / "fact-check.pdf").stat().st_size > 10_000
    made = [f for f in [*site.rglob("*"), *(project / "report" / "_generated").rglob("*")] if f.suffix in TEXTS]
    assert len(made) > 30
    said = {f.name: set(WORD.findall(re.sub(r"\s+", " ", f.read_text(encoding="utf-8")))) for f in made}
    assert {name: words for name, words in said.items() if words} == {}
