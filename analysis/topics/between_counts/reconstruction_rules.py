"""The rules by which `analysis.topics.between_counts.reconstruction` counts: which affiliations count, and which papers are joint by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import pandas as pd

from analysis.core import multivalued, paths
from analysis.core.csv_table import rows_of
from analysis.counting.collaboration import Countries, link_weight

Authors = Sequence[Countries]  # countries of each author, in order; those of whom nothing counts are empty

US_SPELT = re.compile(r"\b(?:USA|U\.S\.A\.|U\.S\.|US|United States(?: of America)?)(?![\w.])")
CHINA_SPELT = re.compile(r"\b(?:P\.?\s?R\.?\s+)?China\b(?!\s+(?:University|Agricultural|Academy|Mobile|Telecom))")
US_HOST = re.compile(r"(?:^|\.)(?:edu|gov|mil)$")


# --- which papers are joint --------------------------------------------------------------------------------------------


def any_author(authors: Authors, us: Countries, china: Countries) -> float:
    known = frozenset().union(*authors)
    return bool(known & us and known & china)


def first_author(authors: Authors, us: Countries, china: Countries) -> float:
    return any_author(authors[:1], us, china)


def last_author(authors: Authors, us: Countries, china: Countries) -> float:
    return any_author(authors[-1:], us, china)


def first_last(authors: Authors, us: Countries, china: Countries) -> float:
    return any_author([*authors[:1], *authors[-1:]], us, china)


def opposite_ends(authors: Authors, us: Countries, china: Countries) -> float:
    if len(authors) < 2:
        return False
    one, other = authors[0], authors[-1]
    return bool((one & us and other & china) or (one & china and other & us))


def single_country(authors: Authors, us: Countries, china: Countries) -> float:
    return any(c and c <= us for c in authors) and any(c and c <= china for c in authors)


def two_each(authors: Authors, us: Countries, china: Countries) -> float:
    return sum(bool(c & us) for c in authors) >= 2 and sum(bool(c & china) for c in authors) >= 2


def third_each(authors: Authors, us: Countries, china: Countries) -> float:
    return 3 * min(sum(bool(c & us) for c in authors), sum(bool(c & china) for c in authors)) >= len(authors) > 0


def only_two(authors: Authors, us: Countries, china: Countries) -> float:
    return any_author(authors, us, china) and frozenset().union(*authors) <= us | china


def fractional(authors: Authors, us: Countries, china: Countries) -> float:
    return link_weight(frozenset().union(*authors), us, china) if any_author(authors, us, china) else 0.0


PAPERS: Mapping[str, Callable[[Authors, Countries, Countries], float]] = {
    "any": any_author,
    "first-author": first_author,
    "last-author": last_author,
    "first-last": first_last,
    "opposite-ends": opposite_ends,
    "single-country": single_country,
    "two-each": two_each,
    "third-each": third_each,
    "only-two": only_two,
    "fractional": fractional,
}


# --- which affiliations count: rows → their countries, joined by | -----------------------------------------------------


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
    """Countries of the first affiliation of each person, empty for the others; of one that lies in several countries, that of the first institution it names."""
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
    """Countries of the affiliations that are exactly the name of one of the `most` frequent institutions of the US, or of mainland China."""
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
