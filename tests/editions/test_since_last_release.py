"""What the tree gives against the last release: explained by inputs it is news, unexplained it is a problem."""

from __future__ import annotations

import json
import shutil

import pytest
import yaml

from analysis.core import git, paths
from analysis.core.strict_json import canonical_json
from analysis.editions import edition, provenance, since_last_release
from analysis.editions.edition import Edition
from analysis.publish import checksums
from tests.support import tiny
from tests.support.forgeries import without_git

FACTS = f"data/{tiny.COHORT}/authorships.csv"
HEAD = "affiliation,ror,country,expect,reason,evidence,date\n"


def compared() -> since_last_release.Remarks:
    tiny.forget()
    return since_last_release.compare(edition.work())


def as_first_schema(folder) -> None:
    """Write the provenance of a release as releases before the chain have it."""
    said = {k: v for k, v in provenance.read(folder).items() if k not in ("earlier", "raw")} | {"schema": 1}
    (folder / provenance.NAME).write_text(canonical_json({**said, "seal": provenance.seal(said)}))


def test_a_tree_that_gives_what_was_released_says_nothing(released) -> None:
    assert compared() == ([], [])


def test_without_a_release_there_is_nothing_to_compare_with(released, monkeypatch) -> None:
    monkeypatch.setattr(paths, "RELEASES", released / "none")
    assert compared() == ([], [])


def test_numbers_that_a_changed_input_explains_are_a_note_with_the_first_of_them(released) -> None:
    (released / "data/overrides.csv").write_text(HEAD + "Invented Elm College,,FR,,a test,none,2026-01-01\n")
    problems, [note] = compared()
    assert problems == []
    assert note.startswith("releases/2026.2: ")
    assert f"{tiny.COHORT}.us-china.share 0.583333 → 0.5" in note
    assert note.endswith(
        "`factcheck diff 2026.2 work` lists them; inputs that changed since: overrides (data/overrides.csv)"
    )


def test_gold_sets_are_among_the_inputs_that_explain(released) -> None:
    gold = tiny.ROOT / "tests" / "gold" / "affiliations.csv"
    shutil.copyfile(gold, released / "tests/gold/affiliations.csv")
    problems, [note] = compared()
    assert problems == []
    assert "gold." in note
    assert note.endswith("inputs that changed since: data (tests/gold/affiliations.csv)")


def test_numbers_that_nothing_explains_are_a_problem(released, monkeypatch) -> None:
    now = edition.work()
    figures = {i: {**row, "value": 0.5} if i.endswith("us-china.share") else row for i, row in now.figures.items()}
    [problem], notes = since_last_release.compare(Edition("work", figures, now.verdicts, {}, work=True))
    assert notes == []
    assert "no input changed since, so nothing explains it" in problem
    monkeypatch.setattr(since_last_release.inputs, "libraries", lambda: {"pandas": "0.1"})
    assert "0.1 now" in since_last_release.compare(Edition("work", figures, now.verdicts, {}, work=True))[0][0]
    assert since_last_release.compare(Edition("work", now.figures, {}, {}, work=True))[0][0].startswith(
        "releases/2026.2: 1 verdict differs"
    )


@pytest.mark.parametrize("schema", [1, 2])
def test_facts_edited_by_hand_are_a_problem_though_their_hash_is_renewed(released, schema) -> None:
    if schema == 1:
        as_first_schema(released / "releases/2026.2")
    tiny.write_data(released, joint=5)
    [problem], [note] = compared()
    assert problem.startswith(f"{FACTS}: edited by hand since 2026.2: ")
    assert f"`factcheck ingest {tiny.COHORT}`" in problem
    assert f"data (data/{tiny.COHORT}/authorships.csv, data/{tiny.COHORT}/snapshot.yaml)" in note


def test_other_raw_files_explain_other_facts(released) -> None:
    tiny.write_data(released, joint=5)
    file = released / "data" / tiny.COHORT / "snapshot.yaml"
    said = yaml.safe_load(file.read_text())
    source = {"format": "program", "origin": "invented", "recorded": "2026", "licence": "unknown", "dropped": {}}
    source |= {"rows-in": 1, "rows-used": 1, "papers-added": 1, "files": [{"name": "x", "sha256": "0" * 64}]}
    file.write_text(yaml.safe_dump({**said, "sources": [source]}))
    problems, notes = compared()
    assert problems == []
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("name", "explains"), [("intake/ingest.py", True), ("facts/readers/program.py", True), ("claims/judge.py", False)]
)
def test_code_that_reads_raw_files_explains_other_facts_and_other_code_does_not(
    released, monkeypatch, name, explains
) -> None:
    tiny.write_data(released, joint=5)
    found = since_last_release.inputs.files
    changed = released / name.replace("/", "-")
    changed.write_text((released / "analysis" / name).read_text() + "\n")
    monkeypatch.setattr(
        since_last_release.inputs, "files", lambda *where: {**found(*where), f"analysis/{name}": changed}
    )
    problems, notes = compared()
    assert bool(problems) != explains
    assert (
        any(f"with the same raw files; what reads them changed too: analysis/{name}" in note for note in notes)
        == explains
    )


def test_what_cannot_be_told_without_git_is_said(released, monkeypatch) -> None:
    as_first_schema(released / "releases/2026.2")
    tiny.write_data(released, joint=5)
    monkeypatch.setattr(git, "_run", without_git)
    problems, notes = compared()
    assert problems == []
    assert any("whether its raw files did cannot be told" in note and "is not at hand" in note for note in notes)


def test_a_gold_set_that_was_changed_is_named_until_it_is_described_again(released) -> None:
    gold = released / "tests/gold"
    checksums.write()
    assert checksums.problems() == []
    assert json.loads((gold / checksums.NAME).read_text())["affiliations.csv"]["rows"] == 0
    (gold / "affiliations.csv").write_text((tiny.ROOT / "tests/gold/affiliations.csv").read_text())
    (gold / "title_blocks.csv").unlink()
    (gold / "more.csv").write_text("a\n")
    changed, new, missing = checksums.problems()
    assert changed.startswith("tests/gold/affiliations.csv: was changed since it was described: 0 rows then, ")
    assert new == "tests/gold/more.csv: is not described; run `make describe`"
    assert missing.startswith("tests/gold/title_blocks.csv: is missing, and had 0 rows")
    assert checksums.write()
    assert checksums.problems() == []
    (gold / checksums.NAME).unlink()
    assert checksums.problems() == ["tests/gold/checksums.json: is missing or damaged; run `make describe`"]


def test_the_committed_gold_sets_are_as_described() -> None:
    assert checksums.problems() == []
    assert {"affiliations.csv", "discordant.csv", "title_blocks.csv"} <= set(checksums.made())
