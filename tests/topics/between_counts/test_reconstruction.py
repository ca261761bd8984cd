"""The search for the original's way to count: it finds what the grid gives, and what is near is near in every year."""

from __future__ import annotations

import pytest

from analysis.settings.definitions import parse
from analysis.topics.between_counts import reconstruction


@pytest.fixture(scope="module")
def found(book):
    """Figures of the search by id."""
    return {f.id: f for f in reconstruction.figures(book)}


def test_the_tracks_are_those_nearest_to_the_original_in_size(book, settings) -> None:
    for year, (_, of) in settings.independent["article"].counts.items():
        tracks = book.snapshots[f"neurips-{year}"].papers["track"]
        sizes = {"all": len(tracks), "main": int((tracks == "main").sum())}
        assert min(sizes, key=lambda track: abs(sizes[track] - of)) == settings.reconstructions.tracks[year]


@pytest.mark.parametrize(
    ("figure", "definition"),
    [
        ("neurips-2025.reconstruction.every-author-by-profile.papers@profile+main", "profile+main"),
        ("neurips-2025.reconstruction.first-last-by-profile.papers@profile+main", "profile+first-last+main"),
        ("neurips-2025.reconstruction.every-author-by-declared.papers@main", "paper+main"),
        ("neurips-2024.reconstruction.every-author-by-declared.papers@cn-hk-mo", "program+cn-hk-mo"),
        ("neurips-2024.reconstruction.first-last-by-mixed.papers", "program+first-last"),
    ],
)
def test_a_rule_that_the_grid_has_gives_its_count(book, settings, found, figure, definition) -> None:
    cohort = figure.partition(".")[0]
    papers = book.classified(cohort, parse(definition, settings, settings.cohorts[cohort]))
    assert found[figure].numerator == len(papers.both)
    assert found[figure].estimate is papers.is_sample


def test_near_asks_for_every_year(book, settings, found) -> None:
    trial = reconstruction.Trial("first-last", "mixed", "original", "cn")
    assert reconstruction.is_near(settings, found, trial)
    assert not reconstruction.is_near(
        settings, found, reconstruction.Trial("first-last", "mixed", "main", "cn")
    )  # near in 2025 only
    assert not reconstruction.is_near(
        settings, found, reconstruction.Trial("every-author", "profile", "original", "cn")
    )
    near = {t.rule for t in reconstruction.trials(settings) if reconstruction.is_near(settings, found, t)}
    assert found["article.reconstruction.near"].value == len(near) > 0
    assert found["article.reconstruction.tried"].value == len(settings.reconstructions.rules)


def test_a_year_is_that_of_the_conference_the_original_counted(settings):
    other = settings.cohorts["neurips-2025"].model_copy(update={"venue": "ICML"})
    config = settings.model_copy(update={"cohorts": {"icml-2025": other, **settings.cohorts}})
    assert reconstruction.cohort_of(config, 2025) == "neurips-2025"
    assert reconstruction.cohort_of(config, 2019) is None


def test_the_nearest_way_stands_first(settings, computed) -> None:
    shown = reconstruction.shown_trials(settings, computed)
    far = [reconstruction.distance(settings, computed, t) for t in shown]
    assert far == sorted(far)
    assert far[0] < settings.reconstructions.near < far[-1]
    assert {(t.track, t.china) for t in shown} == {("original", "cn")}
    assert (
        reconstruction.distance(settings, computed, reconstruction.Trial("every-author", "profile", "original", "cn"))
        > 1
    )
