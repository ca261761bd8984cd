"""The registry of institutions, indexed for look-up.

`data/reference/institutions.csv` holds the records of the Research Organization Registry (CC0) that our raw subset has,
`companies.csv` the companies whose headquarters were reviewed by hand, `overrides.csv` single names corrected by hand.
All are read into one index from folded name to entries. Stop words are dropped and a few words made alike on both
sides, so that "University of Illinois at Urbana-Champaign" and "University of Illinois, Urbana Champaign" are one key.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from analysis.attribution.kept import kept
from analysis.attribution.strings import is_unspaced, whole_names
from analysis.attribution.words import ALIKE, STOP
from analysis.core import garbage_collector, multivalued, paths
from analysis.core.errors import FactCheckError
from analysis.core.text import fold
from analysis.facts.columns import SHARED
from analysis.facts.schema import Rows
from analysis.facts.store import shared_rows

Companies = dict[str, dict[str, str]]  # key words of a reviewed company → its row
COUNTRY_SUFFIX = re.compile(r"\s*\(([^()]+)\)\s*$")
# "Yale-NUS College" is called "Yale-NUS"
SHORTENED = re.compile(r"(\w+[-–]\w+) (?:College|University|Institute|Hospital)")
MODULE = "analysis/attribution/registry.py"
MANY = 3  # a word in the names of institutions of so many countries tells none of them


class Entry(NamedTuple):
    """One institution under one of its names. `tier`: 0 override, 1 company, 2 name, 3 alias; the lower goes first."""

    ror: str
    name: str
    country: str
    city: str
    company: bool
    tier: int
    headquarters: str
    evidence: str


@dataclass
class Registry:
    """Index of names, acronyms, domains and cities; see `load`."""

    names: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    longest: dict[str, int] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)
    acronyms: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    domains: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    domain_country: dict[str, str] = field(default_factory=dict)
    cities: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    vocabulary: Counter[str] = field(default_factory=Counter)
    borne: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unspaced: dict[str, int] = field(default_factory=dict)
    hyphened: set[str] = field(default_factory=set)
    whole: re.Pattern[str] | None = None

    __hash__ = object.__hash__

    def add(self, name: str, entry: Entry) -> None:
        """Index one name of one institution."""
        words = key_words(name)
        if not words:
            return
        key = " ".join(words)
        if entry not in self.names[key]:
            self.names[key].append(entry)
        self.reach(words)

    def reach(self, words: list[str]) -> None:
        """Note how many words a name has, under its first two: so few names are tried where none begins."""
        if len(words) > 1:
            first = f"{words[0]} {words[1]}"
            if self.longest.get(first, 0) < len(words):
                self.longest[first] = len(words)

    def is_telling(self, key: str, entries: Iterable[Entry]) -> bool:
        """Whether a name tells its bearer: it holds a word that few countries' institutions bear, or a city of its own.

        "Institute of Microelectronics" may be anybody's, "University of London" and "Tsinghua University" not.
        """
        words = key.split()
        if any(len(self.borne.get(word, ())) < MANY for word in words):
            return True
        return any(word in fold(entry.city).split() for entry in entries for word in words)

    def domains_of(self, host: str) -> list[Entry]:
        """Institutions that own a domain or one it lies under."""
        labels = host.casefold().strip(". ").split(".")
        return next((found for at in range(len(labels) - 1) if (found := self.domains.get(".".join(labels[at:])))), [])


def key_words(name: str) -> list[str]:
    """Folded words of a name without stop words, made alike."""
    words = fold(name).split()
    return [w for w in map(ALIKE.get, words, words) if w not in STOP]


@lru_cache(maxsize=1)
def load() -> Registry:
    """The whole registry, read once (about 50,000 institutions, 100,000 names)."""
    return kept("registry", MODULE, lambda: build(paths.REFERENCE, paths.OVERRIDES))


def build(reference: Path, overrides: Path | None) -> Registry:
    """A registry from the files of a reference folder and, if given, an overrides file."""
    with garbage_collector.paused():
        registry, by_ror = _from_reference(reference)
        # overrides come last: they may hold misspelt words, which must not become known spellings
        # `expect` decides nothing: `factcheck diff` reads overrides of older editions, which lack it
        rows = SHARED["overrides"].checked(overrides, lacking=("expect",)) if overrides else []
        for line, row in rows:
            _add_override(registry, row, f"overrides.csv:{line}", by_ror)
        registry.whole = whole_names(row["affiliation"] for _, row in rows)
    return registry


def without_overrides(registry: Registry) -> Registry:
    """The same registry as if there were no overrides."""
    # they stand first under their names, and nothing else rests on them
    names = ((key, [e for e in entries if e.tier]) for key, entries in registry.names.items())
    bare = replace(
        registry, names=defaultdict(list, ((key, entries) for key, entries in names if entries)), longest={}, whole=None
    )
    for key in bare.names:
        bare.reach(key.split())
    return bare


def without_override(registry: Registry, line: int, rows: Rows) -> Registry:
    """The same registry as if the override of one line were not there; `rows`: all of them, with their lines."""
    name = next(row["affiliation"] for at, row in rows if at == line)
    key, names = " ".join(key_words(name)), registry.names.copy()
    names[key] = [entry for entry in names[key] if not entry.evidence.startswith(f"overrides.csv:{line}:")]
    if not names[key]:
        del names[key]
    return replace(registry, names=names, whole=whole_names(row["affiliation"] for at, row in rows if at != line))


def _from_reference(reference: Path) -> tuple[Registry, dict[str, Entry]]:
    """Institutions, companies and domains, without overrides; and the institutions by their id."""
    registry = Registry()
    companies = {
        _key(row["name"], "name", f"companies.csv:{line}"): row
        for line, row in shared_rows("reference/companies", reference)
    }
    by_ror: dict[str, Entry] = {}
    for _, row in shared_rows("reference/institutions", reference):
        _add_record(registry, row, companies, by_ror)
    if not by_ror:
        raise FactCheckError(
            "holds no institution", where="data/reference/institutions.csv", mend="restore it from the repository"
        )
    for key, row in companies.items():
        reason, site = f"companies.csv: {row['reason']}", row["site"] or row["headquarters"]
        entry = Entry("", row["name"], site, "", True, 1, row["headquarters"], reason)
        registry.names[key] = [entry, *registry.names.get(key, [])]
        registry.reach(key.split())
    for key, entries in registry.names.items():
        words = key.split()
        registry.vocabulary.update(words)
        countries = {e.country for e in entries}
        for word in words:
            if len(borne := registry.borne[word]) < MANY:
                borne |= countries
        if len(words) == 1 and is_unspaced(key) and len(unicodedata.normalize("NFC", key)) >= 4:
            registry.unspaced[key[:2]] = max(registry.unspaced.get(key[:2], 0), len(key))
        if len(key) >= 9:
            registry.joined.setdefault(key.replace(" ", ""), key)
    _add_universities(registry, reference)  # last: the list's slips of the pen must not become known words
    return registry, by_ror


def _add_universities(registry: Registry, reference: Path) -> None:
    """Domains of universities, and the names of those that no record has.

    A name that holds another country's counts for none: the list gives a territory's universities to the country that
    it belongs to.
    """
    places = {row["name"]: row["countries"] for _, row in shared_rows("reference/places")}
    fresh: dict[tuple[str, str], Entry] = {}
    for _, row in shared_rows("reference/domains", reference):
        domain, country, university = row["domain"], row["country"], row["university"]
        registry.domain_country[domain] = country
        words = key_words(university)
        named = (" ".join(words[at : at + n]) for n in (1, 2) for at in range(len(words)))
        if len(words) > 1 and all(country in places.get(name, country) for name in named):
            entry = Entry("", university, country, "", False, 3, country, f"domains.csv: {domain}")
            fresh.setdefault((" ".join(words), country), entry)
    for entry in [entry for (key, _), entry in fresh.items() if key not in registry.names]:
        registry.add(entry.name, entry)


def _add_record(registry: Registry, row: dict[str, str], companies: Companies, by_ror: dict[str, Entry]) -> None:
    company = row["kind"] == "company"
    brand = COUNTRY_SUFFIX.sub("", row["name"]) if company else row["name"]
    owner = owner_of(key_words(brand), companies) if company else None
    headquarters = owner["headquarters"] if owner else row["country"]
    entry = Entry(row["ror"], row["name"], row["country"], row["city"], company, 2, headquarters, f"ROR {row['ror']}")
    by_ror[row["ror"]] = entry
    registry.add(row["name"], entry)
    if brand != row["name"] and not owner:
        registry.add(brand, entry)
    alias = entry._replace(tier=3, evidence=f"ROR {row['ror']}, also known as")
    if short := SHORTENED.fullmatch(row["name"]):
        registry.add(short[1], alias)
        registry.hyphened.add(" ".join(key_words(short[1])))
    for other in multivalued.split(row["other_names"]):
        # a branch's alias that spells out the brand is the company's own name ("Nippon Telegraph and Telephone")
        spelt = brand != row["name"] and "".join(word[0] for word in key_words(other)) == fold(brand)
        registry.add(other, alias._replace(country=headquarters) if spelt else alias)
    for acronym in multivalued.split(row["acronyms"]):
        registry.acronyms[acronym].append(entry)
    for domain in multivalued.split(row["domains"]):
        registry.domains[domain].append(entry)
    if row["city"]:
        registry.cities[fold(row["city"])][row["country"]] += 1


def owner_of(words: list[str], companies: Companies) -> dict[str, str] | None:
    """The reviewed company whose name begins `words`, longest first."""
    for length in range(len(words), 0, -1):
        if (row := companies.get(" ".join(words[:length]))) is not None:
            return row
    return None


def _add_override(registry: Registry, row: dict[str, str], where: str, by_ror: dict[str, Entry]) -> None:
    known = by_ror.get(row["ror"])
    if row["ror"] and not known:
        what = f"ror {row['ror']!r} is not in the registry"
        raise FactCheckError(what, where=where, mend="mend the id or leave it empty")
    key = _key(row["affiliation"], "affiliation", where)
    company = bool(known and known.company)
    headquarters = known.headquarters if known and known.company else row["country"]
    entry = Entry(
        row["ror"],
        known.name if known else row["affiliation"],
        row["country"],
        known.city if known else "",
        company,
        0,
        headquarters,
        f"{where}: {row['reason']}",
    )
    registry.names[key] = [entry, *registry.names.get(key, [])]
    registry.reach(key.split())


def _key(name: str, what: str, where: str) -> str:
    """The key words of a reviewed name."""
    words = key_words(name)
    if not words:
        mend = "give the name as it stands in the data"
        raise FactCheckError(f"the {what} {name[:80]!r} names nothing", where=where, mend=mend)
    return " ".join(words)
