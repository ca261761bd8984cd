"""Whether a build would change anything: the fingerprint of what the site is made from, and of every file of it.

The finished site holds both, so that a build whose inputs did not change, and whose site is as it was made, does
nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from analysis.core import git, paths
from analysis.core.files import is_temporary
from analysis.core.hashing import sha256
from analysis.core.strict_json import canonical_json
from analysis.editions import provenance, redaction, release_names
from analysis.publish.render import Engine
from analysis.settings import publication

FILE = ".inputs"
# what numbers, charts and pages are made with, as the colophon names it
LIBRARIES = (
    "altair Jinja2 numpy pandas pydantic pypandoc_binary PyYAML scipy typst vl-convert-python XlsxWriter".split()
)
SINGLE = ("_quarto.yml", "index.qmd", "config.yaml", "pyproject.toml", "CITATION.cff", "CORRECTIONS.md")
OF_A_RELEASE = (provenance.NAME, redaction.NAME, "diff.json")


def inputs(engine: Engine) -> str:
    """Fingerprint of everything that can change the site."""
    found = sources()
    found |= {
        f"releases/{v}/{name}": paths.RELEASES / v / name for v in release_names.versions() for name in OF_A_RELEASE
    }
    listing = [(name, sha256(file.read_bytes())) for name, file in sorted(found.items()) if file.is_file()]
    said = [engine.name, engine.version, git.state(), os.environ.get(publication.ADDRESS, "")]
    return sha256(json.dumps([listing, said, [f"{name} {version(name)}" for name in LIBRARIES]]).encode())


def sources() -> dict[str, Path]:
    """Name → file of everything that somebody edits and the site is made from, as far as it is there."""
    folders = {
        paths.DATA: (".csv", ".yaml"),
        paths.GOLD: (".csv",),
        paths.REPORT: (".qmd", ".css", ".js", ".lua", ".typ", ".ttf", ".md", ".yaml"),
        paths.CODE: (".py", ".lua", ".typ", ".html", ".jinja", ".js"),
    }
    found = {name: paths.ROOT / name for name in SINGLE}
    for folder, kinds in folders.items():
        for at, below, names in os.walk(folder):
            below[:] = [name for name in below if name != "_generated" and not is_temporary(name)]
            inside = Path(at)
            for name in names:
                if name.endswith(kinds) and not is_temporary(name):
                    found[f"{folder.name}/{(inside / name).relative_to(folder).as_posix()}"] = inside / name
    return {name: file for name, file in found.items() if file.is_file()}


def mark(site: Path, made_from: str) -> None:
    """Write into a finished site what it was made from, and the fingerprints of its files."""
    names = sorted(f.relative_to(site).as_posix() for f in site.rglob("*") if f.is_file())
    said = {"inputs": made_from, "files": _fingerprints(site, names)}
    (site / FILE).write_text(canonical_json(said), encoding="utf-8", newline="\n")


def holds(site: Path, made_from: str) -> bool:
    """Whether a site was made from these inputs and every file of it is as it was made."""
    try:
        said = json.loads((site / FILE).read_text(encoding="utf-8"))
        return bool(said["inputs"] == made_from and said["files"] == _fingerprints(site, said["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        return False  # no mark, none of ours, or a file is gone


def _fingerprints(site: Path, names: Iterable[str]) -> dict[str, str]:
    return {name: sha256((site / name).read_bytes()) for name in names}
