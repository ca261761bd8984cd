"""YAML: read with the line of every key, dates as text, and refused where it is in doubt."""

from __future__ import annotations

import pytest

from analysis.core.errors import FactCheckError
from analysis.settings.strict_yaml import line_of, read

TEXT = """\
day: 2026-01-31
parts:
  - name: first
  - name: second
    more: {a: 1}
"""


@pytest.fixture
def written(tmp_path):
    """`written(text)`: what is read of it."""

    def make(text: str | bytes):
        path = tmp_path / "x.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(path)

    return make


def test_a_date_stays_text(written):
    assert written(TEXT)[1]["day"] == "2026-01-31"


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ([], 1),
        (["day"], 1),
        (["parts"], 2),
        (["parts", "1"], 4),
        (["parts", "1", "more"], 5),
        (["parts", "7"], 2),
        (["no"], 1),
    ],
)
def test_the_line_is_that_of_the_deepest_part_there_is(written, keys, line):
    assert line_of(written(TEXT)[0], keys) == line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "x.yaml: is empty or not a mapping; restore it"),
        ("# only a comment\n", "x.yaml: is empty or not a mapping"),
        ("- a\n- b\n", "is empty or not a mapping"),
        ("just words\n", "is empty or not a mapping"),
        ("a: [1, 2\nb: 3\n", "x.yaml:2: is not YAML ("),
        ("a: 1\n\tb: 2\n", "x.yaml:2: is not YAML ("),
        ("a: *nowhere\n", "x.yaml:1: is not YAML ("),
        ("a: !!python/object:os.system x\n", "x.yaml:1: is not YAML ("),
        ("? [a, b]\n: 1\n", "x.yaml:1: is not YAML ("),
        ("a: 1\nb: 2\na: 3\n", "x.yaml:3: is not YAML (the key 'a' is given twice)"),
        ("a: \x00\n", "is not YAML ("),
        (b"a: \xff\n", "is not UTF-8 text; save it as UTF-8"),
    ],
)
def test_what_is_no_mapping_or_in_doubt_is_refused_in_one_sentence(written, text, said):
    with pytest.raises(FactCheckError) as failure:
        written(text)
    assert said in str(failure.value)
    assert "\n" not in str(failure.value)
