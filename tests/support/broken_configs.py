"""The committed config.yaml, broken in every way that somebody thought of, and what becomes of each.

A case is a kind and a seed; `broken(kind, seed)` gives the bytes of its file. `table` counts what becomes of many.
"""

from __future__ import annotations

import copy
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.settings import config, schema, strict_yaml

TEXT = paths.CONFIG.read_text(encoding="utf-8")
DATA = strict_yaml.read(paths.CONFIG)[1]
LONG = 5.0  # seconds that no config takes
LAUGHS = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 10))
DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

# --- a value as it is written → another one
VALUES = {
    "nothing": ["", "~", '""', "' '", "[]", "{}"],
    "another type": ["true", "1", "0", "-5", "1.5", "x", "[1]", "[x, y]", "{a: 1}", "[[]]", "{2024: [1, 2]}", '"7"'],
    "a number out of bounds": ["-2024", "1.0e+300", "99999999", "-0.5", "3", "1000000000000000000", "1.0e-300"],
    "a huge number": ["9" * 5000, "9" * 3000, f"1.{'3' * 3000}", f"0x{'f' * 3000}", "1.0e+999", "-" + "8" * 21],
    "a number of another base": ["190:20:30", "0x1F", "0o17", "017", "0b11", "1_000", "1e3", ".5", "5.", "12:30.5"],
    "no number": [".inf", "-.inf", ".NaN", "inf", "NaN"],
    "a switch": ["yes", "no", "NO", "on", "Off", "y", "N"],
    "a day that is none": ["banana", "2026-02-30", "2026-13", "0000", "99999", "2026-1-1", "2026-07-07 10:00:00", "12"],
    "no country": ["UK", "USA", "EL", "us", "China", "[UK]", "[ZZ]", "[CN, CN]", "[us, cn]"],
    "no address": ["javascript:x", "file:///etc", '"https://a b/"', "https://", "ftp://oak.example/", "http://a@b/"],
    "an escape": ['"\\U00110000"', '"\\ud800"', '"\\x00"', '"\\e"', '"\\u202e"', '"\\uFEFF"', '"a\\nb"', '"\\q"'],
    "a tag": [
        "!!int abc",
        "!!binary x",
        "!x y",
        "!!python/object:os.system x",
        "!!float {}",
        "! x",
        "!!timestamp 2026-01-01",
    ],
    "an anchor": ["&a x", "*a", "&a [*a]", "&a {b: *a}", "*"],
    "a merge": ["{<<: {a: 1}}", "{<<: [x]}", "{<<: *a}"],
    "depth": ["[" * 1000 + "]" * 1000, "{a: " * 100 + "1" + "}" * 100, "[" * 100_000, "{? " * 500],
    "length": ["x" * 5000, f"'{'y ' * 50_000}'", f"[{'1, ' * 60_000}]", f"[{'a, ' * 3000}]", "z" * 2500],
    "an odd key": [
        "{? [a]: 1}",
        "{~: 1}",
        "{true: 1}",
        "{1.5: x}",
        "{'': 1}",
        "{a: 1, a: 2}",
        "{? {b: c}: d}",
        f"{{{'k' * 999}: 1}}",
    ],
    "a pattern": [
        "['(a+)+$']",
        "['(a|a)*$']",
        "['(.*a){20}']",
        "['(']",
        "['']",
        "['a{99999999999}']",
        f"['{'(' * 90}']",
        "['(?P<a>b)']",
        "'\\1'",
    ],
    "syntax": ["[", "{", '"', "'", "@", "`", "%x", "- -", ": :", "]", "|", ">", "a: b: c", "\t", "? ", "- x\n- y"],
}
# --- a character put anywhere
CHARACTERS = "\x00 \x01 \x07 \x1b \x7f \x85 \u00ad \u061c \u200b \u200e \u2028 \u202e \u2066 \ufeff \uffff".split(" ")
LINES = [
    "---",
    "...",
    "%YAML 1.1",
    "%TAG ! tag:x,2000:",
    "<<: *a",
    "? [x]",
    "report:",
    "no: 1",
    "\tx: 1",
    "- x",
    "x",
    "}",
    "&a",
]


