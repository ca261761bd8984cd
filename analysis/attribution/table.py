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
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.attribution.resolution import Resolution
from analysis.attribution.resolve import resolve
from analysis.core import code_files, csv_table, multivalued, paths, result_cache
from analysis.core.progress import Progress, counted, silent
from analysis.facts.columns import SAID
from analysis.facts.store import Snapshot

MODULE = "analysis/attribution/table.py"


class Answer(NamedTuple):
    """What is kept of a resolution, as text; sets are joined as `analysis.core.multivalued` says.

    `stated`, `headquarters`: countries under each policy; `placed`: those without companies that name no place. A unit
    is one institution with its own countries, ``ror countries name``: the countries are joined by ``+``, a missing ROR
    id is ``-``; `analysis.topics.questions.answers.units_of` reads it.
    """

    status: str
    stated: str
    headquarters: str
    placed: str
    institutions: str
    ror: str
    units: str
    method: str
    evidence: str


ASKED = tuple(column.name for column in SAID)
ANSWERED = Answer._fields


def key_of(files: Iterable[Path]) -> str:
    """Fingerprint of files: names and contents."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(csv_table.content(file)).digest())
    return digest.hexdigest()[:24]


def resting_on() -> list[Path]:
    """All that can change an answer: the code that is reached from here, the registries, the overrides."""
    files = code_files.ours()
    code = [files[name] for name in code_files.reached([MODULE], files)]
    return [*code, *paths.REFERENCE.glob("*.csv"), paths.OVERRIDES]


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
    answers = resolutions(asked.iloc[first], progress=progress)
    made, at = {}, 0
    for name, table in rows.items():
        here = number[at : at + len(table)]
        made[name] = table.assign(**{column: answers[column].array.take(here) for column in ANSWERED})
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
    file = (cache or paths.CACHE) / f"resolutions-{key_of(resting_on())}-{rows_key}.csv"
    if known := result_cache.read(file, progress):
        return from_csv(known)
    progress(f"resolving {len(asked):,} distinct affiliations")
    asking = asked.itertuples(index=False, name=None)
    answers = [answer(resolve(*key)) for key in counted(asking, progress, len(asked))]
    table = pd.concat([asked, pd.DataFrame(answers, columns=list(ANSWERED))], axis=1)
    result_cache.keep(file, to_csv(table), most=8)
    return table


def to_csv(table: pd.DataFrame) -> bytes:
    """A table of texts as CSV that `from_csv` reads back as it was."""
    return table.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_ALL).encode()


def from_csv(raw: bytes) -> pd.DataFrame:
    """What `to_csv` was given."""
    return pd.read_csv(io.BytesIO(raw), dtype=str, keep_default_na=False)


def answer(resolution: Resolution) -> Answer:
    """What is kept of a resolution."""
    given = resolution.attributions
    return Answer(
        status=resolution.status,
        stated=multivalued.join(resolution.countries),
        headquarters=multivalued.join(resolution.headquarters),
        placed=multivalued.join(resolution.placed),
        institutions=multivalued.join(resolution.institutions),
        ror=multivalued.join(resolution.ror),
        units=multivalued.join(
            dict.fromkeys(f"{a.ror or '-'} {'+'.join(a.countries)} {a.name}" for a in given if a.name)
        ),
        method=resolution.method,
        evidence="; ".join([*(a.evidence for a in given), *resolution.notes]),
    )


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
