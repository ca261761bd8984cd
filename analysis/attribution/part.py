"""One part of an affiliation → the countries of what it names.

Institutions that the registry has come first, each with the places that belong to it; then institutions that it lacks
but whose names hold a place; then acronyms and general names where a place agrees; last, places alone.
"""

from __future__ import annotations

from analysis.attribution.named import Around, attributed
from analysis.attribution.places import Place, is_large_city, meet
from analysis.attribution.reading import UNIVERSITY, Mention, Reading, is_university
from analysis.attribution.registry import Registry, key_words
from analysis.attribution.resolution import Attribution
from analysis.attribution.weighing import against, elsewhere, is_telling, joined_at
from analysis.attribution.words import ALIKE

NOUNS = UNIVERSITY | frozenset("institute institut instituto college academy hospital polytechnic".split())


def attributions(reading: Reading, around: Around) -> tuple[list[Attribution], list[str]]:
    """What gives countries in a part, and notes on what does not."""
    found, notes = _known(reading, around)
    here = meet(list(reading.places)) or around.everywhere
    if not found and len(here) == 1:
        found = [
            Attribution.to(fit, here, here, mention.method, f"{fit.evidence}; the place named agrees")
            for mention in reading.mentions
            if mention.weak and (fit := next((e for e in mention.entries if e.country in here), None))
        ]
    if not found and len(told := meet(list(reading.places))) == 1:
        weak = "city" if all(place.kind == "city" for place in reading.places) else ""
        found = [Attribution.to_place(told, "place", f"names {reading.words(*reading.places)}", weak)]
    if not found and all(mention.weak for mention in reading.mentions):
        notes.append(f"{reading.text!r}: no institution or place that we know")
    return found, notes


def _known(reading: Reading, around: Around) -> tuple[list[Attribution], list[str]]:
    """Institutions of the registry, and places in the names of those that it lacks."""
    strong = [m for m in reading.mentions if not m.weak]
    unknown = _unknown_names(reading, strong)
    joined = [places for places in elsewhere(reading) if not any(set(places) & set(group) for group in unknown)]
    if joined and not strong:
        joined.insert(0, [p for p in reading.places if p.start < joined[0][0].start])
    unknown += joined
    scopes = _scopes(reading, strong, {p for places in unknown for p in places})
    found, notes = [], []
    for mention, places in zip(strong, scopes, strict=True):
        contrary, stated = against(mention, places, reading, around.registry)
        if stated:
            found.append(Attribution.to_place(stated, "place", contrary))
        elif contrary:
            notes.append(contrary)
        elif not places and _is_unit(mention, strong, reading, around.registry):
            notes.append(f"{reading.words(mention)!r} is a name of many, and may be a unit of what stands beside it")
        elif attribution := attributed(mention, places, reading, around):
            found.append(attribution)
        else:
            names = sorted({f"{e.name} ({e.country})" for e in mention.entries})
            notes.append(f"{reading.words(mention)!r} can mean {', '.join(names)}; nothing tells which")
    for places in unknown:
        if len(told := meet(places)) == 1:
            evidence = f"an institution that we do not know names {reading.words(*places)}"
            found.append(Attribution.to_place(told, "place", evidence))
    return found, notes


def _is_unit(mention: Mention, mentions: list[Mention], reading: Reading, registry: Registry) -> bool:
    """Whether a name that does not tell its bearer stands beside a university that we do not know."""
    named = " ".join(key_words(reading.words(mention)))
    if mention.entries[0].tier < 2 or is_university(named) or is_telling(mention, reading, registry):
        return False
    taken = {i for m in mentions for i in range(m.start, m.end)}
    return any(
        i not in taken and ALIKE.get(token.text, token.text) in UNIVERSITY and token.segment != own
        for own in (reading.tokens[mention.start].segment,)
        for i, token in enumerate(reading.tokens)
    )


def _unknown_names(reading: Reading, mentions: list[Mention]) -> list[list[Place]]:
    """Places in the names of institutions that the registry lacks ("Hokkaido University"), name by name.

    Such a name is a run of words between mentions, within one segment, that holds a place and a noun like 'university'.
    Right behind a name it is a unit of it ("Samsung R&D Institute India"), unless it is a university.
    """
    if not reading.places:
        return []
    taken = {i for m in mentions for i in range(m.start, m.end)}
    joints = joined_at(reading)
    runs: list[list[int]] = []
    for at, token in enumerate(reading.tokens):
        if at in taken:
            continue
        if at not in joints and runs and runs[-1][-1] == at - 1 and reading.tokens[at - 1].segment == token.segment:
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
        if any(p.kind != "city" or is_large_city(_folded(reading, p)) for p in places):
            found.append(places)
    return found


def _folded(reading: Reading, place: Place) -> str:
    return " ".join(token.text for token in reading.tokens[place.start : place.end])


def _scopes(reading: Reading, mentions: list[Mention], apart: set[Place]) -> list[list[Place]]:
    """Places that belong to each mention: those after it and before the next; those `apart` belong to none.

    Places before the first belong to the first.
    """
    scopes: list[list[Place]] = [[] for _ in mentions]
    for place in reading.places:
        if place in apart:
            continue
        before = [n for n, m in enumerate(mentions) if m.start <= place.start]
        if mentions:
            scopes[before[-1] if before else 0].append(place)
    return scopes
