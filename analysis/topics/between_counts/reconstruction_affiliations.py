"""Which affiliations count by a rule of the reconstruction: attributed rows → their countries, joined by |."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.core import multivalued
from analysis.facts.store import shared_columns
from analysis.settings.config import Config
from analysis.topics.between_counts.words import Traces, words

COLUMNS = ["author", "candidate", "affiliation", "domain", "stated", "institutions", "ror"]


@dataclass(frozen=True)
class Shown:
    """A group, and by what an affiliation shows it without a registry.

    `code`: the country that stands for the group where no more is known.
    """

    code: str
    countries: frozenset[str]
    spelt: re.Pattern[str] | None
    hosts: tuple[str, ...]


def shown(code: str, countries: frozenset[str], traces: Traces) -> Shown:
    """A group with its traces as they are looked for."""
    pattern = None
    if traces.spelt:
        spellings = "|".join(re.escape(text) for text in sorted(traces.spelt, key=len, reverse=True))
        after = "|".join(re.escape(word) for word in traces.not_before)
        pattern = re.compile(rf"(?<!\w)(?:{spellings})(?!\w|\.\w)" + (rf"(?!\s{{1,9}}(?:{after}))" if after else ""))
    return Shown(code, countries, pattern, tuple(traces.hosts))


def groups_of(config: Config) -> list[Shown]:
    """The groups of the main pair."""
    own = {key: config.groups[key].countries for key in config.pair}
    return [shown(codes[0], frozenset(codes), words().groups.get(key, Traces())) for key, codes in own.items()]


def spelt_out(text: str, groups: Sequence[Shown]) -> str:
    """Groups whose countries an affiliation spells out."""
    return multivalued.join(sorted(group.code for group in groups if group.spelt and group.spelt.search(text)))


def of_hosts(hosts: str, groups: Sequence[Shown]) -> str:
    """Groups that mail domains show by themselves."""
    found = {
        group.code
        for host in multivalued.split(hosts)
        for group in groups
        if any(host == end or host.endswith(f".{end}") for end in group.hosts)
    }
    return multivalued.join(sorted(found))


@lru_cache(maxsize=1)
def _institutions() -> pd.DataFrame:
    """``ror, country, kind`` of all institutions."""
    return shared_columns("reference/institutions", ["ror", "country", "kind"])


def first_affiliation(rows: pd.DataFrame) -> pd.Series:
    """Countries of the first affiliation of each person, empty for the others.

    Of one that lies in several countries, that of the first institution it names.
    """
    codes = rows["stated"].where(~rows.duplicated(["paper", "author", "candidate"]), "")
    of_several = codes.isin([text for text in codes.unique().tolist() if len(multivalued.split(text)) > 1])
    first = [next(iter(multivalued.split(ror)), "") for ror in rows.loc[of_several, "ror"].tolist()]
    known = _institutions()
    known = known[known["ror"].isin(first)]
    country = dict(zip(known["ror"].tolist(), known["country"].tolist(), strict=True))
    codes[of_several] = [
        country[ror] if country.get(ror) in multivalued.split(text) else text
        for text, ror in zip(codes[of_several].tolist(), first, strict=True)
    ]
    return codes


def universities(rows: pd.DataFrame) -> pd.Series:
    """Countries of the affiliations that name nothing but institutions of education."""
    known = _institutions()
    taught = set(known.loc[known["kind"] == "education", "ror"].tolist())
    fits = [text for text in rows["ror"].unique().tolist() if text and taught.issuperset(multivalued.split(text))]
    return rows["stated"].where(rows["ror"].isin(fits), "")


def best_known(rows: pd.DataFrame, groups: Sequence[Shown], most: int) -> pd.Series:
    """Countries of the affiliations that are exactly the name of a well-known institution.

    Well known are the `most` frequent ones of each group.
    """
    only = {text: _only(text) for text in rows["institutions"].unique().tolist()}
    group_of = {code: group.code for group in groups for code in group.countries}
    group = rows["stated"].map(group_of)
    exact = rows.assign(group=group)[(rows["affiliation"] == rows["institutions"].map(only)) & group.notna()]
    counts = exact.groupby(["group", "affiliation"])["paper"].nunique().reset_index(name="papers")
    counts = (
        counts.sort_values(["group", "papers", "affiliation"], ascending=[True, False, True])
        .groupby("group")
        .head(most)
    )
    return rows["stated"].where(rows["affiliation"].isin(set(counts["affiliation"])), "")


def _only(institutions: str) -> str:
    """The one name in a set of institutions; nothing where there are several."""
    names = multivalued.split(institutions)
    return names[0] if len(names) == 1 else ""


def counted(rows: pd.DataFrame, affiliations: str, groups: Sequence[Shown], most: int) -> pd.Series:
    """The countries of each row under a rule's choice of affiliations.

    Parameters
    ----------
    rows : DataFrame
        Attributed rows of one basis: ``paper`` and `COLUMNS`.
    """
    if affiliations == "mail":
        return _each(rows["domain"], lambda hosts: of_hosts(hosts, groups))
    if affiliations == "spelt-out":
        return _each(rows["affiliation"], lambda text: spelt_out(text, groups))
    if affiliations == "first-affiliation":
        return first_affiliation(rows)
    if affiliations == "universities":
        return universities(rows)
    if affiliations == "best-known":
        return best_known(rows, groups, most)
    return rows["stated"]


def _each(texts: pd.Series, read: Callable[[str], str]) -> pd.Series:
    """What is read of each text, where many are alike."""
    return texts.map({text: read(text) for text in texts.unique().tolist()})
