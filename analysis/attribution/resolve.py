"""Institution → country, under both policies: the decision on an affiliation.

`resolve` is what every figure rests on. It never guesses: where the candidates lie in several countries and nothing in the string tells which,
the affiliation is unresolved. `Decision.explain` shows parts, candidates, rule and record.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from analysis.attribution.places import Place, is_large_city, meet
from analysis.attribution.reading import DOMAIN, Mention, Reading, by_domain, read_part
from analysis.attribution.registry import ALIKE, GENERIC, STOP, Entry, Registry, key_words, load
from analysis.attribution.resolution import Decision, Finding
from analysis.attribution.strings import NO_INSTITUTION, names_no_institution, parts
from analysis.core import multivalued
from analysis.core.text import clean

LONGEST = 2_000  # characters that are read: a longer string is no affiliation
GREATER_CHINA = frozenset({"HK", "MO", "TW"})


@lru_cache(maxsize=200_000)
def resolve(affiliation: str, city: str = "", country: str = "", domain: str = "") -> Decision:
    """Countries of one affiliation string.

    Parameters
    ----------
    affiliation : str
        The string as recorded; it is cleaned here.
    city, country, domain : str
        What the source says beside the string: used where the string leaves the country open, and for where a company's people sit. `domain` may join
        several with ``|`` (all of a title block): then they only choose between institutions of one name.
    """
    return decide(affiliation, city, country, domain, load())


def decide(affiliation: str, city: str, country: str, domain: str, registry: Registry) -> Decision:
    """What `resolve` says, from a registry of one's own."""
    lines = (
        line.strip() for line in affiliation[: 20 * LONGEST].split("\n")
    )  # an institution a line; escapes may be longer than what they stand for
    text = clean("; ".join(filter(None, lines)))[:LONGEST]
    if not text:
        beside = _from_beside("", _hint(city, country), country, domain, registry)
        return Decision(affiliation, "resolved" if beside else "empty", tuple(beside))
    if names_no_institution(text):
        return Decision(affiliation, "unaffiliated", notes=("the author names no institution",))
    if DOMAIN.fullmatch(text) and (beside := _from_beside(text, frozenset(), "", "", registry)):
        return Decision(affiliation, "resolved", tuple(beside))
    readings = [
        read_part(p, registry) for p in parts(text, registry.whole) if not NO_INSTITUTION.fullmatch(p.strip(" .,()"))
    ]
    readings = _rejoin(readings, registry)
    hint = _hint(city, country)
    everywhere = meet([p for r in readings for p in r.places])
    findings: list[Finding] = []
    notes: list[str] = []
    for reading in readings:
        found, said = _decide_part(reading, everywhere, hint, domain, registry)
        findings += found
        notes += said
    if not findings:
        findings = _from_beside(text, hint, country, domain, registry)
    return Decision(affiliation, "resolved" if findings else "unresolved", tuple(dict.fromkeys(findings)), tuple(notes))


def explain(affiliation: str) -> str:
    """The decision on one string, and how it came about: parts, candidates, places, the rule and the record, for a person to read."""
    registry = load()
    text = clean(affiliation)[:LONGEST]
    lines = []
    for number, part in enumerate(parts(text, registry.whole), 1):
        reading = read_part(part, registry)
        lines.append(f"  part {number}: {part!r}")
        for mention in reading.mentions:
            candidates = ", ".join(
                dict.fromkeys(
                    f"{e.name} ({e.country or 'left open'}{', ROR ' + e.ror if e.ror else ''})" for e in mention.entries
                )
            )
            lines.append(
                f"    {_words(reading, mention)!r} as {'a hint' if mention.weak else 'a name'}, by {mention.method}: {candidates}"
            )
        for place in reading.places:
            words = " ".join(t.raw for t in reading.tokens[place.start : place.end])
            lines.append(f"    place {words!r}, a {place.kind}: {'|'.join(sorted(place.countries))}")
    return "\n".join([resolve(affiliation).explain(), *lines])


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


