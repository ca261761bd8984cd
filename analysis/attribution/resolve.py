"""An affiliation → its countries, under both policies.

`resolve` is what every figure rests on. It never guesses: where the candidates lie in several countries and nothing in
the string tells which, the affiliation is unresolved. `explain` shows parts, candidates, rule and record.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.attribution.domains import DOMAIN, by_domain
from analysis.attribution.named import Around
from analysis.attribution.part import attributions
from analysis.attribution.places import GREATER_CHINA, known_countries, meet
from analysis.attribution.reading import Mention, Reading, read_part
from analysis.attribution.registry import Registry, load
from analysis.attribution.resolution import WEAK, Attribution, Resolution
from analysis.attribution.strings import NO_INSTITUTION, names_no_institution, parts
from analysis.attribution.weighing import is_telling
from analysis.core import multivalued
from analysis.core.text import clean

CODE = re.compile(r"\w+\W+\w+\W+\w+ \(([A-Z]{2})\)\W*$")  # behind words, not behind an acronym
NO_CODES = frozenset("AI AR BI CV IS IT MD ML MS PM PR PS SE".split())  # in brackets they mean something else
SOLE = 20  # names of the registry that hold a word, so that it may count as one country's
# what an export leaves of control characters ("USA#TAB#", "USA#R##N#France"); a name whose hyphens have spaces
CONTROL = re.compile(r"(?:#(?:TAB|N|R)#)+")
HYPHENS = re.compile(r"(?<=\bMax) ?[-–] ?(?=Planck\b)|(?<=\bPlanck) ?[-–] ?(?=Inst)")
LONGEST = 2_000  # characters that are read: a longer string is no affiliation


@lru_cache(maxsize=200_000)
def resolve(affiliation: str, city: str = "", country: str = "", domain: str = "") -> Resolution:
    """Countries of one affiliation string.

    Parameters
    ----------
    affiliation : str
        The string as recorded; it is cleaned here.
    city, country, domain : str
        What the source says beside the string: used where the string leaves the country open, and for where a company's
        people sit. `domain` may join several with ``|`` (all of a title block): then they only choose between
        institutions of one name.
    """
    return resolve_with(affiliation, city, country, domain, load())


def resolve_with(affiliation: str, city: str, country: str, domain: str, registry: Registry) -> Resolution:
    """What `resolve` says, from a registry of one's own."""
    # an institution a line; escapes may be longer than what they stand for
    lines = [line.strip() for line in affiliation[: 20 * LONGEST].split("\n")]
    text = HYPHENS.sub("-", CONTROL.sub(", ", clean("; ".join(filter(None, lines)))))[:LONGEST]
    if not text:
        beside = _from_beside("", _hint(city, country), country, domain, registry)
        return Resolution(affiliation, "resolved" if beside else "empty", beside)
    if names_no_institution(text):
        return Resolution(affiliation, "unaffiliated", notes=("the author names no institution",))
    if DOMAIN.fullmatch(text) and (beside := _from_beside(text, frozenset(), "", "", registry)):
        return Resolution(affiliation, "resolved", beside)
    readings = _read(text, registry)
    hint = _hint(city, country)
    around = Around(meet([p for r in readings for p in r.places]), hint, domain, registry)
    told = [attributions(reading, around) for reading in readings]
    found = tuple(dict.fromkeys(attribution for part, _ in told for attribution in part))
    found = tuple(one for one in found if not _is_foreign_acronym(one, found, around.everywhere))
    found = found or _from_beside(text, hint, country, domain, registry) or _from_hints(text, readings, registry)
    notes = tuple(note for _, said in told for note in said)
    return Resolution(affiliation, "resolved" if found else "unresolved", found, notes)


def explain(affiliation: str) -> str:
    """How one string resolves, for a person to read: the answer, then parts, candidates, places, and what each weighs."""
    registry = load()
    decision = resolve(affiliation)
    lines = [decision.explain(), *(f"  weak: {WEAK[kind]}" for kind in decision.weak)]
    pieces = parts(clean(affiliation)[:LONGEST], registry.whole)
    for number, part in enumerate(pieces, 1):
        reading = read_part(part, registry, alone=len(pieces) == 1)
        lines.append(f"  part {number}: {part!r}")
        for mention in reading.mentions:
            sort = "a hint" if mention.weak else "a name"
            lines.append(f"    {reading.words(mention)!r} as {sort}, by {mention.method}: {_candidates(mention)}")
            lines.append(f"      weighs: {_weight(mention, reading, registry)}")
        for place in reading.places:
            countries = "|".join(sorted(place.countries)) or "no country"
            beside = "alone between commas" if place.alone else "among other words"
            lines.append(f"    place {reading.words(place)!r}, by {place.kind}, {beside}: {countries}")
        if len(reading.places) > 1:
            lines.append(f"    places together: {'|'.join(sorted(meet(list(reading.places)))) or 'they do not agree'}")
    return "\n".join(lines)


