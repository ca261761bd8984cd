"""An independent analysis's table of affiliations → data/reference/peers.csv: where it differs from us.

Only what can change a count of the main pair is kept: strings that they place in one of its groups, with every country
that a choice of extent gives it, and we elsewhere or nowhere, and the other way round, with companies at their head
office as they count them.
"""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterable
from pathlib import Path

from analysis.attribution.resolve import resolve
from analysis.core import multivalued
from analysis.core.errors import FactCheckError
from analysis.core.text import clean, fold
from analysis.facts.store import shared_rows, write_shared
from analysis.settings.config import Config
from analysis.settings.others import PlacesTable

Rows = Iterable[tuple[str, str]]  # affiliation, country in their words


def table_of(config: Config) -> PlacesTable | None:
    """The table of the independent analysis that published one."""
    return next((o.places.table for o in config.independent.values() if o.places and o.places.table), None)


def write_peers(config: Config, raw: Path, reference: Path | None = None) -> bool:
    """Write peers.csv; True where anything changed. Without a table in config.yaml there is nothing to write.

    Raises
    ------
    FactCheckError
        The raw file is missing or damaged.
    """
    if (table := table_of(config)) is None:
        return False
    return write_shared("reference/peers", differing(config, table, _read(raw / table.file)), reference)


def differing(config: Config, table: PlacesTable, rows: Rows) -> list[tuple[str, str, str]]:
    """(affiliation, their country in words, our countries) of the strings on which the sides differ."""
    groups = [config.widest(key) for key in config.pair]
    found: dict[str, tuple[str, str, str]] = {}
    for affiliation, country in sorted(set(rows)):
        ours, name = resolve(affiliation).headquarters, fold(affiliation)
        theirs = {table.countries.get(country, "")}
        if name not in found and any(g.isdisjoint(theirs) != g.isdisjoint(ours) for g in groups):
            found[name] = affiliation, country, multivalued.join(sorted(ours))
    return list(found.values())


def their_codes(table: PlacesTable) -> dict[str, str]:
    """Folded affiliation → the code that they give it where that matters; empty for a country of no group."""
    return {
        fold(row["affiliation"]): table.countries.get(row["country"], "") for _, row in shared_rows("reference/peers")
    }


def _read(path: Path) -> list[tuple[str, str]]:
    try:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
        return [(clean(row["affiliation"]), row["country"]) for row in csv.DictReader(io.StringIO(text))]
    except FileNotFoundError:
        raise FactCheckError(
            "raw file is missing", where=path, mend="give the folder of the raw files with --raw"
        ) from None
    except (OSError, ValueError, EOFError, zlib.error, KeyError) as error:
        raise FactCheckError(f"is damaged ({error})", where=path, mend="restore the file") from None
