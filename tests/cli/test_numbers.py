"""`figures`, `papers` and `claims` on the committed facts: they agree with each other, and say what they cannot do."""

from __future__ import annotations

import csv
import io
import json
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import cli
from analysis.settings.config import load
from analysis.settings.definitions import can_carry, parse
from tests.conftest import one_sentence, some

SETTINGS = load()


def rows_of(result: SimpleNamespace) -> list[dict]:
    assert (result.code, result.err) == (0, "")
    return list(csv.DictReader(io.StringIO(result.out)))


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
    both = rows_of(factcheck("papers", *asked, "--countries", "us,china"))
    everything = rows_of(factcheck("papers", *asked))
    if "fractional" in definition:  # each paper of the list counts for a part
        assert 0 < figure("us-china.papers").numerator < len(both)
        return
    assert len(both) == figure("us-china.papers").numerator
    assert len(everything) == figure("us-china.share").denominator == figure("classified").numerator
    assert len(rows_of(factcheck("papers", *asked, "--countries", "us"))) == figure("us.papers").numerator
    assert len(rows_of(factcheck("papers", *asked, "--countries", "china"))) == figure("china.papers").numerator
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


def test_unknown_names_are_refused_with_a_suggestion(factcheck, ready, settings):
    said = factcheck("papers", "--cohort", "neurips-2042")
    one_sentence(
        said,
        "there is no cohort 'neurips-2042'",
        "did you mean 'neurips-20",
        f"choose from {', '.join(settings.stanzas)}",
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
        ("USA,CN", "'USA' is no country code of ISO 3166-1 (two capital letters); did you mean 'US'"),
        ("UK", "'UK' is no country code of ISO 3166-1 (two capital letters); did you mean 'GB'"),
        ("chinas", "'CHINAS' is no country code"),
        ("france", "'FRANCE' is no country code of ISO 3166-1 (two capital letters); did you mean 'FR'"),
        ("XX", "'XX' is no country code of ISO 3166-1"),
        ("U1", "'U1' is no country code"),
    ],
)
def test_an_unknown_country_is_refused_with_a_suggestion(factcheck, loaded, given, said):
    one_sentence(
        factcheck("papers", "--cohort", "neurips-2024", "--countries", given),
        f"--countries: {said}",
        "give codes such as FR,DE, or groups: us, china",
    )


def test_a_definition_that_the_cohort_cannot_answer_is_refused(factcheck, ready):
    one_sentence(
        factcheck("papers", "--cohort", "neurips-2023", "--definition", "paper"),
        "neurips-2023 cannot answer under 'paper'",
        "it has the basis profile",
    )
    one_sentence(
        factcheck("figures", "--definition", "separate-people+main+body"),
        "no figure has the definition",
        "add it under `also` in config.yaml",
    )


def test_a_claim_whose_figure_is_not_computed_is_named(factcheck, ready, monkeypatch):
    name, claim = next(iter(SETTINGS.claims.items()))
    wrong = claim.model_copy(update={"figures": ["neurips-2024.us-china.shar"]})
    changed = SETTINGS.model_copy(update={"claims": {name: wrong}})
    monkeypatch.setattr(cli.loaded, "figures", lambda _: (changed, ready))
    said = "the figure 'neurips-2024.us-china.shar' is not computed; did you mean 'neurips-2024.us-china.share'?"
    one_sentence(factcheck("claims"), f"config.yaml: claims.{name}.figures: {said}", "factcheck figures")


def test_a_figure_is_found_by_words_and_explained(factcheck, ready):
    found = factcheck("figures", "--search", "us-china rise", "--cohort", "neurips-2024", "--format", "csv")
    assert "neurips-2024.us-china.rise," in found.out
    assert all("us-china.rise" in row for row in found.out.splitlines()[1:])
    said = factcheck("figures", "--explain", "neurips-2024.us-china.share")
    assert said.code == 0
    assert "analysis.figures.counts.joint_share, for counts" in said.out
    assert "factcheck papers --cohort neurips-2024 --countries us,china" in said.out
    assert factcheck("figures", "--search", "no such thing").out == ""


def test_an_unknown_figure_is_told_with_what_was_meant(factcheck, ready):
    one_sentence(
        factcheck("figures", "--explain", "neurips-2024.us-china.shar"),
        "--explain: there is no figure 'neurips-2024.us-china.shar'; did you mean 'neurips-2024.us-china.share'?",
        "--search WORDS",
    )
