"""The gold sets keep their form: columns, codes, halves, and nobody's name."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter

import pytest

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.counting import gold

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


@pytest.fixture(scope="module")
def elsewhere() -> list[dict[str, str]]:
    return gold.rows("elsewhere.csv")


def test_strings_from_elsewhere_are_many_of_many_kinds_and_new(elsewhere, strings, book):
    assert len(elsewhere) >= 400
    assert {r["kind"] for r in elsewhere} == set(gold.KINDS)
    assert len({r["affiliation"] for r in elsewhere}) == len(elsewhere)
    ours = {r["affiliation"] for r in strings}.union(*(table["affiliation"] for table in book.attributed.values()))
    # none was ours when they were labelled; a year that is added since may bring one
    assert len([r["id"] for r in elsewhere if r["affiliation"] in ours]) <= len(elsewhere) // 100
    assert not [r["id"] for r in elsewhere if "@" in r["affiliation"]]


def test_a_label_from_elsewhere_is_certain_only_where_both_readers_agree(elsewhere):
    agreed = [r for r in elsewhere if r["reader_a"] == r["reader_b"]]
    assert all(r["stated"] == r["reader_a"] for r in agreed)
    assert not [r["id"] for r in elsewhere if r["certain"] == "yes" and r["reader_a"] != r["reader_b"]]


def test_strings_come_from_every_cohort_and_kind_of_source(strings, settings):
    # a year or a venue that was added since awaits its readers
    read = {
        n: c for n, c in settings.cohorts.items() if c.year <= settings.main.year and c.venue == settings.main.venue
    }
    assert {r["cohort"] for r in strings} == set(read)
    drawn = {settings.kind_of_source(settings.cohorts[r["cohort"]], r["basis"]) for r in strings}
    # a second copy of what authors gave at registration needs no reader of its own
    kinds = {settings.kind_of_source(c, b) for c in read.values() for b in c.bases if b != "proceedings"}
    assert drawn == kinds


def test_blocks_are_well_formed(blocks):
    assert len(blocks) >= 300
    assert len({r["paper_id"] for r in blocks}) == len(blocks)
    assert not bad_codes(blocks, ("countries", "headquarters"), ("unknown", ""), "paper_id")
    assert {r["complete"] for r in blocks} | {r["certain"] for r in blocks} == {"yes", "no"}


def test_no_person_is_named(strings, blocks):
    assert not [r["id"] for r in strings if "@" in r["affiliation"] + r["why"]]
    # `@pku.edu.cn` is a domain; something before it would be a person
    assert not [r["paper_id"] for r in blocks if re.search(r"[\w.+-]@", r["why"])]


@pytest.mark.parametrize("name", ["affiliations.csv", "title_blocks.csv", "elsewhere.csv"])
def test_each_half_is_about_a_half(name):
    halves = Counter(r["half"] for r in gold.rows(name))
    assert set(halves) == {"development", "test"}
    assert 0.4 < halves["test"] / halves.total() < 0.6


def test_halves_are_fixed_by_hash(strings, elsewhere, blocks):
    keys = [(r["id"], r["half"]) for r in [*strings, *elsewhere]] + [(r["paper_id"], r["half"]) for r in blocks]
    assert not [key for key, half in keys if half != half_of(key)]


def half_of(key: str) -> str:
    return "test" if hashlib.sha256(key.encode()).digest()[-1] % 2 else "development"


def test_one_string_is_in_one_half(strings):
    halves: dict[str, set[str]] = {}
    for row in strings:
        halves.setdefault(row["affiliation"], set()).add(row["half"])
    assert all(len(h) == 1 for h in halves.values())


def test_missing_gold_file(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "GOLD", tmp_path)
    with pytest.raises(FactCheckError, match=r"affiliations\.csv: is missing; restore it"):
        gold.rows("affiliations.csv")
