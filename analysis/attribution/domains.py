"""A mail or web domain → the institutions that own it and the country it tells."""

from __future__ import annotations

import re

from analysis.attribution.places import known_countries
from analysis.attribution.registry import Entry, Registry

DOMAIN = re.compile(r"(?<![\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w.@])", re.IGNORECASE)
# country domains that are sold as common endings, and so tell nothing
SOLD = frozenset("ai io co me tv cc ws to fm gg sh so la vc ly eu xyz is".split())
FREE_MAIL = frozenset(
    "gmail.com googlemail.com qq.com 163.com 126.com outlook.com hotmail.com yahoo.com foxmail.com icloud.com "
    "protonmail.com proton.me live.com me.com mail.com sina.com".split()
)


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
    return last.upper() if last.upper() in known_countries() and last not in SOLD else ""
