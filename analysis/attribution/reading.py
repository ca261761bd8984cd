"""Part → institutions named in it, with the way each was found.

The words of a part are read from left to right; at each word the longest name in the registry wins. A name of one word
counts only where it fills its segment, unless it was reviewed by hand and is written with a capital letter; a name made
of general words ("Institute of Automation") only where a place named beside it agrees.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.attribution.acronyms import find_acronyms
from analysis.attribution.places import Place, city_countries, find_places
from analysis.attribution.registry import Entry, Registry, key_words, load
from analysis.attribution.spelling import respelt
from analysis.attribution.strings import is_unspaced
from analysis.attribution.words import ALIKE, GENERIC, STOP
from analysis.core.text import Token, fold, tokens

# company names that are also common words: they count only at the start of a segment
COMMON = frozenset(
    "meta apple snap sea block target visa oracle orange shell together character intel unity wave zoom line box ant "
    "opera adept argo nuro aurora motional two six".split()
)
LEGAL = frozenset("inc llc limited corporation company gmbh ag group".split())
COMMON_TAIL = frozenset("platforms fair superintelligence reality labs inc".split())  # may follow one of them
UNIVERSITY = frozenset(
    "university universitat universite universita universidad universidade universiteit universitet".split()
)
# what universities of several countries are called
OF_MANY = GENERIC | frozenset(
    "nacional autonoma estatal estadual tecnologica politecnica catolica pontificia federal nationale technique "
    "polytechnique catholique technische tecnica cattolica statale libre popular publica metropolitana".split()
)
COMMON_WORD = 30  # names of the registry that hold a word which is no one's own
CHAINS = frozenset("planck fraunhofer helmholtz leibniz pasteur academy".split())  # names that many institutions share
OF = frozenset("of for de del della di da do du des der fur".split())
UNITS = frozenset("department school faculty college division chair section center institute laboratory".split())
# of other languages: only where the name does not tell its bearer
OTHER_UNITS = frozenset(
    "laboratoire laboratorio departement departamento departament dipartimento faculte facultad faculdade facolta "
    "fakultat fachbereich escuela escola".split()
)


class Mention(NamedTuple):
    """An institution named at tokens ``start:end``: the registry entries it can mean, and how it was found."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    method: str
    weak: bool = False


class Reading(NamedTuple):
    """A part as read: its tokens, the institutions and the places in it."""

    text: str
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    places: tuple[Place, ...]

    def words(self, *named: Mention | Place) -> str:
        """The words of mentions or places as they are written; what was written as one is said once."""
        return " ".join(dict.fromkeys(self.tokens[at].raw for span in named for at in range(span.start, span.end)))


def read_part(part: str, registry: Registry, alone: bool = False) -> Reading:
    """Institutions and places of one part; `alone`: the part is all that the affiliation says."""
    found = tokens(part)
    mentions = find_mentions(found, registry)
    if not _names(mentions):
        taken = {i for m in mentions for i in range(m.start, m.end)}
        mentions = mentions + [
            Mention(at, at + 1, entries, "acronym", weak=not sure)
            for at, entries, sure in find_acronyms(found, taken, registry, alone)
        ]
    if not _names(mentions):
        mentions = mentions + _in_runs(found, registry)
    if not _names(mentions) and (spelt := respelt(found, registry)):
        known = [
            m._replace(method="spelling") for m in find_mentions(spelt, registry) if not m.weak and m.end - m.start > 1
        ]
        mentions, found = (known, spelt) if known else (mentions, found)
    if not mentions and (key := registry.joined.get(fold(part).replace(" ", ""))):
        mentions = [Mention(0, len(found), best(registry.names[key]), "spelling")]
    taken = {i for m in mentions if not m.weak for i in range(m.start, m.end)}
    return Reading(part, tuple(found), tuple(mentions), tuple(find_places(found, taken)))


def _names(mentions: list[Mention]) -> bool:
    """Whether one of the mentions is no mere hint."""
    return any([not m.weak for m in mentions])


def names_something(text: str) -> bool:
    """Whether a text names an institution or a place that we know."""
    reading = read_part(text, load())
    return any(not m.weak for m in reading.mentions) or bool(reading.places)


