"""Which affiliations count by a rule of the reconstruction: attributed rows → their countries, joined by |."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from analysis.core import multivalued, paths
from analysis.core.csv_table import rows_of

US_SPELT = re.compile(r"\b(?:USA|U\.S\.A\.|U\.S\.|US|United States(?: of America)?)(?![\w.])")
CHINA_SPELT = re.compile(r"\b(?:P\.?\s?R\.?\s+)?China\b(?!\s+(?:University|Agricultural|Academy|Mobile|Telecom))")
US_HOST = re.compile(r"(?:^|\.)(?:edu|gov|mil)$")


def spelt_out(text: str) -> str:
    """Countries that an affiliation spells out."""
    return multivalued.join(code for code, pattern in (("CN", CHINA_SPELT), ("US", US_SPELT)) if pattern.search(text))


def of_host(host: str) -> str:
    """Country that a mail domain shows by itself: ``.edu``, ``.gov`` and ``.mil`` are US, ``.cn`` is Chinese."""
    return "CN" if host.endswith(".cn") else "US" if US_HOST.search(host) else ""


@lru_cache(maxsize=1)
def _institutions() -> dict[str, tuple[str, str]]:
    """ROR id → country and kind."""
    return {
        r["ror"]: (r["country"], r["kind"])
        for _, r in rows_of(paths.REFERENCE / "institutions.csv", ("ror", "country", "kind"))
    }


def first_affiliation(rows: pd.DataFrame) -> pd.Series:
    """Countries of the first affiliation of each person, empty for the others.

    Of one that lies in several countries, that of the first institution it names.
    """
    known = _institutions()
    first = {
        (codes, ror): _first(codes, known.get(next(iter(multivalued.split(ror)), ""), ("", ""))[0])
        for codes, ror in set(zip(rows["stated"], rows["ror"], strict=True))
    }
    later = rows.duplicated(["paper_id", "author", "candidate"])
    codes = [first[key] for key in zip(rows["stated"].tolist(), rows["ror"].tolist(), strict=True)]
    return pd.Series(codes, index=rows.index).where(~later, "")


def _first(codes: str, country: str) -> str:
    return country if country in multivalued.split(codes) else codes


def universities(rows: pd.DataFrame) -> pd.Series:
    """Countries of the affiliations that name nothing but institutions of education."""
    taught = {ror for ror, (_, kind) in _institutions().items() if kind == "education"}
    fits = {text for text in rows["ror"].unique() if text and set(multivalued.split(text)) <= taught}
    return rows["stated"].where(rows["ror"].isin(fits), "")


def best_known(rows: pd.DataFrame, most: int) -> pd.Series:
    """Countries of the affiliations that are exactly the name of a well-known institution.

    Well known are the `most` frequent ones of the US, and of mainland China.
    """
    exact = rows[(rows["affiliation"] == rows["institutions"].map(_only)) & rows["stated"].isin(["US", "CN"])]
    counts = exact.groupby(["stated", "affiliation"])["paper_id"].nunique().reset_index(name="papers")
    counts = (
        counts.sort_values(["stated", "papers", "affiliation"], ascending=[True, False, True])
        .groupby("stated")
        .head(most)
    )
    return rows["stated"].where(rows["affiliation"].isin(set(counts["affiliation"])), "")


def _only(institutions: str) -> str:
    """The one name in a set of institutions; nothing where there are several."""
    names = multivalued.split(institutions)
    return names[0] if len(names) == 1 else ""


def counted(rows: pd.DataFrame, affiliations: str, most: int) -> pd.Series:
    """The countries of each row under a rule's choice of affiliations."""
    if affiliations == "mail":
        return rows["domain"].map(
            lambda hosts: multivalued.join(sorted({of_host(h) for h in multivalued.split(hosts)}))
        )
    if affiliations == "spelt-out":
        return rows["affiliation"].map({text: spelt_out(text) for text in rows["affiliation"].unique()})
    if affiliations == "first-affiliation":
        return first_affiliation(rows)
    if affiliations == "universities":
        return universities(rows)
    if affiliations == "best-known":
        return best_known(rows, most)
    return rows["stated"]
