"""Which papers name which model: a row for each term whose groups are all known."""

from __future__ import annotations

import pytest

from analysis.core import paths
from analysis.counting.naming_accuracy import Labels
from analysis.figures.figure import Figure, FigureSet
from analysis.statistics.misclassification import Stratum
from analysis.topics.adoption import charts, tables
from analysis.topics.adoption.figures import scores
from tests.support.invented_book import with_groups

NAME, SIZES = "neurips-2025", {"us": 40, "china": 50, "us-china": 10, "all": 100}


def shares(term: str, x: int, at: str = "", groups=tuple(SIZES), sizes=SIZES) -> list[Figure]:
    return [
        Figure(
            id=f"{NAME}.adoption.{term}.{group}.share{at}",
            label="",
            unit="share",
            value=x / sizes[group],
            numerator=x,
            denominator=sizes[group],
            interval=(0.0, 0.5),
            definition=at.removeprefix("@") or "headline",
            cohort=NAME,
            measure=f"adoption.{term}.{group}.share",
            group=group,
            term=term,
            sources=(),
        )
        for group in groups
    ]


@pytest.fixture
def found() -> FigureSet:
    whole = [f for term in ("qwen", "llama") for at in ("", "@body") for f in shares(term, 5, at)]
    return FigureSet([*whole, *shares("transformer", 1, groups=("us",))])


def test_a_row_has_share_and_number_of_each_group(settings, found) -> None:
    level = next(iter(settings.levels))
    lines = tables.adoption(settings, found, NAME, level).splitlines()
    assert lines[0] == "| Model | US (40) | Chinese (50) | Both (10) | All (100) |"
    assert len(lines) == 2 + 2 + 2  # a term that lacks a group has no row
    assert all(line.endswith("| 12.5% (5) | 10.0% (5) | 50.0% (5) | 5.0% (5) |") for line in lines[2:4])


def test_the_chart_draws_both_countries_at_both_levels(settings, found) -> None:
    rows = charts.adoption(settings, found, NAME).data
    assert len(rows) == 9  # two terms, two groups, two levels; and one of a third
    assert set(rows["group"]) == {settings.groups[group].name for group in ("us", "china")}
    assert set(rows["level"]) == {"title or abstract", "anywhere in the text"}


def test_a_third_group_has_columns_and_marks_of_its_own(settings) -> None:
    eu = {"name": "Europe", "short": "EU", "adjective": "European", "countries": ["FR"]}
    config, sizes = with_groups(settings, eu=eu), {**SIZES, "eu": 20, "us-eu": 4, "china-eu": 2}
    found = FigureSet(shares("qwen", 1, groups=tuple(sizes), sizes=sizes))
    head, _, row, *_ = tables.adoption(config, found, NAME, next(iter(settings.levels))).splitlines()
    assert (
        head
        == "| Model | US (40) | Chinese (50) | European (20) | US-China (10) | US-EU (4) | China-EU (2) | All (100) |"
    )
    assert row.endswith("| 5.0% (1) | 10.0% (1) | 25.0% (1) | 50.0% (1) | 1.0% (1) |")
    drawn = charts.adoption(config, found, NAME)
    assert set(drawn.data["group"]) == {"United States", "China", "Europe"}


def test_a_project_that_says_nothing_of_levels_sees_them_all(settings, tmp_path, monkeypatch, found) -> None:
    monkeypatch.setattr(paths, "REPORT", tmp_path)
    rows = charts.adoption(settings, found, NAME).data
    assert set(rows["level"]) == {settings.levels[level].name for level in ("abstract", "body")}, "those with figures"


def test_without_texts_there_is_nothing_to_show(settings) -> None:
    from types import SimpleNamespace

    nothing = SimpleNamespace(config=settings, figures=FigureSet(shares("qwen", 5)))
    assert tables.tables(nothing) == charts.charts(nothing) == {}


def test_a_naming_has_a_row_where_the_term_has_names_for_it(settings) -> None:
    found = FigureSet(
        [f for at in ("@body", "@family+body") for term in ("llama", "gemma") for f in shares(term, 5, at)]
    )
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in tables.naming(settings, found, NAME).splitlines()[2:5]
    ]
    llama, gemma = settings.terms["llama"], settings.terms["gemma"]
    word, family = (choice.name for choice in settings.definitions["naming"].values())
    assert [row[:2] for row in rows] == [["Llama", word], ["", family], ["Gemma", word]]
    assert [row[3] for row in rows] == ["5.0% (5)"] * 3
    assert rows[1][2].startswith(llama.also["family"].about[:20])
    assert rows[2][2].startswith(gemma.about[:20])


def test_scores_of_what_was_labelled_stand_in_a_row_for_each_naming(settings) -> None:
    word = Labels((Stratum(19, 20, 100),), (Stratum(2, 40, 50),))
    family = Labels((Stratum(19, 20, 100), Stratum(5, 5, 20)), (Stratum(0, 20, 30),))
    made = [f for n, told in (("word", word), ("family", family)) for f in scores(settings, "llama", n, told)]
    found = FigureSet(made)
    assert found.use("gold.terms.llama.precision").value == 0.95
    assert found.use("gold.terms.llama.missed").fraction == (2, 40)
    assert found.use("gold.terms.llama.recall").value == pytest.approx(95 / (95 + 2.5))
    assert found.use("gold.terms.llama.precision.family").value == pytest.approx((95 + 20) / 120)
    for figure in made:
        assert figure.interval[0] <= figure.value <= figure.interval[1]
    head, _, first, second, *_ = tables.found_well(settings, found).splitlines()
    assert head == "| Model | Named | Precision | Near-misses that name it | Recall |"
    assert first.startswith("| Llama | by the word | 95.0% (")
    assert second.startswith("|  | with its family | 95.8% (")


def test_without_labels_there_is_no_table_of_scores(settings) -> None:
    assert tables.found_well(settings, FigureSet(shares("qwen", 5))) == ""