def is_one_name(text: str) -> bool:
    """Whether a text is, from its first word to its last, the name of one institution or place that we know.

    A person's name may hold one ("Leonardo", "Bergen") and is none.
    """
    reading = read_part(text, load())
    named = [(m.start, m.end) for m in reading.mentions if not m.weak] + [(p.start, p.end) for p in reading.places]
    return (0, len(reading.tokens)) in named


def find_mentions(found: list[Token], registry: Registry) -> list[Mention]:
    """Names in the registry among the tokens: leftmost first, longest first."""
    places = [i for i, t in enumerate(found) if t.text not in STOP]
    words = [ALIKE.get(found[i].text, found[i].text) for i in places]
    mentions: list[Mention] = []
    at = 0
    while at < len(words):
        longest = registry.longest.get(" ".join(words[at : at + 2]), 1)
        for length in range(min(longest, len(words) - at), 0, -1):
            key = " ".join(words[at : at + length])
            entries = registry.names.get(key)
            if not entries:
                continue
            start, end = places[at], places[at + length - 1] + 1
            chosen = best(entries)
            if chosen[0].tier > 0 and not _holds_together(found, start, end, key, 1 if chosen[0].tier == 1 else 2):
                continue
            if key in registry.hyphened and end - start > length:
                continue  # "Yale and NUS"
            vague = chosen[0].tier > 1 and not registry.is_telling(key, chosen)
            tail = vague and _is_tail(found, start, mentions)
            if chosen[0].tier == 3 and tail:
                continue
            weak = vague and not is_university(key) and (tail or _goes_on(found, end))
            weak = weak or (chosen[0].tier > 1 and all(w in GENERIC for w in key.split()))
            if length == 1 and not _stands_alone(found, start, key, chosen[0]):
                continue
            if chosen[0].tier == 3 and city_countries(" ".join(t.text for t in found[start:end])):
                continue  # a place that some school is also known by
            if length == 1 and mentions and chosen[0].tier > 1 and found[start].bracket:
                continue  # the acronym of the name before it
            method = ("override", "company", "registry", "registry")[chosen[0].tier]
            mentions.append(Mention(start, end, chosen, method, weak))
            at += length
            break
        else:
            at += 1
    return _without_units(mentions, found, registry)


def _without_units(mentions: list[Mention], found: list[Token], registry: Registry) -> list[Mention]:
    """Drop a unit that bears a registry name by chance: the university it belongs to follows in another country.

    A unit has a unit's word first, or a name that does not tell its bearer before one that does.
    """
    if len(mentions) < 2:
        return mentions
    kept = []
    for mention, behind in zip(mentions, [*mentions, None][1:], strict=True):
        abroad = behind and not {e.country for e in mention.entries} & {e.country for e in behind.entries}
        if behind and abroad and mention.entries[0].tier > 1 and not behind.weak:
            commas = found[behind.start].segment - found[mention.end - 1].segment
            if commas <= 1 and _is_unit(mention, behind, found, registry, commas == 1):
                continue
        kept.append(mention)
    return kept


def _is_unit(mention: Mention, behind: Mention, found: list[Token], registry: Registry, comma: bool) -> bool:
    """Whether a name is that of a unit, or of a kind of unit behind whose comma stands a name that tells its bearer."""
    first = ALIKE.get(found[mention.start].text, found[mention.start].text)
    if first in UNITS:
        return True
    key = _key(mention, found)
    if registry.is_telling(key, mention.entries):
        return False
    common = registry.vocabulary[first] >= COMMON_WORD and not CHAINS & set(key.split()) and not is_university(key)
    return first in OTHER_UNITS or (comma and common and registry.is_telling(_key(behind, found), behind.entries))


def _key(mention: Mention, found: list[Token]) -> str:
    return " ".join(key_words(" ".join(t.text for t in found[mention.start : mention.end])))


