"""The appendix: every conference but the main one, each with shares, models, record and limits, and in no trend."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from analysis.figures import counts
from analysis.figures.figure import FigureSet
from analysis.looks.numbers import percent, whole
from analysis.topics.other_conferences import tables
from tests.support.invented_book import Book, papers, three_groups


@pytest.fixture
def made(settings, computed, book) -> dict[str, str]:
    return tables.tables(SimpleNamespace(config=settings, figures=computed, book=book))


def test_every_other_conference_has_its_share_and_the_main_one_none(settings, computed, made):
    rows = [line.split(" | ") for line in made["other-conferences"].splitlines() if line.startswith("| ")][1:]
    wanted = [(n, c, b) for n, c in settings.elsewhere.items() for b in c.bases]
    assert len(rows) == len(wanted) > 0
    for row, (name, cohort, basis) in zip(rows, wanted, strict=True):
        at = cohort.at(basis)
        share = computed.use(f"{name}.{settings.pair.key}.share{at}")
        assert row[0].startswith(f"| {cohort.venue} {cohort.year} ")
        assert row[1] == whole(computed.use(f"{name}.papers{at}").value)
        assert (row[4], row[5]) == (whole(share.numerator), percent(share.value))
    assert not any(f"| {settings.main.venue} " in text for text in made.values())


def test_models_are_counted_where_texts_are_at_hand_and_else_it_is_said(settings, computed, made):
    for name, cohort in settings.elsewhere.items():
        known = any(f.cohort == name and f.measure.startswith("adoption.") for f in computed)
        assert (f"{{#tbl-adoption-{name}-" in made["other-adoption"]) == known
        unknown = f"Which models papers of {cohort.venue} {cohort.year} name is not known"
        assert (unknown in made["other-adoption"]) != known


def test_each_has_its_record_its_sources_with_whom_to_ask_and_its_limits(settings, book, made):
    lines = made["other-records"].splitlines()
    assert len(lines) == len(settings.elsewhere)
    for line, (name, cohort) in zip(lines, settings.elsewhere.items(), strict=True):
        assert all(limit in line for limit in cohort.limits)
        for told in book.snapshots[name].sources:
            assert f"{told['origin']} ({told['recorded']}, licence {told['licence']}" in line
        assert all(f"ask {source.ask}" in line for source in cohort.sources if source.ask)


def test_every_pair_of_three_groups_has_a_row(settings):
    three = three_groups(settings).model_copy(update={"also": []})
    found = Book(three, {"elm-2031": {"program": papers(2, 6)}, "oak-2030": {"profile": papers(1, 4)}})
    assert list(found.config.elsewhere) == ["oak-2030"]
    figures = FigureSet(f for name in found.config.cohorts for f in counts.cohort_figures(found, name))
    rows = [line for line in tables.shares(found.config, figures).splitlines() if line.startswith("| oak 2030")]
    assert [row.split(" | ")[1] for row in rows] == ["North-Rhine", "North-Gaul", "Rhine-Gaul"]


def test_one_conference_alone_has_no_appendix(settings):
    alone = settings.model_copy(update={"cohorts": settings.years})
    assert tables.tables(SimpleNamespace(config=alone)) == {}


def test_no_other_conference_is_in_a_trend_or_a_change(settings, computed):
    mine = set(settings.years)
    for figure in computed:
        if figure.cohort == "trend" or figure.measure.endswith((".change", ".rise", ".fitted")):
            assert {source.split("/")[1] for source in figure.sources if source.startswith("data/")} <= mine
