"""Facts → countries of each authorship, under both policies.

Third step of the path. Distinct strings are resolved once; the answers are kept in `.cache`, under a key made of all that can change them, so that a
second run with nothing changed costs almost nothing.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from analysis.attribution.resolution import Decision
from analysis.attribution.resolve import resolve
from analysis.core import csv_table, multivalued, paths, result_cache
from analysis.facts.store import Snapshot

ASKED = ("affiliation", "city", "country", "domain")
ANSWERED = ("status", "stated", "headquarters", "placed", "institutions", "ror", "units", "method", "evidence")
CODE = (
    *(f"core/{name}.py" for name in ("csv_table", "multivalued", "text")),
    *(
        f"attribution/{name}.py"
        for name in ("places", "reading", "registry", "resolution", "resolve", "strings", "table")
    ),
)


def key_of(files: Iterable[Path]) -> str:
    """Fingerprint of files: names and contents."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(csv_table.content(file)).digest())
    return digest.hexdigest()[:24]


def decisions(
    asked: pd.DataFrame, cache: Path | None = None, progress: Callable[[str], None] = lambda _: None
) -> pd.DataFrame:
    """One decision for each distinct row of `asked`.

    Parameters
    ----------
    asked : DataFrame
        Columns ``affiliation, city, country, domain``; duplicates are dropped.

    Returns
    -------
    DataFrame
        The same columns and ``status, stated, headquarters, placed, institutions, ror, units, method, evidence``; sets are joined as `analysis.core.multivalued` says. A unit is one
        institution with its own countries, ``ror countries name``: the countries are joined by ``+``, a missing ROR id is ``-``.
    """
    asked = asked[list(ASKED)].drop_duplicates().sort_values(list(ASKED), kind="stable").reset_index(drop=True)
    rules = key_of([*(paths.CODE / name for name in CODE), *paths.REFERENCE.glob("*.csv"), paths.OVERRIDES])
    rows_key = hashlib.sha256(pd.util.hash_pandas_object(asked, index=False).to_numpy().tobytes()).hexdigest()[:24]
    file = (cache or paths.CACHE) / f"decisions-{rules}-{rows_key}.csv"
    if known := result_cache.read(file, progress):
        return from_csv(known)
    progress(f"resolving {len(asked):,} distinct affiliations")
    rows = [_row(*key) for key in asked.itertuples(index=False, name=None)]
    table = pd.concat([asked, pd.DataFrame(rows, columns=list(ANSWERED))], axis=1)
    result_cache.keep(file, to_csv(table), most=8)
    return table


def to_csv(table: pd.DataFrame) -> bytes:
    """A table of texts as CSV that `from_csv` reads back as it was."""
    return table.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_ALL).encode()


def from_csv(raw: bytes) -> pd.DataFrame:
    """What `to_csv` was given."""
    return pd.read_csv(io.BytesIO(raw), dtype=str, keep_default_na=False)


def _row(affiliation: str, city: str, country: str, domain: str) -> tuple[str, ...]:
    d = resolve(affiliation, city, country, domain)
    evidence = "; ".join([*(f.evidence for f in d.findings), *d.notes])
    return (
        d.status,
        multivalued.join(d.countries),
        multivalued.join(d.headquarters),
        multivalued.join(d.placed),
        multivalued.join(d.institutions),
        multivalued.join(d.ror),
        units_text(d),
        d.method,
        evidence,
    )


def units_text(decision: Decision) -> str:
    """The column ``units`` of a decision; `analysis.topics.questions.answers.units_of` reads it."""
    return multivalued.join(
        dict.fromkeys(f"{f.ror or '-'} {'+'.join(f.countries)} {f.name}" for f in decision.findings if f.name)
    )


def as_asked(affiliations: Iterable[str]) -> pd.DataFrame:
    """Bare strings as rows that `decisions` takes."""
    return pd.DataFrame({"affiliation": list(dict.fromkeys(affiliations)), "city": "", "country": "", "domain": ""})


def authorship_rows(snapshot: Snapshot) -> pd.DataFrame:
    """All affiliations of a cohort in one table; each printed one stands as an author of its own, since a title block is not aligned with the authors.

    The mail domains of a block come in as well, below zero and with an empty affiliation: they tell of institutions whose line was lost.

    Returns
    -------
    DataFrame
        ``paper_id, basis, author, candidate`` and the columns of `ASKED`.
    """
    printed = snapshot.printed
    if printed.empty:
        return snapshot.authorships
    is_domain = printed["kind"] == "domain"
    hosts = (
        printed[printed["kind"] == "domain"]
        .groupby("paper_id")["text"]
        .agg(lambda texts: multivalued.join(texts) + multivalued.BAR)
    )
    rows = pd.DataFrame(
        {
            "paper_id": printed["paper_id"],
            "basis": "paper",
            "author": printed["n"].where(~is_domain, -printed["n"]),
            "candidate": 0,
            "affiliation": printed["text"].where(~is_domain, ""),
            "city": "",
            "country": "",
            "domain": printed["text"].where(is_domain, printed["paper_id"].map(hosts).fillna("")),
        }
    )
    return pd.concat([snapshot.authorships, rows], ignore_index=True)


def attribute(rows: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """Rows with their decisions: adds the columns of `ANSWERED`."""
    return rows.merge(decided, on=list(ASKED), how="left", validate="many_to_one")
