"""A company that names no place, put where other records of the same paper place it.

Print says "Acme" and the profile of an author says "Acme, Berlin": the person is in Berlin. Such a record decides only
where it leaves one country: of the same author's, where both records are aligned with the authors, else of all authors
of the paper. Where no other record places the company, or they differ, it stays at its headquarters.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.attribution.resolution import NAMED, NOWHERE, PROFILE
from analysis.core import multivalued
from analysis.counting.companies import brands, companies_of

UNALIGNED = "paper"  # the basis whose rows are not aligned with the authors
OF = ["row", "paper_id", "basis", "author", "how", "countries", "headquarters", "brand"]


def companies(attributed: pd.DataFrame) -> pd.DataFrame:
    """Every company of a cohort's affiliations, and where other records place it.

    Parameters
    ----------
    attributed : DataFrame
        As `analysis.attribution.table.attributed` gives it.

    Returns
    -------
    DataFrame
        The columns of `OF`, `row` being the place in `attributed`, and `told`: the country that other records of the
        paper agree on; empty where they tell none, or several.
    """
    found = _listed(attributed)
    found["told"] = ""
    placing = found[found["how"].isin([NAMED, PROFILE]) & ~found["countries"].str.contains("+", regex=False)]
    for basis in found["basis"].unique():
        mine, others = found["basis"] == basis, placing[placing["basis"] != basis]
        told = _agreed(found[mine], others, ["paper_id", "brand"])
        if basis != UNALIGNED:
            aligned = others[others["basis"] != UNALIGNED]
            told = _agreed(found[mine], aligned, ["paper_id", "author", "brand"]).fillna(told)
        found.loc[mine, "told"] = told.fillna("")
    return found


def _listed(attributed: pd.DataFrame) -> pd.DataFrame:
    """One row for each company of each affiliation; what only a mail domain tells is left out."""
    at, texts = pd.factorize(attributed["companies"].where(attributed["author"] >= 0, ""))
    read = [companies_of(text) for text in texts]
    merged = brands(company.name for of_text in read for company in of_text)
    sizes = np.array([len(of_text) for of_text in read], dtype=np.int64)
    parts = pd.DataFrame(
        [(c.how, c.countries, c.headquarters, merged[c.name]) for of_text in read for c in of_text],
        columns=["how", "countries", "headquarters", "brand"],
        dtype=object,
    )
    parts.insert(0, "text", np.repeat(np.arange(len(read)), sizes))
    rows = attributed[["paper_id", "basis", "author"]].reset_index(drop=True).assign(row=np.arange(len(at)), text=at)
    return rows[sizes[at] > 0].merge(parts, on="text", how="inner")[OF]


def _agreed(asked: pd.DataFrame, placing: pd.DataFrame, keys: list[str]) -> pd.Series:
    """For each row of `asked` the country that the rows of `placing` with its keys have in common.

    Missing where there are none; empty where they differ.
    """
    by_keys = placing.groupby(keys, sort=False)["countries"].agg(["first", "nunique"])
    one = by_keys["first"].where(by_keys["nunique"] == 1, "")
    return asked[keys].join(one.rename("told"), on=keys)["told"]


def countries(attributed: pd.DataFrame) -> pd.Series:
    """Countries of every row, joined: as stated, but with what other records tell of companies that name no place."""
    found = companies(attributed)
    moved = found[(found["how"] == NOWHERE) & (found["told"] != "")]
    bare = found[found["row"].isin(moved["row"]) & (found["how"] == NOWHERE)]
    stated, placed = attributed["stated"].tolist(), attributed["placed"].tolist()
    codes: dict[int, set[str]] = {}
    for row, told, own in zip(*(bare[column].tolist() for column in ("row", "told", "countries")), strict=True):
        codes.setdefault(row, set(multivalued.split(placed[row]))).update([told] if told else own.split("+"))
    for row, of_row in codes.items():
        stated[row] = multivalued.join(sorted(of_row))
    return pd.Series(stated, index=attributed.index, dtype=object)
