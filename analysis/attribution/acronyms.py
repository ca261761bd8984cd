"""Acronyms that stand where a name should, and when it is plain whose they are.

An acronym that is listed (`data/reference/acronyms.csv`) counts where it fills its segment. Any other is sure only if
it has five letters or more and one country's institutions alone bear it, or if nothing else is said at all and it begins
the web domains of one country's institutions, as that of the one meant mostly does ("cnrs.fr"). Else it is a hint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from analysis.attribution.places import is_code, lexicon
from analysis.attribution.registry import Entry, Registry, load
from analysis.attribution.words import ALIKE, GENERIC
from analysis.core.text import Token
from analysis.facts.store import shared_rows

SURE = 5  # letters of an acronym that few institutions share


def find_acronyms(
    found: list[Token], taken: set[int], registry: Registry, alone: bool
) -> Iterator[tuple[int, tuple[Entry, ...], bool]]:
    """Acronyms among the tokens that no name has taken: which token, what it can mean, and whether that is sure.

    `alone`: nothing else is said beside the tokens.

    Where a common word is in capitals too ("BRAIN RESEARCH INSTITUTE"), capitals make no acronym sure.
    """
    shouted = any(t.raw.isupper() and len(t.text) > 3 and ALIKE.get(t.text, t.text) in GENERIC for t in found)
    for at, token in enumerate(found):
        raw = token.raw.strip(".")
        if at in taken:
            continue
        if (entry := _known().get(raw)) and all(t is token or is_code(t) for t in found if t.segment == token.segment):
            yield at, (entry,), True
        elif raw.isupper() and len(raw) >= 3 and token.text not in lexicon():
            entries = tuple(registry.acronyms.get(raw, ()))
            bearers = {e.country for e in entries}
            if alone and len(found) == 1 and (owner := _owner(token.text, bearers)):
                yield at, tuple(e for e in entries if e.country == owner.country) or (owner,), True
            elif entries:
                one = len(bearers) == 1 and not all(e.company for e in entries)
                yield at, entries, one and len(raw) >= SURE and not shouted


@lru_cache(maxsize=1)
def _known() -> dict[str, Entry]:
    """Listed acronyms: as they are listed, in capitals, and, where too long to be a word, with one capital."""
    known: dict[str, Entry] = {}
    for _, row in shared_rows("reference/acronyms"):
        name, country, listed = row["institution"], row["country"], row["acronym"]
        entry = Entry("", name, country, "", False, 0, country, f"acronyms.csv: {name}")
        spellings = {listed, listed.upper(), *([listed.capitalize()] if len(listed) >= SURE else [])}
        known.update((spelt, entry) for spelt in spellings)
    return known


def _owner(acronym: str, bearers: set[str]) -> Entry | None:
    """The one country whose institutions' web domains begin with an acronym, if it can be that of a bearer.

    One of three letters is too common, unless all its bearers are in that country.
    """
    owners = _first_labels().get(acronym, set())
    if len(owners) != 1 or not (owners <= bearers or not bearers) or (len(acronym) == 3 and owners != bearers):
        return None
    (country,) = owners
    return Entry("", "", country, "", False, 3, country, f"web domains of one country begin with {acronym!r}")


@lru_cache(maxsize=1)
def _first_labels() -> dict[str, set[str]]:
    """First label of the web domains of institutions → their countries."""
    labels: dict[str, set[str]] = defaultdict(set)
    known = load()
    for domain, owners in known.domains.items():
        labels[domain.split(".")[0]].update(entry.country for entry in owners)
    for domain, country in known.domain_country.items():
        if domain not in known.domains:
            labels[domain.split(".")[0]].add(country)
    return labels
