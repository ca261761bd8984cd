"""Raw registries → data/reference/: institutions and web domains as sorted CSV."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from pathlib import Path

from analysis.core import multivalued, paths
from analysis.core.errors import FactCheckError
from analysis.core.files import write_text
from analysis.core.text import clean
from analysis.facts.columns import KINDS
from analysis.facts.readers.records import get, read_rows

COMMON_HOST = re.compile(r"(?:edu|ac|com|co|gov|gob|go|gouv|org|or|net|res|nic|in)\.[a-z]{2}")


def write_reference(raw: Path, reference: Path | None = None) -> bool:
    """Write institutions.csv and domains.csv; True where anything changed.

    Withdrawn records are left out: the registry replaced them. A record of several kinds is a company only if it is nothing else that teaches or researches.
    """
    reference = reference or paths.REFERENCE
    records = []
    ror = raw / "reference" / "ror_subset.jsonl.gz"
    for number, row in read_rows(ror):
        for key in ("id", "name", "aliases", "acronyms", "country", "city", "types", "status", "domains", "website"):
            get(row, key, ror, number)
        if row["status"] == "withdrawn":
            continue
        kinds = {k.casefold() for k in row["types"]}
        kind = next((k for k in KINDS if k in kinds), "other")
        if kind == "company" and kinds & {"education", "healthcare", "nonprofit", "government"}:
            kind = next(k for k in KINDS[1:] if k in kinds)
        hosts = {host_of(d) for d in [*row["domains"], row["website"] or ""]} - {""}
        records.append(
            (
                row["id"].rpartition("/")[2],
                clean(row["name"]),
                _joined(row["aliases"]),
                _joined(row["acronyms"]),
                row["country"] or "",
                clean(row["city"]),
                kind,
                multivalued.join(sorted(hosts)),
            )
        )
    domains: dict[str, str] = {}
    path = raw / "reference" / "university_domains.json.gz"
    try:
        for row in json.loads(gzip.decompress(path.read_bytes())):
            domains.update({d.casefold().strip(): row["alpha_two_code"] for d in row["domains"]})
    except FileNotFoundError:
        raise FactCheckError(
            "raw file is missing", where=path, mend="give the folder of the raw files with --raw"
        ) from None
    except (OSError, ValueError, EOFError, zlib.error, KeyError, TypeError, AttributeError) as error:
        raise FactCheckError(f"is damaged ({error})", where=path, mend="restore the file") from None
    changed = write_table(
        reference / "institutions.csv",
        ("ror", "name", "other_names", "acronyms", "country", "city", "kind", "domains"),
        records,
    )
    return write_table(reference / "domains.csv", ("domain", "country"), list(domains.items())) or changed


def host_of(url: str) -> str:
    """``https://www.tsinghua.edu.cn/en/`` → ``tsinghua.edu.cn``; nothing where there is no host."""
    host = re.sub(r"^[a-z]+://", "", url.strip().casefold()).split("/")[0].split(":")[0]
    host = re.sub(r"^www\d?\.", "", host)
    # `edu.cn` alone, which one record has, would own every university of a country
    return host if "." in host and " " not in host and not COMMON_HOST.fullmatch(host) else ""


def _joined(names: list[str]) -> str:
    return multivalued.join(sorted({clean(n) for n in names}))


def write_table(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> bool:
    """Write a sorted table; True where anything changed."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(sorted(rows))
    return write_text(path, stream.getvalue())
