"""YAML: read with the line of every key, dates as text, and refused where it is in doubt."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import FactCheckError
from analysis.settings import strict_yaml
from analysis.settings.strict_yaml import line_of, parse, read

LOADERS = (strict_yaml.FAST, yaml.SafeLoader)

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
        ("", "x.yaml:1: is empty; write `key: value` lines"),
        ("# only a comment\n", "x.yaml:1: is empty; write `key: value` lines"),
        ("- a\n- b\n", "x.yaml:1: is not a mapping"),
        ("just words\n", "x.yaml:1: is not a mapping"),
        ("a: [1, 2\nb: 3\n", "x.yaml:2: is not YAML ("),
        ("a: 1\n\tb: 2\n", "x.yaml:2: is not YAML ("),
        ('a: 1\nb: "\\U00110000"\n', "x.yaml:2: is not YAML ("),
        ("a: 1\nb: *nowhere\n", "x.yaml:2: refers to another part by `*` or is marked for that by `&`"),
        ("a: 1\nb: &x 1\n", "x.yaml:2: refers to another part by `*` or is marked for that by `&`"),
        ("a: &x {b: 1}\n", "x.yaml:1: refers to another part"),
        ("a: !!int abc\n", "x.yaml:1: says its type by `!`; remove that word"),
        ("a: !!python/object:os.system x\n", "x.yaml:1: says its type by `!`"),
        ("a:\n  !!set {b}\n", "x.yaml:2: says its type by `!`"),
        ("? [a, b]\n: 1\n", "x.yaml:1: a key is no plain word"),
        ("a: 1\n<<: {b: 1}\n", "x.yaml:2: merges another part by `<<`; write its keys out"),
        ("a: 1\nb: 2\na: 3\n", "x.yaml:3: the key 'a' is given twice; remove one of the two"),
        ('2024: 1\n"2024": 2\n', "x.yaml:2: the key '2024' is given twice"),
        ("~: 1\n", "x.yaml:1: the key '~' is no plain word"),
        ("true: 1\n", "the key 'true' is no plain word"),
        ("1.5: 1\n", "the key '1.5' is no plain word"),
        (f"{'k' * 101}: 1\n", "is no plain word; write a short word before the colon"),
        ("no: 1\n", "x.yaml:1: readers of YAML take 'no' for true or false, or for text"),
        ("a: 1\n---\nb: 2\n", "x.yaml:3: begins a second document"),
        ("%YAML 1.1\n---\na: 1\n", "x.yaml:1: begins with a directive"),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", "x.yaml:1: begins with a directive"),
        ("a: 1\nb: \x00\n", "x.yaml:2: holds U+0000 (a control character), which nobody sees; remove the character"),
        ("# \u202e\n", "x.yaml:1: holds U+202E (right-to-left override)"),
        ('a: 1\nb: "\\u200b"\n', "x.yaml:2: a value holds U+200B (zero width space)"),
        ("a: 1\nb: |\n  c\n", "x.yaml:2: a value goes over several lines; write it in one"),
        (f"a: 1\nb: {'[' * 1000}\n", "x.yaml:2: is nested deeper than 20 levels"),
        (f"a: {'{b: ' * 1000}\n", "x.yaml:1: is nested deeper than 20 levels"),
        (f"a: [{'1, ' * 20_000}]\n", "x.yaml:1: holds more than 20,000 values"),
        (f"a: 1\nb: {'9' * 3000}\n", "x.yaml:2: the number 99999999999999999999…9999999999 has 3,000 digits"),
        (f"a: 1\nb: {'9' * 5000}\n", "x.yaml:2: a value has 5,000 characters"),
        ("a: 1\n" * 200_001, "x.yaml: is larger than 1,000,000 bytes"),
        (b"a: 1\nb: \xff\n", "x.yaml:2: is not UTF-8 text; save it as UTF-8"),
        (b"\xff\xfea\x00:\x00", "x.yaml:1: is not UTF-8 text"),
        (b"a: " + b"\xff" * 1_000_001, "x.yaml: is larger than 1,000,000 bytes"),
    ],
    ids=lambda value: repr(value)[:30],
)
@pytest.mark.parametrize("loader", LOADERS)
def test_what_is_no_mapping_or_in_doubt_is_refused_in_one_sentence(written, monkeypatch, loader, text, said):
    monkeypatch.setattr(strict_yaml, "FAST", loader)
    with pytest.raises(FactCheckError) as failure:
        written(text)
    assert said in str(failure.value)
    assert str(failure.value).isprintable()
    assert failure.value.mend


def test_what_nests_less_is_read(written):
    assert written("a: " + "[" * 19 + "]" * 19)[1]["a"]


@pytest.mark.parametrize("text", ["\ufeffa: 1\n", "---\na: 1\n...\n", "a: 1\r\n", "# c\ra: 1\r"])
@pytest.mark.parametrize("loader", LOADERS)
def test_marks_of_order_and_ends_of_lines_of_any_system_are_read(written, monkeypatch, loader, text):
    monkeypatch.setattr(strict_yaml, "FAST", loader)
    assert written(text)[1] == {"a": 1}


def test_what_is_no_file_is_told(tmp_path):
    with pytest.raises(FactCheckError, match="is no file; restore it from the repository"):
        read(tmp_path)
    with pytest.raises(FactCheckError, match="cannot be read"):
        read(tmp_path / "x.yaml")


@pytest.mark.parametrize("loader", LOADERS)
@given(text=st.text(alphabet="ab:-[]{},\"'|>#&*!%?<~=\\Ux01 \n\t\u200b", max_size=40))
def test_any_text_is_read_or_refused_with_its_line(loader, text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strict_yaml, "FAST", loader)
        try:
            node, data = parse(text, "x.yaml")
        except FactCheckError as error:
            assert 1 <= int(str(error.where).removeprefix("x.yaml:")) <= text.count("\n") + 1
            assert str(error).isprintable()
        else:
            assert set(map(str, data)) == set(node.parts)


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(-(10**15), 10**15), st.text("ab :#'\"-é0.", max_size=8)),
        lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text("abc", min_size=1), part, max_size=3),
        max_leaves=12,
    )
)
def test_what_pyyaml_writes_is_read_as_it_was(value):
    text = yaml.safe_dump({"a": value}, allow_unicode=True)
    assert parse(text, "x.yaml")[1] == {"a": value}
