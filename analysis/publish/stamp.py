"""Whether the site that stands there is the one a build would make: the fingerprint of what it was made from, and of every file that was made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from analysis.core.strict_json import canonical_json

FILE = ".inputs"


def write(site: Path, inputs: str) -> None:
    """Stamp a finished site with the fingerprint of its inputs and of its files."""
    names = sorted(f.relative_to(site).as_posix() for f in site.rglob("*") if f.is_file())
    (site / FILE).write_text(
        canonical_json({"inputs": inputs, "files": _fingerprints(site, names)}), encoding="utf-8", newline="\n"
    )


def holds(site: Path, inputs: str) -> bool:
    """Whether a site was made from these inputs and every file of it is as it was made."""
    try:
        said = json.loads((site / FILE).read_text(encoding="utf-8"))
        return said["inputs"] == inputs and said["files"] == _fingerprints(site, said["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return False  # no stamp, none of ours, or a file is gone


def _fingerprints(site: Path, names: Iterable[str]) -> dict[str, str]:
    return {name: hashlib.sha256((site / name).read_bytes()).hexdigest() for name in names}
