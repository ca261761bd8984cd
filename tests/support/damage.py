"""Edits of data files as hands and programs make them: what `tests/facts/test_store_of_damaged_data.py` tries.

A cell or a line of a CSV, a value of snapshot.yaml or the bytes of any file are changed, and snapshot.yaml is told of
the new checksum, so that only what is read can tell that something is wrong.
"""

from __future__ import annotations

import csv
import hashlib
import io
import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.facts import describe, store
from analysis.facts.columns import OF_A_COHORT
from analysis.facts.mentions import terms_key
from analysis.publish import checksums
from analysis.settings import config
from tests.support import tiny

ROOT = Path(__file__).parents[2]
Edit = Callable[[bytes, random.Random], bytes]
PROFILE = {**tiny.SOURCE, "file": "y.json.gz", "format": "profiles", "basis": "profile", "spine": False}
PRINTED = {**tiny.SOURCE, "file": "z.json.gz", "format": "headers", "basis": "paper", "spine": False}

# what may stand in a cell, as bytes of a file; the quotes are the cell's own
CELLS = {
    "empty": b"",
    "letters": b"banana",
    "negative": b"-7",
    "zero": b"0",
    "a fraction": b"1.5",
    "with an exponent": b"1e400",
    "not a number": b"nan",
    "of 5,000 digits": b"9" * 5000,
    "of 20 digits": b"9" * 20,
    "of another script": "٣".encode(),
    "with a leading zero": b"007",
    "between spaces": b" 1 ",
    "a NUL": b"a\0b",
    "a bell": b"a\x07b",
    "a control of two bytes": b"a\xc2\x85b",
    "no character": b"a\xef\xbf\xbfb",
    "a lone surrogate": b"a\xed\xa0\x80b",
    "no UTF-8": b"a\xff\xfeb",
    "half a character": b"a\xc3",
    "another country's name for it": b"UK",
    "a country of three letters": b"USA",
    "no country": b"ZZ",
    "small letters": b"us",
    "two countries": b"US|CN",
    "two countries, one of them none": b"US|UK",
    "a bar": b"|",
    "a backslash": b"\\",
    "a line end": b'"a\nb"',
    "an open quote": b'"abc',
    "a quote inside": b'a"b',
    "text behind a quote": b'"a"b',
    "a comma": b"a,b",
    "enormous": b"x" * 200_000,
    "enormous words": b"University of " * 3_000,
    "a formula": b'"=HYPERLINK(""http://example.org"",""x"")"',
    "markup": b"<script>alert(1)</script>",
    "right to left": "\u202eabc".encode(),
    "an emoji": "🌳".encode(),
    "a day that is none": b"2026-02-31",
    "an address that is none": b"javascript:alert(1)",
}


def _lines(raw: bytes) -> list[bytes]:
    return raw.splitlines(keepends=True)


def _shuffled(raw: bytes, at: random.Random) -> bytes:
    header, *rows = _lines(raw)
    at.shuffle(rows)
    return header + b"".join(rows)


def _repeated(raw: bytes, at: random.Random) -> bytes:
    lines = _lines(raw)
    n = at.randrange(1, len(lines)) if len(lines) > 1 else 0
    return b"".join([*lines[: n + 1], lines[n], *lines[n + 1 :]])


def _without_a_line(raw: bytes, at: random.Random) -> bytes:
    lines = _lines(raw)
    gone = at.randrange(1, max(2, len(lines)))
    return b"".join(line for n, line in enumerate(lines) if n != gone)


def _columns(change: Callable[[list[str], random.Random], list[int | None]]) -> Edit:
    """An edit of the columns: which of the old ones stand in the new table, None for one that is empty."""

    def edit(raw: bytes, at: random.Random) -> bytes:
        header, *rows = csv.reader(io.StringIO(raw.decode(), newline=""))
        chosen = change(header, at)
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([header[n] if n is not None else "more" for n in chosen])
        writer.writerows([row[n] if n is not None else "x" for n in chosen] for row in rows)
        return stream.getvalue().encode()

    return edit


