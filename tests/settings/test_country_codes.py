"""Country codes are those of ISO 3166-1, and what is meant by something else is told."""

from __future__ import annotations

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from analysis.core import paths
from analysis.core.text import fold
from analysis.settings.country_codes import NAMES, CountryCode, country_code, meant_by


def test_the_table_has_every_code_once_with_a_name():
    assert len(NAMES) == 250
    assert all(re.fullmatch(r"[A-Z]{2}", code) and name for code, name in NAMES.items())
    assert len(set(NAMES.values())) == 250


def test_the_table_has_the_countries_that_an_affiliation_can_name():
    with (paths.REFERENCE / "places.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["kind"] == "country" and row["countries"]]
    assert {code for row in rows for code in row["countries"].split("|")} == set(NAMES) - {"XK"}
    lexicon = {row["name"]: row["countries"] for row in rows if "|" not in row["countries"]}
    both = {name: code for name, code in lexicon.items() if name in map(fold, NAMES.values())}
    assert len(both) > 200
    assert {name: meant_by(name) for name in both} == both


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("UK", "GB"),
        ("USA", "US"),
        ("EL", "GR"),
        ("us", "US"),
        ("China", "CN"),
        ("CHN", "CN"),
        ("Hong Kong", "HK"),
        ("Great Britain", "GB"),
        ("United Kingdon", "GB"),
        ("Cote d'Ivoire", "CI"),
        ("Türkiye", "TR"),
        ("U.S.", "US"),
        (" US", "US"),
    ],
)
def test_the_code_that_is_meant_is_suggested(given, meant):
    with pytest.raises(ValueError, match="is no country code of ISO 3166-1") as failure:
        country_code(given)
    assert f"did you mean {meant!r} ({NAMES[meant]})?" in str(failure.value)


@pytest.mark.parametrize("given", ["", "ZZ", "EU", "XX", "12", "world"])
def test_nothing_is_suggested_where_nothing_can_be_told(given):
    with pytest.raises(ValueError, match=r"two capital letters\)$"):
        country_code(given)


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_refused(text):
    try:
        assert country_code(text) in NAMES
    except ValueError as error:
        assert "is no country code" in str(error)


def test_a_field_of_codes_takes_codes_only():
    field = TypeAdapter(list[CountryCode])
    assert field.validate_python(["CN", "HK"]) == ["CN", "HK"]
    with pytest.raises(ValidationError, match="did you mean 'GB'"):
        field.validate_python(["CN", "UK"])
