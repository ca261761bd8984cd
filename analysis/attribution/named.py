"""An institution named in an affiliation → its country, under both policies.

A company counts at the place stated beside it, else at its headquarters; any other institution in its own country,
unless a place right behind its name says that it is a campus abroad. Where one name is borne in several countries, what
stands around it decides, and where nothing does, there is no answer.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.attribution.domains import by_domain
from analysis.attribution.places import GREATER_CHINA, Place, is_code, meet
from analysis.attribution.reading import Mention, Reading
from analysis.attribution.registry import Entry, Registry, key_words
from analysis.attribution.resolution import NAMED, NOWHERE, OWN, PROFILE, Attribution
from analysis.attribution.words import GENERIC, STOP
from analysis.core import multivalued


class Around(NamedTuple):
    """What else is known where a name stands.

    `everywhere`: countries that the places of the whole string agree on; `hint`: what the profile's own fields tell;
    `domain`: mail domains beside the string, joined by ``|``.
    """

    everywhere: frozenset[str]
    hint: frozenset[str]
    domain: str
    registry: Registry


def attributed(mention: Mention, places: list[Place], reading: Reading, around: Around) -> Attribution | None:
    """The countries of one mention, with the places that belong to it; None where nothing tells which it is."""
    if mention.entries[0].company:
        return _company(mention, places, around.hint)
    return _institution(mention, places, reading, around)


def _company(mention: Mention, places: list[Place], hint: frozenset[str]) -> Attribution | None:
    """Stated location first, headquarters where none is named."""
    entry = mention.entries[0]
    headquarters = frozenset(e.headquarters for e in mention.entries)
    named = meet(places)
    local = frozenset(c for e in mention.entries for c in multivalued.split(e.country))
    if len(named) == 1:
        stated, how, why = named, NAMED, "place named"
    elif named and len(named & local) == 1:
        stated, how, why = named & local, NAMED, "place named agrees"
    elif len(hint) == 1:
        stated, how, why = hint, PROFILE, "place in the profile"
    elif len(local) == 1 and not (named and not named & local):
        stated, how, why = local, NOWHERE, "no place named: where the company is"
    else:
        return None
    if len(headquarters) != 1:
        headquarters = stated
    found = Attribution.to(entry, stated, headquarters, mention.method, f"{entry.evidence}; {why}")
    # a laboratory of its own name, elsewhere than the head office, tells its place by that name
    return found._replace(company=OWN if how == NOWHERE and headquarters != stated else how)


def _institution(mention: Mention, places: list[Place], reading: Reading, around: Around) -> Attribution | None:
    """Its own country; a campus's where a place right behind the name lies elsewhere; of several the one told."""
    countries = frozenset(c for e in mention.entries for c in multivalued.split(e.country))
    entry = mention.entries[0]
    owners = [e for host in multivalued.split(around.domain) for e in around.registry.domains_of(host)]
    named = _all_entries(mention, reading, around.registry) if owners else []
    if owned := [e for e in named if any(e.ror == o.ror for o in owners)]:
        told = frozenset(e.country for e in owned)
        if len(told) == 1 and told != countries:
            return Attribution.to(
                owned[0], told, told, mention.method, f"{owned[0].evidence}; the mail domain is its own"
            )
    # an override that says 'unresolved'; an acronym against what the profile says
    if not countries or (mention.method == "acronym" and not places and around.hint and not around.hint & countries):
        return None
    beside = [p for p in places if _adjacent(p, mention, reading)]
    near = meet(beside)
    if len(countries) == 1 or entry.tier == 0:
        # a campus abroad: a place right behind the name, in another country
        # ("Hong Kong University, China" is no campus abroad, "…, Shenzhen" is one)
        only_country = countries & GREATER_CHINA and all(p.kind == "country" for p in beside)
        if len(near) == 1 and not near & countries and not only_country:
            return Attribution.to(entry, near, near, "place", f"{entry.evidence}, but the place named is elsewhere")
        return Attribution.to(entry, countries, countries, mention.method, entry.evidence)
    mail = frozenset(by_domain(host, around.registry)[1] for host in multivalued.split(around.domain)) - {""}
    for told, why in (
        (near, "the place named agrees"),
        (meet(places), "the place named agrees"),
        (around.everywhere, "a place named elsewhere in the string agrees"),
        (around.hint, "the place in the profile agrees"),
        (mail, "the mail domain agrees"),
    ):
        if len(told & countries) == 1:
            fit = next(e for e in mention.entries if e.country in told)
            return Attribution.to(fit, told & countries, told & countries, mention.method, f"{fit.evidence}; {why}")
    return None


def _all_entries(mention: Mention, reading: Reading, registry: Registry) -> list[Entry]:
    """Everything the name of a mention can mean, also what an override or a company stands before."""
    return registry.names.get(" ".join(key_words(reading.words(mention))), [])


def _adjacent(place: Place, mention: Mention, reading: Reading) -> bool:
    """Whether nothing but places stands between a name and a place, and the place ends its segment."""
    inside = {i for p in reading.places for i in range(p.start, p.end)}
    behind = [i for i in range(place.end, len(reading.tokens)) if reading.tokens[i].segment == place.segment]
    between = [*range(mention.end, place.start), *behind]
    return place.start >= mention.end and all(
        i in inside or reading.tokens[i].text in GENERIC | STOP or (i >= place.end and is_code(reading.tokens[i]))
        for i in between
    )
