"""redaction.json of a release: where a mark replaced content after it was published, of what kind, why and when.

It never holds the content itself. A place is a cell of a CSV file (its line and column), a line of another text, or a
whole file. A release is a redacted one if and only if the mark stands at every place that is named and everything else
is as it was made: `masked` makes the one from the other, and `factcheck verify` compares byte for byte. provenance.json
stays as it was made, so that the seals of later releases still hold; each redaction carries the seal of what it
follows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.core import archives
from analysis.core.errors import FactCheckError
from analysis.core.hashing import seal, sha256
from analysis.core.strict_json import read_json
from analysis.editions import corrections

NAME = "redaction.json"
MARK = "[redacted]"
SITE = "site.tar.gz"
KEYS = {"date", "kind", "why", "mark", "files", "follows", "seal"}
TEXT_OF_PAGE = re.compile(r"(<[^>]*>)|[^<>]*[^<>\s][^<>]*")
TEXT_OF_JSON = re.compile(r'(\s*(?:"(?:[^"\\]|\\.)*": )?)"(?:[^"\\]|\\.)*"(,?)')
Place = Mapping[str, Any]


def masked(name: str, raw: bytes, places: Sequence[Place]) -> bytes:
    """A file with the mark at each place; where a mark stands already nothing changes.

    Parameters
    ----------
    places : sequence of mappings
        ``line`` (from 1) and ``column`` for a cell of a CSV file, ``line`` alone for the text of a line, neither for
        the whole file.

    Raises
    ------
    FactCheckError
        There is no such place.
    """
    if any("line" not in place for place in places):
        return f"{MARK}\n".encode()
    try:
        lines = raw.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise FactCheckError(
            "is no text, so no line of it can be redacted",
            where=name,
            mend="name the file without a line, to redact it whole",
        ) from None
    header = next(csv.reader([lines[0]]), []) if name.endswith(".csv") else []
    for place in places:
        line, column = place["line"], place.get("column")
        if not isinstance(line, int) or not 1 <= line <= len(lines) or (header and line == 1):
            raise FactCheckError(
                f"has no line {line!r} that can be redacted",
                where=name,
                mend="count lines from 1, the header of a table among them",
            )
        if header and column not in header:
            raise FactCheckError(
                f"has no column {column!r}", where=f"{name}:{line}", mend=f"name one of {', '.join(header)}"
            )
        lines[line - 1] = (
            _row(name, line, lines[line - 1], header.index(str(column))) if header else _line(name, lines[line - 1])
        )
    return "\n".join(lines).encode()


def _row(name: str, line: int, text: str, at: int) -> str:
    """A row of a table with the mark in one cell; the other cells as they were written."""
    pieces = _cells(text)
    if at >= len(pieces):
        raise FactCheckError(
            "is no whole row of the table", where=f"{name}:{line}", mend="name a line on which a row begins and ends"
        )
    return ",".join([*pieces[:at], MARK, *pieces[at + 1 :]])


def _cells(text: str) -> list[str]:
    """The cells of a row with the quotes that they have in the file; none where a quote stays open."""
    if text.count('"') % 2:
        return []
    found, start, quoted = [], 0, False
    for at, sign in enumerate(text):
        quoted ^= sign == '"'
        if sign == "," and not quoted:
            found.append(text[start:at])
            start = at + 1
    return [*found, text[start:]]


def _line(name: str, text: str) -> str:
    """A line with the mark for its text; of a page, the tags stay, of JSON, the key."""
    if name.endswith(".json"):
        parts = TEXT_OF_JSON.fullmatch(text)
        if parts is None:
            raise FactCheckError(
                "has a line that holds no text to redact", where=name, mend="name the line of the text"
            )
        return f'{parts[1]}"{MARK}"{parts[2]}'
    return TEXT_OF_PAGE.sub(lambda found: found[1] or MARK, text) if name.endswith(".html") else MARK


def applied(redactions: Sequence[Mapping[str, Any]], name: str, raw: bytes) -> bytes:
    """A file of a release, such as ``figures.csv`` or ``site.tar.gz/audit.csv``, as the redactions leave it."""
    for said in redactions:
        if places := said["files"].get(name, {}).get("places"):
            raw = masked(name, raw, places)
    return raw


def read(folder: Path, released: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The redactions of a release folder, oldest first; none where it has no redaction.json.

    Parameters
    ----------
    released : mapping
        The release's provenance.

    Raises
    ------
    FactCheckError
        redaction.json is none, was changed, or does not follow from the release.
    """
    file = folder / NAME
    if not file.is_file():
        return []
    mend = f"restore it with `git checkout -- releases/{folder.name}`"
    try:
        data = read_json(file.read_text(encoding="utf-8"), file)
    except (OSError, UnicodeDecodeError) as error:
        raise FactCheckError("cannot be read", where=file, mend=mend) from error
    if (
        not isinstance(data, dict)
        or set(data) != {"schema", "version", "redactions"}
        or data["schema"] != 1
        or not isinstance(data["redactions"], list)
    ):
        raise FactCheckError("is no record of redactions", where=file, mend=mend)
    try:
        why = next(_wrongs(data, released), None)
    except (KeyError, TypeError, AttributeError):
        why = "is no record of redactions"
    if why:
        raise FactCheckError(why, where=file, mend=mend)
    redactions: list[dict[str, Any]] = data["redactions"]
    return redactions


