"""The command: every verb's help, its streams and exit codes, and one sentence for every mistake."""

from __future__ import annotations

import re

import pytest

from analysis import cli
from analysis.cli import intake
from analysis.core import paths
from tests.cli.conftest import run
from tests.conftest import one_sentence


def verbs() -> list[str]:
    return sorted(cli.factcheck.commands)


def test_the_verbs_of_the_contract_are_there():
    assert {"ingest", "resolve", "figures", "papers", "claims", "build", "check", "fetch"} <= set(verbs())


@pytest.mark.parametrize("verb", verbs())
def test_help_of_every_verb_has_an_example(factcheck, verb):
    result = factcheck(verb, "--help")
    assert (result.code, result.err) == (0, "")
    assert "example: " in result.out
    assert f"factcheck {verb}" in result.out.split("example: ")[1]
    for option in re.findall(r"--[a-z]+", result.out.split("example: ")[1]):
        assert option in result.out.split("example: ")[0], "the example uses an option that the help does not name"


def test_help_names_every_verb(factcheck):
    result = factcheck("--help")
    assert result.code == 0
    assert all(re.search(rf"^\s+{verb}\s+\w", result.out, re.MULTILINE) for verb in verbs())


def test_the_version_is_told(factcheck):
    from analysis import __version__

    assert factcheck("--version").out == f"factcheck {__version__}\n"


def test_the_module_runs_as_a_command_and_passes_its_exit_code():
    assert run("--version").out.startswith(b"factcheck ")
    wrong = run("papers", "--cohort", "x", "--format", "xml")
    assert wrong.code == 2
    assert b"\033" not in wrong.out + wrong.err


def test_a_reader_that_leaves_early_is_no_error():
    many = "affiliation\n" + "Stanford University\n" * 20_000
    result = run("resolve", "-", text=many, shell="| head -n 1")
    assert result.out.decode() == ",".join(intake.ANSWER) + "\n"
    assert result.err == b""
    assert result.code == 0


def test_a_reader_that_never_reads_is_no_error():
    result = run("resolve", "-", text="affiliation\nStanford University\n", shell="| true")
    assert (result.code, result.err, result.out) == (0, b"", b"")


def test_without_a_terminal_there_is_no_colour(factcheck, ready):
    for words in (["claims"], ["figures", "--cohort", "neurips-2024"], ["papers", "--cohort", "x"], ["--help"]):
        result = factcheck(*words)
        assert "\033" not in result.out + result.err


def test_on_a_terminal_the_word_error_is_red_unless_no_colour_is_wanted(factcheck, loaded, monkeypatch):
    monkeypatch.setattr(cli.sys.stderr.__class__, "isatty", lambda _: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert factcheck("papers", "--cohort", "x").err.startswith("\033[31merror\033[0m: ")
    monkeypatch.setenv("NO_COLOR", "1")
    assert factcheck("papers", "--cohort", "x").err.startswith("error: ")


BAD_CONFIGS = pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "config.yaml:1: is empty; write `key: value` lines"),
        ("a: [", "is not YAML ("),
        ("tilte: x\n", "config.yaml:1: tilte: unknown key"),
        (None, "config.yaml: cannot be read (No such file or directory)"),
    ],
    ids=["empty", "not YAML", "unknown key", "missing"],
)


@pytest.fixture
def at_config(tmp_path, monkeypatch):
    """The path of another config.yaml, which is not there yet."""
    monkeypatch.setattr(paths, "CONFIG", tmp_path / "config.yaml")
    return paths.CONFIG


@pytest.mark.parametrize(
    "words",
    [["figures"], ["claims"], ["papers", "--cohort", "neurips-2024"], ["ingest"], ["fetch", "neurips-2024"]],
    ids=lambda w: w[0],
)
@BAD_CONFIGS
def test_a_bad_config_stops_every_verb_with_one_sentence(factcheck, at_config, words, text, said):
    if text is not None:
        at_config.write_text(text)
    one_sentence(factcheck(*words), said)


def test_a_cohort_without_facts_says_what_to_run(factcheck, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "DATA", tmp_path)
    one_sentence(factcheck("figures"), "no such folder", f"run `factcheck ingest {next(iter(settings.cohorts))}`")


def test_an_interrupt_is_one_sentence_and_its_own_exit_code(factcheck, monkeypatch):
    def stop(progress):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.loaded, "figures", stop)
    result = factcheck("claims")
    assert (result.code, result.out, len(result.err.splitlines())) == (130, "", 1)
