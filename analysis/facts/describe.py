"""data/ → its two standard descriptions: a Frictionless Data Package and a Croissant description of the same tables.

Written beside the data at every ingest. Both follow from config.yaml, the snapshots, `analysis.facts.columns` and the
files' own bytes, so they say nothing of the day or machine on which they were made.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.core.files import write_text
from analysis.facts import json_tables
from analysis.facts.croissant import croissant
from analysis.facts.frictionless import datapackage
from analysis.facts.resources import resources
from analysis.settings import config
from analysis.settings.config import Config


def texts(settings: Config) -> dict[str, str]:
    """File name → content of the tables that Croissant reads as JSON, and of both descriptions."""
    found = list(resources(settings))
    made = {"datapackage.json": datapackage(settings, found), "croissant.json": croissant(settings, found)}
    return {r.json_path: r.exact for r in found if r.exact} | {
        name: json.dumps(about, ensure_ascii=False, indent=1) + "\n" for name, about in made.items()
    }


def stale(settings: Config) -> list[str]:
    """Names of what is not as `write` would leave it."""
    made = texts(settings)
    changed = [name for name, text in made.items() if not _is(paths.DATA / name, text)]
    return changed + [file.relative_to(paths.DATA).as_posix() for file in _left(made)]


def _is(file: Path, text: str) -> bool:
    return file.is_file() and file.read_bytes() == text.encode()


def _left(made: Mapping[str, str]) -> list[Path]:
    """Tables as JSON that nothing asks for any more."""
    return sorted(
        f for f in (paths.DATA / json_tables.FOLDER).glob("*.json") if f.relative_to(paths.DATA).as_posix() not in made
    )


def edited(settings: Config) -> list[str]:
    """The tables that the committed description knows with another hash, one sentence each."""
    try:
        known = {
            str(r["path"]): (r["hash"], int(r["bytes"]))
            for r in json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        }
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []  # then the description itself is stale
    here = {r.path: r for r in resources(settings)}
    mend = "restore it with git, or see that the edit is meant and run `make describe`"
    return [
        f"data/{path}: was changed since it was described: {known[path][1]:,} bytes then, {len(here[path].raw):,} now; "
        f"{mend}"
        for path in sorted(known.keys() & here.keys())
        if known[path][0] != f"sha256:{here[path].sha256}"
    ]


def invalid(settings: Config) -> list[str]:
    """The first cell or key of each table that is not what its column says, one sentence each."""
    found = []
    for resource in resources(settings):
        try:
            resource.table.checked(paths.DATA / resource.path)
        except FactCheckError as error:
            found.append(str(error))
    return found


def write(settings: Config) -> bool:
    """Write both descriptions and the tables as JSON that they need; True where anything changed.

    Raises
    ------
    FactCheckError
        The folder cannot be written; what was there stays.
    """
    made = texts(settings)
    changed = [write_text(paths.DATA / name, text) for name, text in made.items()]
    for left in _left(made):
        left.unlink()
        changed.append(True)
    return any(changed)


def main() -> None:
    """`make describe`."""
    write(config.load())


if __name__ == "__main__":
    from analysis.core.terminal import told

    sys.exit(told(main))
