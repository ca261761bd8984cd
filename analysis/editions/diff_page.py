"""A diff as a page of its own, in the report's colours, with a box that filters the rows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analysis.editions.diff import Diff
from analysis.editions.diff_formats import SECTIONS, causes_line, cells, headline, papers_line, same_line, verdict_text
from analysis.looks.plain_page import FILTER, page, table


def to_html(found: Diff) -> str:
    """The whole page, which needs no other file."""
    parts = ["<h1>What changed</h1>", f'<p class="lead">{escape(headline(found))}</p>']
    parts += [f"<p>Causes: {escape(said)}</p>"] if (said := causes_line(found)) else []
    parts.append(FILTER)
    if found.verdicts:
        rows: list[Sequence[str]] = [(v.title, verdict_text(v), v.cause) for v in found.verdicts]
        parts += ["<h2>Changed verdicts</h2>", table(("Claim", "Change", "Cause"), rows, "lll")]
    for name, title in SECTIONS:
        if changes := getattr(found, name):
            rows = [(f"{mark} {i}".strip(), *rest) for mark, i, *rest in cells(changes)]
            parts += [
                f"<h2>{escape(title)}</h2>",
                table(("Figure", "Old", "New", "Change", "Relative", "Cause"), rows, "lrrrrl"),
            ]
    for title, moved in (("Added", found.added), ("Removed", found.removed)):
        if moved:
            parts += [
                f"<h2>{title} figures</h2>",
                table(("Figure", "Value", "Cause"), [(m.id, m.text, m.cause) for m in moved], "lrl"),
            ]
    for p in found.papers:
        rows = [
            (sign, m.id, m.text, m.cause) for sign, moved in (("entered", p.entered), ("left", p.left)) for m in moved
        ]
        parts += [
            f"<h2>Papers: {escape(p.title)}</h2>",
            f"<p>{escape(papers_line(p))}</p>",
            table(("", "Paper", "Title", "Cause"), rows, "llll"),
        ]
    parts += [f"<p>{escape(same_line(found))}.</p>", *(f"<p>Note: {escape(remark)}.</p>" for remark in found.remarks)]
    return page(headline(found), parts)
