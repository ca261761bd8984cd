"""The search for the original's way to count: every rule by hand, and that the search finds what the grid gives."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.core.errors import FactCheckError
from analysis.settings.definitions import parse
from analysis.topics.between_counts import reconstruction, reconstruction_rules

US, CN = frozenset({"US"}), frozenset({"CN"})


def authors(*codes: str) -> list[frozenset[str]]:
    return [frozenset(filter(None, c.split("|"))) for c in codes]


@pytest.mark.parametrize(
    ("rule", "codes", "expected"),
    [
        ("any", ("US", "", "CN"), 1),
        ("any", ("US", "DE"), 0),
        ("any", (), 0),
        ("first-author", ("US|CN", "DE"), 1),
        ("first-author", ("US", "CN"), 0),
        ("last-author", ("DE", "US|CN"), 1),
        ("last-author", ("US|CN", "DE"), 0),
        ("first-last", ("US", "DE", "CN"), 1),
        ("first-last", ("US|CN", "DE"), 1),
        ("first-last", ("US", "CN", "US"), 0),
        ("opposite-ends", ("US", "CN"), 1),
        ("opposite-ends", ("US|CN", "DE"), 0),
        ("opposite-ends", ("US|CN",), 0),
        ("single-country", ("US", "CN"), 1),
        ("single-country", ("US|CN", "CN"), 0),
        ("two-each", ("US", "US", "CN", "CN"), 1),
        ("two-each", ("US|CN", "US", "CN"), 1),
        ("two-each", ("US", "US", "CN"), 0),
        ("third-each", ("US", "CN", "DE"), 1),
        ("third-each", ("US", "CN", "DE", "DE"), 0),
        ("third-each", (), 0),
        ("only-two", ("US", "CN"), 1),
        ("only-two", ("US", "CN", "DE"), 0),
        ("fractional", ("US", "CN"), 1),
        ("fractional", ("US", "CN", "DE"), 1 / 3),
        ("fractional", ("US", "DE"), 0),
    ],
)
def test_which_papers(rule, codes, expected) -> None:
    assert reconstruction_rules.PAPERS[rule](authors(*codes), US, CN) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Stanford University, USA", "US"),
        ("Peking University, Beijing, P.R. China", "CN"),
        ("Oak Lab, U.S., and Elm Lab, China", "CN|US"),
        ("University of the United States of America", "US"),
        ("Stanford University", ""),
        ("East China Normal University", "CN"),  # a plain search for the word finds it too
        ("China University of Mining", ""),
        ("AUSTRIA", ""),
        ("contact us", ""),
    ],
)
def test_countries_spelt_out(text, codes) -> None:
    assert reconstruction_rules.spelt_out(text) == codes


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("cs.oak.edu", "US"),
        ("nih.gov", "US"),
        ("oak.edu.cn", "CN"),
        ("baidu.com", ""),
        ("oak.edu.au", ""),
        ("", ""),
        ("oakedu", ""),
    ],
)
def test_what_a_mail_domain_shows(host, code) -> None:
    assert reconstruction_rules.of_host(host) == code


ROWS = pd.DataFrame(
    [
        ("a", 1, 0, "Stanford University", "US", "Stanford University", "00f54p054", "stanford.edu|"),
        ("a", 1, 0, "Tsinghua University", "CN", "Tsinghua University", "03cve4549", "tsinghua.edu.cn|baidu.com"),
        ("b", 1, 1, "stanford", "US", "Stanford University", "00f54p054", ""),
        ("b", 1, 2, "Oak Lab; Tsinghua University", "CN|US", "Oak Lab|Tsinghua University", "0oak|03cve4549", ""),
        (
            "c",
            1,
            0,
            "Tsinghua University, Stanford University",
            "CN|US",
            "Tsinghua University|Stanford University",
            "03cve4549|00f54p054",
            "",
        ),
    ],
    columns=["paper_id", "author", "candidate", "affiliation", "stated", "institutions", "ror", "domain"],
)


@pytest.mark.parametrize(
    ("affiliations", "codes"),
    [
        ("all", ["US", "CN", "US", "CN|US", "CN|US"]),
        (
            "first-affiliation",
            ["US", "", "US", "CN|US", "CN"],
        ),  # an institution that the registry lacks leaves the whole
        ("universities", ["US", "CN", "US", "", "CN|US"]),
        ("best-known", ["US", "CN", "", "", ""]),
        ("mail", ["US", "CN", "", "", ""]),
        ("spelt-out", ["", "", "", "", ""]),
    ],
)
def test_which_affiliations(affiliations, codes) -> None:
    assert reconstruction_rules.counted(ROWS, affiliations, 5).tolist() == codes


def test_only_the_most_frequent_are_best_known() -> None:
    more = pd.concat(
        [ROWS, ROWS[:1].assign(paper_id="d"), ROWS[:1].assign(paper_id="e", affiliation="Elm", institutions="Elm")],
        ignore_index=True,
    )
    assert reconstruction_rules.best_known(more, 1).tolist() == ["US", "CN", "", "", "", "US", ""]


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


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"original": "articel"}, "is none of `independent`"),
        ({"tracks": {2024: "all", 2025: "minor"}}, "needs all or main for 2025"),
        ({"rules": {"x": {"name": "x", "about": "x", "records": ["profil"]}}}, "did you mean 'profile'?"),
        (
            {"rules": {"x": {"name": "x", "about": "x", "records": ["profile"], "papers": "some"}}},
            "reconstructions.rules.x.papers",
        ),
    ],
)
def test_a_bad_rule_is_told(project, settings, change, said) -> None:
    good = settings.reconstructions.model_dump(by_alias=True, mode="json")
    cohorts = {
        name: c.model_dump(by_alias=True, mode="json", exclude_defaults=True) for name, c in settings.cohorts.items()
    }
    with pytest.raises(FactCheckError, match=said.replace("?", r"\?")):
        project(cohorts, reconstructions={**good, **change})


def test_a_year_is_that_of_the_conference_the_original_counted(settings):
    other = settings.cohorts["neurips-2025"].model_copy(update={"venue": "ICML"})
    config = settings.model_copy(update={"cohorts": {"icml-2025": other, **settings.cohorts}})
    assert reconstruction.cohort_of(config, 2025) == "neurips-2025"
    assert reconstruction.cohort_of(config, 2019) is None
