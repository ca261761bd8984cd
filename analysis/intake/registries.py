"""Raw registries → data/reference/: institutions and web domains as sorted CSV."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from analysis.core import multivalued
from analysis.core.errors import FactCheckError
from analysis.core.text import clean
from analysis.facts.columns import KINDS
from analysis.facts.raw_rows import Row, rows_of
from analysis.facts.store import write_shared

COMMON_HOST = re.compile(r"(?:edu|ac|com|co|gov|gob|go|gouv|org|or|net|res|nic|in)\.[a-z]{2}")


def write_reference(raw: Path, reference: Path | None = None) -> bool:
    """Write institutions.csv and domains.csv; True where anything changed.

    Raises
    ------
    FactCheckError
        A raw file is missing or damaged.
    """
    records = list(_institutions(raw / "reference" / "ror_subset.jsonl.gz"))
    domains = _domains(raw / "reference" / "university_domains.json.gz")
    changed = write_shared("reference/institutions", records, reference)
    return write_shared("reference/domains", domains, reference) or changed


def _institutions(path: Path) -> Iterator[tuple[str, ...]]:
    """Records in the order of the table's columns; withdrawn ones are left out: the registry replaced them."""
    needed = ("id", "name", "aliases", "acronyms", "country", "city", "types", "status", "domains", "website")
    for row in rows_of(path):
        for key in needed:
            row.need(key)
        if row["status"] == "withdrawn":
            continue
        hosts = {host_of(d) for d in [*row["domains"], row["website"] or ""]} - {""}
        yield (
            row["id"].rpartition("/")[2],
            clean(row["name"]),
            _joined(row["aliases"]),
            _joined(row["acronyms"]),
            row["country"] or "",
            clean(row["city"]),
            _kind(row),
            multivalued.join(sorted(hosts)),
        )


def _kind(row: Row) -> str:
    """The kind of an institution; of several a company only if it is nothing else that teaches or researches."""
    kinds = {k.casefold() for k in row["types"]}
    kind = next((k for k in KINDS if k in kinds), "other")
    if kind == "company" and kinds & {"education", "healthcare", "nonprofit", "government"}:
        kind = next(k for k in KINDS[1:] if k in kinds)
    return kind


def _domains(path: Path) -> list[tuple[str, ...]]:
    """Web domains of universities, each with the country and the name; of two universities the one listed last."""
    domains: dict[str, tuple[str, ...]] = {}
    try:
        for row in json.loads(gzip.decompress(path.read_bytes())):
            hosts = (domain.casefold().strip() for domain in row["domains"])
            domains.update((host, (host, row["alpha_two_code"], clean(row["name"]))) for host in hosts)
    except FileNotFoundError:
        mend = "give the folder of the raw files with --raw"
        raise FactCheckError("raw file is missing", where=path, mend=mend) from None
    except (OSError, ValueError, EOFError, zlib.error, KeyError, TypeError, AttributeError) as error:
        raise FactCheckError(f"is damaged ({error})", where=path, mend="restore the file") from None
    return list(domains.values())


def host_of(url: str) -> str:
    """The host of an address, without www; nothing where there is none.

    >>> host_of("https://www.tsinghua.edu.cn/en/")
    'tsinghua.edu.cn'
    """
    host = re.sub(r"^[a-z]+://", "", url.strip().casefold()).split("/")[0].split(":")[0]
    host = re.sub(r"^www\d?\.", "", host)
    # `edu.cn` alone, which one record has, would own every university of a country
    return host if "." in host and " " not in host and not COMMON_HOST.fullmatch(host) else ""


def _joined(names: list[str]) -> str:
    return multivalued.join(sorted({clean(n) for n in names}))
