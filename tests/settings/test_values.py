"""What is a name, a file, an address, a day or a year, and what is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from analysis.settings.values import Year, YearKey, day, file_name, link, name, web_address, whole_day


@pytest.mark.parametrize(
    "key", ["../../../data/overrides", "a/b", "a.b", "A", "a b", "", "-a", "a\n", "a" * 65, "ä", "a@b", "١"]
)
def test_what_is_no_name(key):
    with pytest.raises(ValueError, match="not a name"):
        name(key)


@pytest.mark.parametrize(
    "file",
    [
        "../../stolen.txt",
        "/etc/hostname",
        "neurips/../../x.gz",
        "neurips//x.gz",
        "neurips/",
        ".",
        "",
        "neurips\\..\\x.gz",
        "a\nb",
        "a\x00b",
    ],
)
def test_what_is_no_file_below_a_folder(file):
    with pytest.raises(ValueError, match="not a file below the folder"):
        file_name(file)


@pytest.mark.parametrize("check", [link, web_address])
@pytest.mark.parametrize(
    "url",
    [
        "ftp://oak.example/x",
        "javascript:alert(1)",
        "data:,x",
        "//oak.example/",
        "https://",
        "https://a b/",
        "http://a@oak.example/",
        "https://oak.example/\u200b",
        "https://oak.example/\n",
    ],
)
def test_what_is_no_address_on_the_web(check, url):
    with pytest.raises(ValueError, match="address"):
        check(url)


@pytest.mark.parametrize(
    "value",
    [
        "banana",
        "",
        "2026-13",
        "2026-00",
        "2026-02-29",
        "2026-1-1",
        "26",
        1949,
        2101,
        "2026-07-07 10:00",
        True,
        None,
        2.0,
        [],
    ],
)
def test_what_is_no_day(value):
    with pytest.raises(ValueError, match="not a day such as"):
        day(value)


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_every_day_is_one_and_so_are_its_month_and_year(when):
    said = when.isoformat()
    assert [day(said), day(said[:7]), day(said[:4]), day(when.year)] == [said, said[:7], said[:4], said[:4]]
    assert whole_day(said) == said
    with pytest.raises(ValueError, match="not a whole day"):
        whole_day(said[:7])


def test_a_year_as_a_key_may_stand_in_quotes():
    field = TypeAdapter(dict[YearKey, int])
    assert field.validate_python({2024: 1, "2025": 2}) == {2024: 1, 2025: 2}
    for key in ("20 24", "2024.0", "2_024", " 2024", "soon", True, 1949):
        with pytest.raises(ValidationError):
            TypeAdapter(dict[Year, int]).validate_python({key: 1}, strict=True)
