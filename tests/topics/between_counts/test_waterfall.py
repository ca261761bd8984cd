"""The waterfall: steps that add up on the committed facts."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from analysis.counting import gold
from analysis.figures.figure import FigureSet
from analysis.settings.definitions import parse
from analysis.topics.between_counts import independent, waterfall
from tests.support.other_groups import config_with, of_trees


@pytest.fixture(scope="module")
def reproduced(book):
    """The independent analyses, reproduced."""
    return independent.reproduced(book)


@pytest.fixture(scope="module")
def found(book, reproduced) -> FigureSet:
    """Figures of the waterfall."""
    return FigureSet(waterfall.figures(book, reproduced))


@pytest.mark.parametrize("name", ["neurips-2024", "neurips-2025"])
@pytest.mark.parametrize("branch", ["print", "program", "neurips-us-vs-china", "ceps"])
def test_steps_add_up_to_every_total(found, name, branch) -> None:
    steps = waterfall.steps_of(found, name, branch)
    assert bool(steps) is ((name, branch) not in {("neurips-2024", "print"), ("neurips-2025", "program")})
    running = 0
    for step in steps:
        if step.kind == waterfall.TOTAL:
            assert running in (0, step.papers), step
            running = step.papers
        else:
            running += step.papers
    assert not steps or steps[-1].kind == waterfall.TOTAL


def test_the_totals_are_the_figures_of_the_grid(book, found, computed) -> None:
    assert (
        found.use("neurips-2025.bridge.print.print").value
        == computed.use("neurips-2025.calibrated.us-china.papers").value
    )
    main = parse("profile+main", book.config, book.config.cohorts["neurips-2025"])
    assert found.use("neurips-2025.bridge.ceps.profile").value == book.classified("neurips-2025", main).both().sum()
    ends = computed.use("neurips-2025.us-china.papers@profile+first-last+main").value
    assert (
        found.use("neurips-2025.bridge.print.ends").value == ends - book.config.independent["article"].counts[2025][0]
    )


def test_reading_steps_back_gives_the_steps(book, found, reproduced) -> None:
    steps = waterfall.steps(book, "neurips-2025", "print", reproduced)
    assert waterfall.steps_of(found, "neurips-2025", "print") == steps
    assert "neurips-2025.bridge.print.profile-only-moved-since" in found.used


def test_a_cohort_without_profiles_or_original_has_no_waterfall(book) -> None:
    assert waterfall.steps(book, "neurips-2020", "ceps", {}) == []
    assert waterfall.steps(book, "neurips-2023", "ceps", {}) == []


def test_an_analysis_of_unknown_rules_is_no_branch(book, reproduced) -> None:
    assert "article" in waterfall.branches(book.config)
    assert waterfall.steps(book, "neurips-2025", "article", reproduced) == []


def test_what_profiles_have_too_much_is_carried_in_proportion(book, monkeypatch) -> None:
    found = waterfall.discordant(book, "neurips-2025")
    rows = gold.rows("discordant.csv")
    one = next(row["paper_id"] for row in rows if row["direction"] == "profile-only" and found.read["profile-only"])
    row = {"paper_id": one, "direction": "profile-only", "reason": "moved-since"}
    monkeypatch.setattr(gold, "rows", lambda _: [row])
    made = waterfall.steps(book, "neurips-2025", "print", {})
    unread = {s.slug: s.papers for s in made if s.slug.endswith("unread")}
    assert unread["profile-only-unread"] < 0 < unread["print-only-unread"]
    # what profiles have too much is carried in proportion: every × lost / (both + lost), of which one paper was read
    lost = found.only["profile-only"]
    minus = -sum(s.papers for s in made if s.slug.startswith("profile-only"))
    assert minus == round(made[3].papers * lost / (found.both + lost))
    assert sum(s.papers for s in made if s.kind != waterfall.TOTAL) == made[-1].papers - made[0].papers


def test_without_the_search_for_the_original_there_is_no_waterfall(settings) -> None:
    config = settings.model_copy(update={"reconstructions": None})
    assert [waterfall.start_of(config, name) for name in config.cohorts] == [None] * len(config.cohorts)


def test_a_change_of_extent_is_named_after_the_groups_that_get_wider() -> None:
    config = of_trees()
    old = parse("profile", config, config.cohorts["neurips-2025"])
    assert waterfall._change(config, "extent", old, replace(old, extent="wide")) == ("elm", "Elmland with CH")
    assert waterfall._change(config, "track", old, replace(old, track="main")) == (
        "track",
        "main track instead of all tracks",
    )
    two = replace(old, collaboration="separate-people")
    assert waterfall._change(config, "collaboration", old, two) == ("collaboration", "separate people")


def test_every_change_of_rules_is_a_step(book) -> None:
    more = {"name": "the fifth", "about": "x", "definition": "cn-hk+separate-people", "counts": {2025: [600, 5800]}}
    told = {key: other.model_dump(by_alias=True) for key, other in book.config.independent.items()}
    changed = copy.copy(book)
    changed.config, changed._classified = config_with(independent={**told, "fifth": more}), {}
    made = waterfall.steps(changed, "neurips-2025", "fifth", independent.reproduced(changed))
    assert [s.slug for s in made[4:]] == ["track", "china", "collaboration", "open", "remaining", "published"]
    assert made[3].papers + sum(s.papers for s in made[4:-1]) == made[-1].papers == 600
