"""Countries, regions and cities named in an affiliation.

`data/reference/places.csv` lists countries, regions and abbreviations (``^CA``: only in capital letters); cities come
from the registry, each with the countries of the institutions that lie in a city of that name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analysis.attribution.lookalikes import names_another
from analysis.attribution.registry import MANY, load
from analysis.attribution.strings import is_unspaced
from analysis.attribution.words import ALIKE, STOP
from analysis.core import multivalued
from analysis.core.text import Token
from analysis.facts.store import shared_rows
from analysis.settings.country_codes import POST_CODE_BEHIND_STATE

ORDER = {"country": 0, "region": 1, "abbreviation": 2, "city": 3}
# a country counts for a city name if it has at least this share of the institutions in cities of that name
CITY_SHARE = 0.06
LARGE_CITY = 20  # institutions in cities of one name
GREATER_CHINA = frozenset({"HK", "MO", "TW"})
# words that may stand beside a place: it is alone in its segment all the same
BESIDE = frozenset("cedex city province district sar republic pr of the and state".split())
NOT_CITIES = frozenset(
    "university research of the center science college institute academy normal union reading nice bath mobile split "
    "young deep data best core ai energy ocean media price star field park valley".split()
)

# countries that write Chinese signs, whose names may begin a word ("上海交通大学…"); others' may begin another's
UNSPACED_AT_HOME = frozenset({"CN", "HK", "JP", "KR", "MO", "SG", "TW"})
NOWHERE: tuple[frozenset[str], str] = (frozenset(), "")
CODES = {country: re.compile(form) for country, form in POST_CODE_BEHIND_STATE.items()}
STATES = frozenset(CODES)
Named = tuple[int, int, frozenset[str], str]  # first and last token, countries, kind
Lexicon = dict[str, tuple[frozenset[str], str]]


class Place(NamedTuple):
    """A place name at tokens ``start:end``; `alone` where its segment holds nothing but places and post codes."""

    start: int
    end: int
    countries: frozenset[str]
    kind: str
    alone: bool
    segment: int


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Folded place name (or ``^`` and capitals) → countries and kind."""
    rows = shared_rows("reference/places")
    return {row["name"]: (frozenset(multivalued.split(row["countries"])), row["kind"]) for _, row in rows}


@lru_cache(maxsize=1)
def known_countries() -> frozenset[str]:
    """Codes of all countries that have a name here."""
    return frozenset(c for countries, kind in lexicon().values() if kind == "country" for c in countries)


@lru_cache(maxsize=1)
def _reach() -> dict[str, int]:
    """First word of a place's name, or its letters → words of the longest that begins with it."""
    reach: dict[str, int] = {}
    for name in (*lexicon(), *load().cities):
        words = name.removeprefix("^").casefold().split()
        if words:
            reach[words[0]] = max(reach.get(words[0], 1), len(words))
    return reach


@lru_cache(maxsize=100_000)
def city_countries(name: str) -> frozenset[str]:
    """Countries that a city name can mean; empty where it is no city we know."""
    counts = load().cities.get(name)
    if not counts or name in NOT_CITIES or name.isdigit():
        return frozenset()
    total = sum(counts.values())
    return frozenset(c for c, n in counts.items() if n >= CITY_SHARE * total) if total >= 2 else frozenset()


def is_large_city(name: str) -> bool:
    """Whether so many institutions lie in cities of this name that it is hardly another word ("Notre Dame")."""
    return sum(load().cities.get(name, {}).values()) >= LARGE_CITY