def _wrongs(data: Mapping[str, Any], released: Mapping[str, Any]) -> Iterator[str]:
    """What does not hold of the record itself."""
    if data["version"] != released["version"] or not data["redactions"]:
        yield "is of another release"
    follows, hashes = released["seal"], dict(released["files"])
    for said in data["redactions"]:
        if not isinstance(said, dict) or set(said) != KEYS or not isinstance(said["files"], dict) or not said["files"]:
            yield "holds a redaction that does not say what, why and when"
            return
        if said["seal"] != seal(said) or said["follows"] != follows:
            yield "was changed after the redaction"
        if not said["kind"] or not said["why"] or said["mark"] != MARK or not corrections.is_day(said["date"]):
            yield "holds a redaction that does not say what, why and when"
        for name, change in said["files"].items():
            of_site = name.startswith(f"{SITE}/") and SITE in said["files"]
            if (
                not (of_site or name in hashes)
                or change["before"] == change["after"]
                or (name in hashes and change["before"] != hashes[name])
            ):
                yield f"says of {name} what it was not"
            if bool(change.get("places")) == (name == SITE):
                yield f"does not say where {name} was changed"
            hashes[name] = change["after"]
        follows = said["seal"]


def expected(released: Mapping[str, str], redactions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """File → the fingerprint that it must have now, from those that it was released with."""
    found = dict(released)
    for said in redactions:
        found |= {name: change["after"] for name, change in said["files"].items() if name in found}
    return found


def damages(folder: Path, redactions: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Where the mark does not stand in a file that is otherwise as recorded, one sentence each."""
    last = {name: change for said in redactions for name, change in said["files"].items() if name != SITE}
    if not last:
        return
    members = (
        archives.members((folder / SITE).read_bytes(), folder / SITE)
        if any(n.startswith(f"{SITE}/") for n in last)
        else {}
    )
    for name, change in last.items():
        raw = (
            members.get(name.removeprefix(f"{SITE}/")) if name.startswith(f"{SITE}/") else (folder / name).read_bytes()
        )
        if raw is None or sha256(raw) != change["after"]:
            yield f"{folder / name}: is not the redacted file"
        elif applied(redactions, name, raw) != raw:
            yield f"{folder / name}: has no {MARK} where {NAME} says so"


def counted(said: Mapping[str, Any]) -> str:
    """How many places of how many files a redaction took, in words."""
    files = [change["places"] for name, change in said["files"].items() if name != SITE]
    places = sum(map(len, files))
    return f"{places:,} place{'' if places == 1 else 's'} in {len(files)} file{'' if len(files) == 1 else 's'}"


def words(said: Mapping[str, Any]) -> str:
    """A redaction in one sentence, without a full stop."""
    return f"redacted on {said['date']}: {said['kind']} in {counted(said)} stand as {MARK}, because {said['why']}"
