"""What one affiliation resolves to, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from analysis.attribution.registry import Entry

# kinds of evidence that are weak where nothing else gives the country
WEAK = {
    "head office": "a company at its head office, since no place is named",
    "acronym": "an acronym alone",
    "spelling": "a name after one mistake of spelling is undone",
    "city": "the name of a city alone",
    "domain": "a web or mail domain alone",
    "profile": "the country of a profile alone",
    "code": "a country's code in brackets at the end",
    "words": "words that only one country's institutions bear",
}
BESIDE = "; "  # in evidence: what else agrees with a record

# how the place of a company is known; NOWHERE: it names none, and counts at its headquarters
NAMED, PROFILE, OWN, NOWHERE = "named", "profile", "own", "nowhere"


class Attribution(NamedTuple):
    """One institution or place that gave a country."""

    name: str
    ror: str
    countries: tuple[str, ...]
    headquarters: tuple[str, ...]
    method: str
    evidence: str
    company: str = ""  # of a company, how its place is known: NAMED, PROFILE, OWN (by its own name) or NOWHERE
    weak: str = ""  # the kind of evidence in `WEAK`, where that is all

    @classmethod
    def to(
        cls, entry: Entry, countries: Iterable[str], headquarters: Iterable[str], method: str, evidence: str
    ) -> Attribution:
        """An institution that gave countries."""
        return cls(entry.name, entry.ror, tuple(sorted(countries)), tuple(sorted(headquarters)), method, evidence)

    @classmethod
    def to_place(cls, countries: Iterable[str], method: str, evidence: str, weak: str = "") -> Attribution:
        """A place that gave countries, the same under both policies."""
        told = tuple(sorted(countries))
        return cls("", "", told, told, method, evidence, weak=weak)

    @property
    def placed(self) -> bool:
        """Not so of a company that names no place and so counts at its headquarters."""
        return self.company != NOWHERE

    @property
    def rests_on(self) -> str:
        """The kind of weak evidence that it rests on alone; empty where there is more, or better."""
        if self.weak or not self.placed:
            return self.weak or "head office"
        if self.method == "spelling" or (self.method == "acronym" and BESIDE not in self.evidence):
            return self.method
        return ""


@dataclass(frozen=True)
class Resolution:
    """The answer for one affiliation.

    `status` is one of ``resolved``, ``unresolved``, ``unaffiliated``, ``empty``. `countries` and `headquarters` are
    sorted ISO codes under the two policies.
    """

    affiliation: str
    status: str
    attributions: tuple[Attribution, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def countries(self) -> tuple[str, ...]:
        return _all(a.countries for a in self.attributions)

    @property
    def headquarters(self) -> tuple[str, ...]:
        return _all(a.headquarters for a in self.attributions)

    @property
    def institutions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a.name for a in self.attributions if a.name))

    @property
    def ror(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a.ror for a in self.attributions if a.ror))

    @property
    def method(self) -> str:
        return "+".join(dict.fromkeys(a.method for a in self.attributions)) or self.status

    @property
    def weak(self) -> tuple[str, ...]:
        """Kinds of weak evidence that a country rests on alone; a country that better evidence gives too does not."""
        sure = {c for a in self.attributions if not a.rests_on for c in a.countries}
        return tuple(dict.fromkeys(a.rests_on for a in self.attributions if a.rests_on and set(a.countries) - sure))

    @property
    def placed(self) -> tuple[str, ...]:
        """Countries without those of companies that name no place."""
        return _all(a.countries for a in self.attributions if a.placed)

    def under(self, policy: str) -> tuple[str, ...]:
        return self.headquarters if policy == "headquarters" else self.countries

    def explain(self) -> str:
        """Parts, candidates, rule and record, for a person to read."""
        head = f"{self.affiliation!r}: {'|'.join(self.countries) or self.status}"
        if self.headquarters != self.countries:
            head += f" (headquarters: {'|'.join(self.headquarters)})"
        lines = [
            f"  {a.name or 'place'}: {'|'.join(a.countries)}, by {a.method}; {a.evidence}" for a in self.attributions
        ]
        return "\n".join([head, *lines, *(f"  {n}" for n in self.notes)])


def _all(sets: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The countries of several sets, sorted."""
    return tuple(sorted(set().union(*sets)))
