"""Read, write and verify data/: the facts of each cohort as sorted CSV, with provenance beside them.

A snapshot is written whole or not at all.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from analysis.core import code_files, multivalued, paths, result_cache
from analysis.core.csv_table import content, shown
from analysis.core.errors import FactCheckError, unwritable
from analysis.core.files import new_folder, recover, swap, write_text
from analysis.core.hashing import sha256
from analysis.facts import frames, snapshot_file
from analysis.facts.columns import OF_A_COHORT, SHARED
from analysis.facts.schema import Rows

MODULE = "analysis/facts/store.py"


@dataclass
class Snapshot:
    """The facts of one cohort.

    ``papers``: one row a paper. ``authorships``: one row per affiliation of an author under a basis; an author without
    one has one row with an empty affiliation; `candidate` numbers the people of one name. ``printed``: what a title
    block prints. ``mentions``: how often a field of a paper names a term. Columns: `analysis.facts.columns`.
    """

    cohort: str
    papers: pd.DataFrame
    authorships: pd.DataFrame
    printed: pd.DataFrame
    mentions: pd.DataFrame
    sources: list[dict[str, Any]] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)
    terms: str = ""
    accepted: list[dict[str, Any]] = field(default_factory=list)

    @cached_property
    def coverage(self) -> dict[str, Any]:
        """Shares of what could be known that is: affiliations by basis, abstracts, bodies, title blocks."""
        known: dict[str, Any] = {}
        for basis, rows in self.authorships.groupby("basis"):
            person = ["paper_id", "author"]
            known[f"affiliations-{basis}"] = {
                "papers": int(rows["paper_id"].nunique()),
                "authorships": len(rows.drop_duplicates(person)),
                "with-affiliation": len(rows[rows["affiliation"] != ""].drop_duplicates(person)),
            }
        has = self.papers["fields"].map(multivalued.split)
        for name in ("abstract", "body"):
            known[f"papers-with-{name}"] = sum(name in fields for fields in has)
        blocks = self.papers["block"].value_counts()
        known["title-blocks"] = {
            "complete": int(blocks.get("complete", 0)),
            "incomplete": int(blocks.get("incomplete", 0)),
        }
        return known


def write(snapshot: Snapshot, data: Path | None = None) -> bool:
    """Write a snapshot; True where anything changed.

    Raises
    ------
    FactCheckError
        The folder cannot be written; what was there stays.
    """
    data = data or paths.DATA
    target = data / snapshot.cohort
    files = {f"{name}.csv": table.to_csv(getattr(snapshot, name)) for name, table in OF_A_COHORT.items()}
    about = {
        "cohort": snapshot.cohort,
        "terms": snapshot.terms,
        "sources": snapshot.sources,
        "rows-out": {name: len(getattr(snapshot, name)) for name in OF_A_COHORT},
        "coverage": snapshot.coverage,
        "limits": snapshot.limits,
        **({"accepted": snapshot.accepted} if snapshot.accepted else {}),
        "sha256": {name: sha256(text.encode()) for name, text in sorted(files.items())},
    }
    files["snapshot.yaml"] = yaml.safe_dump(about, sort_keys=False, allow_unicode=True, width=150)
    recover(data)
    if target.is_dir() and all(
        (target / n).is_file() and (target / n).read_bytes() == t.encode() for n, t in files.items()
    ):
        return False
    try:
        with new_folder(target) as fresh:
            for name, text in files.items():
                (fresh / name).write_text(text, encoding="utf-8", newline="\n")
            swap(fresh, target)
    except OSError as error:
        raise unwritable(error, target) from error
    return True


def folder_of(cohort: str, data: Path | None = None) -> Path:
    """Where the facts of a cohort lie, or would."""
    folder = (data or paths.DATA) / cohort
    recover(folder.parent)
    return folder


def shared_file(name: str, reference: Path | None = None) -> Path:
    """Where a table that is no cohort's lies; `reference`: another folder than data/reference/."""
    return paths.OVERRIDES if name == "overrides" else (reference or paths.REFERENCE) / f"{Path(name).name}.csv"


def shared_rows(name: str, reference: Path | None = None) -> Rows:
    """Rows of a table that is no cohort's, every cell and key checked, with the line on which each ends.

    Raises
    ------
    FactCheckError
        The file is missing, is not CSV in UTF-8 with commas, lacks a column, or a cell is not what its column holds.
    """
    return SHARED[name].checked(shared_file(name, reference))


