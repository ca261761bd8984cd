"""The parts of the report that tell of its own past: marks at numbers that changed, and tables of all releases."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.editions import redaction
from analysis.editions.diff import diff
from analysis.editions.diff_formats import as_json
from analysis.editions.diff_formats.words import step_text
from analysis.editions.edition import Edition, text_of
from analysis.editions.release_history import Release
from analysis.looks.markdown import plain
from analysis.looks.tables import number, table, text
from analysis.settings.verdict_rules import Tolerance

LARGEST = 10  # changes of a release that the page names
MOST = 6  # releases beside each other in a table
CODE = "`{}`".format
VERDICTS = (text("Claim", 45, plain), text("Change", 35), text("Cause", 20))
FIGURES = (text("Figure", 42, CODE), number("Old", 12), number("New", 12), number("Change", 16), text("Cause", 18))


def marks(now: Edition, release: Release | None) -> dict[str, str]:
    """Claim → what to print beside its number.

    Only for claims whose number as printed, or whose verdict, differs from that of a release.
    """
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
        rows = [(v["title"], v["text"], v["cause"] or "–") for v in found["verdicts"]]
        parts.append(table(VERDICTS, rows, "Changed verdicts", f"tbl-verdicts-{slug}"))
    if found["figures"]:
        deciding = set(found["deciding"])
        first = sorted(found["figures"], key=lambda c: c["id"] not in deciding)[:LARGEST]
        figures = [(c["id"], c["old_text"], c["new_text"], _step(c), c["cause"] or "–") for c in first]
        caption = (
            f"{len(first)} of {len(found['figures']):,} figures that changed in print: "
            "those that decide a claim, then the largest relative changes"
        )
        parts.append(table(FIGURES, figures, caption, f"tbl-changes-{slug}"))
    parts += [f"Note: {plain(remark)}.\n" for remark in found["remarks"]]
    return "\n".join(parts)


def _step(change: Mapping[str, Any]) -> str:
    return "–" if change["absolute"] is None else step_text(change["absolute"], change["unit"])


def headline_history(now: Edition, name: str, releases: Sequence[Release]) -> str:
    """The deciding figure of each claim in each release, the newest last, in bold where it changed."""
    states = [(r.version, r.edition) for r in releases]
    if not states or states[-1][0] != name:
        states.append(("now", now))
    states = states[-MOST:]
    rows = []
    for claim, row in (now.verdicts or {}).items():
        printed = [_printed(state, claim) or "–" for _, state in states]
        bold = [f"**{new}**" if new != old else new for old, new in itertools.pairwise(printed)]
        rows.append((row.get("title", claim), printed[0], *bold))
    wide = 60 // len(states)
    columns = [text("Claim", 100 - wide * len(states), plain), *(number(version, wide) for version, _ in states)]
    left = f"; the newest {MOST} only" if len(releases) > MOST else ""
    caption = f"The figure that decides each claim, by release, in bold where it changed{left}"
    return table(columns, rows, caption, "tbl-history")
