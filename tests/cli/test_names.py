"""Completion: each shell is given the names that can stand there, and nothing breaks where config.yaml is broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from analysis.cli import SHELLS
from analysis.core import paths


@pytest.fixture
def completed(factcheck, monkeypatch):
    """`completed("papers", "--cohort", "ne")`: what a shell is told that may stand in place of the last word."""

    def ask(*words: str) -> list[str]:
        monkeypatch.setenv("_FACTCHECK_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(["factcheck", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        result = factcheck()
        assert (result.code, result.err) == (0, "")
        return [line.partition(",")[2] for line in result.out.splitlines() if line]

    return ask


def test_verbs_and_options_are_completed(completed):
    assert completed("ver") == ["verify"]
    assert completed("figures", "--def") == ["--definition"]
    assert completed("diff", "--format", "m") == ["md"]


def test_cohorts_are_those_of_config_and_what_else_a_verb_takes(completed, settings):
    assert completed("fetch", "") == list(settings.stanzas)
    assert completed("ingest", "") == [*settings.stanzas, "reference"]
    assert completed("figures", "--cohort", "g") == ["gold"]


def test_terms_and_definitions_are_those_of_config(completed, settings):
    assert completed("papers", "--term", "") == list(settings.terms)
    assert set(completed("figures", "--definition", "")) > {
        "headline",
        *settings.definitions["policy"],
        *settings.levels,
    }
    assert completed("figures", "--definition", "profile+head") == ["profile+headquarters"]


def test_releases_are_those_that_there_are(completed):
    there = sorted(p.name for p in paths.RELEASES.iterdir() if p.is_dir())
    assert sorted(completed("verify", "")) == there
    assert completed("diff", "2026.1", "w") == ["work"]


@pytest.mark.parametrize(
    "text", [None, "", "a: [", "cohorts: 3\n", "- a\n"], ids=["missing", "empty", "broken", "number", "list"]
)
def test_a_broken_config_completes_nothing(completed, tmp_path, monkeypatch, text):
    monkeypatch.setattr(paths, "CONFIG", tmp_path / "config.yaml")
    if text is not None:
        paths.CONFIG.write_text(text)
    assert completed("fetch", "") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_each_shell_is_one_that_the_shell_reads(shell):
    environment = {**os.environ, "_FACTCHECK_COMPLETE": f"{shell}_source", "PYTHONPATH": str(paths.ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "analysis"], env=environment, cwd=paths.ROOT, capture_output=True, check=True, timeout=60
    )
    assert b"_FACTCHECK_COMPLETE" in done.stdout
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=done.stdout, check=True, timeout=60)
