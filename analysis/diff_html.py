"""A diff as a page of its own, in the report's colours, with a box that filters the rows."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from analysis import paths
from analysis.diff import Diff
from analysis.diff_formats import SECTIONS, causes_line, cells, headline, papers_line, same_line, verdict_text

FILTER = """<script>
document.getElementById("filter").addEventListener("input", function () {
  const word = this.value.toLowerCase();
  for (const row of document.querySelectorAll("tbody tr")) row.hidden = !row.textContent.toLowerCase().includes(word);
});
</script>"""


def to_html(found: Diff) -> str:
    """The whole page, which needs no other file."""
    e = html.escape

    def table(header: Sequence[str], rows: Iterable[Sequence[str]], right: str) -> str:
        style = [' style="text-align: right"' if side == "r" else "" for side in right]
        head = "".join(f"<th{s}>{e(h)}</th>" for h, s in zip(header, style, strict=True))
        body = "\n".join("<tr>" + "".join(f"<td{s}>{e(c)}</td>" for c, s in zip(row, style, strict=True)) + "</tr>" for row in rows)
        return f'<div class="table-scroll"><table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div>'

    parts = [f"<h1>What changed</h1>\n<p class=lead>{e(headline(found))}</p>"]
    parts += [f"<p>Causes: {e(said)}</p>"] if (said := causes_line(found)) else []
    parts.append('<p><label>Show rows with <input id="filter" type="search"></label></p>')
    if found.verdicts:
        rows: list[Sequence[str]] = [(v.title, verdict_text(v), v.cause) for v in found.verdicts]
        parts += ["<h2>Changed verdicts</h2>", table(("Claim", "Change", "Cause"), rows, "lll")]
    for name, title in SECTIONS:
        if changes := getattr(found, name):
            rows = [(f"{mark} {i}".strip(), *rest) for mark, i, *rest in cells(changes)]
            parts += [f"<h2>{e(title)}</h2>", table(("Figure", "Old", "New", "Change", "Relative", "Cause"), rows, "lrrrrl")]
    for title, moved in (("Added", found.added), ("Removed", found.removed)):
        if moved:
            parts += [f"<h2>{title} figures</h2>", table(("Figure", "Value", "Cause"), [(m.id, m.text, m.cause) for m in moved], "lrl")]
    for p in found.papers:
        rows = [(sign, m.id, m.text, m.cause) for sign, moved in (("entered", p.entered), ("left", p.left)) for m in moved]
        parts += [f"<h2>Papers: {e(p.title)}</h2><p>{e(papers_line(p))}</p>", table(("", "Paper", "Title", "Cause"), rows, "llll")]
    parts += [f"<p>{e(same_line(found))}.</p>", *(f"<p>Note: {e(remark)}.</p>" for remark in found.remarks)]
    css = (paths.THEME / "theme.css").read_text(encoding="utf-8").strip()
    return f"""<!DOCTYPE html>
<html lang="en" class="fc">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{e(headline(found))}</title>
<style>
{css}
</style>
</head>
<body>
<main style="display: block; max-width: 75rem; margin: 0 auto">
{chr(10).join(parts)}
</main>
{FILTER}
</body>
</html>
"""
