"""What is kept of a resolution, as text."""

from __future__ import annotations

from typing import NamedTuple

from analysis.attribution.resolution import Resolution
from analysis.core import multivalued


class Answer(NamedTuple):
    """What is kept of a resolution, as text; sets are joined as `analysis.core.multivalued` says.

    `stated`, `headquarters`: countries under each policy; `placed`: those without companies that name no place. A unit
    is one institution with its own countries, ``ror countries name``: the countries are joined by ``+``, a missing ROR
    id is ``-``; `analysis.topics.questions.institutions.units_of` reads it. A company is ``how countries headquarters
    name``, `how` being how its place is known; `analysis.counting.companies` reads it. `weak`: kinds of weak evidence
    that a country rests on alone, as in `analysis.attribution.resolution.WEAK`.
    """

    status: str
    stated: str
    headquarters: str
    placed: str
    institutions: str
    ror: str
    units: str
    companies: str
    method: str
    weak: str
    evidence: str


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
        companies=multivalued.join(
            dict.fromkeys(
                f"{a.company} {'+'.join(a.countries)} {'+'.join(a.headquarters)} {a.name}" for a in given if a.company
            )
        ),
        method=resolution.method,
        weak=multivalued.join(resolution.weak),
        evidence="; ".join([*(a.evidence for a in given), *resolution.notes]),
    )
