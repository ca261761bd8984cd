"""Facts → countries of each authorship, under both policies.

Distinct strings are resolved once; the answers are kept in `.cache`, under a key made of all that can change them, so
that a second run with nothing changed costs almost nothing.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.attribution.answer import Answer
from analysis.attribution.kept import key_of, resting_on
from analysis.attribution.many import answers
from analysis.core import multivalued, paths, result_cache
from analysis.core.progress import Progress, silent
from analysis.facts.columns import SAID
from analysis.facts.store import Snapshot

MODULE = "analysis/attribution/table.py"


ASKED = tuple(column.name for column in SAID)
ANSWERED = Answer._fields


def attributed(rows: Mapping[str, pd.DataFrame], progress: Progress = silent) -> dict[str, pd.DataFrame]:
    """Several tables of what is asked, each with its answers: the columns of `Answer` are added.

    All are answered together, so that what stands in several of them is read once.

    Parameters
    ----------
    rows : mapping
        Name → table with the columns of `ASKED`.
    """
    asked = pd.concat([table[list(ASKED)] for table in rows.values()], ignore_index=True)
    number = asked.groupby(list(ASKED), sort=True).ngroup().to_numpy()
    _, first = np.unique(number, return_index=True)
    given = resolutions(asked.iloc[first], progress=progress)
    made, at = {}, 0
    for name, table in rows.items():
        here = number[at : at + len(table)]
        made[name] = table.assign(**{column: given[column].array.take(here) for column in ANSWERED})
        at += len(table)
    return made


def resolutions(asked: pd.DataFrame, cache: Path | None = None, progress: Progress = silent) -> pd.DataFrame:
    """One answer for each distinct row of `asked`.

    Parameters
    ----------
    asked : DataFrame
        Columns of `ASKED`: ``affiliation, city, country, domain``; duplicates are dropped.

    Returns
    -------
    DataFrame
        The same columns and those of `Answer`.
    """
    asked = asked[list(ASKED)].drop_duplicates().sort_values(list(ASKED), kind="stable").reset_index(drop=True)
    rows_key = hashlib.sha256(pd.util.hash_pandas_object(asked, index=False).to_numpy().tobytes()).hexdigest()[:24]
    file = (cache or paths.CACHE) / f"resolutions-{key_of(resting_on(MODULE))}-{rows_key}.csv"
    if known := result_cache.read(file, progress):
        return from_csv(known)
    progress(f"resolving {len(asked):,} distinct affiliations")
    given = answers(list(asked.itertuples(index=False, name=None)), progress)
    table = pd.concat([asked, pd.DataFrame(given, columns=list(ANSWERED))], axis=1)
    result_cache.keep(file, to_csv(table), most=8)
    return table


def to_csv(table: pd.DataFrame) -> bytes:
    """A table of texts as CSV that `from_csv` reads back as it was."""
    return table.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_ALL).encode()


def from_csv(raw: bytes) -> pd.DataFrame:
    """What `to_csv` was given."""
    return pd.read_csv(io.BytesIO(raw), dtype=str, keep_default_na=False)


def as_asked(affiliations: Iterable[str]) -> pd.DataFrame:
    """Bare strings as rows that `resolutions` takes."""
    return pd.DataFrame({"affiliation": list(dict.fromkeys(affiliations)), "city": "", "country": "", "domain": ""})


def authorship_rows(snapshot: Snapshot) -> pd.DataFrame:
    """All affiliations of a cohort in one table.

    Each printed one stands as an author of its own, since a title block is not aligned with the authors. The mail
    domains of a block come in as well, below zero and with an empty affiliation: they tell of institutions whose line
    was lost.

    Returns
    -------
    DataFrame
        ``paper_id, basis, author, candidate`` and the columns of `ASKED`.
    """
    printed = snapshot.printed
    if printed.empty:
        return snapshot.authorships
    is_domain = printed["kind"] == "domain"
    texts = printed[is_domain].groupby("paper_id")["text"]
    hosts = {paper: multivalued.join(of) + multivalued.BAR for paper, of in texts}
    rows = pd.DataFrame(
        {
            "paper_id": printed["paper_id"],
            "basis": "paper",
            "author": printed["n"].where(~is_domain, -printed["n"]),
            "candidate": 0,
            "affiliation": printed["text"].where(~is_domain, ""),
            "city": "",
            "country": "",
            "domain": printed["text"].where(
                is_domain, [hosts.get(paper, "") for paper in printed["paper_id"].tolist()]
            ),
        }
    )
    return pd.concat([snapshot.authorships, rows], ignore_index=True)
