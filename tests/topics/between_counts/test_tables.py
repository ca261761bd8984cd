"""Tables of the page: what they say follows from the figures."""

from __future__ import annotations

import pytest

from analysis.figures.figure import FigureSet
from analysis.looks.numbers import percent
from analysis.settings.others import Independent
from analysis.topics.between_counts import tables
from analysis.topics.between_counts.waterfall import TOTAL
from analysis.topics.findings import Findings
from tests.support.invented_book import figure


@pytest.fixture(scope="module")
def made(settings, computed, book) -> dict[str, str]:
    """All tables of the page."""
    return tables.tables(Findings(settings, computed, (), book))


def lines(table: str) -> list[list[str]]:
    """Cells of the rows below the header."""
    return [
        [c.strip() for c in line.strip("|").split(" | ")] for line in table.splitlines()[2:] if line.startswith("|")
    ]


def test_every_question_has_a_number(made, settings, computed) -> None:
    rows = lines(made["questions"])
    assert all(any(cell.endswith("%") for cell in row[1:3]) for row in rows)
    assert len(rows) == 4 + len(settings.independent)
    assert rows[0][1:3] == ["–", percent(computed.use("neurips-2025.calibrated.us-china.share").value)]


@pytest.mark.parametrize(
    ("name", "branch"),
    [("neurips-2025", "print"), ("neurips-2025", "ceps"), ("neurips-2024", "program"), ("neurips-2024", "ceps")],
)
def test_the_running_total_runs(settings, computed, name, branch) -> None:
    now = 0
    for words, _, change, papers in lines(tables.waterfall(settings, computed, name, branch)):
        total = int(papers.strip("*").replace(",", ""))
        if words.startswith("**"):
            assert now in (0, total)
        else:
            assert now + int(change.replace("−", "-").replace(",", "")) == total
        now = total


def test_reasons_add_up(made, computed) -> None:
    rows = lines(made["reasons-neurips-2025"])
    for column, direction in ((1, "profile-only"), (3, "print-only")):
        read = sum(int(row[column].split(" ")[0]) for row in rows)
        assert read == computed.use(f"neurips-2025.discordant.{direction}.moved-since").denominator


def test_a_peer_has_a_column_for_each_year_it_counts(settings, computed) -> None:
    made = {key: tables.reproduced(settings, computed, key) for key in settings.independent}
    for key in ("ceps", "neurips-us-vs-china"):
        years = [str(y) for y in settings.independent[key].counts]
        assert [c.strip() for c in made[key].splitlines()[0].strip("|").split(" | ")][1:] == years
    assert "joined by id" in made["neurips-us-vs-china"]
    assert "joined by id" not in made["ceps"]
    assert "Northeastern" not in made["ceps"]
    assert made["article"] == ""  # its rules are not known


def test_all_analyses_stand_in_one_part_in_the_order_of_the_page(made, settings) -> None:
    assert tables.in_order(settings) == ["ceps", "neurips-us-vs-china", "article"]
    for part, label in (("peers", "tbl-peer-"), ("bridges-neurips-2024", "tbl-bridge-neurips-2024-")):
        at = [made[part].index(f"#{label}{key} ") for key in ("ceps", "neurips-us-vs-china")]
        assert at == sorted(at)
    first, second = made["bridge-charts-neurips-2025"].split("\n\n")
    assert first.startswith("![From the original's count to CEPS's, 2025, in papers.](_generated/charts/bridge-")
    assert "{#fig-bridge-ceps fig-alt=" in first
    assert "{#fig-bridge-nuvc fig-alt=" in second
    assert "bridges-neurips-2023" not in made


def test_an_analysis_without_words_of_its_own_gets_its_chart_last(settings, computed) -> None:
    steps = [
        figure(f"neurips-2025.bridge.fifth.{slug}", papers, slice=slug, kind=kind, order=at, words=slug)
        for at, (slug, papers, kind) in enumerate([("original", 141, TOTAL), ("published", 141, TOTAL)])
    ]
    fifth = Independent.model_validate({"name": "the fifth", "about": "x", "counts": {2025: [141, 5290]}})
    config = settings.model_copy(update={"independent": {"fifth": fifth, **settings.independent}})
    found = FigureSet([*computed, *steps])
    assert tables.in_order(config)[-2:] == ["fifth", "article"]
    assert tables.bridge_chart(config, found, "neurips-2025", "fifth") == (
        "![From the original's count to that of the fifth, 2025, in papers.]"
        "(_generated/charts/bridge-neurips-2025-fifth.svg){#fig-bridge-fifth fig-alt=\"Waterfall from the original's "
        'count over all authors by profile to the count of the fifth. Steps: original; published."}\n'
    )
    assert tables.waterfall(config, found, "neurips-2025", "fifth").count("**141**") == 2
    made = tables.tables(Findings(config, found, (), None))
    assert "fig-bridge-fifth" in made["bridge-charts-neurips-2025"]
    assert "tbl-bridge-neurips-2025-fifth" in made["bridges-neurips-2025"]


def test_what_is_left_out_of_config_is_left_out_of_the_tables(settings, computed) -> None:
    config = settings.model_copy(update={"independent": {}, "reconstructions": None})
    own = FigureSet(f for f in computed if f.cohort in config.cohorts and not f.measure.startswith("peer-"))
    made = tables.tables(Findings(config, own, (), None))
    assert not {"peers", "reconstruction", "ways", "bridges-neurips-2025"} & set(made)
    assert lines(made["questions"])[0][1:3] == [
        "–",
        percent(computed.use("neurips-2025.calibrated.us-china.share").value),
    ]


def test_the_test_of_the_completion_is_told_in_order(made) -> None:
    rows = lines(made["knockout-test"])
    assert [row[0] for row in rows] == [
        "US-China papers found",
        "US-China papers with open authorships filled in from the program",
        "US-China papers completed with an equal chance for every authorship",
        "US-China papers completed with a chance that differs by country",
        "US by the program, of authorships known by profile",
        "US by the program, of authorships open by profile",
        "Chinese by the program, of authorships known by profile",
        "Chinese by the program, of authorships open by profile",
    ]
    assert "NeurIPS" not in made["knockout-test"]
