"""The command: every verb's help, the contracts of its outputs, and one sentence for every mistake."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import cli
from analysis.core import paths
from analysis.settings.config import load
from analysis.settings.definitions import can_carry, parse
from tests.conftest import one_sentence, some

HEADER = "affiliation,countries,institutions,ror,method,headquarters"
SETTINGS = load()


def verbs() -> list[str]:
    return sorted(cli.factcheck.commands)


def run(*words: str, text: str | bytes = b"", shell: str = "", **env: str) -> SimpleNamespace:
    """The command in a process of its own; `shell` comes behind it, as in ``| head``."""
    command = [sys.executable, "-m", "analysis", *words]
    data = text.encode() if isinstance(text, str) else text
    where = {**os.environ, "PYTHONPATH": str(paths.ROOT), **env}
    if shell:
        quoted = " ".join(f"'{w}'" for w in command)
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {quoted} {shell}"],
            input=data,
            capture_output=True,
            cwd=paths.ROOT,
            env=where,
            check=False,
            timeout=120,
        )
    else:
        done = subprocess.run(
            command, input=data, capture_output=True, cwd=paths.ROOT, env=where, check=False, timeout=120
        )
    return SimpleNamespace(code=done.returncode, out=done.stdout, err=done.stderr)


# --- help and wrong use


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


@pytest.mark.parametrize(
    "words",
    [[], ["figurs"], ["papers"], ["papers", "--cohort"], ["figures", "--format", "xml"], ["fetch"], ["--nonsense"]],
)
def test_wrong_use_is_one_sentence_that_says_what_to_do(factcheck, words):
    one_sentence(factcheck(*words), "error: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "factcheck: no verb is given; choose from fetch, "),
        (["figurs"], "factcheck: there is no verb 'figurs'; did you mean 'figures'?; choose from "),
        (["figures", "--fromat"], "factcheck figures: there is no option '--fromat'; did you mean '--format'?; see "),
        (["figures", "--help-me"], "there is no option '--help-me'; did you mean '--help'?"),
        (["figures", "--format", "tabel"], "--format: 'tabel' is none of its values; did you mean 'table'?; choose "),
        (["diff", "2026.1"], "factcheck diff: NEW is not given; see `factcheck diff --help`"),
        (["papers"], "factcheck papers: --cohort is not given; see `factcheck papers --help`"),
        (["papers", "--cohort"], "factcheck papers: option '--cohort' requires an argument; see "),
        (["check", "--notes=3"], "factcheck check: option '--notes' does not take a value; see "),
        (["figures", "neurips-2024"], "factcheck figures: got unexpected extra argument"),
    ],
)
def test_wrong_use_says_where_and_what_was_perhaps_meant(factcheck, words, said):
    one_sentence(factcheck(*words), said)


def test_the_version_is_told(factcheck):
    from analysis import __version__

    assert factcheck("--version").out == f"factcheck {__version__}\n"


def test_the_module_runs_as_a_command_and_passes_its_exit_code():
    assert run("--version").out.startswith(b"factcheck ")
    wrong = run("papers", "--cohort", "x", "--format", "xml")
    assert wrong.code == 2
    assert b"\033" not in wrong.out + wrong.err


# --- resolve


@pytest.fixture
def resolve(factcheck, monkeypatch):
    """`resolve -` on a text: the rows of its answer, and the whole result."""

    def ask(text: str | bytes, *options: str) -> tuple[list[dict], SimpleNamespace]:
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        result = factcheck("resolve", "-", *options)
        return list(csv.DictReader(io.StringIO(result.out, newline=""))), result

    return ask


def test_resolve_keeps_order_and_row_count_with_the_header_of_the_contract(resolve):
    cells = [
        "Tsinghua University",
        "no such place at all",
        "Stanford University",
        "Tsinghua University",
        "",
        "NYU Shanghai",
    ]
    rows, result = resolve("affiliation\n" + "".join(f'"{c}"\n' for c in cells))
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[0] == HEADER
    assert [r["affiliation"] for r in rows] == cells
    assert [r["countries"] for r in rows] == ["CN", "", "US", "CN", "", "CN"]
    assert [r["method"] for r in rows][4] == "empty"
    assert [r["method"] for r in rows][1] == "unresolved"
    assert rows[0]["ror"] and rows[0]["institutions"] == "Tsinghua University"


def test_several_countries_are_sorted_and_joined_by_a_bar(resolve):
    [row], _ = resolve("affiliation\nStanford University; Tsinghua University\n")
    assert row["countries"] == row["headquarters"] == "CN|US"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("\ufeffaffiliation\nMIT\n", ["MIT"]),
        ("affiliation\r\nMIT\r\nCMU\r\n", ["MIT", "CMU"]),
        ('affiliation\n"Department of Oak\nStanford University"\n', ["Department of Oak\nStanford University"]),
        ('affiliation\n"Oak\r\nElm"\n"Oak\rElm"\nMIT\n', ["Oak\r\nElm", "Oak\rElm", "MIT"]),
        ('affiliation\n"The ""Oak"" Institute, Ltd"\n', ['The "Oak" Institute, Ltd']),
        ("id,affiliation,note\n1,MIT,x\n2\n3,,y\n", ["MIT", "", ""]),
        ("affiliation\n", []),
        ("affiliation\nMIT", ["MIT"]),
        ("affiliation\nשלום &amp;amp; \\u00e9 😀\n", ["שלום &amp;amp; \\u00e9 😀"]),
        ("affiliation\n" + "x" * 300_000 + "\n", ["x" * 300_000]),
    ],
    ids=[
        "mark",
        "windows",
        "newline in a cell",
        "returns in a cell",
        "quotes",
        "other columns and short rows",
        "no row",
        "no last newline",
        "unicode",
        "long",
    ],
)
def test_resolve_takes_csv_as_it_comes_and_gives_cells_back_as_they_were(resolve, text, cells):
    rows, result = resolve(text)
    assert result.code == 0
    assert [r["affiliation"] for r in rows] == cells
    assert all(len(r) == 6 and None not in r.values() for r in rows)


def test_a_file_is_resolved_like_standard_input(factcheck, resolve, tmp_path):
    text = "\ufeffaffiliation\nStanford University\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert factcheck("resolve", tmp_path / "a.csv").out == resolve(text)[1].out


def test_the_policy_chooses_between_the_place_and_the_head_office(resolve):
    [stated], _ = resolve("affiliation\nMicrosoft Research Asia\n")
    [office], _ = resolve("affiliation\nMicrosoft Research Asia\n", "--policy", "headquarters")
    assert (stated["countries"], office["countries"]) == ("CN", "US")
    assert stated["headquarters"] == office["headquarters"] == "US"


def test_explain_says_why(factcheck):
    result = factcheck("resolve", "--explain", "Stanford University")
    assert result.code == 0
    assert "US" in result.out
    assert "ROR" in result.out


def test_resolve_without_the_column_is_told(resolve, factcheck, tmp_path):
    one_sentence(
        resolve("institution\nMIT\n")[1], "-: has no column 'affiliation'", "name the column in its first line"
    )
    one_sentence(resolve("")[1], "has no column 'affiliation'")
    (tmp_path / "a.csv").write_text("Affiliation\nMIT\n")
    one_sentence(factcheck("resolve", tmp_path / "a.csv"), f"{tmp_path / 'a.csv'}: has no column 'affiliation'")


def test_resolve_of_a_file_that_is_not_utf_8_is_told(resolve, factcheck, tmp_path):
    (tmp_path / "a.csv").write_bytes("affiliation\nUniversität\n".encode("latin-1"))
    result = factcheck("resolve", tmp_path / "a.csv")
    assert result.code == 2
    said = "is not UTF-8 text, perhaps Latin-1 or Windows-1252; save it as CSV in UTF-8 with commas"
    assert result.err.startswith(f"error: {tmp_path / 'a.csv'}: {said}")
    assert resolve(b"affiliation\n\xff\xfe\n")[1].err.startswith(f"error: -: {said}")


def test_resolve_without_a_file_or_of_none_is_told(factcheck, tmp_path):
    one_sentence(
        factcheck("resolve", tmp_path / "none.csv"),
        f"{tmp_path / 'none.csv'}: cannot be read (No such file or directory)",
        "check the name",
    )
    one_sentence(factcheck("resolve", tmp_path), "cannot be read")
    one_sentence(factcheck("resolve"), "no file is given", "--explain")


def test_resolve_writes_utf_8_whatever_the_terminal_says():
    result = run("resolve", "-", text="affiliation\nUniversität Zürich\n", PYTHONIOENCODING="ascii")
    assert result.code == 0
    assert "Universität Zürich".encode() in result.out


# --- pipes and colour


def test_a_reader_that_leaves_early_is_no_error():
    many = "affiliation\n" + "Stanford University\n" * 20_000
    result = run("resolve", "-", text=many, shell="| head -n 1")
    assert result.out.decode() == HEADER + "\n"
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


# --- figures, papers and claims on the committed facts


def rows_of(result: SimpleNamespace) -> list[dict]:
    assert (result.code, result.err) == (0, "")
    return list(csv.DictReader(io.StringIO(result.out)))


@pytest.fixture
def ready(loaded, computed, monkeypatch):
    """The loaded facts, and the figures computed from them once."""
    from analysis.topics import catalogue

    monkeypatch.setattr(catalogue, "compute", lambda _: computed)
    return computed


CARRIED = sorted(
    {
        (n, text)
        for n, c in SETTINGS.cohorts.items()
        for text in ("", *c.bases, *SETTINGS.also)
        if can_carry(parse(text, SETTINGS, c), c)
    }
)


@pytest.mark.parametrize(("cohort", "definition"), some(CARRIED, 12))
def test_the_papers_listed_are_those_that_the_figures_count(factcheck, ready, cohort, definition):
    where = SETTINGS.cohorts[cohort]
    suffix = parse(definition, SETTINGS, where).text(SETTINGS, where)
    figures = {f.id: f for f in ready}

    # where all papers are of the main track that choice has no figure of its own, and lists the same papers
    if f"{cohort}.us-china.share@{suffix}" not in figures:
        suffix = suffix.removesuffix("main").removesuffix("+")

    def figure(measure: str):
        return figures[f"{cohort}.{measure}" + (f"@{suffix}" if suffix else "")]

    asked = ["--cohort", cohort, *(["--definition", definition] if definition else [])]
    both = rows_of(factcheck("papers", *asked, "--countries", "US,CN"))
    everything = rows_of(factcheck("papers", *asked))
    if "fractional" in definition:  # each paper of the list counts for a part
        assert 0 < figure("us-china.papers").numerator < len(both)
        return
    assert len(both) == figure("us-china.papers").numerator
    assert len(everything) == figure("us-china.share").denominator == figure("classified").numerator
    assert len(rows_of(factcheck("papers", *asked, "--countries", "US"))) == figure("us.papers").numerator
    assert len(rows_of(factcheck("papers", *asked, "--countries", "CN"))) == figure("china.papers").numerator
    assert {r["paper_id"] for r in both} <= {r["paper_id"] for r in everything}
    assert {r["basis"] for r in everything} == {parse(definition, SETTINGS, where).basis}
    ids = [r["paper_id"] for r in everything]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("term", sorted(SETTINGS.terms))
def test_the_papers_of_a_term_are_those_that_adoption_counts(factcheck, ready, term):
    figures = {f.id: f for f in ready}
    for level in ("", "body"):
        at = "@body" if level else ""
        for countries, group in (("US", "us"), ("CN", "china"), ("US,CN", "us-china"), ("", "all")):
            asked = [
                "papers",
                "--cohort",
                "neurips-2025",
                "--term",
                term,
                *(["--countries", countries] if countries else []),
                *(["--definition", level] if level else []),
            ]
            rows = rows_of(factcheck(*asked))
            assert len(rows) == figures[f"neurips-2025.adoption.{term}.{group}.papers{at}"].numerator
            assert all(term in r["terms"].split("|") for r in rows)


def test_a_table_of_papers_has_the_columns_of_the_contract(factcheck, loaded):
    result = factcheck("papers", "--cohort", "neurips-2024", "--countries", "us, cn")
    assert result.out.splitlines()[0] == "paper_id,title,url,basis,countries,institutions,terms"
    rows = rows_of(result)
    assert rows
    assert all({"US", "CN"} <= set(r["countries"].split("|")) for r in rows)
    assert all(r["countries"] == "|".join(sorted(r["countries"].split("|"))) for r in rows)


def test_figures_come_as_table_json_and_csv_with_the_same_numbers(factcheck, ready):
    given = json.loads(factcheck("figures", "--format", "json").out)
    assert given["schema"] == 1
    ids = [f["id"] for f in given["figures"]]
    assert ids == sorted(set(ids)) == ready.ids()
    needed = {
        "id",
        "label",
        "unit",
        "value",
        "numerator",
        "denominator",
        "interval",
        "bounds",
        "definition",
        "cohort",
        "sources",
    }
    assert all(needed <= set(f) for f in given["figures"])
    table = pd.read_csv(io.StringIO(factcheck("figures", "--format", "csv").out))
    assert table["id"].tolist() == ids
    for figure, value in zip(given["figures"], table["value"], strict=True):
        assert (figure["value"] is None and pd.isna(value)) or figure["value"] == pytest.approx(value)
    lines = factcheck("figures").out.splitlines()
    assert [line.split()[0] for line in lines] == ids


def test_figures_json_is_canonical(factcheck, ready):
    text = factcheck("figures", "--format", "json").out
    assert text == factcheck("figures", "--format", "json").out
    assert text == json.dumps(json.loads(text), sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def test_figures_of_one_cohort_and_definition_are_a_part_of_all(factcheck, ready):
    part = json.loads(
        factcheck("figures", "--format", "json", "--cohort", "neurips-2024", "--definition", "profile+headquarters").out
    )["figures"]
    assert part
    assert {(f["cohort"], f["definition"]) for f in part} == {("neurips-2024", "profile+headquarters")}
    assert all(f["id"].endswith("@profile+headquarters") for f in part)
    headline = json.loads(factcheck("figures", "--format", "json", "--definition", "headline").out)["figures"]
    assert {f["definition"] for f in headline} == {"headline"}
    assert {f["cohort"] for f in headline} >= set(SETTINGS.cohorts)


def test_counts_and_shares_of_the_committed_facts_agree(ready):
    for figure in ready:
        if figure.unit == "share" and figure.denominator:
            assert 0 <= figure.numerator <= figure.denominator
            assert figure.value == pytest.approx(figure.numerator / figure.denominator)
        if figure.interval and figure.value is not None:
            assert (
                figure.interval[0] - 1 <= figure.value <= figure.interval[1] + 1
                if figure.unit == "papers"
                else figure.interval[0] <= figure.value <= figure.interval[1]
            )
        if figure.bounds:
            assert figure.bounds[0] <= figure.bounds[1]


def test_every_claim_has_a_verdict_that_rests_on_a_figure(factcheck, ready):
    given = json.loads(factcheck("claims", "--format", "json").out)
    text = json.dumps(given)
    for name in SETTINGS.claims:
        assert f'"{name}"' in text
    figures = {f.id: f for f in ready}
    entries = given["claims"] if isinstance(given, dict) else given
    assert [e["id"] for e in entries][: len(SETTINGS.claims)] == list(SETTINGS.claims)
    for entry in entries:
        if "decisive" in entry:
            assert entry["verdict"] in SETTINGS.verdicts.scale
            assert entry["value"] == figures[entry["decisive"]].as_json()["value"]
    assert len(factcheck("claims").out.splitlines()) == len(SETTINGS.claims)


# --- mistakes


def test_unknown_names_are_refused_with_a_suggestion(factcheck, ready, settings):
    said = factcheck("papers", "--cohort", "neurips-2042")
    one_sentence(
        said,
        "there is no cohort 'neurips-2042'",
        "did you mean 'neurips-20",
        f"choose from {', '.join(settings.cohorts)}",
    )
    one_sentence(
        factcheck("figures", "--cohort", "nerips-2024"),
        "there is no cohort 'nerips-2024'",
        "did you mean 'neurips-2024'?",
    )
    one_sentence(
        factcheck("papers", "--cohort", "neurips-2024", "--term", "qwem"),
        "--term: there is no term 'qwem'; did you mean 'qwen'?",
        "choose from",
    )
    one_sentence(
        factcheck("papers", "--cohort", "neurips-2024", "--definition", "profil"),
        "--definition: 'profil' is no definition; did you mean 'profile'?",
        "choose from",
    )
    one_sentence(
        factcheck("figures", "--definition", "headquarter"),
        "'headquarter' is no definition; did you mean 'headquarters'?",
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("USA,CN", "'USA' is no country code; did you mean 'US'?"),
        ("UK", "'UK' is no country code; did you mean 'GB'?"),
        ("china", "'CHINA' is no country code; did you mean 'CN'?"),
        ("XX", "'XX' is no country code; give ISO"),
        ("U1", "'U1' is no country code"),
    ],
)
def test_an_unknown_country_is_refused_with_a_suggestion(factcheck, loaded, given, said):
    one_sentence(
        factcheck("papers", "--cohort", "neurips-2024", "--countries", given),
        f"--countries: {said}",
        "ISO 3166-1 alpha-2",
    )


def test_a_definition_that_the_cohort_cannot_answer_is_refused(factcheck, ready):
    one_sentence(
        factcheck("papers", "--cohort", "neurips-2024", "--definition", "paper"),
        "neurips-2024 cannot answer under 'paper'",
        "it has the bases program, profile",
    )
    one_sentence(
        factcheck("figures", "--definition", "two-authors+main+body"),
        "no figure has the definition",
        "add it under `also` in config.yaml",
    )


def test_a_claim_whose_figure_is_not_computed_is_named(factcheck, ready, monkeypatch):
    name, claim = next(iter(SETTINGS.claims.items()))
    wrong = claim.model_copy(update={"figures": ["neurips-2024.us-china.shar"]})
    monkeypatch.setattr(cli.loaded, "workbook", lambda _: (SETTINGS.model_copy(update={"claims": {name: wrong}}), None))
    said = "the figure 'neurips-2024.us-china.shar' is not computed; did you mean 'neurips-2024.us-china.share'?"
    one_sentence(factcheck("claims"), f"config.yaml: claims.{name}.figures: {said}", "factcheck figures")


BAD_CONFIGS = pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "config.yaml: is empty or not a mapping"),
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
    one_sentence(factcheck("figures"), "no such file", f"run `factcheck ingest {next(iter(settings.cohorts))}`")


def test_an_interrupt_is_one_sentence_and_its_own_exit_code(factcheck, monkeypatch):
    def stop(progress):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.loaded, "workbook", stop)
    result = factcheck("claims")
    assert (result.code, result.out, len(result.err.splitlines())) == (130, "", 1)