def _weight(mention: Mention, reading: Reading, registry: Registry) -> str:
    """What the name of a mention weighs against places, in words."""
    if mention.weak:
        return "counts only where a place, the profile or the mail domain agrees"
    if mention.entries[0].company:
        return "a company: a place named goes before it"
    if is_telling(mention, reading, registry):
        return "tells its bearer: no place vetoes it, but one right behind it abroad is a campus"
    return "a name of many: what the string says of another country vetoes it"


def _candidates(mention: Mention) -> str:
    """The institutions that a mention can mean."""
    said = (f"{e.name} ({e.country or 'left open'}{', ROR ' + e.ror if e.ror else ''})" for e in mention.entries)
    return ", ".join(dict.fromkeys(said))


@lru_cache(maxsize=4)
def _read(text: str, registry: Registry) -> list[Reading]:
    """The parts of a clean string as read; kept for the rows behind it, which ask of the same string."""
    named = [part for part in parts(text, registry.whole) if not NO_INSTITUTION.fullmatch(part.strip(" .,()"))]
    return _rejoin([read_part(part, registry, alone=len(named) == 1) for part in named], registry)


def _rejoin(readings: list[Reading], registry: Registry) -> list[Reading]:
    """Put a part that holds nothing but places back behind the part before it ("IBM Research - Zurich")."""
    out: list[Reading] = []
    for reading in readings:
        inside = {i for p in reading.places for i in range(p.start, p.end)}
        if (
            out
            and out[-1].mentions
            and reading.places
            and not any(not m.weak for m in reading.mentions)
            and len(inside) == len(reading.tokens)
        ):
            out[-1] = read_part(f"{out[-1].text}, {reading.text}", registry)
        else:
            out.append(reading)
    return out


def _is_foreign_acronym(one: Attribution, found: tuple[Attribution, ...], place: frozenset[str]) -> bool:
    """Whether an acronym beside names tells another country than the one that all places of the string agree on."""
    named = any(other.method != "acronym" for other in found)
    return one.method == "acronym" and named and len(place) == 1 and not place & set(one.countries)


def _from_beside(
    text: str, hint: frozenset[str], country: str, domain: str, registry: Registry
) -> tuple[Attribution, ...]:
    """Where the string itself tells nothing: a web domain in it, the place in the profile, the mail domain."""
    for host in [*DOMAIN.findall(text.casefold()), *([] if text and multivalued.BAR in domain else [domain])]:
        entries, told = by_domain(host, registry)
        if told and entries:
            return (Attribution.to(entries[0], {told}, {told}, "domain", f"domain {host}")._replace(weak="domain"),)
        if told:
            return (Attribution.to_place({told}, "domain", f"domain {host}", "domain"),)
    if len(hint) == 1:
        return (Attribution.to_place(hint, "profile-country", f"the profile says {country or 'the city'}", "profile"),)
    return ()


def _from_hints(text: str, readings: list[Reading], registry: Registry) -> tuple[Attribution, ...]:
    """Where nothing else tells: a country's code in brackets at the end, words that one country's institutions bear."""
    if (code := CODE.search(text)) and code[1] in known_countries() and code[1] not in NO_CODES:
        initials = "".join(token.raw[0] for reading in readings for token in reading.tokens if token.raw[0].isupper())
        if code[1] not in initials[:-1]:
            return (Attribution.to_place({code[1]}, "place", f"ends with the country's code {code[1]}", "code"),)
    sole = [t for r in readings for t in r.tokens if len(t.text) > 2 and registry.vocabulary[t.text] >= SOLE]
    borne = [(t.raw, registry.borne[t.text]) for t in sole if len(registry.borne[t.text]) == 1]
    told = frozenset().union(*(countries for _, countries in borne))
    if len(told) == 1 and len({word for word, _ in borne}) > 1:
        words = " ".join(dict.fromkeys(word for word, _ in borne))
        return (Attribution.to_place(told, "place", f"words of one country's institutions: {words}", "words"),)
    return ()


@lru_cache(maxsize=20_000)
def _hint(city: str, country: str) -> frozenset[str]:
    """What the profile's own fields tell; a city in Hong Kong, Macau or Taiwan goes before a country given as China."""
    places = read_part(city, load()).places if city else ()
    told = meet(list(places)) if places else frozenset()
    if country:
        return told if told & GREATER_CHINA and country == "CN" else frozenset({country})
    return told if len(told) == 1 else frozenset()
