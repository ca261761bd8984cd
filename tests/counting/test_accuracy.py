"""The gold sets, and how good attribution must be on the half that no rule was made from."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from types import SimpleNamespace

import pytest

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.counting import accuracy, gold
from analysis.topics.attribution import figures

CODES = re.compile(r"[A-Z]{2}(?:\|[A-Z]{2})*")
STRING_COLUMNS = [
    "id",
    "half",
    "stratum",
    "cohort",
    "basis",
    "draws",
    "affiliation",
    "stated",
    "headquarters",
    "certain",
    "why",
]
BLOCK_COLUMNS = ["paper_id", "half", "countries", "headquarters", "complete", "certain", "why"]
AT_LEAST = {
    "strings.right.authorship": 0.985,
    "strings.right.tail": 0.97,
    "blocks.right": 0.97,
    "blocks.precision": 0.98,
    "blocks.recall": 0.98,
}
AT_MOST = {"strings.wrong.authorship": 0.003, "strings.unresolved.authorship": 0.015}


def header(name: str) -> list[str]:
    with (paths.GOLD / name).open(encoding="utf-8", newline="") as stream:
        return next(csv.reader(stream))


@pytest.fixture(scope="module")
def strings() -> list[dict[str, str]]:
    return gold.rows("affiliations.csv")


@pytest.fixture(scope="module")
def blocks() -> list[dict[str, str]]:
    return gold.rows("title_blocks.csv")


def bad_codes(rows: list[dict[str, str]], columns: tuple[str, ...], words: tuple[str, ...], key: str) -> list[str]:
    """Keys of rows whose country sets are no sorted set of codes (keys only: the test half is not to be read)."""
    return [
        r[key]
        for r in rows
        for c in columns
        if r[c] not in words and not (CODES.fullmatch(r[c]) and r[c].split("|") == sorted(set(r[c].split("|"))))
    ]


def test_columns():
    assert header("affiliations.csv") == STRING_COLUMNS
    assert header("title_blocks.csv") == BLOCK_COLUMNS


def test_strings_are_well_formed(strings):
    assert len(strings) >= 900
    assert len({r["id"] for r in strings}) == len(strings)
    assert not bad_codes(strings, ("stated", "headquarters"), ("unaffiliated", "unknown"), "id")
    assert {r["stratum"] for r in strings} == {"authorship", "tail"}
    assert {r["certain"] for r in strings} == {"yes", "no"}
    assert all(int(r["draws"]) >= 1 and r["affiliation"].strip() and r["why"].strip() for r in strings)
    assert all((r["stated"] == w) == (r["headquarters"] == w) for r in strings for w in ("unaffiliated", "unknown"))


def test_strings_come_from_every_cohort_and_kind_of_source(strings, settings):
    # a year or a venue that was added since awaits its readers
    read = {
        n: c for n, c in settings.cohorts.items() if c.year <= settings.main.year and c.venue == settings.main.venue
    }
    assert {r["cohort"] for r in strings} == set(read)
    drawn = {settings.kind_of_source(settings.cohorts[r["cohort"]], r["basis"]) for r in strings}
    assert drawn == {settings.kind_of_source(c, b) for c in read.values() for b in c.bases}


def test_blocks_are_well_formed(blocks):
    assert len(blocks) >= 300
    assert len({r["paper_id"] for r in blocks}) == len(blocks)
    assert not bad_codes(blocks, ("countries", "headquarters"), ("unknown", ""), "paper_id")
    assert {r["complete"] for r in blocks} | {r["certain"] for r in blocks} == {"yes", "no"}


def test_no_person_is_named(strings, blocks):
    assert not [r["id"] for r in strings if "@" in r["affiliation"] + r["why"]]
    # `@pku.edu.cn` is a domain; something before it would be a person
    assert not [r["paper_id"] for r in blocks if re.search(r"[\w.+-]@", r["why"])]


@pytest.mark.parametrize("name", ["affiliations.csv", "title_blocks.csv"])
def test_each_half_is_about_a_half(name):
    halves = Counter(r["half"] for r in gold.rows(name))
    assert set(halves) == {"development", "test"}
    assert 0.4 < halves["test"] / halves.total() < 0.6


def test_halves_are_fixed_by_hash(strings, blocks):
    keys = [(r["id"], r["half"]) for r in strings] + [(r["paper_id"], r["half"]) for r in blocks]
    assert not [key for key, half in keys if half != half_of(key)]


def half_of(key: str) -> str:
    return "test" if hashlib.sha256(key.encode()).digest()[-1] % 2 else "development"


def test_one_string_is_in_one_half(strings):
    halves: dict[str, set[str]] = {}
    for row in strings:
        halves.setdefault(row["affiliation"], set()).add(row["half"])
    assert all(len(h) == 1 for h in halves.values())


@pytest.fixture(scope="module")
def scores(request) -> dict[str, float]:
    book = request.getfixturevalue("book")
    return {
        s.measure: s.right / s.of for s in (*accuracy.score_strings(book, "test"), *accuracy.score_blocks(book, "test"))
    }


@pytest.mark.parametrize("measure", AT_LEAST)
def test_target_from_below(scores, measure):
    assert scores[measure] >= AT_LEAST[measure]


@pytest.mark.parametrize("measure", AT_MOST)
def test_target_from_above(scores, measure):
    assert scores[measure] <= AT_MOST[measure]


def test_scores_are_figures_of_the_report(scores, book):
    by_id = {f.id: f for f in figures.figures(book)}  # computing all figures would take long
    for measure, value in scores.items():
        assert by_id[f"gold.{measure}"].value == pytest.approx(value)


def test_a_wrong_country_is_counted(book, monkeypatch):
    row = {
        "half": "test",
        "stratum": "tail",
        "certain": "yes",
        "draws": "2",
        "affiliation": "Stanford University",
        "stated": "CN",
        "headquarters": "CN",
    }
    rows = [
        row,
        row | {"stated": "US", "headquarters": "US"},
        row | {"affiliation": "abaka", "draws": "1"},
        row | {"affiliation": "None", "stated": "unaffiliated"},
        row | {"certain": "no"},
    ]
    monkeypatch.setattr(gold, "rows", lambda _: rows)
    found = {s.measure: (s.right, s.of) for s in accuracy.score_strings(book, "test")}
    assert found["strings.right.tail"] == (2, 4)
    assert found["strings.wrong.tail"] == (2, 4)
    assert found["strings.unresolved.tail"] == (1, 5)
    assert found["strings.right.authorship"] == (0, 0)


def test_missing_gold_file(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "GOLD", tmp_path)
    with pytest.raises(FactCheckError, match=r"affiliations\.csv: is missing; restore it"):
        gold.rows("affiliations.csv")


def test_nearly_all_affiliations_of_the_2024_program_are_resolved(book):
    rows = book.attributed["neurips-2024"]
    rows = rows[(rows["basis"] == "program") & (rows["affiliation"] != "")]
    assert len(rows) > 20_000
    assert (rows["status"] == "resolved").mean() >= 0.95
    assert ((rows["status"] == "unresolved").mean()) <= 0.015


def test_a_paper_of_the_gold_set_is_found_in_whichever_cohort_holds_it(settings) -> None:
    newest = settings.cohorts["neurips-2025"]
    cohorts = {"neurips-2099": newest.model_copy(update={"year": 2099}), **settings.cohorts}
    held = {"neurips-2099": {"both": "new", "later": "new"}, "neurips-2025": {"both": "old", "sooner": "old"}}
    book = SimpleNamespace(
        config=settings.model_copy(update={"cohorts": cohorts}),
        classified=lambda name, _: SimpleNamespace(countries=held[name]),
    )
    assert accuracy.printed_countries(book) == {"both": "old", "later": "new", "sooner": "old"}