def _decide_part(
    reading: Reading, everywhere: frozenset[str], hint: frozenset[str], domain: str, registry: Registry
) -> tuple[list[Finding], list[str]]:
    findings: list[Finding] = []
    notes: list[str] = []
    strong = [m for m in reading.mentions if not m.weak]
    unknown = _unknown_names(reading, strong)
    scopes = _scopes(reading, strong, {p for places in unknown for p in places})
    for number, mention in enumerate(strong):
        places = scopes[number]
        finding = (
            _company(mention, places, hint)
            if mention.entries[0].company
            else _institution(mention, places, reading, everywhere, hint, domain, registry)
        )
        if finding:
            findings.append(finding)
        else:
            names = sorted({f"{e.name} ({e.country})" for e in mention.entries})
            notes.append(f"{_words(reading, mention)!r} can mean {', '.join(names)}; nothing tells which")
    for places in unknown:
        told = meet(places)
        if len(told) == 1:
            words = " ".join(dict.fromkeys(reading.tokens[i].raw for p in places for i in range(p.start, p.end)))
            findings.append(
                Finding("", "", tuple(told), tuple(told), "place", f"an institution that we do not know names {words}")
            )
    if findings:
        return findings, notes
    here = meet(list(reading.places)) or everywhere
    for mention in reading.mentions:
        if mention.weak and len(here) == 1 and (fit := [e for e in mention.entries if e.country in here]):
            findings.append(_finding(fit[0], here, here, mention.method, f"{fit[0].evidence}; the place named agrees"))
    if findings:
        return findings, notes
    if reading.places:
        told = meet(list(reading.places))
        if len(told) == 1:
            words = " ".join(
                dict.fromkeys(reading.tokens[i].raw for p in reading.places for i in range(p.start, p.end))
            )
            return [Finding("", "", tuple(told), tuple(told), "place", f"names {words}")], notes
    if not strong and not findings:
        notes.append(f"{reading.text!r}: no institution or place that we know")
    return findings, notes


UNIVERSITY = frozenset(
    "university universitat universite universita universidad universidade universiteit universitet".split()
)
NOUNS = UNIVERSITY | frozenset("institute institut instituto college academy hospital polytechnic".split())


def _unknown_names(reading: Reading, mentions: list[Mention]) -> list[list[Place]]:
    """Places in the names of institutions that we do not know ("Hokkaido University" where the registry lacks it), name by name.

    Such a name is a run of words between mentions, within one segment, that holds a place and a noun like 'university'. Right behind a name it is a unit of
    it ("Samsung R&D Institute India"), unless it is a university.
    """
    taken = {i for m in mentions for i in range(m.start, m.end)}
    runs: list[list[int]] = []
    for at, token in enumerate(reading.tokens):
        if at in taken:
            continue
        if runs and runs[-1][-1] == at - 1 and reading.tokens[at - 1].segment == token.segment:
            runs[-1].append(at)
        else:
            runs.append([at])

    def is_name(run: list[int]) -> bool:
        behind = run[0] - 1 in taken and reading.tokens[run[0] - 1].segment == reading.tokens[run[0]].segment
        words = {ALIKE.get(reading.tokens[i].text, reading.tokens[i].text) for i in run}
        return bool(words & (UNIVERSITY if behind else NOUNS)) and any(p.start in run for p in reading.places)

    named = [run for run in runs if is_name(run)]
    if not mentions and len(named) < 2:
        return []  # with one name only, all places of the part speak of it
    found = []
    for run in named:
        inside = [p for p in reading.places if p.start in run]
        end = min(
            [m.start for m in mentions if m.start > run[-1]]
            + [r[0] for r in named if r[0] > run[-1]]
            + [len(reading.tokens)]
        )
        places = inside + [p for p in reading.places if p.alone and run[-1] < p.start < end]
        if any(
            p.kind != "city" or is_large_city(" ".join(t.text for t in reading.tokens[p.start : p.end])) for p in places
        ):
            found.append(places)
    return found


def _scopes(reading: Reading, mentions: list[Mention], apart: set[Place]) -> list[list[Place]]:
    """Places that belong to each mention: those after it and before the next; places before the first belong to the first; those `apart` to none."""
    scopes: list[list[Place]] = [[] for _ in mentions]
    for place in reading.places:
        if place in apart:
            continue
        before = [n for n, m in enumerate(mentions) if m.start <= place.start]
        if mentions:
            scopes[before[-1] if before else 0].append(place)
    return scopes


def _company(mention: Mention, places: list[Place], hint: frozenset[str]) -> Finding:
    """Stated location first, headquarters where none is named."""
    entry = mention.entries[0]
    headquarters = frozenset(e.headquarters for e in mention.entries)
    named = meet(places)
    local = frozenset(c for e in mention.entries for c in multivalued.split(e.country))
    if len(named) == 1:
        stated, why = named, "place named"
    elif named and len(named & local) == 1:
        stated, why = named & local, "place named agrees"
    elif len(hint) == 1:
        stated, why = hint, "place in the profile"
    elif len(local) == 1 and not (named and not named & local):
        stated, why = local, "no place named: where the company is"
    else:
        return None
    if len(headquarters) != 1:
        headquarters = stated
    found = _finding(entry, stated, headquarters, mention.method, f"{entry.evidence}; {why}")
    return replace(found, placed=not why.startswith("no place") or headquarters != stated)


