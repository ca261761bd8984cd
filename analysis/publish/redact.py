"""`factcheck redact`: replace published content of a release by a mark, and let the release say so.

For content that should not have been published, such as a person's name. What is replaced is gone from the release and
from the site that is built of it; git's history keeps it (see docs/redaction.md). Each redaction wants a row in
CORRECTIONS.md, which `factcheck check` asks for.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

from analysis.core import archives, paths
from analysis.core.errors import FactCheckError
from analysis.core.files import one_writer
from analysis.core.hashing import seal, sha256
from analysis.core.strict_json import canonical_json
from analysis.editions import corrections, provenance, redaction, release_names
from analysis.editions.redaction import MARK, NAME, SITE
from analysis.publish import release

COLUMNS = ["file", "line", "column"]
Places = dict[str, list[dict[str, Any]]]


@one_writer("redaction")
def redact(version: str, listed: Path, kind: str, why: str, day: str) -> dict[str, Any]:
    """Put the mark at each listed place of a release; gives what redaction.json now says of it.

    Parameters
    ----------
    listed : Path
        CSV of the places, see `places`.
    kind, why : str
        What kind of content is replaced, such as ``names of persons``, and why; never the content.
    day : str
        The day of the redaction, such as ``2026-07-31``.

    Raises
    ------
    FactCheckError
        There is no such release or place, the release is damaged, or it cannot be written; it stays as it was.
    """
    folder = paths.RELEASES / version
    if version not in release_names.versions():
        raise FactCheckError(
            f"there is no release {version!r}",
            where="factcheck redact",
            mend=f"name one of: {', '.join(release_names.versions()) or 'none yet'}",
        )
    if wrong := next(iter(provenance.damages(folder)), None):
        where, _, what = wrong.partition(": ")
        raise FactCheckError(what, where=where, mend="restore the release from the repository first")
    if not corrections.is_day(day):
        raise FactCheckError(f"{day!r} is no day", where="--date", mend="write it as 2026-07-31")
    for name, text in (("--kind", kind), ("--why", why)):
        if not text.strip() or "\n" in text:
            raise FactCheckError(
                "says nothing, or more than a line", where=name, mend="say it in some words, without the content itself"
            )
    said = provenance.read(folder)
    before = redaction.read(folder, said)
    files = {
        f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file() and f.name != NAME
    }
    changed = _put(files, places(listed), folder)
    record = {
        "date": day,
        "kind": kind.strip(),
        "why": why.strip(),
        "mark": MARK,
        "files": changed,
        "follows": before[-1]["seal"] if before else said["seal"],
    }
    record["seal"] = seal(record)
    files[NAME] = canonical_json({"schema": 1, "version": version, "redactions": [*before, record]}).encode()
    release.rewrite(files, folder)
    return record


def places(listed: Path) -> Places:
    """File → the places in it that a CSV with the columns ``file``, ``line`` and ``column`` lists.

    A file of the site is written ``site.tar.gz/audit.csv``. Lines count from 1. Without a column the text of the line
    is meant, without a line the whole file.

    Raises
    ------
    FactCheckError
        It cannot be read, has other columns or no row, or a line that is no number.
    """
    found: Places = defaultdict(list)
    try:
        with listed.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            if rows.fieldnames != COLUMNS:
                raise FactCheckError(
                    "has other columns", where=listed, mend=f"give it the columns {', '.join(COLUMNS)}"
                )
            for row in rows:
                if row["line"] and not (row["line"].isascii() and row["line"].isdigit()):
                    raise FactCheckError(
                        f"{row['line']!r} is no line", where=f"{listed}:{rows.line_num}", mend="give its number"
                    )
                place = {"line": int(row["line"])} if row["line"] else {}
                found[row["file"]].append({**place, **({"column": row["column"]} if row["column"] else {})})
    except OSError as error:
        raise FactCheckError(f"cannot be read ({error.strerror})", where=listed, mend="check the name") from None
    except (UnicodeDecodeError, csv.Error):
        raise FactCheckError("is no CSV in UTF-8", where=listed, mend="save it as one") from None
    if not found:
        raise FactCheckError("lists no place", where=listed, mend="give file, line and column of each")
    return found


def _put(files: dict[str, bytes], wanted: Places, folder: Path) -> dict[str, Any]:
    """Put the mark into `files`, at every place; gives what changed, as redaction.json says it."""
    site = archives.members(files[SITE], folder / SITE) if any(name.startswith(f"{SITE}/") for name in wanted) else {}
    changed: dict[str, Any] = {}
    for name, where in sorted(wanted.items()):
        holder, key = (site, name.removeprefix(f"{SITE}/")) if name.startswith(f"{SITE}/") else (files, name)
        if key not in holder or name in (SITE, provenance.NAME):
            raise FactCheckError(
                "is no file that can be redacted",
                where=folder / name,
                mend=f"name a file of the release, or of its site as {SITE}/audit.csv",
            )
        raw = redaction.masked(name, holder[key], where)
        if raw == holder[key]:
            raise FactCheckError(f"holds {MARK} there already", where=folder / name, mend="leave it out")
        changed[name] = {"before": sha256(holder[key]), "after": sha256(raw), "places": where}
        holder[key] = raw
    if site:
        packed = archives.packed(site)
        changed[SITE] = {"before": sha256(files[SITE]), "after": sha256(packed)}
        files[SITE] = packed
    return changed


def row_for(version: str, said: dict[str, Any]) -> str:
    """The row that CORRECTIONS.md wants."""
    what = f"Release {version} published {said['kind']}, in {redaction.counted(said)}"
    return f"| {said['date']} | {what} | as published | {MARK} | {said['why']} |"