def shared_columns(name: str, columns: Sequence[str], reference: Path | None = None) -> pd.DataFrame:
    """Some columns of a table that is no cohort's, as text: what a large table is read by where order does not matter.

    Raises
    ------
    FactCheckError
        The file is missing, is not CSV in UTF-8 with commas, or lacks a column.
    """
    file = shared_file(name, reference)
    try:
        return pd.read_csv(io.BytesIO(content(file)), usecols=list(columns), dtype=str, keep_default_na=False)
    except ValueError as error:
        why = " ".join(str(error).split())
        raise FactCheckError(f"is no such table ({why})", where=file, mend="restore it from the repository") from None


def write_shared(name: str, rows: Iterable[Sequence[str]], reference: Path | None = None) -> bool:
    """Write a table that is no cohort's, sorted by its key; True where anything changed."""
    table = SHARED[name]
    return write_text(shared_file(name, reference), table.to_csv(table.frame(rows)))


def read(cohort: str, data: Path | None = None) -> Snapshot:
    """Read one cohort from `data/`, every cell checked; what was found sound before is only compared by checksum.

    Raises
    ------
    FactCheckError
        A file is missing, is not what its snapshot.yaml recorded, or is not what its columns say.
    """
    folder = folder_of(cohort, data)
    mend = f"restore it, or run `factcheck ingest {cohort}`"
    if not folder.is_dir():
        raise FactCheckError("no such folder", where=folder, mend=f"run `factcheck ingest {cohort}`")
    about = snapshot_file.read(folder)
    seen = paths.CACHE / "checked" / f"{sha256(_rules() + content(folder / snapshot_file.NAME))}.txt"
    sound, plain = result_cache.read(seen) is not None, True
    tables: dict[str, pd.DataFrame] = {}
    for name, table in OF_A_COHORT.items():
        file = folder / f"{name}.csv"
        raw = content(file)
        if sha256(raw) != about["sha256"][file.name]:
            raise FactCheckError("differs from what snapshot.yaml recorded", where=file, mend=mend)
        if sound:
            tables[name] = frames.unchecked(table, raw)
            continue
        known = {column: _cells(tables[other], key) for column, (other, key) in table.foreign.items()}
        frame = frames.by_column(table, raw, known)
        plain = plain and frame is not None
        tables[name] = frames.by_line(table, raw, shown(file), mend, known) if frame is None else frame
        if len(tables[name]) != about["rows-out"][name]:
            what = f"has {len(tables[name]):,} rows, and snapshot.yaml says {about['rows-out'][name]:,}"
            raise FactCheckError(what, where=file, mend=mend)
    if plain and not sound:
        result_cache.keep(seen, cohort.encode(), most=64)
    sources, limits, accepted = about["sources"], about["limits"], about.get("accepted", [])
    return Snapshot(cohort, **tables, sources=sources, limits=limits, terms=about["terms"], accepted=accepted)


@lru_cache(maxsize=1)
def _rules() -> bytes:
    """All that says what may stand in a table: the code that is reached from here."""
    files = code_files.ours()
    return b"".join(files[name].read_bytes() for name in sorted(code_files.reached([MODULE], files)))


def _cells(table: pd.DataFrame, column: str) -> frozenset[str]:
    return frozenset(table[column].to_numpy(dtype=object))


def check_names(snapshot: Snapshot, terms: Collection[str], namings: Collection[str], bases: Collection[str]) -> None:
    """Check that the facts of a cohort name no term, naming or basis that config.yaml has not, and all its bases.

    Raises
    ------
    FactCheckError
        They do not, so that rows would be left out unseen, or nothing would be counted.
    """
    mend = f"restore it, or run `factcheck ingest {snapshot.cohort}`"
    if snapshot.papers.empty:
        raise FactCheckError("holds no paper", where=f"data/{snapshot.cohort}/papers.csv", mend=mend)
    for name, column, known in (
        ("mentions", "term", terms),
        ("mentions", "naming", ["", *namings]),
        ("authorships", "basis", bases),
    ):
        cells = getattr(snapshot, name)[column]
        if strange := set(cells.unique()).difference(known):
            line = int(cells.isin(strange).to_numpy().argmax()) + 2
            raise FactCheckError(
                f"{column} cannot be {cells.iloc[line - 2][:80]!r}, which the cohort has not in config.yaml",
                where=f"data/{snapshot.cohort}/{name}.csv:{line}",
                mend=f"choose from {', '.join(filter(None, known))}",
            )
    filled = snapshot.authorships[snapshot.authorships["affiliation"] != ""]
    held = {*filled["basis"].unique(), *(["paper"] if len(snapshot.printed) else [])}
    if lost := [basis for basis in bases if basis not in held]:
        table = "printed" if lost[0] == "paper" else "authorships"
        raise FactCheckError(
            f"holds no affiliation of the basis {lost[0]!r}, for which the cohort has a source in config.yaml",
            where=f"data/{snapshot.cohort}/{table}.csv",
            mend=mend,
        )
