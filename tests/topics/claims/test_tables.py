"""What a claim's page says of its verdict and of the papers behind it."""

from __future__ import annotations

from types import SimpleNamespace

from analysis.figures.figure import FigureSet
from analysis.looks.verdicts import sentence
from analysis.topics.claims import companies, tables
from tests.support.claims import IN, OUT, figure, judged
from tests.support.papers import papers_of


def test_the_command_lists_the_papers_of_the_deciding_figure(settings) -> None:
    config, verdict = judged(settings, figure(OUT, "profile+cn-hk"), {})
    said = tables.behind(config, verdict)
    command = "factcheck papers --cohort neurips-2024 --countries us,china --definition profile+cn-hk"
    assert f"`{command}` lists the papers counted," in said
    assert "(../../papers/a-claim.csv)" in said


def test_of_a_change_the_papers_of_the_later_year_are_listed(settings) -> None:
    change = figure(0.01, measure="neurips-2024.us-china.change", method="newcombe")
    config, verdict = judged(settings, change, {}, asserts="rises")
    assert "lists the papers counted in the later year," in tables.behind(config, verdict)


def test_a_claim_has_all_its_parts_and_a_mark_where_it_changed(settings, monkeypatch) -> None:
    monkeypatch.setattr(companies, "resting", lambda book, figure: companies.Resting(10, 2, 1, 0))
    config, verdict = judged(settings, figure(OUT), {"profile": IN})
    found = SimpleNamespace(
        config=config,
        verdicts=[verdict],
        figures=FigureSet([verdict.decisive]),
        marks={"a-claim": "(changed)"},
        book=SimpleNamespace(config=config, snapshots={"neurips-2024": SimpleNamespace(papers=papers_of("p"))}),
    )
    made = tables.tables(found)
    parts = ("claim", "grid", "flip", "verdict", "readings", "fragile", "behind", "companies", "claimreview")
    assert set(made) == {f"{part}-a-claim" for part in parts}
    assert made["verdict-a-claim"].startswith(f"{sentence(config, verdict.verdict)} (changed)\n\n- **The words.** ")
    assert made["verdict-a-claim"].endswith(
        "\n- **Companies.** 2 of the 10 papers counted rest on a company that names no place.\n"
    )