def _some(header: list[str], at: random.Random) -> int:
    return at.randrange(len(header))


def _dropped(header: list[str], at: random.Random) -> list[int | None]:
    gone = _some(header, at)
    return [n for n in range(len(header)) if n != gone]


def _swapped(header: list[str], at: random.Random) -> list[int | None]:
    chosen: list[int | None] = list(range(len(header)))
    at.shuffle(chosen)
    return chosen


WHOLE: dict[str, Edit] = {
    "rows in another order": _shuffled,
    "a row twice": _repeated,
    "a row less": _without_a_line,
    "a column less": _columns(_dropped),
    "a column twice": _columns(lambda header, at: [*range(len(header)), _some(header, at)]),
    "a column more": _columns(lambda header, at: [*range(len(header)), None]),
    "columns in another order": _columns(_swapped),
    "header alone": lambda raw, at: _lines(raw)[0],
    "nothing": lambda raw, at: b"",
    "no header": lambda raw, at: b"".join(_lines(raw)[1:]),
    "lines of Windows": lambda raw, at: raw.replace(b"\n", b"\r\n"),
    "lines of old Macs": lambda raw, at: raw.replace(b"\n", b"\r"),
    "a mark": lambda raw, at: b"\xef\xbb\xbf" + raw,
    "no last line end": lambda raw, at: raw.rstrip(b"\n"),
    "empty lines": lambda raw, at: raw.replace(b"\n", b"\n\n", 3),
    "spaces at the end": lambda raw, at: raw + b"   \n",
    "a short line": lambda raw, at: raw + _lines(raw)[-1].rpartition(b",")[0] + b"\n",
    "a long line": lambda raw, at: raw + _lines(raw)[-1].rstrip(b"\n") + b",x,y\n",
    "a quote at the end": lambda raw, at: raw + b'"',
    "all in UTF-16": lambda raw, at: raw.decode().encode("utf-16"),
    "semicolons": lambda raw, at: raw.replace(b",", b";"),
    "cut in the middle": lambda raw, at: raw[: len(raw) // 2],
    "not text": lambda raw, at: at.randbytes(300),
    "a workbook": lambda raw, at: b"PK\x03\x04" + at.randbytes(300),
}
SAME = {"lines of Windows", "a mark", "no last line end", "empty lines"}  # say the same as before

YAML_VALUES = {
    "empty": "",
    "null": "null",
    "a text": "banana",
    "a number": "7",
    "a negative number": "-7",
    "a number of 5,000 digits": "9" * 5000,
    "no number": ".nan",
    "a truth": "true",
    "a day": "2024-10-25",
    "a list": "[a, b]",
    "a mapping": "{a: b}",
    "an anchor": "&a x",
    "an alias": "*a",
    "a tag": "!!python/object/apply:os.system [ls]",
    "a wrong tag": "!!int abc",
    "a high escape": '"\\U00110000"',
    "a lone surrogate": '"\\ud800"',
    "a control": '"\\x07"',
    "nesting": "[" * 1000 + "]" * 1000,
    "a quote that never ends": '"abc',
    "in base sixty": "190:20:30",
}
YAML_WHOLE: dict[str, Edit] = {
    "nothing": lambda raw, at: b"",
    "a list": lambda raw, at: b"- a\n- b\n",
    "not text": lambda raw, at: at.randbytes(300),
    "a NUL": lambda raw, at: raw[:40] + b"\0" + raw[40:],
    "a key less": lambda raw, at: re.sub(rb"(?m)^limits:\n(- .*\n)*|^limits: \[\]\n", b"", raw),
    "a key more": lambda raw, at: raw + b"more: 1\n",
    "a key twice": lambda raw, at: raw + b"cohort: elm\n",
    "two documents": lambda raw, at: raw + b"---\ncohort: elm\n",
    "a billion laughs": lambda raw, at: (
        b"a: &a [x, x, x, x, x, x, x, x, x]\n"
        + b"".join(b"%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n" % (n, n, *[n - 1] * 8) for n in range(98, 107))
        + raw
    ),
    "lines of Windows": lambda raw, at: raw.replace(b"\n", b"\r\n"),
}
JSON_WHOLE: dict[str, Edit] = {
    "nothing": lambda raw, at: b"",
    "null": lambda raw, at: b"null",
    "a list": lambda raw, at: b"[1, 2]",
    "a number": lambda raw, at: b"9" * 5000,
    "cut": lambda raw, at: raw[: len(raw) // 2],
    "not text": lambda raw, at: at.randbytes(300),
    "nesting": lambda raw, at: b"[" * 200_000,
    "not a number": lambda raw, at: re.sub(rb"\b\d+\b", b"NaN", raw),
    "numbers as text": lambda raw, at: re.sub(rb": (\d+)", rb': "\1"', raw),
    "text as numbers": lambda raw, at: re.sub(rb'": "[^"]*"', b'": 7', raw),
    "text as null": lambda raw, at: re.sub(rb'": "[^"]*"', b'": null', raw),
    "text as lists": lambda raw, at: re.sub(rb'": "[^"]*"', b'": [1]', raw),
    "lists as mappings": lambda raw, at: raw.replace(b"[", b'{"a":').replace(b"]", b"}"),
    "lone surrogates": lambda raw, at: re.sub(rb'": "[^"]*"', rb'": "\\ud800"', raw),
    "a key more": lambda raw, at: raw.replace(b"{", b'{"\\ud800": 1, ', 1),
}


def cell(kind: str) -> Edit:
    """An edit that puts something into one cell."""

    def edit(raw: bytes, at: random.Random) -> bytes:
        rows = list(csv.reader(io.StringIO(raw.decode(), newline="")))
        if len(rows) < 2:
            return raw
        row = rows[at.randrange(1, len(rows))]
        column = at.randrange(len(row))
        row[column] = "\ufdd0"
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerows(rows)
        return stream.getvalue().encode().replace("\ufdd0".encode(), CELLS[kind])

    return edit


def value(kind: str) -> Edit:
    """An edit that puts something in place of one value of a YAML file."""

    def edit(raw: bytes, at: random.Random) -> bytes:
        lines = raw.decode().split("\n")
        told = [n for n, line in enumerate(lines) if re.match(r"\s*(- )?[\w.-]+: ?", line)]
        n = at.choice(told)
        lines[n] = re.sub(r"^(\s*(?:- )?[\w.-]+:).*", lambda m: f"{m[1]} {YAML_VALUES[kind]}", lines[n])
        return "\n".join(lines).encode("utf-8", "surrogatepass")

    return edit


def kinds(file: Path) -> dict[str, Edit]:
    """Name → edit, for all kinds that a file can suffer."""
    if file.suffix == ".csv":
        return {**{f"a cell: {kind}": cell(kind) for kind in CELLS}, **WHOLE}
    if file.suffix == ".yaml":
        return {**{f"a value: {kind}": value(kind) for kind in YAML_VALUES}, **YAML_WHOLE}
    return JSON_WHOLE


def files(folder: Path) -> list[Path]:
    """All data files of a project, from its root."""
    found = [*(folder / "data").rglob("*.*"), *(folder / "tests" / "gold").glob("*.csv")]
    found.append(folder / "tests" / "gold" / checksums.NAME)
    return sorted(file.relative_to(folder) for file in found)


def rehash(file: Path) -> None:
    """Tell snapshot.yaml, if there is one beside the file, of its new checksum and number of rows."""
    about = file.parent / "snapshot.yaml"
    if file.suffix == ".csv" and about.is_file():
        text = about.read_text(encoding="utf-8")
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        text = re.sub(rf"(?m)^(  {re.escape(file.name)}: ).*$", rf"\g<1>{digest}", text)
        try:
            rows = sum(1 for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")) if row) - 1
            text = re.sub(rf"(?m)^(rows-out:\n(?:  .*\n)*?  {file.stem}: ).*$", rf"\g<1>{max(rows, 0)}", text)
        except (ValueError, csv.Error):
            pass
        about.write_text(text, encoding="utf-8")


@contextmanager
def damaged(folder: Path, file: Path, kind: str, seed: int) -> Iterator[None]:
    """Edit one file of a project, and put all back afterwards."""
    about = folder / file.parent / "snapshot.yaml"
    before = {path: path.read_bytes() for path in {folder / file, about} if path.is_file()}
    try:
        (folder / file).write_bytes(kinds(file)[kind](before[folder / file], random.Random(seed)))
        rehash(folder / file)
        yield
    finally:
        for path, raw in before.items():
            path.write_bytes(raw)


def project(folder: Path, monkeypatch) -> Path:
    """An invented project with rows in every table, entered and described."""
    tiny.make(folder)
    cohort = {"venue": "NeurIPS", "year": 2024, "headline-basis": "program", "limits": []}
    tiny.write_config(
        folder, cohorts={tiny.COHORT: {**cohort, "sources": [tiny.SOURCE, PROFILE, PRINTED]}}, also=["profile", "paper"]
    )
    _write_tables(folder)
    for name in (
        "affiliations.csv",
        "elsewhere.csv",
        "title_blocks.csv",
        "discordant.csv",
        "names.csv",
        "not_names.csv",
    ):
        lines = (ROOT / "tests" / "gold" / name).read_bytes().splitlines(keepends=True)
        (folder / "tests" / "gold" / name).write_bytes(b"".join(lines[:6]))
    for name, wanted in (
        ("data/overrides.csv", 5),
        ("data/reference/companies.csv", 5),
        ("data/reference/domains.csv", 5),
    ):
        (folder / name).write_bytes(b"".join((ROOT / name).read_bytes().splitlines(keepends=True)[:wanted]))
    shutil.copyfile(ROOT / "data" / "reference" / "peers.csv", folder / "data" / "reference" / "peers.csv")
    _keep_rows_that_fit(folder / "data" / "overrides.csv")
    tiny.enter(folder, monkeypatch)
    describe.write(config.load())
    checksums.write()
    return folder


def _keep_rows_that_fit(file: Path) -> None:
    """Overrides without a record, since the registry holds three only."""
    header, *rows = csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([header, *(row for row in rows if not row[1])])
    file.write_text(stream.getvalue(), encoding="utf-8")


def _write_tables(folder: Path) -> None:
    ids = [f"p{n:02}" for n in range(tiny.PAPERS)]
    settings = config.load(folder / "config.yaml")
    rows = {
        "papers": [
            (i, f"Paper {i}", f"https://example.org/{i}", "main", "", 2, "title|abstract", "complete", "") for i in ids
        ],
        "authorships": [
            (i, basis, n, 0, name, "", "CN" if "Tsinghua" in name and basis == "profile" else "", "oak.example")
            for i, pair in zip(ids, tiny.affiliations(3), strict=True)
            for basis in ("program", "profile")
            for n, name in enumerate(pair, 1)
        ],
        "printed": [
            (i, n, kind, text)
            for i, pair in zip(ids, tiny.affiliations(3), strict=True)
            for n, (kind, text) in enumerate([*(("affiliation", name) for name in pair), ("domain", "oak.example")], 1)
        ],
        "mentions": [(i, "qwen", "", "abstract", 2) for i in ids[::3]],
    }
    read = {"rows-in": 12, "rows-used": 12, "papers-added": 12, "dropped": {"no matching paper": 0}}
    about = {"format": "program", "origin": "invented", "recorded": "2024-10-25", "licence": "CC0-1.0"}
    file = {"name": "x.json.gz", "sha256": "0" * 64}
    shot = store.Snapshot(
        tiny.COHORT,
        **{name: table.frame(rows[name]) for name, table in OF_A_COHORT.items()},
        sources=[{**about, "basis": "program", **read, "files": [file]}],
        limits=["invented"],
        terms=terms_key(settings.terms),
    )
    store.write(shot, folder / "data")
