"""Part → institutions named in it, with the way each was found.

The words of a part are read from left to right; at each word the longest name in the registry wins. A name of one word counts only where it
fills its segment, unless it was reviewed by hand and is written with a capital letter; a name made of general words ("Institute of Automation") only where a place named beside it agrees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from analysis.attribution.places import Place, city_countries, find_places, known_countries, lexicon
from analysis.attribution.registry import ALIKE, GENERIC, STOP, Entry, Registry
from analysis.core.text import Token, fold, tokens

# company names that are also common words: they count only at the start of a segment
COMMON = frozenset(
    "meta apple snap sea block target visa oracle orange shell together character intel unity wave zoom line box ant opera adept argo nuro aurora motional two six".split()
)
DOMAIN = re.compile(r"(?<![\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w.@])", re.IGNORECASE)
FREE_MAIL = frozenset(
    "gmail.com googlemail.com qq.com 163.com 126.com outlook.com hotmail.com yahoo.com foxmail.com icloud.com protonmail.com proton.me live.com me.com mail.com sina.com".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An institution named at tokens ``start:end``: the registry entries it can mean, and how it was found."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    method: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A part as read: its tokens, the institutions and the places in it."""

    text: str
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    places: tuple[Place, ...]


def read_part(part: str, registry: Registry) -> Reading:
    """Institutions and places of one part."""
    found = tokens(part)
    mentions = find_mentions(found, registry)
    if not any(not m.weak for m in mentions):
        mentions = mentions + _acronyms(found, mentions, registry)
    if not mentions and (respelt := _respell(found, registry)):
        mentions = [
            replace(m, method="spelling")
            for m in find_mentions(respelt, registry)
            if not m.weak and m.end - m.start > 1
        ]
        found = respelt if mentions else found
    if not mentions and (key := registry.joined.get(fold(part).replace(" ", ""))):
        mentions = [Mention(0, len(found), best(registry.names[key]), "spelling")]
    taken = {i for m in mentions if not m.weak for i in range(m.start, m.end)}
    return Reading(part, tuple(found), tuple(mentions), tuple(find_places(found, taken)))


def names_something(text: str) -> bool:
    """Whether a text names an institution or a place that we know."""
    from analysis.attribution.registry import load

    reading = read_part(text, load())
    return any(not m.weak for m in reading.mentions) or bool(reading.places)


def is_one_name(text: str) -> bool:
    """Whether a text is, from its first word to its last, the name of one institution or place that we know.

    A person's name may hold one ("Leonardo", "Bergen") and is none.
    """
    from analysis.attribution.registry import load

    reading = read_part(text, load())
    named = [(m.start, m.end) for m in reading.mentions if not m.weak] + [(p.start, p.end) for p in reading.places]
    return (0, len(reading.tokens)) in named


def find_mentions(found: list[Token], registry: Registry) -> list[Mention]:
    """Names in the registry among the tokens: leftmost first, longest first."""
    words = [(ALIKE.get(t.text, t.text), i) for i, t in enumerate(found) if t.text not in STOP]
    mentions: list[Mention] = []
    at = 0
    while at < len(words):
        for length in range(min(registry.longest.get(words[at][0], 0), len(words) - at), 0, -1):
            key = " ".join(w for w, _ in words[at : at + length])
            entries = registry.names.get(key)
            if not entries:
                continue
            start, end = words[at][1], words[at + length - 1][1] + 1
            chosen = best(entries)
            if chosen[0].tier > 0 and not _holds_together(found, start, end, key, 1 if chosen[0].tier == 1 else 2):
                continue
            generic = all(w in GENERIC for w in key.split()) and chosen[0].tier > 1
            if length == 1 and not _stands_alone(found, start, key, chosen[0]):
                continue
            if chosen[0].tier == 3 and city_countries(" ".join(t.text for t in found[start:end])):
                continue  # a place that some school is also known by
            if length == 1 and mentions and chosen[0].tier > 1 and found[start].bracket:
                continue  # the acronym of the name before it
            method = ("override", "company", "registry", "registry")[chosen[0].tier]
            mentions.append(Mention(start, end, chosen, method, weak=generic))
            at += length
            break
        else:
            at += 1
    return _without_units(mentions, found)


UNITS = frozenset("department school faculty college division chair section center institute laboratory".split())


def _without_units(mentions: list[Mention], found: list[Token]) -> list[Mention]:
    """Drop a department or institute that bears a registry name by chance, where the university it belongs to follows in another country."""
    kept = []
    for mention, behind in zip(mentions, [*mentions, None][1:], strict=True):
        first = ALIKE.get(found[mention.start].text, found[mention.start].text)
        if behind and mention.entries[0].tier > 1 and first in UNITS and not behind.weak:
            follows = found[behind.start].segment - found[mention.end - 1].segment <= 1
            if follows and not {e.country for e in mention.entries} & {e.country for e in behind.entries}:
                continue
        kept.append(mention)
    return kept