def find_places(tokens: list[Token], taken: set[int]) -> list[Place]:
    """Places among the tokens that no institution's name has taken, in order."""
    names, reach = lexicon(), _reach()
    capitals = any(t.raw[:1].isupper() for t in tokens)
    found: list[Named] = []
    at = 0
    while at < len(tokens):
        word = tokens[at].text
        longest = reach.get(word, 1 if is_unspaced(word) else 0)
        hit = None if not longest or at in taken else _place_at(tokens, at, longest, taken, names, capitals)
        if hit:
            found.append(hit)
            at = hit[1]
        else:
            at += 1
    if not found:
        return []
    found = _within_wider(tokens, found)
    covered = {i for start, end, _, _ in found for i in range(start, end)}
    mixed = {t.segment for i, t in enumerate(tokens) if i not in covered and not is_code(t)}
    places = [
        Place(s, e, c, k, not any(tokens[i].segment in mixed for i in range(s, e)), tokens[s].segment)
        for s, e, c, k in found
    ]
    return [p for p in places if p.alone or p.kind != "city" or not names_another(tokens, p.start, p.end)]


def _within_wider(tokens: list[Token], found: list[Named]) -> list[Named]:
    """Places whose own meaning gives way to the state right behind them ("Moscow, ID 83844", "Holland, MI").

    There must be a city of that name in the country of the state, or a post code behind the state; a country's name
    that stands alone before a state's letters is no country. The form of a post code tells two countries' states apart.
    """
    out: list[Named] = []
    states = [_by_code(tokens, place) for place in found]
    for (start, end, countries, kind), behind in zip(states, [*states, None][1:], strict=False):
        if behind and behind[3] in ("region", "abbreviation") and kind != "abbreviation" and not countries & behind[2]:
            state = behind[2] & STATES
            cities = state & set(load().cities.get(" ".join(t.text for t in tokens[start:end]), ()))
            lone = kind == "country" and behind[3] == "abbreviation" and (not out or out[-1][1] != start)
            if len(cities) != 1 and (lone or _code_at(tokens, behind[1])):
                cities = state
            if len(cities) == 1 and behind[0] == end and tokens[end].segment > tokens[end - 1].segment:
                countries, kind = cities, "city"
        out.append((start, end, countries, kind))
    return out


def _by_code(tokens: list[Token], place: Named) -> Named:
    """A state's letters that two countries have, told apart by the post code behind them ("CA 91750")."""
    start, end, countries, kind = place
    if len(countries) > 1 and countries <= STATES and (country := _code_at(tokens, end)) in countries:
        return start, end, frozenset({country}), kind
    return place


def _code_at(tokens: list[Token], at: int) -> str:
    """The country that writes a post code such as this behind a state; empty where there is none."""
    raw = tokens[at].raw if at < len(tokens) else ""
    return next((country for country, form in CODES.items() if form.fullmatch(raw)), "")


def _place_at(
    tokens: list[Token], at: int, longest: int, taken: set[int], names: Lexicon, capitals: bool
) -> Named | None:
    word = tokens[at].text
    if is_unspaced(word) and at not in taken and word not in names:
        return _at_start(tokens[at], at, names)
    for length in range(min(longest, len(tokens) - at), 0, -1):
        span = tokens[at : at + length]
        if span[-1].segment != span[0].segment or any(i in taken for i in range(at, at + length)):
            continue
        text = " ".join(t.text for t in span)
        letters = span[0].raw.strip(".").upper() if length == 1 and (span[0].raw.isupper() or not capitals) else ""
        if 2 <= len(letters) <= 3 and (hit := names.get("^" + letters)) and _abbreviates(tokens, at, hit[0], names):
            return at, at + 1, hit[0], hit[1]
        if (hit := names.get(text)) is not None:
            if length == 1 and len(text) <= 3 and text.isascii() and not span[0].raw.isupper() and capitals:
                continue
            before = tokens[at - 1] if at and tokens[at - 1].segment == span[0].segment else None
            known = _in_names(before.text, text) if length == 1 and before else None
            if known and not known & hit[0]:
                return (at, at + 1, known, "city") if len(known) == 1 else None
            return at, at + length, hit[0], hit[1]
        # a city is written with a capital letter unless nothing is
        if (
            (cities := city_countries(text))
            and (span[0].raw[:1].isupper() or not span[0].raw.isascii() or not capitals)
            and len(text) > 2
        ):
            return at, at + length, cities, "city"
    return None


