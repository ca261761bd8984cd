"""Read, write and verify data/: the facts of each cohort as sorted CSV, with provenance beside them.

A snapshot is written whole or not at all.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from analysis.core import multivalued, paths
from analysis.core.csv_table import content
from analysis.core.errors import FactCheckError, unwritable
from analysis.core.files import new_folder, recover, swap, write_text
from analysis.core.hashing import sha256
from analysis.facts.columns import OF_A_COHORT, SHARED


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
            known[f"papers-with-{name}"] = int(has.map(lambda fields, name=name: name in fields).sum())
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


def shared_file(name: str, reference: Path | None = None) -> Path:
    """Where a table that is no cohort's lies; `reference`: another folder than data/reference/."""
    return paths.OVERRIDES if name == "overrides" else (reference or paths.REFERENCE) / f"{Path(name).name}.csv"


def shared_rows(name: str, reference: Path | None = None) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a table that is no cohort's, with the line on which each ends.

    Raises
    ------
    FactCheckError
        The file is missing, is not CSV in UTF-8 with commas, or lacks a column.
    """
    return SHARED[name].rows(shared_file(name, reference))


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
    """Read one cohort from `data/`.

    Raises
    ------
    FactCheckError
        A file is missing or is not what its snapshot.yaml recorded.
    """
    folder = (data or paths.DATA) / cohort
    recover(folder.parent)
    try:
        about = yaml.safe_load((folder / "snapshot.yaml").read_text(encoding="utf-8"))
        tables = {}
        for name, table in OF_A_COHORT.items():
            raw = (folder / f"{name}.csv").read_bytes()
            if sha256(raw) != about["sha256"][f"{name}.csv"]:
                raise FactCheckError(
                    "differs from what snapshot.yaml recorded",
                    where=folder / f"{name}.csv",
                    mend="restore it, or run `factcheck ingest`",
                )
            tables[name] = table.from_csv(raw)
        return Snapshot(cohort=cohort, sources=about["sources"], limits=about["limits"], terms=about["terms"], **tables)
    except FileNotFoundError as error:
        raise FactCheckError("no such file", where=error.filename, mend=f"run `factcheck ingest {cohort}`") from None
    except OSError as error:
        raise FactCheckError(
            f"cannot be read ({error.strerror})", where=error.filename, mend="check its permissions"
        ) from None
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        why = " ".join(str(error).split())
        raise FactCheckError(
            f"is damaged ({why})",
            where=folder / "snapshot.yaml",
            mend=f"restore it, or run `factcheck ingest {cohort}`",
        ) from None