def _holds_together(found: list[Token], start: int, end: int, key: str, least: int) -> bool:
    """Whether words that make up a name also belong together where they stand.

    A name may run over a comma ("University of California, Berkeley") only after `least` words of it, and up to the end of the segment; a name made of general
    words is no name where a proper word stands before it ("Foo Institute of Technology").
    """
    first, last = found[start].segment, found[end - 1].segment
    if first != last:
        before = sum(1 for t in found[start:end] if t.segment == first and t.text not in STOP)
        behind = (
            end < len(found) and found[end].segment == last and ALIKE.get(found[end].text, found[end].text) in GENERIC
        )
        if before < least or behind:
            return False
    if start and found[start - 1].segment == first and all(w in GENERIC for w in key.split()):
        word = found[start - 1]
        return word.text in STOP or ALIKE.get(word.text, word.text) in GENERIC or not word.raw[:1].isupper()
    return True


def best(entries: list[Entry]) -> tuple[Entry, ...]:
    """The entries believed first: an override before a company before a name before an alias."""
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
    # under its own name it may stand beside general words ("Tsinghua Laboratory"), by an alias only alone
    return all(
        t is token or (entry.tier == 2 and (ALIKE.get(t.text, t.text) in GENERIC or t.text in STOP)) for t in segment
    )


COMMON_TAIL = frozenset("platforms fair superintelligence reality labs inc".split())


def _acronyms(found: list[Token], mentions: list[Mention], registry: Registry) -> list[Mention]:
    """Acronyms of the registry, where nothing else was found; weak, so that a place must agree, unless long and borne by one country.

    Where a common word is in capitals too ("BRAIN RESEARCH INSTITUTE"), capitals make no acronym sure.
    """
    shouted = any(t.raw.isupper() and len(t.text) > 3 and ALIKE.get(t.text, t.text) in GENERIC for t in found)
    taken = {i for m in mentions for i in range(m.start, m.end)}
    hits = []
    for at, token in enumerate(found):
        raw = token.raw.strip(".")
        if at in taken or not raw.isupper() or len(raw) < 3 or raw not in registry.acronyms or token.text in lexicon():
            continue
        entries = tuple(registry.acronyms[raw])
        sure = (
            len(raw) >= 5
            and not shouted
            and len({e.country for e in entries}) == 1
            and not all(e.company for e in entries)
        )
        hits.append(Mention(at, at + 1, entries, "acronym", weak=not sure))
    return hits


def _respell(found: list[Token], registry: Registry) -> list[Token] | None:
    """Tokens with each unknown word replaced by the one word of the registry that is a single edit away; None where there is none."""
    changed = False
    out = []
    for token in found:
        word = ALIKE.get(token.text, token.text)
        times = registry.vocabulary.get(word, 0)
        if len(word) >= 5 and word.isalpha() and word.isascii() and times <= 2:
            near = sorted(_one_edit(word) & registry.vocabulary.keys(), key=lambda w: (-registry.vocabulary[w], w))
            # the registry has spelling mistakes too: a word it holds once or twice is repaired only into a very common one
            if (
                near
                and registry.vocabulary[near[0]] >= 200 * times
                and (len(near) == 1 or registry.vocabulary[near[0]] >= 20 * registry.vocabulary[near[1]])
            ):
                token = replace(token, text=near[0])
                changed = True
        out.append(token)
    return out if changed else None


def _one_edit(word: str) -> set[str]:
    """Words one insertion, deletion, substitution or transposition away; words over 24 letters have none."""
    if len(word) > 24:
        return set()
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return {
        *(a + b[1:] for a, b in cuts if b),
        *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
        *(a + c + b[1:] for a, b in cuts if b for c in letters),
        *(a + c + b for a, b in cuts for c in letters),
    }


def by_domain(domain: str, registry: Registry) -> tuple[tuple[Entry, ...], str]:
    """Institutions that own a mail or web domain, and the country it tells; free mail tells nothing."""
    domain = domain.casefold().strip(". ")
    if not domain or domain in FREE_MAIL:
        return (), ""
    labels = domain.split(".")
    for at in range(len(labels) - 1):
        host = ".".join(labels[at:])
        entries = registry.domains.get(host, [])
        countries = {e.country for e in entries}
        if len(countries) == 1 and not any(e.company for e in entries):
            return tuple(entries), countries.pop()
        if host in registry.domain_country:
            return (), registry.domain_country[host]
    return (), _top_level(labels)


def _top_level(labels: list[str]) -> str:
    last = labels[-1]
    if last in ("edu", "gov", "mil"):
        return "US"
    if last == "uk":
        return "GB"
    # country domains that are sold as common endings tell nothing
    return (
        ""
        if last.upper() not in known_countries()
        or last
        in ("ai", "io", "co", "me", "tv", "cc", "ws", "to", "fm", "gg", "sh", "so", "la", "vc", "ly", "eu", "xyz", "is")
        else last.upper()
    )
