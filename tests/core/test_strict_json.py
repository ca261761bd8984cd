"""JSON: the same bytes whatever the order of its keys, and read only where nothing in it is in doubt."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import FactCheckError
from analysis.core.strict_json import canonical_json, read_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_json_is_the_same_whatever_the_order_of_its_keys() -> None:
    assert (
        canonical_json({"b": [1, 2.5], "a": "Zürich"})
        == canonical_json({"a": "Zürich", "b": [1, 2.5]})
        == '{\n "a": "Zürich",\n "b": [\n  1,\n  2.5\n ]\n}\n'
    )


@given(VALUES)
def test_what_is_written_is_read_back(value) -> None:
    assert read_json(canonical_json(value), "x.json") == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "x.json: the key 'c' stands there twice; remove one of the two"),
        ("[NaN]", "x.json: holds NaN, which is no number; restore the file"),
        ('{"a": -Infinity}', "x.json: holds -Infinity, which is no number; restore the file"),
        ('{\n "a": 1,\n b}', "x.json:3: is not JSON ("),
        ("", "x.json:1: is not JSON ("),
    ],
)
def test_what_is_in_doubt_is_told_with_its_place(text, said) -> None:
    with pytest.raises(FactCheckError) as error:
        read_json(text, "x.json")
    assert str(error.value).startswith(said)


def test_a_number_that_is_none_is_not_read_by_another_door() -> None:
    assert math.isinf(float(canonical_json(math.inf)))  # writing is not strict: figures have no such value
    with pytest.raises(FactCheckError, match="no number"):
        read_json(canonical_json(math.inf), "x.json")