def _at_start(token: Token, at: int, names: Lexicon) -> Named | None:
    """The place that a word written without spaces begins with ("北京…"), if it lies where such words are written."""
    word = token.text
    starts = (names.get(word[:length], NOWHERE) for length in range(min(len(word), 8), 1, -1))
    found = next((told for told in starts if told[0] and told[0] <= UNSPACED_AT_HOME), None)
    return (at, at + 1, *found) if found else None


@lru_cache(maxsize=1)
def _pairs() -> dict[tuple[str, str], set[str]]:
    """A rare word and a country's name right behind it in names of the registry → countries of the institutions."""
    countries = {name for name, (_, kind) in lexicon().items() if kind == "country"}
    pairs: dict[tuple[str, str], set[str]] = {}
    borne = load().borne
    for key, entries in load().names.items():
        words = key.split()
        if not countries.isdisjoint(words):
            for before, word in pairwise(words):
                if word in countries and len(borne[before]) < MANY:
                    pairs.setdefault((before, word), set()).update(e.country for e in entries)
    return pairs


def _in_names(before: str, country: str) -> frozenset[str]:
    """Countries of the institutions in whose names a country's name stands behind that word ("Beth Israel")."""
    return frozenset(_pairs().get((ALIKE.get(before, before), country), ()))


def _abbreviates(tokens: list[Token], at: int, countries: frozenset[str], names: Lexicon) -> bool:
    """Whether two or three capitals are an abbreviated place.

    They are alone in their segment, or right behind a city, or behind a country or region that they lie in. Where
    nothing is written in capitals they are one only alone behind a comma. No place are the "AT" and "IN" of a string
    all in capitals, the "CO" of "CO., LTD" and the "VI" of "Paris VI".
    """
    token, behind = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if behind and (
        behind.text in ("ltd", "limited", "inc")
        or (token.text in STOP and behind.segment == token.segment and not is_code(behind))
    ):
        return False
    rest = [t for t in tokens if t.segment == token.segment and t is not token and not is_code(t)]
    if not rest:
        return at > 0 or token.raw.isupper()
    if not token.raw.isupper():
        return False
    if (
        behind
        and rest == [behind]
        and (after := names.get(behind.text))
        and after[1] == "country"
        and countries & after[0]
    ):
        return True
    before = tokens[at - 1].text if at else ""
    if before in names:
        return bool(names[before][0] & countries)
    return token.text != "vi" and bool(city_countries(before))


def is_code(token: Token) -> bool:
    """Whether a word may stand beside a place: a post code, "Cedex", "Province"."""
    return any(c.isdigit() for c in token.text) or token.text in BESIDE


def meet(places: list[Place]) -> frozenset[str]:
    """Countries that places named together agree on; where they do not, the widest place decides.

    A country's word inside a name ("Lebanon Valley College") gives way to a country or state that stands alone.
    """
    if len(places) < 2 and not any(len(place.countries) > 1 for place in places):
        return places[0].countries if places else frozenset()
    agreed: frozenset[str] | None = None
    for place in sorted(places, key=lambda p: (p.kind == "city" or not p.alone, ORDER[p.kind])):
        if not place.countries:
            continue
        both = place.countries if agreed is None else agreed & place.countries
        if both:
            agreed = both
    mainland = any(p.countries == {"CN"} and p.kind != "country" for p in places)
    if (agreed and "CN" in agreed) or not agreed:
        # "Hong Kong, China": the place with a code of its own is the answer, but no town's name within another name is
        told = [p for p in places if p.alone or p.kind != "city" or not mainland]
        agreed = frozenset().union(*(p.countries & GREATER_CHINA for p in told)) or agreed
    if mainland and agreed and agreed <= GREATER_CHINA:  # either may be meant: "香港中文大学（深圳）"
        return agreed | {"CN"}
    return agreed or frozenset()
