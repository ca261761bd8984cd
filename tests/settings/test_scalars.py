"""One value in YAML: text, a number, true, false or nothing, and refused where readers differ."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from analysis.settings.scalars import CONTROL, HIDDEN, Refused, value


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("FALSE", False),
        ("0", 0),
        ("-12", -12),
        ("+3", 3),
        ("2026", 2026),
        ("0.95", 0.95),
        ("1.0e-09", 1e-9),
        ("2026-07-07", "2026-07-07"),
        ("2026-01", "2026-01"),
        ("1.2.3", "1.2.3"),
        ("=", "="),
        ("NOR", "NOR"),
        ("tRUE", "tRUE"),
        ("3D", "3D"),
        ("US-China\u00a0pairs", "US-China\u00a0pairs"),
    ],
)
def test_a_plain_value_is_what_every_reader_takes_it_for(text, read):
    assert value(text, plain=True) == read
    assert type(value(text, plain=True)) is type(read)


@pytest.mark.parametrize("text", ["yes", "No", "NO", "on", "OFF", "y", "n"])
def test_a_switch_is_refused_with_what_to_quote(text):
    with pytest.raises(Refused) as failure:
        value(text, plain=True)
    assert failure.value.mend == f'write true or false, or "{text}" in quotes for the text'


@pytest.mark.parametrize(
    "text",
    "190:20:30 1:30 1:30.5 0x1F 0o17 017 08 0b101 1_000 1_0.5 1e3 1e400 1.0e+999 5. .5 -.5 .5e3 .inf -.INF .NaN".split(),
)
def test_a_number_that_readers_take_differently_is_refused(text):
    with pytest.raises(Refused) as failure:
        value(text, plain=True)
    assert f'"{text}" in quotes for the text' in failure.value.mend


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize(
    "char", ["\x00", "\t", "\x1b", "\x7f", "\x85", "\u200b", "\u2028", "\u202e", "\ud800", "\ufeff"]
)
def test_what_cannot_be_seen_is_refused_in_quotes_too(char, plain):
    with pytest.raises(Refused, match=rf"a value holds U\+{ord(char):04X} \("):
        value(f"a{char}b", plain=plain)


def test_what_is_hidden_in_a_file_is_no_end_of_line():
    assert not HIDDEN.search("a\tb\n")
    assert CONTROL.search("a\tb")
    assert all(CONTROL.search(chr(n)) for n in range(0x20000) if HIDDEN.search(chr(n)))


@given(st.text(max_size=30) | st.from_regex(r"[-+]?[0-9_.:eExob]{1,12}", fullmatch=True), st.booleans())
def test_a_value_that_is_read_is_read_so_by_pyyaml_too(text, plain):
    try:
        read = value(text, plain=plain)
    except Refused as error:
        assert error.mend
        return
    if not plain:
        assert read == text
    elif not isinstance(read, str):
        assert yaml.safe_load(text) == read
