"""Which institutions stand on each paper of a source.

Reads the attributed affiliations of a cohort. An *institution* is a name in one country: Microsoft in the United States
and Microsoft in China are two. Names with one ROR id are one institution. A company mostly has none: units whose name
begins with the name of another such unit are taken together ("Tencent AI Lab" with "Tencent"); what shares an owner but
not a name ("DeepMind" and "Google") is not, nor are a university and its hospitals or schools where the registry lists
them by themselves. In a string of several institutions each has its own country. An institution that is itself placed
in several countries belongs to none, and an authorship that several people of one name could hold tells of no
institution.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.core import multivalued

# Toyota's two universities are no offices of Toyota
NOT_A_UNIT = re.compile(r"\b(?:University|College|Technological Institute|Technical Institute)\b")


class Unit(NamedTuple):
    """An institution in one country; `ror` is empty where the registry has no id."""

    name: str
    ror: str
    country: str


def institutions(attributed: pd.DataFrame, basis: str) -> dict[str, frozenset[Unit]]:
    """Paper → its institutions under a basis, units of one company taken together.

    What only a mail domain tells is left out.

    Parameters
    ----------
    attributed : DataFrame
        As `analysis.attribution.table.attribute` gives it.
    """
    rows = attributed[(attributed["basis"] == basis) & (attributed["author"] >= 0)]
    namesakes = set(map(tuple, rows.loc[rows["candidate"] > 0, ["paper_id", "author"]].to_numpy().tolist()))
    rows = rows[rows["units"] != ""]
    read = {text: units_of(text) for text in rows["units"].unique()}
    merged = brands(u.name for units in read.values() for u in units if not u.ror)
    read = {text: [u if u.ror else u._replace(name=merged[u.name]) for u in units] for text, units in read.items()}
    found: dict[str, set[Unit]] = {}
    for paper, author, text in zip(*(rows[c].tolist() for c in ("paper_id", "author", "units")), strict=True):
        if (paper, author) not in namesakes:
            found.setdefault(paper, set()).update(read[text])
    return {paper: frozenset(units) for paper, units in found.items()}


def units_of(text: str) -> list[Unit]:
    """Institutions of one affiliation that lie in a single country.

    Parameters
    ----------
    text : str
        The column ``units`` of `analysis.attribution.table.resolutions`.

    Examples
    --------
    >>> units_of("r1 US MIT|- CN+US Megacorp")
    [Unit(name='MIT', ror='r1', country='US')]
    """
    found = []
    for unit in multivalued.split(text):
        ror, countries, name = unit.split(" ", 2)
        if "+" not in countries:
            found.append(Unit(name, ror.removeprefix("-"), countries))
    return found


def brands(names: Iterable[str]) -> dict[str, str]:
    """Name → the shortest of the names that it begins with, word for word.

    Examples
    --------
    >>> brands(["Tencent AI Lab", "Tencent", "Intellifusion", "Intel"])["Tencent AI Lab"]
    'Tencent'
    """
    known = set(names)

    def root(name: str) -> str:
        if NOT_A_UNIT.search(name):
            return name
        words = name.split(" ")
        return next((start for n in range(1, len(words)) if (start := " ".join(words[:n])) in known), name)

    return {name: root(name) for name in known}
