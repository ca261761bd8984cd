"""The answer on one affiliation, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One institution or place that gave a country."""

    name: str
    ror: str
    countries: tuple[str, ...]
    headquarters: tuple[str, ...]
    method: str
    evidence: str
    placed: bool = True  # False for a company that names no place and so counts at its headquarters


@dataclass(frozen=True)
class Decision:
    """The answer for one affiliation.

    `status` is one of ``resolved``, ``unresolved``, ``unaffiliated``, ``empty``. `countries` and `headquarters` are sorted ISO codes under the two policies.
    """

    affiliation: str
    status: str
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(sorted({c for f in self.findings for c in f.countries}))

    @property
    def headquarters(self) -> tuple[str, ...]:
        return tuple(sorted({c for f in self.findings for c in f.headquarters}))

    @property
    def institutions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f.name for f in self.findings if f.name))

    @property
    def ror(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f.ror for f in self.findings if f.ror))

    @property
    def method(self) -> str:
        return "+".join(dict.fromkeys(f.method for f in self.findings)) or self.status

    @property
    def placed(self) -> tuple[str, ...]:
        """Countries without those of companies that name no place."""
        return tuple(sorted({c for f in self.findings if f.placed for c in f.countries}))

    def under(self, policy: str) -> tuple[str, ...]:
        return self.headquarters if policy == "headquarters" else self.countries

    def explain(self) -> str:
        """Parts, candidates, rule and record, for a person to read."""
        head = f"{self.affiliation!r}: {'|'.join(self.countries) or self.status}"
        if self.headquarters != self.countries:
            head += f" (headquarters: {'|'.join(self.headquarters)})"
        lines = [f"  {f.name or 'place'}: {'|'.join(f.countries)}, by {f.method}; {f.evidence}" for f in self.findings]
        return "\n".join([head, *lines, *(f"  {n}" for n in self.notes)])
