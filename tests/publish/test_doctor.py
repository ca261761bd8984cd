"""The doctor says what is there, how old it is, and the one step that mends what is not as it should be."""

from __future__ import annotations

import json
import shutil
from datetime import date
from importlib.metadata import PackageNotFoundError

import pytest
import yaml

from analysis.core import paths
from analysis.publish import doctor
from analysis.publish.render import quarto
from tests.support import tiny

TODAY = date(2024, 11, 25)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The tiny project, whose descriptions are as they should be."""
    from analysis.facts import describe
    from analysis.settings import config

    folder = tmp_path_factory.mktemp("healthy") / "tiny"
    folder.mkdir()
    tiny.make(folder)
    with pytest.MonkeyPatch.context() as patch:
        tiny.enter(folder, patch)
        describe.write(config.load())
    tiny.forget()
    return folder


@pytest.fixture
def small(made, tmp_path, monkeypatch):
    """A copy of it, without a Quarto."""
    folder = shutil.copytree(made, tmp_path / "tiny", symlinks=True)
    monkeypatch.setattr(quarto, "probe", lambda: (None, "Quarto is not installed"))
    tiny.enter(folder, monkeypatch)
    yield folder
    monkeypatch.undo()
    tiny.forget()


def signs(folder, name: str) -> list[tuple[str, str, str]]:
    """(state, words, mend) of all that is said of one thing."""
    return [(s.state, s.says, s.mend) for s in doctor.look(folder / "raw", TODAY) if s.name == name]


def test_a_project_in_order_is_healthy_and_says_what_it_has(small):
    found = doctor.look(small / "raw", TODAY)
    assert doctor.healthy(found)
    assert [sign.name for sign in found][:4] == ["Python", "libraries", "git", "who renders"]
    [engine] = [sign for sign in found if sign.part == "engine"]
    assert engine.state == "note"
    assert engine.says.startswith("fallback (")
    assert engine.says.endswith(", since Quarto is not installed")


def test_quarto_is_told_with_its_version(small, monkeypatch):
    monkeypatch.setattr(quarto, "probe", lambda: ("1.9.3", ""))
    assert signs(small, "who renders") == [("good", "Quarto 1.9.3", "")]


def test_a_cohort_says_how_old_it_is_and_what_it_lacks(small):
    about = yaml.safe_load((small / "data" / tiny.COHORT / "snapshot.yaml").read_text())
    source = {key: tiny.SOURCE[key] for key in ("format", "origin", "recorded", "licence", "basis")}
    about["sources"] = [source | {"rows-in": 12, "rows-used": 12, "papers-added": 12, "dropped": {}, "files": []}]
    about["accepted"] = [{"guard": "papers-lost", "share": 0.25, "words": "3 of 12 papers (25.0%) are gone"}]
    (small / "data" / tiny.COHORT / "snapshot.yaml").write_text(yaml.safe_dump(about, sort_keys=False))
    mend = f"add sources that have them to cohorts.{tiny.COHORT} in config.yaml, then factcheck ingest {tiny.COHORT}"
    assert signs(small, tiny.COHORT) == [
        ("good", "12 papers, newest file of 2024-10-25 (31 days ago); affiliations by program", ""),
        (
            "note",
            "lacks the abstracts of 12 of 12 papers; the full texts of 12 of 12 papers; affiliations by proceedings, "
            "profile, profile-by-name, paper",
            mend,
        ),
        (
            "note",
            "lacks 1 of its 1 raw files (x.json.gz)",
            f"nothing need be done; to make its facts anew put them into {small / 'raw'}",
        ),
        ("note", "was taken on purpose although 3 of 12 papers (25.0%) are gone (papers-lost)", ""),
    ]


def test_a_cohort_without_facts_is_awaited_and_the_next_step_is_told(small):
    shutil.rmtree(small / "data" / tiny.COHORT)
    (small / "data" / "datapackage.json").unlink()  # which knows of a folder that was there
    words = "awaited: data/ has no facts of it, and"
    lost = f"{words} lacks 1 of its 1 raw files (x.json.gz)"
    assert signs(small, tiny.COHORT) == [("note", lost, f"put its raw files into {small / 'raw'}")]
    (small / "raw").mkdir()
    (small / "raw" / "x.json.gz").touch()
    told = f"{words} its 1 raw files are there"
    assert signs(small, tiny.COHORT) == [("note", told, f"factcheck ingest {tiny.COHORT}")]
    (small / "raw" / "x.json.gz").unlink()
    cohorts = {tiny.COHORT: yaml.safe_load((small / "config.yaml").read_text())["cohorts"][tiny.COHORT]}
    cohorts[tiny.COHORT]["sources"][0]["url"] = "https://elm.example/x.json"
    tiny.write_config(small, cohorts=cohorts)
    assert signs(small, tiny.COHORT) == [("note", lost, f"factcheck fetch {tiny.COHORT}")]


def test_damaged_facts_and_other_terms_are_bad_and_say_what_mends_them(small):
    terms = yaml.safe_load((small / "config.yaml").read_text())["terms"]
    tiny.write_config(small, terms={"qwen": {**terms["qwen"], "patterns": ["Qwen"], "matches": [], "misses": []}})
    [(state, says, mend)] = signs(small, tiny.COHORT)
    assert (state, mend) == ("bad", f"factcheck ingest {tiny.COHORT}")
    assert says.endswith("; counted with other terms than config.yaml has")
    (small / "data" / tiny.COHORT / "papers.csv").write_text("x\n")
    [(state, says, mend)] = signs(small, tiny.COHORT)
    assert (state, mend) == ("bad", f"restore it, or run `factcheck ingest {tiny.COHORT}`")
    assert "papers.csv: differs from what snapshot.yaml recorded" in says


def test_descriptions_of_other_data_and_a_broken_config_are_bad(small):
    (small / "data" / "datapackage.json").write_text("{}")
    assert signs(small, "descriptions") == [
        ("bad", "data/datapackage.json describe other data than are there", "make describe")
    ]
    (small / "config.yaml").write_text("report: [\n")
    [(state, says, _)] = signs(small, "config.yaml")
    assert state == "bad"
    assert says.startswith("config.yaml:")


def test_libraries_that_are_missing_or_others_are_named(small, monkeypatch):
    def other(name: str) -> str:
        if name == "altair":
            raise PackageNotFoundError(name)
        return "0.1"

    monkeypatch.setattr(doctor, "version", other)
    [(state, says, mend)] = signs(small, "libraries")
    assert (state, mend) == ("bad", "rm -rf .venv && make report")
    assert "are not as requirements.lock has them: altair missing, not " in says
    assert "annotated-types 0.1, not " in says


def test_an_old_python_and_a_library_that_cannot_be_imported_are_told(small, monkeypatch):
    monkeypatch.setattr(doctor.platform, "python_version", lambda: "3.9.1")
    assert signs(small, "Python") == [("bad", "3.9.1, and the project needs >=3.11", "make report PYTHON=python3.12")]

    def missing():
        raise ImportError("no module named 'pypandoc'")

    monkeypatch.setattr(doctor, "_engine", missing)
    said = "cannot be looked at, since a library is missing (no module named 'pypandoc')"
    assert signs(small, "who renders") == [("bad", said, "make report")]


def test_without_git_it_is_bad_and_without_a_repository_a_note(small, monkeypatch):
    shutil.rmtree(small / ".git")
    [(state, says, mend)] = signs(small, "git")
    assert (state, bool(mend)) == ("note", True)
    assert ", but " in says
    monkeypatch.setattr(doctor.shutil, "which", lambda _: None)
    assert signs(small, "git") == [("bad", "is not installed", "install git")]


def test_the_verb_prints_text_and_json_and_exits_by_what_is_bad(small, factcheck):
    text = factcheck("doctor", "--raw", small / "raw")
    assert text.code == 0
    assert text.out.splitlines()[0] == "installed"
    assert "\033" not in text.out
    assert f"  ok    {tiny.COHORT}: 12 papers" in text.out
    (small / "data" / tiny.COHORT / "papers.csv").write_text("x\n")
    told = factcheck("doctor", "--raw", small / "raw", "--format", "json")
    said = json.loads(told.out)
    assert (told.code, said["healthy"]) == (1, False)
    assert {tuple(sorted(sign)) for sign in said["signs"]} == {("mend", "name", "part", "says", "state")}


def test_the_lock_of_this_project_can_be_read():
    assert (paths.ROOT / "requirements.lock").is_file()
    assert len(list(doctor._libraries())) == 1