@lru_cache(maxsize=1)
def spans() -> list[tuple[int, int]]:
    """Where each value that is no mapping stands in the text."""

    def within(node: yaml.Node) -> Iterator[tuple[int, int]]:
        if not isinstance(node, yaml.MappingNode):
            yield node.start_mark.index, node.end_mark.index
        if isinstance(node, yaml.CollectionNode):
            for part in node.value:
                yield from within(part[1] if isinstance(part, tuple) else part)

    root = yaml.compose(TEXT, Loader=yaml.SafeLoader)
    assert root is not None
    return list(within(root))


def _value(chance: random.Random, kind: str) -> str:
    start, end = chance.choice(spans())
    return TEXT[:start] + chance.choice(VALUES[kind]) + TEXT[end:]


def _anywhere(chance: random.Random, put: Callable[[str], str], length: int = 0) -> str:
    at = chance.randrange(len(TEXT))
    return TEXT[:at] + put(TEXT[at : at + length]) + TEXT[at + length :]


def _line(chance: random.Random, change: Callable[[str], list[str]]) -> str:
    lines = TEXT.split("\n")
    at = chance.randrange(len(lines))
    return "\n".join([*lines[:at], *change(lines[at]), *lines[at + 1 :]])


def _tree(chance: random.Random, change: Callable[[random.Random, Any, Any], None]) -> str:
    """One part of the file changed as data: a key of a mapping or a place of a list, anywhere."""
    data = copy.deepcopy(DATA)
    places: list[tuple[Any, Any]] = []
    waiting: list[Any] = [data]
    while waiting:
        part = waiting.pop()
        for key in part if isinstance(part, dict) else range(len(part)):
            places.append((part, key))
            if isinstance(part[key], (dict, list)):
                waiting.append(part[key])
    change(chance, *chance.choice(places))
    return yaml.dump(data, Dumper=DUMPER, sort_keys=False, allow_unicode=True, width=1000)


def _delete(chance: random.Random, part: Any, key: Any) -> None:
    del part[key]


def _double(chance: random.Random, part: Any, key: Any) -> None:
    if isinstance(part, list):
        part.insert(key, copy.deepcopy(part[key]))
    else:
        part[f"{key}-2"] = copy.deepcopy(part[key])


def _rename(chance: random.Random, part: Any, key: Any) -> None:
    if isinstance(part, dict):
        part[
            chance.choice(["x", "../../x", "A b", "", "titel", 7, str(key)[:-1], f"{key}{key}", "é", "a.b", "a+b"])
        ] = part.pop(key)
    else:
        part.append(part.pop(key))


def _swap(chance: random.Random, part: Any, key: Any) -> None:
    other = chance.choice(list(part) if isinstance(part, dict) else range(len(part)))
    part[key], part[other] = part[other], part[key]


def _move(chance: random.Random, part: Any, key: Any) -> None:
    part[key] = copy.deepcopy(DATA[chance.choice(list(DATA))])


def _bytes_changed(chance: random.Random) -> bytes:
    raw = bytearray(TEXT.encode())
    for _ in range(chance.choice([1, 3, 50])):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


