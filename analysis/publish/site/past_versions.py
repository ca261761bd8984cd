"""Every release in the site under ``v/<version>/``, as it was made, with a page that lists them and the menu's list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.core import archives
from analysis.core.errors import FactCheckError
from analysis.core.hashing import sha256
from analysis.core.strict_json import canonical_json
from analysis.editions import redaction
from analysis.editions.redaction import SITE
from analysis.editions.release_history import Release
from analysis.looks import templates
from analysis.publish.site.complete import PARTS
from analysis.publish.site.page_edits import Place, Places, changed

FILES = (
    ("the report", "index.html"),
    ("PDF", "fact-check.pdf"),
    ("figures.csv", "figures.csv"),
    ("figures.json", "figures.json"),
    ("claims.json", "claims.json"),
)


def add(site: Path, releases: Sequence[Release]) -> None:
    """Put every release into a site.

    Raises
    ------
    FactCheckError
        The archive of a release is not the one that was made.
    """
    listed = []
    for release in reversed(releases):
        _unpack(release, site / "v" / release.version)
        about = {key: release.about[key] for key in ("version", "date", "data-date", "commit")}
        about["redactions"] = [redaction.words(r) for r in release.redactions]
        path = f"v/{release.version}/"
        listed.append({**about, "path": path, "pages": _pages(site / path)})
    top = [page for page in _pages(site) if not page.startswith("v/")]
    text = canonical_json({"schema": 1, "versions": listed, "newest": {"path": "", "pages": top}})
    written = {
        "versions.json": text,
        "versions.js": f"window.factcheckVersions = {text.rstrip()};\n",
        "v/index.html": page_of_all(listed),
    }
    for name, content in written.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(content, encoding="utf-8", newline="\n")


def page_of_all(listed: Sequence[Mapping[str, Any]]) -> str:
    """All releases, the newest first, with their pages, PDF and data."""
    return templates.page("publish/site/versions.html.jinja", listed=listed, files=FILES)


def _unpack(release: Release, target: Path) -> None:
    """The site of a release; each of its pages begins with a note where it was redacted."""
    archive = release.folder / SITE
    raw = archive.read_bytes() if archive.is_file() else b""
    if sha256(raw) != redaction.expected(release.about["files"], release.redactions).get(SITE):
        raise FactCheckError(
            "is not the site that was released",
            where=f"releases/{release.version}/{SITE}",
            mend=f"restore it with `git checkout -- releases/{release.version}`",
        )
    archives.unpack(raw, target, archive)
    for name in _pages(target) if release.redactions else ():
        text = (target / name).read_text(encoding="utf-8")
        (target / name).write_text(with_notice(text, release, "../" * name.count("/")), encoding="utf-8", newline="\n")


def with_notice(page: str, release: Release, up: str) -> str:
    """A page of a redacted release with a note at its head that says so; nothing else of it is touched."""
    begins = Places(page, to_body=True).body_begins
    if begins is None:
        return page
    words = "; ".join(redaction.words(said) for said in release.redactions)
    corrections = f"{up}../../report/corrections.html"
    notice = templates.part(PARTS, "notice", version=release.version, words=words, corrections=corrections)
    return changed(page, [(Place(begins, begins), notice)])


def _pages(folder: Path) -> list[str]:
    return sorted(page.relative_to(folder).as_posix() for page in folder.rglob("*.html"))
