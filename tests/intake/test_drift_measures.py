"""What the guard against drift measures: any loss and any shuffle above its limit, and nothing in the same facts."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from analysis.facts.columns import OF_A_COHORT
from analysis.facts.store import Snapshot
from analysis.intake import drift
from analysis.intake.drift_evidence import Evidence
from analysis.settings.drift import Drift
from tests.support.drifting import PLACES

COUNT = 200
IDS = [f"p{n:03}" for n in range(COUNT)]
DRIFT = Drift()


def facts() -> Snapshot:
    """Papers of two authors each, in two tracks, half of them with an abstract."""
    papers = [
        (i, f"Of {i}", "", ("main", "data")[n % 10 == 0], "", 2, ("title", "title|abstract")[n % 2], "", "")
        for n, i in enumerate(IDS)
    ]
    authorships = [
        (i, "program", author, 0, PLACES[(n * author + n // 7) % len(PLACES)], "", "", "")
        for n, i in enumerate(IDS)
        for author in (1, 2)
    ]
    rows = {"papers": papers, "authorships": authorships}
    return Snapshot("oak-2026", **{name: table.frame(rows.get(name, ())) for name, table in OF_A_COHORT.items()})


OLD = facts()


@pytest.fixture(scope="module")
def told(settings):
    """The names of what is objected to in new facts that are to replace `OLD`."""
    cohort = next(iter(settings.cohorts.values())).model_copy(update={"venue": "Oak", "year": 2026})
    small = settings.model_copy(update={"cohorts": {"oak-2026": cohort}, "drift": DRIFT})
    return lambda new: {found.name for found in drift.judge(new, Evidence(), small, {"oak-2026": OLD}).objections}


def without(papers: set[str]) -> Snapshot:
    tables = {name: (t := getattr(OLD, name))[~t["paper_id"].isin(papers)] for name in OF_A_COHORT}
    return replace(OLD, **tables)


def most(name: str, of: int = COUNT) -> int:
    """The most cases that are taken without a question."""
    return max(int(DRIFT[name].most * of), DRIFT.few - 1)


def test_the_same_facts_are_taken_without_a_question(told):
    assert told(OLD) == set()
    assert told(replace(OLD, papers=OLD.papers.sample(frac=1, random_state=1))) == set()


@hypothesis_settings(max_examples=25)
@given(st.sets(st.sampled_from(IDS), max_size=COUNT - 1))
def test_any_loss_of_papers_above_the_limit_is_told_and_none_below(told, lost):
    assert ("papers-lost" in told(without(lost))) == (len(lost) > most("papers-lost"))


@hypothesis_settings(max_examples=25)
@given(st.sets(st.sampled_from(IDS), max_size=COUNT), st.sampled_from(["affiliation", "abstract", "track"]))
def test_any_loss_of_a_kind_of_facts_above_the_limit_is_told(told, lost, kind):
    gone = OLD.papers["paper_id"].isin(lost)
    had = COUNT
    if kind == "affiliation":
        rows = OLD.authorships
        new = replace(
            OLD, authorships=rows.assign(affiliation=rows["affiliation"].mask(rows["paper_id"].isin(lost), ""))
        )
    elif kind == "abstract":
        had = COUNT // 2
        lost = {i for i in lost if IDS.index(i) % 2}
        new = replace(OLD, papers=OLD.papers.assign(fields=OLD.papers["fields"].mask(gone, "title")))
    else:
        new = replace(OLD, papers=OLD.papers.assign(track=OLD.papers["track"].mask(gone, "")))
    assert ("facts-lost" in told(new)) == (len(lost) > most("facts-lost", had))


@hypothesis_settings(max_examples=25)
@given(st.integers(0, COUNT), st.integers(0, 10**6), st.sampled_from(["title", "affiliation"]))
def test_any_shuffle_above_the_limit_is_told_and_none_below(told, some, seed, what):
    """A part of the papers change their titles, or affiliations, among each other."""
    chosen = sorted(random.Random(seed).sample(range(COUNT), some))
    order = list(range(COUNT))
    for at, other in zip(chosen, [*chosen[1:], *chosen[:1]], strict=True):
        order[at] = other
    if what == "title":
        new = replace(OLD, papers=OLD.papers.assign(title=OLD.papers["title"].to_numpy()[order]))
        moved, limit = len(chosen) if some > 1 else 0, "papers-changed"
    else:
        texts = OLD.authorships["affiliation"].to_numpy().reshape(COUNT, 2)
        new = replace(OLD, authorships=OLD.authorships.assign(affiliation=texts[order].ravel()))
        moved, limit = int((texts[order] != texts).any(axis=1).sum()), "affiliations-changed"
    assert (limit in told(new)) == (moved > most(limit))


def test_a_limit_of_nothing_takes_no_single_case():
    found = drift.Found("not-accepted", 1, COUNT, "papers", "are rejected", ["x"])
    config = type("Settings", (), {"drift": DRIFT})
    assert drift.exceeds(found, config)
    assert not drift.exceeds(replace(found, name="papers-lost"), config)
    assert not drift.exceeds(replace(found, cases=0, of=0), config)


def last_year(number: int, tracks: tuple[str, ...] = ("main",)) -> Snapshot:
    papers = [(f"l{n:03}", f"Last {n}", "", tracks[n % len(tracks)], "", 2, "title", "", "") for n in range(number)]
    rows = {"papers": papers}
    return Snapshot("oak-2025", **{name: table.frame(rows.get(name, ())) for name, table in OF_A_COHORT.items()})


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (last_year(COUNT), {}),
        (last_year(2 * COUNT), {"fewer-than-year-before": "200 papers, 50.0% fewer than the 400 of oak-2025"}),
        (last_year(COUNT // 2), {"more-than-year-before": "200 papers, 100.0% more than the 100 of oak-2025"}),
        (
            last_year(COUNT, ("main", "data")),
            {"tracks-unlike-year-before": "40.0% of the papers are in other tracks than in oak-2025"},
        ),
    ],
    ids=["alike", "fewer", "more", "other tracks"],
)
def test_a_new_year_is_compared_with_the_one_before(settings, before, told):
    cohort = next(iter(settings.cohorts.values())).model_copy(update={"venue": "Oak", "year": 2026})
    years = {"oak-2025": cohort.model_copy(update={"year": 2025}), "oak-2026": cohort}
    small = settings.model_copy(update={"cohorts": years, "drift": DRIFT})
    judged = drift.judge(OLD, Evidence(2), small, {"oak-2025": before})
    assert {found.name: str(found) for found in judged.objections} == told
    assert judged.skipped == ["data/ holds no snapshot of it, so nothing was compared with one that is replaced"]
