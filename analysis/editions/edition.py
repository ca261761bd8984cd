"""One computed state of the fact-check: every figure, every verdict, and the papers behind each deciding figure.

What `factcheck diff`, `release` and `verify` compare. An edition is computed from the working tree, read from a
release, a folder or a file, or computed from a git revision (`analysis.editions.recompute`). Run as a module, it writes
the edition of the tree it stands in as JSON to standard output: trees of later commits are asked for theirs under this
name, `analysis.editions.edition`, so it stays.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.claims import judge
from analysis.core.errors import FactCheckError
from analysis.core.strict_json import read_json
from analysis.figures.figure import Figure
from analysis.looks.numbers import as_text
from analysis.settings import config

NEEDED = {"figure": ("id", "value", "unit"), "claim": ("id", "verdict")}
NUMBER = (int, float, type(None))
Row = dict[str, Any]


@dataclass(frozen=True)
class Edition:
    """Figures by id, verdicts by claim, and claim → paper id → title; the last two are None where there are none.

    `commit` is the one whose tree the edition was computed from; None where nobody knows, or for the working tree.
    """

    name: str
    figures: Mapping[str, Row]
    verdicts: Mapping[str, Row] | None = None
    papers: Mapping[str, Mapping[str, str]] | None = None
    commit: str | None = None
    work: bool = False

    def as_json(self) -> Row:
        """The form that `edition_from` reads."""
        verdicts = None if self.verdicts is None else list(self.verdicts.values())
        return {"figures": list(self.figures.values()), "claims": verdicts, "papers": self.papers}


@dataclass(frozen=True)
class _Said:
    """What `as_text` must know of a figure."""

    unit: str
    method: str
    numerator: None = None
    denominator: None = None


def text_of(row: Row, value: float | int | None) -> str:
    """A value as the report prints it in the unit of a row of figures.json."""
    interval = row.get("interval") or {}
    return as_text(_Said(row["unit"], interval.get("method", "wilson")), value)


def computed(
    figures: Iterable[Figure],
    verdicts: Sequence[judge.Verdict],
    settings: config.Config,
    lists: Mapping[str, str],
    name: str = "work",
) -> Edition:
    """The edition of what was computed just now.

    Parameters
    ----------
    lists : mapping
        Claim → the papers behind it, as `analysis.claims.papers.papers_behind` gives them.
    """
    behind = {claim: papers_in(text, claim) for claim, text in lists.items()}
    rows = [f.as_json() for f in figures], [v.as_json(settings) for v in verdicts]
    return Edition(name, by_id(rows[0], "figure", name), by_id(rows[1], "claim", name), behind, work=True)


def work(progress: Callable[[str], None] = lambda _: None) -> Edition:
    """The edition of the working tree, computed in this process."""
    # whoever reads editions can do without the libraries of numbers and charts
    from analysis.claims.papers import papers_behind
    from analysis.counting.workbook import Workbook
    from analysis.topics import catalogue

    settings = config.load()
    book = Workbook(settings, progress)
    found = catalogue.compute(book)
    verdicts = judge.verdicts(settings, found)
    return computed(found, verdicts, settings, {v.claim: papers_behind(book, v.decisive) for v in verdicts})


def papers_in(text: str, where: str | Path) -> dict[str, str]:
    """Paper id → title of a list of papers.

    Raises
    ------
    FactCheckError
        The list has no column of ids, or an id twice.
    """
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not {"paper_id", "title"} <= set(rows.fieldnames or []):
        raise FactCheckError(
            "has no columns 'paper_id' and 'title'", where=where, mend="name a list that `factcheck papers` wrote"
        )
    found: dict[str, str] = {}
    for row in rows:
        if row["paper_id"] in found:
            raise FactCheckError(
                f"holds the paper {row['paper_id']!r} twice", where=where, mend="remove one of the two"
            )
        found[row["paper_id"]] = row["title"] or ""
    return found


def by_id(rows: Any, kind: str, where: str | Path) -> dict[str, Row]:
    """Rows of figures.json or claims.json by their id.

    Raises
    ------
    FactCheckError
        A row lacks a key, has a value that is no number, or an id that another row has.
    """
    if not isinstance(rows, list):
        raise FactCheckError(f"holds no list of {kind}s", where=where, mend="name a file that `factcheck` wrote")
    found: dict[str, Row] = {}
    for at, row in enumerate(rows, 1):
        lacking = [key for key in NEEDED[kind] if not isinstance(row, dict) or key not in row]
        if lacking:
            said = row.get("id", f"number {at}") if isinstance(row, dict) else f"number {at}"
            raise FactCheckError(f"the {kind} {said} has no {lacking[0]!r}", where=where, mend="restore the file")
        if not isinstance(row["id"], str) or (
            kind == "figure" and (not isinstance(row["value"], NUMBER) or isinstance(row["value"], bool))
        ):
            raise FactCheckError(
                f"the {kind} {row['id']} has a value that is no number", where=where, mend="restore the file"
            )
        if row["id"] in found:
            raise FactCheckError(
                f"the {kind} {row['id']} stands there twice", where=where, mend="give one of them another id"
            )
        found[row["id"]] = row
    return found


def edition_from(data: Any, name: str, where: str | Path, commit: str | None = None, work: bool = False) -> Edition:
    """An edition from its JSON form."""
    claims = data.get("claims")
    return Edition(
        name,
        by_id(data.get("figures"), "figure", where),
        None if claims is None else by_id(claims, "claim", where),
        data.get("papers"),
        commit,
        work,
    )


def read_folder(folder: Path, name: str) -> Edition:
    """The edition of a folder with figures.json and, where there are, claims.json, papers/*.csv and provenance.json."""
    claims = folder / "claims.json"
    lists = sorted((folder / "papers").glob("*.csv"))
    provenance = folder / "provenance.json"
    return Edition(
        name,
        read_json_rows(folder / "figures.json", "figures", "figure"),
        read_json_rows(claims, "claims", "claim") if claims.exists() else None,
        {file.stem: papers_in(_text(file), file) for file in lists} if lists else None,
        read_json(_text(provenance), provenance).get("commit") if provenance.is_file() else None,
    )


def read_json_rows(file: Path, key: str, kind: str) -> dict[str, Row]:
    """The rows that a file of the project holds under `key`, by their id.

    Raises
    ------
    FactCheckError
        It has none, or is of another schema.
    """
    data = read_json(_text(file), file)
    if not isinstance(data, dict) or key not in data:
        raise FactCheckError(
            f"has no {key!r}", where=file, mend=f"name a file that `factcheck` wrote, such as {key}.json of a release"
        )
    if data.get("schema") != 1:
        raise FactCheckError(
            f"has the schema {data.get('schema')!r}, and only 1 is known",
            where=file,
            mend="read it with the version that wrote it",
        )
    return by_id(data[key], kind, file)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FactCheckError("is not UTF-8 text", where=file, mend="restore it") from None
    except OSError as error:
        raise FactCheckError(f"cannot be read ({error.strerror})", where=file, mend="check the name") from None


if __name__ == "__main__":
    json.dump(work().as_json(), sys.stdout, ensure_ascii=True)
