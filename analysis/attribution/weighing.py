"""Evidence of place in the string itself, weighed against the name of an institution.

A name that many countries' institutions might bear ("Institute of Microelectronics") gives way where the string states
another country, and where it names only a city that may lie in several. A name that tells its bearer stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.attribution.domains import DOMAIN, by_domain
from analysis.attribution.places import GREATER_CHINA, Place, meet
from analysis.attribution.reading import UNIVERSITY, Mention, Reading
from analysis.attribution.registry import Registry, key_words
from analysis.attribution.words import STOP
from analysis.core import multivalued
from analysis.core.text import fold


def is_telling(mention: Mention, reading: Reading, registry: Registry) -> bool:
    """Whether the name of a mention tells which institution is meant, whatever stands around it."""
    key = key_words(" ".join(t.text for t in reading.tokens[mention.start : mention.end]))
    return registry.is_telling(" ".join(key), mention.entries)


def agreed(places: Iterable[Place]) -> frozenset[str]:
    """The one country that all places can lie in; empty where there is none or more than one."""
    told = [p.countries for p in places if p.countries]
    both = frozenset.intersection(*told) if told else frozenset()
    return both if len(both) == 1 else frozenset()


def against(mention: Mention, places: list[Place], reading: Reading, registry: Registry) -> tuple[str, frozenset[str]]:
    """What speaks against a name where it stands: in words, with the country stated instead; empty where nothing does.

    A city within a name ("Beverly Sackler Faculty") speaks against another name and states nothing itself.

    Parameters
    ----------
    places : list of Place
        Those that belong to the mention.
    """
    countries = frozenset(c for e in mention.entries for c in multivalued.split(e.country))
    if not countries or mention.entries[0].company or not (places or "." in reading.text):
        return "", frozenset()
    stated, hosts = agreed(places), tuple[str, ...]()
    if not places:
        hosts = tuple(DOMAIN.findall(reading.text.casefold()))
        stated = frozenset(told for host in hosts if (told := by_domain(host, registry)[1]))
    abroad = len(stated) == 1 and not stated & countries and not (countries & GREATER_CHINA and stated == {"CN"})
    vague = not stated and bool(places) and _names_other_cities(mention, places, reading)
    if not (abroad or vague) or is_telling(mention, reading, registry):
        return "", frozenset()
    name, said = reading.words(mention), ", ".join(hosts) or reading.words(*places)
    if vague:
        return f"{name!r} is a name of many, and {said} may be in {_codes(meet(places))}", frozenset()
    sure = hosts or any(p.alone or p.kind != "city" for p in places)
    contrary = f"{name!r} ({_codes(countries)}) is a name of many, and {said} is in {_codes(stated)}"
    return contrary, stated if sure else frozenset()


def _names_other_cities(mention: Mention, places: list[Place], reading: Reading) -> bool:
    """Whether only cities stand behind a name, which may lie in several countries, and its own seat is not among them.

    Universities are left out: they rarely have namesakes, and campuses in many towns.
    """
    return (
        not UNIVERSITY & set(key_words(reading.words(mention)))
        and all(p.start >= mention.end and p.kind == "city" for p in places)
        and len(meet(places)) > 1
        and not {fold(e.city) for e in mention.entries} & {_folded(reading, p) for p in places}
    )


def joined_at(reading: Reading) -> set[int]:
    """Where an 'and' stands right behind a country: another institution follows."""
    ends = [p.end for p in reading.places if p.kind == "country" and p.end < len(reading.tokens)]
    return {at for at in ends if reading.tokens[at].text in ("and", "et", "und", "y")}


def elsewhere(reading: Reading) -> list[list[Place]]:
    """Places of institutions that are joined by 'and' to the country of the one before ("…, USA and Foo, France").

    One list for each: a country is among them, and other words than places stand before it.
    """
    joints = sorted(joined_at(reading))
    if not joints:
        return []
    inside = {i for p in reading.places for i in range(p.start, p.end)}
    groups = []
    for start, end in zip(joints, [*joints, len(reading.tokens)][1:], strict=False):
        named = any(not m.weak and start < m.end <= end for m in reading.mentions)
        places = [p for p in reading.places if start < p.start < end]
        words = [i for i in range(start + 1, end) if i not in inside and reading.tokens[i].text not in STOP]
        if not named and words and any(p.kind == "country" and p.start > words[0] for p in places):
            groups.append(places)
    return groups


def _folded(reading: Reading, place: Place) -> str:
    return " ".join(token.text for token in reading.tokens[place.start : place.end])


def _codes(countries: Iterable[str]) -> str:
    return "|".join(sorted(countries))