def _holds_together(found: list[Token], start: int, end: int, key: str, least: int) -> bool:
    """Whether words that make up a name also belong together where they stand.

    A name may run over a comma ("University of California, Berkeley") only after `least` words of it, and up to the end
    of the segment; a name made of general words is no name where a proper word stands before it ("Foo Institute of
    Technology").
    """
    first, last = found[start].segment, found[end - 1].segment
    if first != last:
        before = sum(1 for t in found[start:end] if t.segment == first and t.text not in STOP)
        behind = (
            end < len(found)
            and found[end].segment == last
            and (found[end].text == "of" or ALIKE.get(found[end].text, found[end].text) in GENERIC)
        )
        if before < least or behind:
            return False
    if start and found[start - 1].segment == first and all(w in GENERIC for w in key.split()):
        word = found[start - 1]
        return word.text in STOP or ALIKE.get(word.text, word.text) in GENERIC or not word.raw[:1].isupper()
    return True


def _is_tail(found: list[Token], start: int, mentions: list[Mention]) -> bool:
    """Whether a proper word stands right before a name, so that it may be the end of a longer one ("Foo Zoo")."""
    before = found[start - 1] if start and found[start - 1].segment == found[start].segment else None
    if not before or (mentions and mentions[-1].end >= start) or before.text in STOP:
        return False
    return before.raw[:1].isupper() and ALIKE.get(before.text, before.text) not in GENERIC


def is_university(key: str) -> bool:
    """Whether a name holds a word for a university, and one that tells it from others ("Universidad Nacional" has none)."""
    words = set(key.split())
    return bool(words & (UNIVERSITY | {"academy"})) and not words <= UNIVERSITY | OF_MANY


def _goes_on(found: list[Token], end: int) -> bool:
    """Whether a name runs on behind its last word, so that it is the begin of another ("Department of Water Engineering")."""
    behind = found[end] if end < len(found) and found[end].segment == found[end - 1].segment else None
    further = end + 1 < len(found) and found[end + 1].segment == found[end - 1].segment
    if not behind or behind.bracket:
        return False
    word = ALIKE.get(behind.text, behind.text)
    return (behind.text in OF and further) or (word in GENERIC and word not in UNIVERSITY | LEGAL)


def best(entries: list[Entry]) -> tuple[Entry, ...]:
    """The entries believed first: an override before a company before a name before an alias."""
    if len(entries) == 1:
        return (entries[0],)
    first = min(e.tier for e in entries)
    return tuple(e for e in entries if e.tier == first)


def _stands_alone(found: list[Token], at: int, key: str, entry: Entry) -> bool:
    """Whether a name of one word may count where it stands."""
    token = found[at]
    if key.isdigit() or (key.isascii() and len(key) < 2):
        return False
    segment = [t for t in found if t.segment == token.segment]
    capital = (
        not token.raw.isascii()
        or token.raw[:1].isdigit()
        or any(c.isupper() for c in token.raw)
        or not any(t.raw[:1].isupper() for t in found)
    )
    if entry.tier <= 1:
        if key in COMMON:
            rest = [t for t in segment if t is not token]
            return (
                capital
                and segment[0] is token
                and all(
                    t.text in STOP
                    or ALIKE.get(t.text, t.text) in GENERIC
                    or t.text in COMMON_TAIL
                    or t.raw[:1].isupper()
                    for t in rest
                )
            )
        return capital
    if not capital or key in GENERIC:
        return False
    if entry.tier == 2 and segment[0] is not token and ALIKE.get(segment[0].text, segment[0].text) in UNITS:
        return False  # "Department of Emergency Medicine"
    # under its own name it may stand beside general words ("Tsinghua Laboratory"), by an alias or a brand only alone
    beside = LEGAL if entry.company else GENERIC | STOP if entry.tier == 2 else frozenset()
    return all(t is token or ALIKE.get(t.text, t.text) in beside for t in segment)


def _in_runs(found: list[Token], registry: Registry) -> list[Mention]:
    """Names that begin, or stand inside, a run of Chinese, Japanese or Korean words written without spaces."""
    mentions = []
    for at, token in enumerate(found):
        if not is_unspaced(token.text):
            continue
        text = token.text
        ends = (
            (start, end)
            for start in range(len(text) - 2)
            for end in range(min(len(text), start + registry.unspaced.get(text[start : start + 2], 0)), start + 3, -1)
        )
        if entries := next(
            (best(known) for start, end in ends if (known := registry.names.get(text[start:end]))), None
        ):
            mentions.append(Mention(at, at + 1, entries, "registry"))
    return mentions
