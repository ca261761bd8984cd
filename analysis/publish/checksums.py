"""tests/gold/checksums.json: the gold sets as they were last described.

Emptying one changes the published accuracy and no other number. `make describe`
(``python -m analysis.publish.checksums``) writes the file anew after an edit. The tables of data/ stand under the
checksums of their descriptions (`analysis.facts.describe`) in the same way.
"""

from __future__ import annotations

import json
from typing import Any

from analysis.core import paths
from analysis.core.files import write_text
from analysis.core.hashing import sha256
from analysis.core.strict_json import canonical_json

NAME = "checksums.json"
MEND = "restore it with git, or see that the edit is meant and run `make describe`"


def made() -> dict[str, dict[str, Any]]:
    """File of tests/gold → its SHA-256 and how many rows it has."""
    files = sorted(paths.GOLD.glob("*.csv"))
    return {
        file.name: {"rows": max(0, file.read_bytes().count(b"\n") - 1), "sha256": sha256(file.read_bytes())}
        for file in files
    }


def problems() -> list[str]:
    """The gold sets that are not what was described, one sentence each."""
    here, file = made(), paths.GOLD / NAME
    try:
        described = json.loads(file.read_text(encoding="utf-8"))
        known = {name: (int(about["rows"]), about["sha256"]) for name, about in described.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [f"tests/gold/{NAME}: is missing or damaged; run `make describe`"]
    found = []
    for name in sorted(known.keys() | here.keys()):
        if name not in here:
            found.append(f"tests/gold/{name}: is missing, and had {known[name][0]:,} rows; {MEND}")
        elif name not in known:
            found.append(f"tests/gold/{name}: is not described; run `make describe`")
        elif here[name]["sha256"] != known[name][1]:
            rows = f"{known[name][0]:,} rows then, {here[name]['rows']:,} now"
            found.append(f"tests/gold/{name}: was changed since it was described: {rows}; {MEND}")
    return found


def write() -> bool:
    """Write the file; True where anything changed."""
    return write_text(paths.GOLD / NAME, canonical_json(made()))


if __name__ == "__main__":
    write()