KINDS: dict[str, Callable[[random.Random], str | bytes]] = {
    **{f"value: {kind}": lambda chance, kind=kind: _value(chance, kind) for kind in VALUES},
    "tree: deleted": lambda chance: _tree(chance, _delete),
    "tree: twice": lambda chance: _tree(chance, _double),
    "tree: renamed": lambda chance: _tree(chance, _rename),
    "tree: swapped": lambda chance: _tree(chance, _swap),
    "tree: another part": lambda chance: _tree(chance, _move),
    "text: hidden character": lambda chance: _anywhere(chance, lambda _: chance.choice(CHARACTERS)),
    "text: a sign": lambda chance: _anywhere(chance, lambda _: chance.choice("[]{}:,#&*!|>'\"%@`-?\\\n\t")),
    "text: some lost": lambda chance: _anywhere(chance, lambda _: "", chance.choice([1, 5, 100, 5000])),
    "text: cut off": lambda chance: TEXT[: chance.randrange(len(TEXT))],
    "text: a line lost": lambda chance: _line(chance, lambda line: []),
    "text: a line twice": lambda chance: _line(chance, lambda line: [line, line]),
    "text: a line added": lambda chance: _line(chance, lambda line: [line, chance.choice(LINES)]),
    "text: a line shifted": lambda chance: _line(
        chance, lambda line: [chance.choice(["", " ", "\t", "    "]) + line.strip()]
    ),
    "file: billion laughs": lambda chance: f"l0: &l0 lol\n{LAUGHS}report: {{title: *l{chance.randrange(10)}}}\n" + TEXT,
    "file: no config": lambda chance: chance.choice(
        ["", "# x\n", "x\n", "- x\n", "a: 1\n", "{}", "[]", "\0" * 9, "---\n---\n", "42"]
    ),
    "file: other bytes": lambda chance: bytes(chance.randrange(256) for _ in range(chance.randrange(1, 3000))),
    "file: bytes changed": _bytes_changed,
    "file: another encoding": lambda chance: (TEXT + "# é\n").encode(
        chance.choice(["utf-16", "utf-32", "latin-1", "utf-8-sig"])
    ),
    "file: large": lambda chance: (
        TEXT + chance.choice(["# x\n" * 300_000, "x: 1\n" * 190_000, "\n" * 2_000_000, "[" * 990_000])
    ),
}


def broken(kind: str, seed: int) -> bytes:
    """The file of a case."""
    made = KINDS[kind](random.Random(f"{kind} {seed}"))
    return made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass")


# --- what becomes of it
def outcome(raw: bytes, folder: Path) -> str:
    """``refused`` or ``accepted``; anything else fails.

    An error has a file, a line, and a mend, all in one printable sentence. What is accepted is what any reader of YAML
    takes it for, fits the published schema, and has patterns that end.
    """
    path = folder / "config.yaml"
    path.write_bytes(raw)
    try:
        read = config.load(path)
    except FactCheckError as error:
        place, _, line = str(error.where).partition(":")
        assert place == "config.yaml", error
        assert line.isdigit() or "larger than" in error.what, error
        assert not line or 1 <= int(line) <= raw.count(b"\n") + raw.count(b"\r") + 1, error
        assert error.mend, error
        assert str(error).isprintable(), error
        assert len(str(error)) < 1000, error
        return "refused"
    as_yaml = yaml.load(raw.decode("utf-8-sig"), Loader=AsText)
    assert json.loads(json.dumps(as_yaml)) == json.loads(json.dumps(strict_yaml.read(path)[1]))
    assert not list(CHECK.iter_errors(json.loads(json.dumps(as_yaml))))
    for term in read.terms.values():
        term.regex.search("a" * 5000)
    return "accepted"


class AsText(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """PyYAML's own reading, but days stay text."""


AsText.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
CHECK = jsonschema.Draft202012Validator(schema.schema())


def table(folder: Path, seeds: int) -> str:
    """Kind × what became of so many cases of it, as Markdown."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for kind, found in counts.items():
        for seed in range(seeds):
            raw, start = broken(kind, seed), time.perf_counter()
            try:
                what = outcome(raw, folder)
            except Exception as error:
                what = "wrong" if isinstance(error, AssertionError) else "traceback"
            found["hang" if time.perf_counter() - start > LONG else what] += 1
    columns = ["refused", "accepted", "wrong", "traceback", "hang"]
    counts["all"] = sum(counts.values(), Counter())
    rows = [f"| {kind} | {' | '.join(str(found[c]) for c in columns)} |" for kind, found in counts.items()]
    return "\n".join([f"| kind | {' | '.join(columns)} |", f"|:---{'|---:' * len(columns)}|", *rows])
