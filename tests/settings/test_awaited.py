"""A stanza may stand before its facts: the cohort is awaited, all others are as they were, and what was lost is no such."""

from __future__ import annotations

import json

import pytest

from analysis.settings import awaited, config
from tests.conftest import one_sentence, source, write_gz

PAPERS = [
    {"title": "On oak", "authors": [["Ada Quill", ["Stanford University"]], ["Bo Tern", ["Tsinghua University"]]]}
]
OAK, ELM = "oak-2026", "elm-2031"


def stanza(file: str, year: int, **more) -> dict:
    told = source(file, "program", basis="program", spine=True, **more)
    return {"venue": "Oak", "year": year, "headline-basis": "program", "sources": [told]}


@pytest.fixture
def one_of_two(project, factcheck):
    """A project with the facts of one cohort, and a stanza for another."""
    write_gz(project.raw / "oak.gz", PAPERS)
    waiting = stanza("elm.gz", 2031, url="https://elm.example/program.json")
    settings = project({ELM: waiting, OAK: stanza("oak.gz", 2026)})
    assert list(settings.awaited) == [ELM, OAK]
    project.first = factcheck("ingest", "--raw", project.raw, OAK)
    return project


def test_a_cohort_without_facts_is_awaited_and_stands_where_the_stanza_does(one_of_two):
    settings = config.load()
    assert (list(settings.cohorts), list(settings.awaited)) == ([OAK], [ELM])
    assert list(settings.stanzas) == [ELM, OAK]
    assert settings.awaiting == "Awaited, until its data are there and brought in: Oak 2031."


def test_figures_of_others_are_the_same_bytes_and_the_command_says_what_is_awaited(one_of_two, factcheck):
    with_it = factcheck("figures", "--format", "json")
    one_of_two({OAK: stanza("oak.gz", 2026)})
    without = factcheck("figures", "--format", "json")
    assert (with_it.code, with_it.out) == (0, without.out)
    assert with_it.err == f"note: awaited, as data/ has no facts of it yet: {ELM}\n"
    assert without.err == ""


def test_asked_for_itself_it_has_no_figures_and_no_papers(one_of_two, factcheck):
    asked = factcheck("figures", "--cohort", ELM, "--format", "json")
    assert (asked.code, json.loads(asked.out)["figures"]) == (0, [])
    one_sentence(factcheck("papers", "--cohort", ELM), "is awaited: data/ has no facts of it yet", f"fetch {ELM}")


def test_to_ingest_everything_leaves_out_what_fetch_is_to_bring(one_of_two, factcheck):
    reference = one_of_two.raw / "reference"
    asked = factcheck("ingest", "--raw", one_of_two.raw)
    assert asked.code == 2 and str(reference) in asked.err, "registries have no address, so that they must be there"
    from analysis.intake.ingest import to_fetch

    settings = config.load()
    assert to_fetch(settings.stanzas[ELM], one_of_two.raw) == ["elm.gz"]
    assert to_fetch(settings.stanzas[OAK], one_of_two.raw) == []
    (one_of_two.raw / "oak.gz").unlink()
    assert to_fetch(settings.stanzas[OAK], one_of_two.raw) == [], "it has no address, so its absence is an error"


def test_once_its_facts_are_there_it_counts(one_of_two, factcheck):
    write_gz(one_of_two.raw / "elm.gz", PAPERS)
    assert factcheck("ingest", "--raw", one_of_two.raw, ELM).out == f"{ELM}: written\n"
    asked = factcheck("figures", "--cohort", ELM, "--format", "json")
    assert asked.err == "" and json.loads(asked.out)["figures"]
    described = json.loads((one_of_two.data / "datapackage.json").read_text(encoding="utf-8"))
    assert [r["path"].partition("/")[0] for r in described["resources"]][::4] == [ELM, OAK]


def test_facts_that_were_there_and_are_lost_are_no_awaited_ones(one_of_two, factcheck):
    (one_of_two.data / OAK).rename(one_of_two.folder / "elsewhere")
    assert list(config.load().awaited) == [ELM]
    one_sentence(factcheck("figures"), "no such folder", f"factcheck ingest {OAK}")


def test_a_project_without_any_facts_says_what_to_do(project, factcheck):
    project({ELM: stanza("elm.gz", 2031)})
    one_sentence(factcheck("figures"), f"data/{ELM}: no such folder; run `factcheck ingest {ELM}`")


def test_no_cohort_that_waits_needs_no_words():
    assert awaited.words([]) == ""
    assert awaited.words(["a", "b"]) == "awaited, as data/ has no facts of them yet: a, b"
