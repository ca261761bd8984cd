"""The companies that an affiliation names, and which of their units are one company."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from analysis.core import multivalued

# Toyota's two universities are no offices of Toyota
NOT_A_UNIT = re.compile(r"\b(?:University|College|Technological Institute|Technical Institute)\b")


class Company(NamedTuple):
    """A company as an affiliation names it; `how`: how its place is known, as `resolution` has it.

    `countries` and `headquarters` are codes joined by ``+``.
    """

    how: str
    countries: str
    headquarters: str
    name: str


def companies_of(text: str) -> list[Company]:
    """The companies of one affiliation.

    Parameters
    ----------
    text : str
        The column ``companies`` of `analysis.attribution.table.resolutions`.

    Examples
    --------
    >>> companies_of("named DE JP Megacorp Labs")
    [Company(how='named', countries='DE', headquarters='JP', name='Megacorp Labs')]
    """
    return [Company(*company.split(" ", 3)) for company in multivalued.split(text)]


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
