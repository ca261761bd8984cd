"""The registry: its hand-kept files, what they may not hold, and which name wins."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.attribution.registry import (
    build,
    key_words,
    load,
    owner_of,
    without_overrides,
)
from analysis.attribution.resolve import resolve, resolve_with
from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.facts.columns import SHARED
from tests.attribution.conftest import COMPANIES, HEADER

OVERRIDE_COLUMNS, COMPANY_COLUMNS = (SHARED[name].names for name in ("overrides", "reference/companies"))


@pytest.fixture(scope="module")
def overrides() -> list[dict[str, str]]:
    with paths.OVERRIDES.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def companies() -> list[dict[str, str]]:
    with (paths.REFERENCE / "companies.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("row", "where", "says"),
    [
        ("Foo,0aaaaaa99,DE,,typo,foo.de,2026-01-02", "overrides.csv:2", "'0aaaaaa99' is not in the registry"),
        ("Foo,0aaaaaa01,de,,typo,foo.de,2026-01-02", "overrides.csv:2", "country: 'de' is no country code"),
        ("Foo,,DEU,,typo,foo.de,2026-01-02", "overrides.csv:2", "did you mean 'DE' (Germany)?; give its country"),
        ("Foo,,CN/US,,typo,foo.de,2026-01-02", "overrides.csv:2", "country: 'CN/US' is no country code"),
        (",01,DE,,typo,foo.de,2026-01-02", "overrides.csv:2", "affiliation is empty"),
        ("Foo,,DE,,typo,foo.de,2 Jan", "overrides.csv:2", "date cannot be '2 Jan'; give day of the review"),
        ("Foo,,DE,,,foo.de,2026-01-02", "overrides.csv:2", "reason is empty"),
        ("Foo,,DE,,a,b,2026-01-02\nFoo,,FR,,a,b,2026-01-02", "overrides.csv:3", "has the affiliation of line 2"),
        ("the of,0aaaaaa01,DE,,typo,foo.de,2026-01-02", "overrides.csv:2", "the affiliation 'the of' names nothing"),
        ("Foo,0aaaaaa01,DE,,typo", "overrides.csv:2", "as many fields"),
        ("Foo, Bar,0aaaaaa01,DE,,typo,foo.de,2026-01-02", "overrides.csv:2", "as many fields"),
        (
            "Foo,0aaaaaa01,DE,,ok,foo.de,2026-01-02\nBar,0aaaaaa99,DE,,typo,foo.de,2026-01-02",
            "overrides.csv:3",
            "'0aaaaaa99'",
        ),
    ],
)
def test_bad_override_names_file_and_line(small, row, where, says):
    with pytest.raises(FactCheckError) as caught:
        small(HEADER + row + "\n")
    assert where in str(caught.value)
    assert says in str(caught.value)
    assert "; " in str(caught.value)


@pytest.mark.parametrize("column", sorted({*OVERRIDE_COLUMNS} - {"expect"}))
def test_override_without_a_column(small, column):
    with pytest.raises(FactCheckError, match=re.escape(f"overrides.csv: has no column '{column}'")):
        small(",".join(c for c in OVERRIDE_COLUMNS if c != column) + "\n")


def test_overrides_of_an_older_edition_which_lack_what_decides_nothing_are_read(small):
    registry = small("affiliation,ror,country,reason,evidence,date\nUniversity of Foo,,FR,moved,foo.fr,2026-01-02\n")
    assert resolve_with("University of Foo", "", "", "", registry).countries == ("FR",)


@pytest.mark.parametrize("column", COMPANY_COLUMNS)
def test_company_table_without_a_column(small, column):
    with pytest.raises(FactCheckError, match=re.escape(f"companies.csv: has no column '{column}'")):
        small(companies=",".join(c for c in COMPANY_COLUMNS if c != column) + "\n")


def test_ragged_company_line(small):
    with pytest.raises(FactCheckError, match=re.escape("companies.csv:3")):
        small(companies=COMPANIES.replace("laboratory", "laboratory, small"))


def test_missing_file(small):
    small()
    (small.folder / "domains.csv").unlink()
    with pytest.raises(FactCheckError, match=r"domains\.csv: is missing; restore it"):
        build(small.folder, None)


def test_longest_name_wins(small):
    registry = small()
    assert resolve_with("University of Foo Bar", "", "", "", registry).ror == ("0aaaaaa03",)
    assert resolve_with("University of Foo", "", "", "", registry).ror == ("0aaaaaa01",)
    assert resolve_with("Foo", "", "", "", registry).ror == ("0aaaaaa02",)
    assert resolve_with("University of Foo, Foo", "", "", "", registry).ror == ("0aaaaaa01", "0aaaaaa02")


def test_override_goes_before_the_registry_and_a_longer_name_before_an_override(small):
    registry = small(HEADER + "University of Foo,0aaaaaa02,FR,,moved,foo.fr,2026-01-02\n")
    found = resolve_with("University of Foo", "", "", "", registry)
    assert found.countries == ("FR",)
    assert found.method == "override"
    assert "overrides.csv:2: moved" in found.explain()
    assert resolve_with("University of Foo Bar", "", "", "", registry).countries == ("GB",)


def test_override_without_country_says_unresolved(small):
    assert (
        resolve_with(
            "University of Foo", "", "", "", small(HEADER + "University of Foo,,,,borne by many,foo.de,2026-01-02\n")
        ).status
        == "unresolved"
    )


def test_override_with_two_countries(small):
    assert resolve_with(
        "Foobar Union", "", "", "", small(HEADER + "Foobar Union,,CN|US,,joint,foo.de,2026-01-02\n")
    ).countries == ("CN", "US")


@pytest.mark.parametrize(
    ("string", "stated", "headquarters"),
    [
        ("Acme", "JP", "JP"),
        ("Acme Cambridge", "GB", "JP"),
        ("Acme Labs", "US", "JP"),
        ("Acme (United States)", "US", "JP"),
        ("Acme, Cambridge", "GB", "JP"),
        ("Acme, Germany", "DE", "JP"),
    ],
)
def test_company_counts_where_it_says_and_at_its_head_office(small, string, stated, headquarters):
    found = resolve_with(string, "", "", "", small())
    assert (found.countries, found.headquarters) == ((stated,), (headquarters,))


def test_owner_is_the_longest_company_that_begins_a_name():
    table = {"acme": {"name": "Acme"}, "acme robot": {"name": "Acme Robot"}}
    assert owner_of(["acme", "robot", "china"], table)["name"] == "Acme Robot"
    assert owner_of(["acme", "china"], table)["name"] == "Acme"
    assert owner_of(["foo", "acme"], table) is None


def test_names_written_in_two_ways_are_one_key():
    assert key_words("University of Illinois at Urbana-Champaign") == key_words(
        "The Univ. of Illinois, Urbana Champaign"
    )
    assert key_words("Centre for AI Labs") == key_words("center for ai laboratories")


def test_domains_of_a_host_below(small):
    registry = small()
    assert [e.ror for e in registry.domains_of("mail.cs.foo.de.")] == ["0aaaaaa01"]
    assert registry.domains_of("de") == []
    assert registry.domains_of("xfoo.de") == []


@pytest.mark.long
def test_the_whole_registry_takes_less_than_500_mb():
    if not Path("/proc/self/status").is_file():
        pytest.skip("memory is read from /proc, which this system has not")
    # VmHWM starts anew with the program; ru_maxrss would hold the size of the test runner that forked it
    code = (
        "from analysis.attribution.registry import load; load(); "
        "print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT, capture_output=True, text=True, check=True)
    kilobytes = int(run.stdout)
    assert kilobytes < 500_000


@pytest.mark.parametrize("table", ["overrides", "companies"])
def test_hand_kept_table_is_sorted_and_without_repetition(table, request):
    rows = request.getfixturevalue(table)
    names = [next(iter(row.values())) for row in rows]
    assert names == sorted(names, key=str.casefold)
    keys = [" ".join(key_words(name)) for name in names]
    twice = (
        sorted({name for name, key in zip(names, keys, strict=True) if not key or keys.count(key) > 1})
        if len(set(keys)) < len(keys) or "" in keys
        else []
    )
    assert not twice
    assert all(re.fullmatch(r"20\d\d-\d\d-\d\d", row["date"]) for row in rows)
    assert all(row["reason"].strip() for row in rows)
    assert all(value == " ".join(value.split()) for row in rows for value in row.values())


def test_company_codes(companies):
    assert not [
        row["name"]
        for row in companies
        if not re.fullmatch("[A-Z]{2}", row["headquarters"]) or not re.fullmatch("(?:[A-Z]{2})?", row["site"])
    ]


def test_every_override_has_evidence(overrides):
    assert not [row["affiliation"] for row in overrides if not row["evidence"].strip()]


def test_every_override_resolves_to_its_own_country(overrides):
    wrong = [
        (row["affiliation"], "|".join(found.countries))
        for row in overrides
        if "|".join((found := resolve(row["affiliation"])).countries) != row["country"]
    ]
    assert wrong == []


def test_every_company_resolves_to_its_own_place(companies):
    wrong = []
    for row in companies:
        found = resolve(row["name"])
        if "|".join(found.headquarters) != row["headquarters"] or "|".join(found.countries) != (
            row["site"] or row["headquarters"]
        ):
            wrong.append((row["name"], found.countries, found.headquarters))
    assert wrong == []


def test_the_registry_is_read_once():
    assert load() is load()
    assert len(load().names) > 80_000


def test_without_overrides_it_is_as_if_there_were_none(small):
    rows = (
        "University of Foo,0aaaaaa02,FR,,moved,foo.fr,2026-01-02",
        "Foo of a Very Long Name,0aaaaaa02,FR,,moved,foo.fr,2026-01-02",
        "Acme,,US,,moved,acme.com,2026-01-02",
    )
    registry = small(HEADER + "\n".join(rows) + "\n")
    names, longest = dict(registry.names), dict(registry.longest)
    bare = build(small.folder, None)
    assert without_overrides(registry) == bare
    assert registry != bare
    assert (registry.names, registry.longest) == (names, longest)