def _institution(
    mention: Mention,
    places: list[Place],
    reading: Reading,
    everywhere: frozenset[str],
    hint: frozenset[str],
    domain: str,
    registry: Registry,
) -> Finding | None:
    countries = frozenset(c for e in mention.entries for c in multivalued.split(e.country))
    entry = mention.entries[0]
    owners = [e for host in multivalued.split(domain) for e in registry.domains_of(host)]
    if owned := [e for e in _all_entries(mention, reading, registry) if any(e.ror == o.ror for o in owners)]:
        told = frozenset(e.country for e in owned)
        if len(told) == 1 and told != countries:
            return _finding(owned[0], told, told, mention.method, f"{owned[0].evidence}; the mail domain is its own")
    if not countries:  # an override that says 'unresolved'
        return None
    beside = [p for p in places if _adjacent(p, mention, reading)]
    near = meet(beside)
    if len(countries) == 1 or entry.tier == 0:
        # a campus abroad: a place right behind the name, in another country
        # ("Hong Kong University, China" is no campus abroad, "…, Shenzhen" is one)
        only_country = countries & GREATER_CHINA and all(p.kind == "country" for p in beside)
        if len(near) == 1 and not near & countries and not only_country:
            return _finding(entry, near, near, "place", f"{entry.evidence}, but the place named is elsewhere")
        return _finding(entry, countries, countries, mention.method, entry.evidence)
    for told, why in (
        (near, "the place named agrees"),
        (meet(places), "the place named agrees"),
        (everywhere, "a place named elsewhere in the string agrees"),
        (hint, "the place in the profile agrees"),
        (
            frozenset(filter(None, (by_domain(host, registry)[1] for host in multivalued.split(domain)))),
            "the mail domain agrees",
        ),
    ):
        if len(told & countries) == 1:
            fit = next(e for e in mention.entries if e.country in told)
            return _finding(fit, told & countries, told & countries, mention.method, f"{fit.evidence}; {why}")
    return None


def _all_entries(mention: Mention, reading: Reading, registry: Registry) -> list[Entry]:
    """Everything the name of a mention can mean, also what an override or a company stands before."""
    return registry.names.get(" ".join(key_words(_words(reading, mention))), [])


def _adjacent(place: Place, mention: Mention, reading: Reading) -> bool:
    """Whether nothing but places stands between a name and a place, and the place ends its segment."""
    inside = {i for p in reading.places for i in range(p.start, p.end)}
    behind = [i for i in range(place.end, len(reading.tokens)) if reading.tokens[i].segment == place.segment]
    between = [*range(mention.end, place.start), *behind]
    return place.start >= mention.end and all(i in inside or reading.tokens[i].text in GENERIC | STOP for i in between)


def _from_beside(text: str, hint: frozenset[str], country: str, domain: str, registry: Registry) -> list[Finding]:
    """Where the string itself tells nothing: a web domain in it, the place in the profile, the mail domain."""
    for host in [*DOMAIN.findall(text.casefold()), *([] if text and multivalued.BAR in domain else [domain])]:
        entries, told = by_domain(host, registry)
        if told:
            name, ror = (entries[0].name, entries[0].ror) if entries else ("", "")
            return [Finding(name, ror, (told,), (told,), "domain", f"domain {host}")]
    if len(hint) == 1:
        return [
            Finding("", "", tuple(hint), tuple(hint), "profile-country", f"the profile says {country or 'the city'}")
        ]
    return []


@lru_cache(maxsize=20_000)
def _hint(city: str, country: str) -> frozenset[str]:
    """What the profile's own fields tell; a city in Hong Kong, Macau or Taiwan goes before a country given as China."""
    places = read_part(city, load()).places if city else ()
    told = meet(list(places)) if places else frozenset()
    if country:
        return told if told & GREATER_CHINA and country == "CN" else frozenset({country})
    return told if len(told) == 1 else frozenset()


def _finding(entry: Entry, countries, headquarters, method: str, evidence: str) -> Finding:
    return Finding(entry.name, entry.ror, tuple(sorted(countries)), tuple(sorted(headquarters)), method, evidence)


def _words(reading: Reading, mention: Mention) -> str:
    return " ".join(dict.fromkeys(t.raw for t in reading.tokens[mention.start : mention.end]))
