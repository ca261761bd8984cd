"""An odd cohort ends in a sentence or in fewer figures, never in a traceback."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from analysis.facts import store
from analysis.facts.columns import OF_A_COHORT
from tests.conftest import one_sentence
from tests.support import tiny


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("odd") / "tiny"
    folder.mkdir()
    tiny.make(folder)
    return folder


@pytest.fixture
def small(made, tmp_path, monkeypatch):
    """The tiny project, and what writes its cohort with other facts: `small(papers=…, authorships=…)`."""
    folder = shutil.copytree(made, tmp_path / "tiny", symlinks=True)
    tiny.enter(folder, monkeypatch)
    shot = store.read(tiny.COHORT)

    def write(**tables) -> None:
        store.write(replace(shot, **tables))
        tiny.forget()

    write.shot = shot
    yield write
    monkeypatch.undo()
    tiny.forget()


def said(rows, text: str):
    """The authorships with one affiliation for all."""
    return rows.assign(affiliation=text)


def test_a_cohort_without_papers_is_one_sentence(small, factcheck):
    small(**{name: getattr(small.shot, name).iloc[:0] for name in OF_A_COHORT})
    for verb in ("figures", "check", "claims"):
        told = f"data/{tiny.COHORT}/papers.csv: holds no paper; restore it, or run `factcheck ingest {tiny.COHORT}`"
        one_sentence(factcheck(verb), told)


@pytest.mark.parametrize("empty", [True, False])
def test_a_cohort_without_affiliations_is_one_sentence(small, factcheck, empty):
    rows = small.shot.authorships
    small(authorships=said(rows, "") if empty else rows.iloc[:0])
    for verb in ("figures", "check"):
        one_sentence(factcheck(verb), "authorships.csv: holds no affiliation of the basis 'program'")


ODD = {
    "affiliations that nobody knows": lambda shot: {"authorships": said(shot.authorships, "Zzqx Vlorp")},
    "one affiliation for all": lambda shot: {"authorships": said(shot.authorships, "Stanford University")},
    "no authors": lambda shot: {"papers": shot.papers.assign(authors=0)},
    "no track": lambda shot: {"papers": shot.papers.assign(track="")},
    "one paper": lambda shot: {
        name: (rows := getattr(shot, name))[rows["paper_id"] == shot.papers["paper_id"].iloc[0]] for name in OF_A_COHORT
    },
}


@pytest.mark.parametrize("odd", ODD)
def test_odd_facts_give_fewer_figures_or_a_sentence(small, factcheck, odd):
    small(**ODD[odd](small.shot))
    for verb in ("figures", "check"):
        result = factcheck(verb)
        assert result.code in (0, 1, 2)
        assert "Traceback" not in result.err
        if result.code == 2:
            one_sentence(result)
