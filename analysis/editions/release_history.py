"""All releases, oldest first: what they published, how the working tree is called beside them, and the parts of the report that tell of them.

Causes were found when a release was made and are read from its diff.json, so that no build needs git's history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.core import paths
from analysis.core.strict_json import read_json
from analysis.editions import edition, provenance, redaction, release_names
from analysis.editions.diff import diff
from analysis.editions.diff_formats import as_json, step_text
from analysis.editions.edition import Edition, text_of
from analysis.editions.feed import ReleaseNote
from analysis.looks.markdown import markdown, plain
from analysis.settings.config import Tolerance

LARGEST = 10  # changes of a release that the page names
COLUMNS = 6  # releases beside each other in a table


@dataclass(frozen=True)
class Release:
    """One published release: its provenance, its edition, what it changed against the one before (None for the first), and its redactions."""

    version: str
    about: Mapping[str, Any]
    edition: Edition
    changes: Mapping[str, Any] | None
    redactions: Sequence[Mapping[str, Any]] = ()

    @property
    def folder(self) -> Path:
        return paths.RELEASES / self.version


def past() -> list[Release]:
    """All releases, oldest first.

    Raises
    ------
    FactCheckError
        A release is damaged.
    """
    found = []
    for version in release_names.versions():
        folder = paths.RELEASES / version
        file = folder / "diff.json"
        about = provenance.read(folder)
        changes = read_json(file.read_text(encoding="utf-8"), file) if file.is_file() else None
        found.append(
            Release(version, about, edition.read_folder(folder, version), changes, redaction.read(folder, about))
        )
    return found


def notes(releases: Sequence[Release]) -> list[ReleaseNote]:
    """What the feed tells of each release."""
    return [
        ReleaseNote(
            r.version,
            r.about["date"],
            f"{r.changes['headline']}." if r.changes else "The first release.",
            f"v/{r.version}/index.html",
        )
        for r in releases
    ]


def name_of(now: Edition, releases: Sequence[Release]) -> str:
    """What the working tree is called: the newest release where it has the same figures and verdicts, ``2026.1+`` where it has not, or ``unreleased``."""
    if not releases:
        return "unreleased"
    newest = releases[-1]
    same = newest.edition.figures == now.figures and newest.edition.verdicts == now.verdicts
    return newest.version if same else f"{newest.version}+"


def words_of(name: str) -> str:
    """The name in words, for the foot of a page.

    >>> [words_of(name) for name in ("2026.1", "2026.1+", "unreleased")]
    ['Release 2026.1', 'Unreleased changes since 2026.1', 'Not released yet']
    """
    if name == "unreleased":
        return "Not released yet"
    return f"Unreleased changes since {name[:-1]}" if name.endswith("+") else f"Release {name}"


def before(name: str, releases: Sequence[Release]) -> Release | None:
    """The release that a state of this name is compared with: the newest one before it."""
    earlier = [r for r in releases if r.version != name]
    return earlier[-1] if earlier else None


def marks(now: Edition, release: Release | None) -> dict[str, str]:
    """Claim → what to print beside its number, where the number as printed or the verdict differs from that of a release; nothing for the others."""
    found = {}
    for claim, row in (now.verdicts or {}).items():
        if release is None or (old := (release.edition.verdicts or {}).get(claim)) is None:
            continue
        was = [_printed(release.edition, claim)] if _printed(release.edition, claim) != _printed(now, claim) else []
        was += [old.get("name", old["verdict"])] if old["verdict"] != row["verdict"] else []
        if was:
            found[claim] = (
                f"[changed since {release.version} (was {', '.join(text or '–' for text in was)})]{{.changed}}"
            )
    return found


def _printed(of: Edition, claim: str) -> str | None:
    row = (of.verdicts or {}).get(claim)
    figure = of.figures.get(row["decisive"]) if row else None
    return None if figure is None else text_of(figure, figure["value"])


def pages(now: Edition, name: str, releases: Sequence[Release], tolerances: Sequence[Tolerance] = ()) -> dict[str, str]:
    """The generated parts `changes.md` and `history.md`."""
    return {"changes.md": changes(now, name, releases, tolerances), "history.md": headline_history(now, name, releases)}


def changes(now: Edition, name: str, releases: Sequence[Release], tolerances: Sequence[Tolerance] = ()) -> str:
    """What each release changed, the newest first; what the working tree changes stands before them."""
    parts = []
    if name.endswith("+") and releases:
        parts += [
            f"## Since {releases[-1].version}, not released {{.unnumbered}}\n",
            _told(as_json(diff(releases[-1].edition, now, tolerances)), "next"),
        ]
    for release in reversed(releases):
        about = release.about
        where = f"Made on {about['date']} from data of {about['data-date']}, at commit `{about['commit'][:10]}`.\n"
        parts += [f"## Release {release.version} {{.unnumbered}}\n", where]
        parts += [f"**This release was {plain(redaction.words(said))}.**\n" for said in release.redactions]
        parts.append(
            _told(release.changes, release.version.replace(".", "-"))
            if release.changes
            else "The first release: there is nothing to compare it with.\n"
        )
    return (
        "\n".join(parts)
        if parts
        else "There is no release yet. From the first one on, this page says what each changed, by how much, and why.\n"
    )


def _told(found: Mapping[str, Any], slug: str) -> str:
    """A diff.json as Markdown: its first line, the verdicts, the largest changes."""
    parts = [f"**{plain(found['headline'])}.**\n"]
    if found["verdicts"]:
        rows = [(plain(v["title"]), v["text"], v["cause"] or "–") for v in found["verdicts"]]
        parts.append(
            markdown(
                ("Claim", "Change", "Cause"), rows, "lll", "Changed verdicts", f"tbl-verdicts-{slug}", "[45,35,20]"
            )
        )
    if found["figures"]:
        deciding = set(found["deciding"])
        first = sorted(found["figures"], key=lambda c: c["id"] not in deciding)[:LARGEST]
        rows = [(f"`{c['id']}`", c["old_text"], c["new_text"], _step(c), c["cause"] or "–") for c in first]
        caption = f"{len(first)} of {len(found['figures']):,} figures that changed in print: those that decide a claim, then the largest relative changes"
        parts.append(
            markdown(
                ("Figure", "Old", "New", "Change", "Cause"),
                rows,
                "lrrrl",
                caption,
                f"tbl-changes-{slug}",
                "[42,12,12,16,18]",
            )
        )
    parts += [f"Note: {plain(remark)}.\n" for remark in found["remarks"]]
    return "\n".join(parts)


def _step(change: Mapping[str, Any]) -> str:
    return "–" if change["absolute"] is None else step_text(change["absolute"], change["unit"])


def headline_history(now: Edition, name: str, releases: Sequence[Release]) -> str:
    """The deciding figure of each claim in each release, the newest last, in bold where it changed."""
    columns = [(r.version, r.edition) for r in releases]
    if not columns or columns[-1][0] != name:
        columns.append(("now", now))
    columns = columns[-COLUMNS:]
    rows = []
    for claim, row in (now.verdicts or {}).items():
        cells, last = [], None
        for _, state in columns:
            text = _printed(state, claim) or "–"
            cells.append(text if last in (None, text) else f"**{text}**")
            last = text
        rows.append((plain(row.get("title", claim)), *cells))
    left = f"; the newest {COLUMNS} only" if len(releases) > COLUMNS else ""
    wide = 60 // len(columns)
    widths = f"[{100 - wide * len(columns)}{f',{wide}' * len(columns)}]"
    return markdown(
        ("Claim", *(c for c, _ in columns)),
        rows,
        "l" + "r" * len(columns),
        f"The figure that decides each claim, by release, in bold where it changed{left}",
        "tbl-history",
        widths,
    )
