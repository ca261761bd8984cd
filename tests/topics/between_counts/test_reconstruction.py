"""The search for the original's way to count: it finds what the grid gives, and what is near is near in every year."""

from __future__ import annotations

import pytest

from analysis.settings.definitions import parse
from analysis.topics.between_counts import reconstruction
from analysis.topics.between_counts.reconstruction import Trial
from tests.support.invented_book import Book, by_id
from tests.support.other_groups import of_trees


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
    assert found[figure].numerator == int(papers.both().sum())
    assert found[figure].estimate is papers.is_sample


def test_near_asks_for_every_year(book, settings, found) -> None:
    trial = Trial("first-last", "mixed", "", "cn")
    assert reconstruction.is_near(settings, found, trial)
    assert not reconstruction.is_near(settings, found, Trial("first-last", "mixed", "main", "cn"))  # near in 2025 only
    assert not reconstruction.is_near(settings, found, Trial("every-author", "profile", "", "cn"))
    near = {t.rule for t in reconstruction.trials(settings) if reconstruction.is_near(settings, found, t)}
    assert found["article.reconstruction.near"].value == len(near) > 0
    assert found["article.reconstruction.tried"].value == len(settings.reconstructions.rules)


def test_a_year_is_that_of_the_conference_the_original_counted(settings):
    other = settings.cohorts["neurips-2025"].model_copy(update={"venue": "ICML"})
    config = settings.model_copy(update={"cohorts": {"icml-2025": other, **settings.cohorts}})
    assert reconstruction.cohort_of(config, 2025) == "neurips-2025"
    assert reconstruction.cohort_of(config, 2010) is None


def test_the_nearest_way_stands_first(settings, computed) -> None:
    shown = reconstruction.shown_trials(settings, computed)
    far = [reconstruction.distance(settings, computed, t) for t in shown]
    assert far == sorted(far)
    assert far[0] < settings.reconstructions.near < far[-1]
    assert {(t.track, t.extent) for t in shown} == {("", "cn")}
    assert reconstruction.distance(settings, computed, Trial("every-author", "profile", "", "cn")) > 1


RULES = {
    "every": {"name": "every author", "about": "x", "records": ["told"]},
    "spelt": {"name": "spelt out", "about": "x", "affiliations": "spelt-out", "records": ["told"]},
    "share": {"name": "shared out", "about": "x", "papers": "fractional", "records": ["told", "late"]},
}
SEARCH = {
    "original": "fir",
    "near": 0.1,
    "best-known": 5,
    "tracks": {2030: "all"},
    "records": {
        "told": {"name": "schedules", "bases": {2030: "program"}},
        "late": {"name": "profiles", "bases": {2030: "profile"}},
    },
    "rules": RULES,
}
PAPERS = {"a": ("FR", "DE"), "b": ("FR", "AT", "US"), "c": ("FR", "CH"), "d": ("US", "CN")}


def invented(**changes) -> Book:
    """A conference counted by an original, with a search for its rule."""
    counts = {"name": "fir", "about": "x", "counts": {2030: [2, 4]}}
    return Book(
        of_trees(independent={"fir": counts}, reconstructions={**SEARCH, **changes}), {"yew-2030": {"program": PAPERS}}
    )


def test_the_pair_and_the_extents_are_those_of_config() -> None:
    book = invented(extents=["narrow", "wide"], **{"other-tracks": ["main"]})
    for table in book.attributed.values():
        table[["affiliation", "domain", "ror"]] = ""
    found = by_id(reconstruction.figures(book))
    at = "yew-2030.reconstruction"
    assert found[f"{at}.every-by-told.papers"].words == "OK-EL papers by every author"
    assert found[f"{at}.every-by-told.papers"].value == 2
    assert found[f"{at}.every-by-told.papers@wide"].value == 3
    assert found[f"{at}.every-by-told.papers@wide+main"].value == 3
    assert found[f"{at}.share-by-told.share"].numerator == pytest.approx(1 + 1 / 3)
    assert found[f"{at}.spelt-by-told.papers"].value == 0  # no spelling is known of these groups
    assert not any("share-by-late" in id for id in found)  # the conference has no such record
    # shared out, the papers of the wide groups come to 2.3
    assert (found["fir.reconstruction.tried"].value, found["fir.reconstruction.near"].value) == (3, 2)


def test_without_extents_the_headline_one_is_tried() -> None:
    config = invented().config
    assert {(t.track, t.extent) for t in reconstruction.trials(config)} == {("", "narrow")}


def test_without_a_search_nothing_is_tried(book, settings) -> None:
    config = settings.model_copy(update={"reconstructions": None})
    assert reconstruction.trials(config) == []
    assert reconstruction.counts_of(config) == {}
    assert list(reconstruction.figures(Book(config, {"yew-2030": {"program": PAPERS}}))) == []
