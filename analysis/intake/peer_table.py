"""An independent analysis's table of affiliations → data/reference/peers.csv: where it differs from us.

Only what can change a US-China count is kept: strings that they place in the United States or in China (with Hong Kong,
Macau and Taiwan) and we elsewhere or nowhere, and the other way round, with companies at their head office as they
count them.
"""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from analysis.attribution.resolve import resolve
from analysis.core import multivalued
from analysis.core.errors import FactCheckError
from analysis.core.text import clean, fold
from analysis.facts.store import shared_rows, write_shared

RAW = Path("peers") / "us_vs_china_affiliation_counts_full.csv.gz"
CODES = {
    "United States": "US",
    "China": "CN",
    "Hong Kong": "HK",
    "Macau": "MO",
    "Taiwan": "TW",
}  # any other country is neither side
CHINA = frozenset({"CN", "HK", "MO", "TW"})


def write_peers(raw: Path, reference: Path | None = None) -> bool:
    """Write peers.csv; True where anything changed.

    Raises
    ------
    FactCheckError
        The raw file is missing or damaged.
    """
    return write_shared("reference/peers", differing(_read(raw / RAW)), reference)


def differing(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """(affiliation, their country in words, our countries) of the strings on which the sides differ."""
    found: dict[str, tuple[str, str, str]] = {}
    for affiliation, country in sorted(set(rows)):
        ours = resolve(affiliation).headquarters
        if sides({CODES.get(country, "")}) != sides(ours) and fold(affiliation) not in found:
            found[fold(affiliation)] = affiliation, country, multivalued.join(sorted(ours))
    return list(found.values())


def sides(codes: Iterable[str]) -> tuple[bool, bool]:
    """Whether a set of countries has the United States, and China in the wide sense."""
    return "US" in set(codes), bool(CHINA & set(codes))


@lru_cache(maxsize=1)
def their_codes() -> dict[str, str]:
    """Folded affiliation → the code that they give it where that matters; empty for a country of neither side."""
    return {fold(row["affiliation"]): CODES.get(row["country"], "") for _, row in shared_rows("reference/peers")}


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
